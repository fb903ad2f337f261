/* SPDX-License-Identifier: Apache-2.0
   The timeline of a case: a row for each request. */
'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const rows = [...data.rows].sort((a, b) => a[1] - b[1]);
  const kinds = [['to first token', '#7c8aa0'], ['short gap', '#2e9d57'], ['middle gap', '#e08a1e'], ['long gap', '#c62828']];
  const bars = kinds.map(() => []);
  rows.forEach((row, i) => {
    let at = (row[1] - data.begin) / 1e9;
    bars[0].push([i, at, at + row[2] / 1000, row[0]]);
    at += row[2] / 1000;
    for (let n = 3; n < row.length; n += 2) {
      bars[row[n] + 1].push([i, at, at + row[n + 1] / 1000, row[0]]);
      at += row[n + 1] / 1000;
    }
  });
  const bar = (colour) => (params, api) => {
    const from = api.coord([api.value(1), api.value(0)]);
    const to = api.coord([api.value(2), api.value(0)]);
    const height = Math.max(1, api.size([0, 1])[1] * 0.8);
    const rect = { x: from[0], y: from[1] - height / 2, width: Math.max(0.5, to[0] - from[0]), height };
    const shape = echarts.graphic.clipRectByRect(rect, params.coordSys);
    return shape && { type: 'rect', shape, style: { fill: colour } };
  };
  const chart = echarts.init(document.getElementById('timeline'));
  chart.setOption({
    animation: false,
    grid: { left: 60, right: 40, top: 34, bottom: 80 },
    legend: { top: 0 },
    tooltip: { confine: true, formatter: (p) => {
      const box = document.createElement('div');
      box.textContent = `request ${p.value[3]}, ${p.seriesName}: ${((p.value[2] - p.value[1]) * 1000).toFixed(2)} ms from ${p.value[1].toFixed(3)} s`;
      return box;
    } },
    xAxis: { type: 'value', name: 'seconds since the first send', nameLocation: 'middle', nameGap: 26, min: 0 },
    yAxis: { type: 'value', inverse: true, min: -0.5, max: Math.max(1, rows.length) - 0.5, axisLabel: { show: false }, splitLine: { show: false }, name: 'requests', nameLocation: 'middle', nameGap: 20 },
    dataZoom: [{ type: 'slider', filterMode: 'none' }, { type: 'inside', filterMode: 'none' }, { type: 'slider', yAxisIndex: 0, filterMode: 'none', right: 4, width: 16 }],
    series: kinds.map(([name, colour], i) => ({ name, type: 'custom', renderItem: bar(colour), progressive: 0, itemStyle: { color: colour }, encode: { x: [1, 2], y: 0 }, data: bars[i] })),
  });
  window.addEventListener('resize', () => chart.resize());
})();
