/* SPDX-License-Identifier: Apache-2.0
   What all pages do: theme, print, and drawing each chart when it comes into view. */
'use strict';
const Frame = (() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const root = document.documentElement;
  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    Object.entries(attributes || {}).forEach(([key, value]) => made.setAttribute(key, value));
    made.append(...children);
    return made;
  };
  const byId = (id) => document.getElementById(id);

  /* ── Theme ── */
  const LIGHT = {
    series: ['#1a66d0', '#b8450b', '#15743a', '#7a3cd6', '#8a6100', '#0b7285', '#b0145f', '#4a5769'],
    steady: 'rgba(21,116,58,0.13)', queue: '#aab3c0', first: '#d98324', decode: '#1a66d0', gap: '#12161d', failed: '#b3261e',
    ink: '#1c2430', dim: '#566173', line: '#d9dee6', card: '#ffffff',
  };
  const DARK = {
    series: ['#79b0ff', '#ff9d66', '#6fd08c', '#c4a5ff', '#e3c05a', '#5cc8dc', '#ff8fc0', '#b3bfce'],
    steady: 'rgba(111,208,140,0.18)', queue: '#6b7788', first: '#f0b060', decode: '#79b0ff', gap: '#ffffff', failed: '#ff7b72',
    ink: '#e6eaf0', dim: '#a3aebd', line: '#333d4b', card: '#1a202a',
  };
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  let printing = false;
  const theme = () => {
    const chosen = root.dataset.theme;
    const dark = !printing && (chosen === 'dark' || (chosen === 'auto' && system.matches));
    return { ...(dark ? DARK : LIGHT), font: getComputedStyle(document.body).fontFamily };
  };
  const remembered = (value) => {
    try {
      if (value !== undefined) localStorage.setItem('llmbench-theme', value);
      return localStorage.getItem('llmbench-theme');
    } catch (e) {
      return null; // a browser may refuse storage to files
    }
  };

  /* ── Charts ── */
  const figures = new Set();
  const draw = (figure, width) => {
    if (!figure.host.isConnected || figure.host.clientWidth === 0) return;
    if (figure.chart) figure.chart.dispose();
    figure.chart = echarts.init(figure.host, null, { renderer: 'svg', width });
    figure.chart.setOption(figure.spec.option(theme()));
  };
  const seen = new IntersectionObserver((entries) => {
    entries.filter((entry) => entry.isIntersecting).forEach((entry) => {
      const figure = [...figures].find((each) => each.host === entry.target);
      if (figure && !figure.chart) draw(figure);
    });
  }, { rootMargin: '400px' });

  const table = (spec) => {
    const head = element('tr', {}, ...spec.table.head.map((text, i) => element('th', { scope: 'col', class: i === 0 ? 'text' : '' }, text)));
    const rows = spec.table.rows.map((row) => element('tr', {}, ...row.map((text, i) => element(i === 0 ? 'th' : 'td', i === 0 ? { scope: 'row', class: 'text' } : {}, text))));
    return element('div', { class: 'scroll', role: 'region', tabindex: '0', 'aria-label': `${spec.title}: data` },
      element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows)));
  };
  const show = (container, specs, of) => {
    [...figures].filter((figure) => container.contains(figure.host)).forEach((figure) => {
      seen.unobserve(figure.host);
      if (figure.chart) figure.chart.dispose();
      figures.delete(figure);
    });
    container.replaceChildren(...specs.map((spec) => {
      const host = element('div', { class: `chart ${spec.height || ''}`, role: 'img', 'aria-label': `${of ? `${of}: ` : ''}${spec.title}. ${spec.summary}` });
      const more = element('details', {}, element('summary', {}, 'Data as a table'));
      more.addEventListener('toggle', () => {
        if (more.open && !more.querySelector('table')) more.append(table(spec));
      });
      const figure = { host, spec, chart: null };
      figures.add(figure);
      seen.observe(host);
      return element('figure', {}, element('figcaption', {}, spec.title), host, more);
    }));
  };
  const redraw = () => figures.forEach((figure) => { if (figure.chart) draw(figure); });

  /* ── Choices ── */
  const options = (select, pairs) => {
    select.replaceChildren(...pairs.map(([value, text]) => element('option', { value }, text)));
  };
  const choose = (ids, update) => {
    ids.forEach((id) => byId(id).addEventListener('change', update));
    update();
  };
  const hide = (id) => {
    byId(id).remove();
    document.querySelectorAll(`[data-nav="${id}"]`).forEach((link) => link.remove());
  };

  document.querySelectorAll('[data-needs-script]').forEach((each) => { each.hidden = false; });

  /* ── Theme, size, print ── */
  const choice = byId('theme');
  const apply = (value) => {
    root.dataset.theme = value;
    choice.value = value;
    redraw();
  };
  choice.addEventListener('change', () => { remembered(choice.value); apply(choice.value); });
  const before = remembered();
  if (before === 'light' || before === 'dark') apply(before);
  system.addEventListener('change', () => { if (!printing) redraw(); }); // paper is light to a browser
  let resizing = 0;
  window.addEventListener('resize', () => {
    if (printing) return;
    cancelAnimationFrame(resizing);
    resizing = requestAnimationFrame(() => figures.forEach((figure) => {
      if (figure.chart && figure.host.clientWidth) figure.chart.resize();
    }));
  });
  window.addEventListener('beforeprint', () => {
    printing = true;
    figures.forEach((figure) => {
      draw(figure, figure.host.closest('.grid') ? 490 : 990);
      if (!figure.chart) return;
      const svg = figure.host.querySelector('svg');
      svg.setAttribute('viewBox', `0 0 ${svg.getAttribute('width')} ${svg.getAttribute('height')}`); // fits any paper
    });
  });
  window.addEventListener('afterprint', () => {
    printing = false;
    figures.forEach((figure) => {
      if (figure.chart) {
        draw(figure);
      }
    });
  });

  return { data, element, byId, show, options, choose, hide };
})();
