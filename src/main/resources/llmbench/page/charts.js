/* SPDX-License-Identifier: Apache-2.0
   What each chart shows: pure functions from the page's data and a theme's colours to
   { title, height, summary, table: { head, rows }, option(theme) }. */
'use strict';
const Charts = (() => {
  const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'emptyCircle', 'emptyRect', 'emptyTriangle'];
  const DASHES = ['solid', 'dashed', 'dotted'];
  const NAMES = { ttft: 'TTFT', tpot: 'TPOT', itl: 'ITL', e2el: 'E2EL' };
  const METRICS = Object.keys(NAMES);

  const number = (v) => {
    if (v === null || v === undefined || !Number.isFinite(v)) return '–';
    const size = Math.abs(v);
    const digits = size === 0 || size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 4;
    return v.toLocaleString('en-US', { maximumFractionDigits: digits });
  };
  const percent = (v) => `${number(v * 100)} %`;
  const interval = (f) => (f && f.lo !== null && f.hi !== null ? `${number(f.lo)} – ${number(f.hi)}` : '–');

  /* A tooltip of texts only: nothing in it is read as HTML. */
  const lines = (texts) => {
    const box = document.createElement('div');
    texts.forEach((text, i) => {
      const line = document.createElement(i === 0 ? 'strong' : 'div');
      line.textContent = text;
      box.append(line);
    });
    return box;
  };

  const axis = (t, name, more) => ({
    type: 'value', name, nameLocation: 'middle', nameGap: 30,
    nameTextStyle: { color: t.dim }, axisLine: { show: true, lineStyle: { color: t.dim } },
    axisLabel: { color: t.dim, hideOverlap: true, formatter: (v) => number(v) },
    splitLine: { lineStyle: { color: t.line } }, minorSplitLine: { show: false }, ...more,
  });
  const upright = (t, name, more) => axis(t, name, { nameGap: 46, ...more });
  const logAxis = (t, name, values) => {
    const there = values.filter((v) => v > 0);
    const wide = Math.max(...there) / Math.min(...there) > 64;
    return axis(t, name, { type: 'log', logBase: wide ? 10 : 2, minorTick: { show: wide } });
  };
  const base = (t, more) => ({
    animation: false, backgroundColor: 'transparent', color: t.series,
    textStyle: { color: t.ink, fontFamily: t.font },
    grid: { left: 58, right: 18, top: 36, bottom: 48 },
    legend: { type: 'scroll', top: 0, textStyle: { color: t.ink }, pageTextStyle: { color: t.ink }, pageIconColor: t.ink, pageIconInactiveColor: t.dim, inactiveColor: t.dim },
    tooltip: { confine: true, backgroundColor: t.card, borderColor: t.dim, textStyle: { color: t.ink } },
    ...more,
  });

  const groupsOf = (cases) => [...new Set(cases.map((c) => c.group))];
  const load = (c, by) => (by === 'rate' ? c.rate : c.concurrency);
  const figureOf = (c, key, window) => (window === 'steady' && c.steady[key]) || c[window === 'steady' ? 'steady' : 'whole'][key] || null;
  const loadName = (c) => (c.concurrency !== null ? `mc${c.concurrency}` : c.rate !== null ? `${number(c.rate)} req/s` : 'no limit');

  /* Which loads differ from case to case, so that there is a curve. */
  const axes = (cases) => ['concurrency', 'rate'].filter((by) =>
    groupsOf(cases).some((g) => new Set(cases.filter((c) => c.group === g && load(c, by) !== null).map((c) => load(c, by))).size > 1));

  /* From the value to each end that there is, with a cap. */
  const intervalBar = (colour) => (params, api) => {
    const at = api.coord([api.value(0), api.value(1)]);
    const children = [];
    [api.value(2), api.value(3)].forEach((end) => {
      if (!Number.isFinite(end)) return;
      const to = api.coord([api.value(0), end]);
      const style = { stroke: colour, lineWidth: 1.5, fill: null };
      children.push({ type: 'line', shape: { x1: at[0], y1: at[1], x2: to[0], y2: to[1] }, style });
      children.push({ type: 'line', shape: { x1: to[0] - 5, y1: to[1], x2: to[0] + 5, y2: to[1] }, style });
    });
    return { type: 'group', children };
  };

  const curve = (cases, by, key, window, title, unit) => {
    const there = cases.filter((c) => load(c, by) !== null && figureOf(c, key, window));
    const groups = groupsOf(there);
    const axisName = by === 'rate' ? 'request rate (req/s)' : 'max_concurrency';
    const points = (g) => there.filter((c) => c.group === g).sort((a, b) => load(a, by) - load(b, by));
    const line = (g) => {
      const at = new Map();
      points(g).forEach((c) => at.set(load(c, by), [...(at.get(load(c, by)) || []), figureOf(c, key, window).v]));
      return [...at].map(([x, vs]) => [x, vs.reduce((a, b) => a + b) / vs.length]);
    };
    return {
      title: `${title} (${unit}) over ${by === 'rate' ? 'request rate' : 'concurrency'}`,
      summary: groups.map((g) => `${g}: ${points(g).map((c) => `${number(figureOf(c, key, window).v)} at ${number(load(c, by))}`).join(', ')}`).join('; '),
      table: {
        head: ['Case', axisName, `${title}, ${unit}`, '95 % interval'],
        rows: there.map((c) => [c.name, number(load(c, by)), number(figureOf(c, key, window).v), interval(figureOf(c, key, window))]),
      },
      option: (t) => base(t, {
        xAxis: by === 'rate' ? axis(t, axisName, { min: 0 }) : axis(t, axisName, { type: 'log', logBase: 2 }),
        yAxis: upright(t, unit, { min: 0 }),
        tooltip: { ...base(t).tooltip, trigger: 'item', formatter: (p) => {
          const c = p.data.case;
          if (!c) return '';
          return lines([c.name, `${title}: ${number(figureOf(c, key, window).v)} ${unit}`, `95 % interval: ${interval(figureOf(c, key, window))}`]);
        } },
        series: groups.flatMap((g, i) => {
          const colour = t.series[i % t.series.length];
          return [
            { name: g, type: 'line', data: line(g), symbol: 'none', color: colour, lineStyle: { width: 2, type: DASHES[Math.floor(i / t.series.length) % 3] }, silent: true },
            { name: g, type: 'scatter', symbol: SYMBOLS[i % SYMBOLS.length], symbolSize: 9, color: colour,
              data: points(g).map((c) => ({ value: [load(c, by), figureOf(c, key, window).v], case: c })) },
            { name: g, type: 'custom', renderItem: intervalBar(colour), color: colour, silent: true, z: 1,
              encode: { x: 0, y: [1, 2, 3] },
              data: points(g).map((c) => { const f = figureOf(c, key, window); return [load(c, by), f.v, f.lo, f.hi]; }) },
          ];
        }),
      }),
    };
  };

  const statisticName = (cases, statistic) => (statistic === 'tail' ? [...new Set(cases.map((c) => c.tail).filter(Boolean))].join('/') : statistic);

  const curves = (data, by, statistic, window) => {
    const name = statisticName(data.cases, statistic);
    const all = [['output_throughput', 'Output throughput', 'tok/s'],
      ...['ttft', 'tpot', 'e2el'].map((m) => [`${m}_${statistic}`, `${NAMES[m]} ${name}`, 'ms'])];
    return all.map(([key, title, unit]) => curve(data.cases, by, key, window, title, unit)).filter((spec) => spec.table.rows.length > 0);
  };

  const trade = (data, metric, statistic) => {
    const key = `${metric}_${statistic}`;
    const there = data.cases.map((c, i) => ({ c, i })).filter(({ c }) => c.whole[key] && c.whole.output_throughput);
    const groups = groupsOf(there.map(({ c }) => c));
    const fronts = data.fronts[key] || [];
    const best = new Set(fronts.flat());
    const title = `${NAMES[metric]} ${statisticName(data.cases, statistic)}`;
    return {
      title: `Output throughput against ${title}`, height: 'tall',
      summary: `On the Pareto front: ${there.filter(({ i }) => best.has(i)).map(({ c }) => `${c.name} (${number(c.whole.output_throughput.v)} tok/s at ${number(c.whole[key].v)} ms)`).join(', ')}`,
      table: {
        head: ['Case', `${title}, ms`, 'Output, tok/s', 'Pareto front'],
        rows: there.map(({ c, i }) => [c.name, number(c.whole[key].v), number(c.whole.output_throughput.v), best.has(i) ? 'yes' : 'no']),
      },
      option: (t) => base(t, {
        xAxis: axis(t, `${title} (ms), less is better`, { min: 0 }),
        yAxis: upright(t, 'output tok/s, more is better', { min: 0 }),
        tooltip: { ...base(t).tooltip, formatter: (p) => (p.data.case ? lines([p.data.case.name, `${title}: ${number(p.data.case.whole[key].v)} ms`, `Output: ${number(p.data.case.whole.output_throughput.v)} tok/s`]) : '') },
        series: groups.flatMap((g, n) => {
          const colour = t.series[n % t.series.length];
          const front = fronts.find((f) => f.length && data.cases[f[0]].group === g) || [];
          return [
            { name: g, type: 'line', symbol: 'none', color: colour, silent: true, lineStyle: { width: 2 },
              data: front.map((i) => [data.cases[i].whole[key].v, data.cases[i].whole.output_throughput.v]) },
            { name: g, type: 'scatter', color: colour, symbol: SYMBOLS[n % SYMBOLS.length],
              symbolSize: 11,
              label: { show: true, position: 'right', color: t.ink, formatter: (p) => loadName(p.data.case) },
              labelLayout: { hideOverlap: true },
              data: there.filter(({ c }) => c.group === g).map(({ c, i }) => ({
                value: [c.whole[key].v, c.whole.output_throughput.v], case: c, itemStyle: best.has(i) ? {} : { opacity: 0.45 } })) },
          ];
        }),
      }),
    };
  };

  const metricsOf = (cases) => METRICS.filter((m) => cases.some((c) => c.distributions[m]));

  /* The least value drawn that so large a share does not exceed. */
  const quantile = (d, share) => d.millis[d.shares.findIndex((s) => s >= share - 1e-9)];

  const distributions = (data, metric) => {
    const there = data.cases.filter((c) => c.distributions[metric]);
    const of = (c) => c.distributions[metric];
    const style = (t, i) => ({ color: t.series[i % t.series.length], symbol: 'none',
      lineStyle: { width: 2, type: DASHES[Math.floor(i / t.series.length) % 3] } });
    const edge = (d, i) => Math.max(0.001, 10 ** ((d.bin + i) / 20));
    const values = there.flatMap((c) => [of(c).millis[0], of(c).millis[of(c).millis.length - 1]]);
    const summary = there.map((c) => `${c.name}: least ${number(of(c).millis[0])}, median ${number(quantile(of(c), 0.5))}, 99 % up to ${number(quantile(of(c), 0.99))}, most ${number(values.length && of(c).millis[of(c).millis.length - 1])} ms`).join('; ');
    return [{
      title: `${NAMES[metric]}: share of values up to a time`, height: 'wide', summary,
      table: {
        head: ['Case', 'Values', 'Least, ms', '10 %', '50 %', '90 %', '99 %', '99.9 %', 'Most, ms', 'Below 1 µs'],
        rows: there.map((c) => [c.name, number(of(c).count), ...[0, 0.1, 0.5, 0.9, 0.99, 0.999, 1].map((q) => number(quantile(of(c), q))), percent(of(c).below)]),
      },
      option: (t) => base(t, {
        xAxis: logAxis(t, 'ms', values),
        yAxis: upright(t, 'share', { min: 0, max: 1, axisLabel: { color: t.dim, formatter: (v) => `${Math.round(v * 100)} %` } }),
        tooltip: { ...base(t).tooltip, trigger: 'item', formatter: (p) => lines([p.seriesName, `${percent(p.value[1])} up to ${number(p.value[0])} ms`]) },
        series: there.map((c, i) => ({ name: c.name, type: 'line', step: 'end', ...style(t, i), symbol: 'circle', symbolSize: 3, showSymbol: of(c).count < 60,
          data: [[of(c).millis[0], 0], ...of(c).millis.map((x, j) => [x, of(c).shares[j]])] })),
      }),
    }, {
      title: `${NAMES[metric]}: histogram`, height: 'wide', summary,
      table: {
        head: ['Case', 'From, ms', 'To, ms', 'Share'],
        rows: there.flatMap((c) => of(c).bins.map((share, i) => [c.name, number(edge(of(c), i)), number(edge(of(c), i + 1)), percent(share)]).filter((row) => row[3] !== '0 %')),
      },
      option: (t) => base(t, {
        xAxis: logAxis(t, 'ms', values),
        yAxis: upright(t, 'share of values', { min: 0, axisLabel: { color: t.dim, formatter: (v) => `${number(v * 100)} %` } }),
        tooltip: { ...base(t).tooltip, trigger: 'item', formatter: (p) => lines([p.seriesName, `${percent(p.value[1])} from ${number(p.value[0])} ms`]) },
        series: there.map((c, i) => ({ name: c.name, type: 'line', step: 'end', ...style(t, i), areaStyle: there.length > 3 ? undefined : { opacity: 0.15 },
          data: [[edge(of(c), 0), 0], ...of(c).bins.map((share, j) => [edge(of(c), j), share]), [edge(of(c), of(c).bins.length), 0]] })),
      }),
    }];
  };

  const SERVER = {
    generated_per_s: ['server: tokens generated', 0], running: ['server: running', 1], waiting: ['server: waiting', 1],
    kv_cache_usage: ['server: KV cache', 2], gpu_use: ['server: GPU', 2], gpu_power: ['server: GPU power', 3],
  };
  const UNITS = ['output tok/s', 'requests', 'share', 'W'];
  const RANGE = (values) => (values.length ? `${number(Math.min(...values))} to ${number(Math.max(...values))}` : '–');

  const overTime = (c) => {
    const time = c.time;
    const from = (i) => Math.max(0, time.from + i * time.step);
    const steps = (values) => values.map((v, i) => [from(i), v]).concat(values.length ? [[from(values.length), values[values.length - 1]]] : []);
    const server = Object.keys(c.server).filter((q) => SERVER[q] && c.server[q].at.length);
    const all = [
      { name: 'output tokens per second', panel: 0, data: steps(time.tokens), step: 'end' },
      { name: 'requests in flight', panel: 1, data: steps(time.flight), step: 'end' },
      ...server.map((q) => ({ name: SERVER[q][0], panel: SERVER[q][1], step: false, dash: 'dashed',
        data: c.server[q].at.map((at, i) => [at, c.server[q].values[i]]) })),
    ];
    const panels = [...new Set(all.map((s) => s.panel))].sort();
    const steady = c.window.length ? `steady from ${number(c.window[0])} s to ${number(c.window[1])} s` : 'no steady window';
    return {
      title: 'Over time', height: panels.length > 2 ? 'tall' : 'wide',
      summary: `${all.map((s) => `${s.name}: ${RANGE(s.data.map((p) => p[1]))} ${UNITS[s.panel]}`).join('; ')}; ${steady}`,
      table: {
        head: ['From, s', 'To, s', 'Output, tok/s', 'In flight, mean'],
        rows: time.tokens.map((v, i) => [number(from(i)), number(from(i + 1)), number(v), number(time.flight[i])]),
      },
      option: (t) => {
        const top = 34;
        const share = (100 - 4) / panels.length;
        const position = (i) => ({ left: 64, right: 18, top: `${i * share + (i === 0 ? 10 : 6)}%`, height: `${share - (i === panels.length - 1 ? 18 : 10)}%` });
        const end = from(time.tokens.length);
        return base(t, {
          legend: { ...base(t).legend, top: 0 },
          grid: panels.map((_, i) => ({ ...position(i), ...(i === 0 ? { top: Math.max(top, 34) } : {}) })),
          axisPointer: { link: [{ xAxisIndex: 'all' }] },
          tooltip: { ...base(t).tooltip, trigger: 'axis', axisPointer: { type: 'line', lineStyle: { color: t.dim } },
            formatter: (ps) => lines([`${number(ps[0].axisValue)} s`, ...ps.map((p) => `${p.seriesName}: ${number(p.value[1])}`)]) },
          xAxis: panels.map((_, i) => axis(t, i === panels.length - 1 ? 'seconds since the case began' : '', { gridIndex: i, min: 0, max: end,
            axisLabel: { show: i === panels.length - 1, color: t.dim, formatter: (v) => number(v), showMaxLabel: false } })),
          yAxis: panels.map((p, i) => upright(t, UNITS[p], { gridIndex: i, min: 0, splitNumber: 3 })),
          series: all.map((s, n) => ({
            name: s.name, type: 'line', symbol: 'none', step: s.step, data: s.data, sampling: false,
            xAxisIndex: panels.indexOf(s.panel), yAxisIndex: panels.indexOf(s.panel),
            color: t.series[n % t.series.length], lineStyle: { width: s.dash ? 1.5 : 2, type: s.dash || 'solid' },
            markArea: n < 2 && c.window.length ? { silent: true, itemStyle: { color: t.steady }, label: { color: t.ink, position: 'insideTop', show: n === 0 },
              data: [[{ name: 'steady window', xAxis: c.window[0] }, { xAxis: c.window[1] }]] } : undefined,
          })),
        });
      },
    };
  };

  const segment = (minimum) => (params, api) => {
    const from = api.coord([api.value(1), api.value(0)]);
    const to = api.coord([api.value(2), api.value(0)]);
    const height = Math.max(1, api.size([0, 1])[1] * api.value(3));
    const rect = { x: from[0], y: from[1] - height / 2, width: Math.max(minimum, to[0] - from[0]), height };
    const shape = echarts.graphic.clipRectByRect(rect, params.coordSys);
    return shape && { type: 'rect', shape, style: { fill: api.visual('color') } };
  };

  const lanes = (c, relative) => {
    const zero = (lane) => (relative ? lane[2] : 0);
    const good = (lane) => lane[6] === 'completed';
    const parts = [
      { name: 'queue', colour: 'queue', minimum: 0, data: c.lanes.map((l, i) => [i, l[2] - zero(l), l[3] - zero(l), 0.8]) },
      { name: 'to first token', colour: 'first', minimum: 0.5, data: c.lanes.flatMap((l, i) => (good(l) ? [[i, l[3] - zero(l), (l[4] === null ? l[5] : l[4]) - zero(l), 0.8]] : [])) },
      { name: 'decode', colour: 'decode', minimum: 0.5, data: c.lanes.flatMap((l, i) => (good(l) && l[4] !== null ? [[i, l[4] - zero(l), l[5] - zero(l), 0.8]] : [])) },
      { name: `gap over ${number(c.gap)} ms`, colour: 'gap', minimum: 1, data: c.lanes.flatMap((l, i) => l[8].flatMap((from, n) => (n % 2 === 0 ? [[i, from - zero(l), l[8][n + 1] - zero(l), 0.35]] : []))) },
      { name: 'failed or cancelled', colour: 'failed', minimum: 2, data: c.lanes.flatMap((l, i) => (good(l) ? [] : [[i, l[3] - zero(l), l[5] - zero(l), 0.8]])) },
    ].filter((part) => part.data.length);
    const gaps = c.lanes.filter((l) => l[8].length).length;
    return {
      title: `Swim lane of requests (${c.lanes.length} of ${c.requests.toLocaleString('en-US')} tries)`, height: 'tall',
      summary: `${c.lanes.length} tries in the order of their sends; ${c.lanes.filter((l) => !good(l)).length} failed or cancelled; ${gaps} with a gap over ${number(c.gap)} ms`,
      table: {
        head: ['Request', 'Due, s', 'Queue, ms', 'TTFT, ms', 'To the end, ms', 'Output tokens', 'Long gaps', 'Outcome'],
        rows: c.lanes.map((l) => [l[1] ? `${l[0]} (try ${l[1] + 1})` : String(l[0]), number(l[2]), number((l[3] - l[2]) * 1000), l[4] === null ? '–' : number((l[4] - l[3]) * 1000), number((l[5] - l[3]) * 1000), String(l[7]), String(l[8].length / 2), l[6]]),
      },
      option: (t) => base(t, {
        grid: { left: 50, right: 18, top: 36, bottom: 84 },
        dataZoom: [{ type: 'slider', xAxisIndex: 0, bottom: 8, height: 20, filterMode: 'none', borderColor: t.line, textStyle: { color: t.dim }, labelFormatter: (v) => `${number(v)} s` }],
        xAxis: axis(t, relative ? 'seconds since the request was due' : 'seconds since the case began', { min: 0 }),
        yAxis: axis(t, 'requests in the order of their sends', { inverse: true, min: -0.5, max: c.lanes.length - 0.5, nameGap: 14, axisLabel: { show: false }, splitLine: { show: false }, axisTick: { show: false } }),
        tooltip: { ...base(t).tooltip, formatter: (p) => {
          const l = c.lanes[p.value[0]];
          return lines([`request ${l[0]}${l[1] ? `, try ${l[1] + 1}` : ''}: ${l[6]}`, `${p.seriesName}: ${number((p.value[2] - p.value[1]) * 1000)} ms`, `due at ${number(l[2])} s, ${l[7]} output tokens`]);
        } },
        series: parts.map((part) => ({ name: part.name, type: 'custom', renderItem: segment(part.minimum), color: t[part.colour], itemStyle: { color: t[part.colour] }, encode: { x: [1, 2], y: 0 }, data: part.data })),
      }),
    };
  };

  return { NAMES, axes, curves, trade, metricsOf, distributions, overTime, lanes, parts: { number, percent, lines, base, upright, logAxis } };
})();
