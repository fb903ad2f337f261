/* SPDX-License-Identifier: Apache-2.0
   What the page of a comparison draws: for each case how both sides' values are spread. */
'use strict';
(() => {
  const { data, byId, show, options, choose, hide } = Frame;
  const { number, percent, lines, base, upright, logAxis } = Charts.parts;
  const SIDES = { A: { dash: 'dashed', symbol: 'circle' }, B: { dash: 'solid', symbol: 'rect' } };
  const shares = data.shares;

  const value = (run, share) => run.millis[shares.findIndex((s) => s >= share - 1e-9)];
  const nameOf = (runs, run) => (runs.filter((each) => each.side === run.side).length > 1 ? `${run.side}, run ${run.run}` : run.side);

  const spread = (each, metric) => {
    const runs = each.runs.filter((run) => run.metric === metric);
    const values = runs.flatMap((run) => [run.millis[0], run.millis[run.millis.length - 1]]);
    return {
      title: `${each.name}: share of ${Charts.NAMES[metric]} up to a time`, height: 'wide',
      summary: runs.map((run) => `${nameOf(runs, run)}: least ${number(value(run, 0))}, median ${number(value(run, 0.5))}, 99 % up to ${number(value(run, 0.99))}, most ${number(value(run, 1))} ms`).join('; '),
      table: {
        head: ['Side', 'Values', 'Least, ms', '10 %', '50 %', '90 %', '99 %', '99.9 %', 'Most, ms'],
        rows: runs.map((run) => [nameOf(runs, run), number(run.values), ...[0, 0.1, 0.5, 0.9, 0.99, 0.999, 1].map((share) => number(value(run, share)))]),
      },
      option: (t) => base(t, {
        legend: { ...base(t).legend, data: [...new Set(runs.map((run) => run.side))] },
        xAxis: logAxis(t, 'ms', values),
        yAxis: upright(t, 'share', { min: 0, max: 1, axisLabel: { color: t.dim, formatter: (v) => `${Math.round(v * 100)} %` } }),
        tooltip: { ...base(t).tooltip, trigger: 'item', formatter: (p) => lines([p.data.name, `${percent(p.value[1])} up to ${number(p.value[0])} ms`]) },
        series: runs.map((run) => ({
          name: run.side, type: 'line', symbol: SIDES[run.side].symbol, showSymbol: false, symbolSize: 4,
          color: t.series[run.side === 'A' ? 0 : 1], lineStyle: { width: 2, type: SIDES[run.side].dash },
          data: run.millis.map((x, i) => ({ value: [Math.max(0.001, x), shares[i]], name: nameOf(runs, run) })),
        })),
      }),
    };
  };

  const metrics = Object.keys(Charts.NAMES).filter((m) => data.cases.some((each) => each.runs.some((run) => run.metric === m)));
  if (metrics.length) {
    options(byId('spread-metric'), metrics.map((m) => [m, Charts.NAMES[m]]));
    choose(['spread-metric'], () => {
      const metric = byId('spread-metric').value;
      show(byId('spread-charts'), data.cases.filter((each) => each.runs.some((run) => run.metric === metric)).map((each) => spread(each, metric)));
    });
  } else {
    hide('spreads');
  }
})();
