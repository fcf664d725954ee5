/** The parts of the page around the table: axes, what is wrong, and how two configs differ. */

import type { Axis, Change, Problem } from '../preview/answer';
import { MOST_COLUMNS } from './columns';
import { button, byId, element, setText } from './dom';
import { comparison, grouped, values } from './wording';

/** Show how many values each axis has; pressing one shows the line that says so. */
export function showAxes(axes: readonly Axis[], reveal: (line: number) => void): void {
  const items = axes.slice(0, MOST_COLUMNS).map(({ key, line, values: count }) => {
    const press = button('', () => reveal(line));
    press.title = `Show line ${line}`;
    press.append(element('code', {}, key), ` ${values(count)}`);
    return element('li', {}, press);
  });
  const more = axes.length - items.length;
  byId('axes').replaceChildren(...items, ...(more > 0 ? [element('li', {}, `and ${more.toLocaleString('en')} more`)] : []));
}

/** What can be done when the server does not answer. */
export interface Remedies {
  restart(): void;
  output(): void;
}

let told = '';

/** Show what is wrong, and what can be done about it. */
export function showTrouble(
  message: string,
  problems: readonly Problem[],
  reveal: (problem: Problem) => void,
  remedies?: Remedies,
): void {
  const news = JSON.stringify([message, problems]);
  if (news === told) {
    return; // it would be read out again
  }
  told = news;
  const place = byId('trouble');
  place.hidden = message === '' && problems.length === 0;
  place.replaceChildren(
    element('p', {}, message),
    element('ul', {}, ...problems.map((problem) => problemItem(problem, reveal))),
    ...(remedies ? [button('Restart Server', remedies.restart), button('Show Output', remedies.output)] : []),
  );
}

function problemItem(problem: Problem, reveal: (problem: Problem) => void): HTMLLIElement {
  return element('li', {}, button(`Line ${problem.line}`, () => reveal(problem)), ` ${problem.message}`);
}

/** Show how the second of two configs differs from the first. */
export function showComparison(selected: readonly string[], changes: readonly Change[]): void {
  setText(byId('compared'), comparison(selected, changes.length));
  byId('clear').hidden = selected.length === 0;
  byId('differences').replaceChildren(...(changes.length > 0 ? [differences(selected, changes)] : []));
}

function differences(selected: readonly string[], changes: readonly Change[]): HTMLElement {
  const heads = ['Key', ...selected.map((index) => `Config ${grouped(index)}`)];
  const rows = changes.map(({ from, key, to }) =>
    element('tr', {}, element('th', { scope: 'row' }, key), ...[from, to].map((value) => element('td', {}, value ?? element('em', {}, 'not bound')))),
  );
  return element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head)))),
    element('tbody', {}, ...rows),
  );
}
