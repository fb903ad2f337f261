/* SPDX-License-Identifier: Apache-2.0
   What the report does: choices of its charts, cases that open, sorting. */
'use strict';
(() => {
  const { data, element, byId, show, options, choose, hide } = Frame;

  const axes = Charts.axes(data.cases);
  if (axes.length) {
    options(byId('curve-axis'), axes.map((axis) => [axis, axis === 'rate' ? 'request rate' : 'concurrency']));
    choose(['curve-axis', 'curve-statistic', 'curve-window'], () => show(byId('curve-charts'),
      Charts.curves(data, byId('curve-axis').value, byId('curve-statistic').value, byId('curve-window').value)));
  } else {
    hide('curves');
  }
  const metrics = Charts.metricsOf(data.cases);
  if (metrics.length && data.cases.length > 1) {
    options(byId('trade-metric'), metrics.filter((m) => m !== 'itl').map((m) => [m, Charts.NAMES[m]]));
    choose(['trade-metric', 'trade-statistic'], () => show(byId('trade-chart'), [Charts.trade(data, byId('trade-metric').value, byId('trade-statistic').value)]));
  } else {
    hide('trade');
  }
  if (metrics.length) {
    options(byId('distribution-metric'), metrics.map((m) => [m, Charts.NAMES[m]]));
    choose(['distribution-metric'], () => show(byId('distribution-charts'), Charts.distributions(data, byId('distribution-metric').value)));
  } else {
    hide('distributions');
  }

  /* ── Case by case: made when it is opened ── */
  const fill = (details) => {
    const container = details.querySelector('.case-charts');
    if (!details.open || !container || container.childElementCount) return;
    const each = data.cases[Number(details.dataset.case)];
    const time = element('div', {});
    const lanes = element('div', {});
    const select = element('select', {}, element('option', { value: 'case' }, 'time of the case'), element('option', { value: 'own' }, 'time since each was due'));
    container.append(time, element('div', { class: 'controls' }, element('label', {}, 'Swim lane by ', select)), lanes);
    show(time, [Charts.overTime(each)], each.name);
    const update = () => show(lanes, [Charts.lanes(each, select.value === 'own')], each.name);
    select.addEventListener('change', update);
    update();
  };
  document.querySelectorAll('details.case').forEach((details) => {
    details.addEventListener('toggle', () => fill(details));
    fill(details);
  });
  const openNamed = () => {
    const named = location.hash && byId(location.hash.slice(1));
    if (named && named.matches('details.case')) named.open = true;
  };
  window.addEventListener('hashchange', openNamed);
  openNamed();

  /* ── Sorting ── */
  const cases = byId('case-table');
  const headings = [...cases.tHead.rows[0].cells];
  const sort = (column) => {
    const heading = headings[column];
    const falling = heading.getAttribute('aria-sort') === 'ascending';
    headings.forEach((each) => each.removeAttribute('aria-sort'));
    heading.setAttribute('aria-sort', falling ? 'descending' : 'ascending');
    const value = (row) => {
      const text = row.cells[column].dataset.value;
      return text === '' ? NaN : Number(text);
    };
    const rows = [...cases.tBodies[0].rows];
    rows.sort((a, b) => {
      const [x, y] = [value(a), value(b)];
      if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) - Number.isNaN(y); // none: last
      return falling ? y - x : x - y;
    });
    cases.tBodies[0].append(...rows);
  };
  headings.forEach((heading, column) => {
    const button = element('button', { type: 'button' });
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener('click', () => sort(column));
  });
})();
