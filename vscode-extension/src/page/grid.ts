/** The table of configs: a grid in which the arrow keys move, with one cell at a time in the order of tabs. */

import type { Config } from '../preview/answer';
import { valuesOf } from './csv';
import { element } from './dom';
import { moved, type Cell } from './moves';
import { sorted, type Sort } from './sorting';
import { grouped } from './wording';

export const LONG = 40; // digits; a longer number takes several lines, or nothing else could be seen

export interface Rows {
  readonly configs: readonly Config[];
  /** The keys of the columns. */
  readonly columns: readonly string[];
  readonly selected: readonly string[];
  readonly sort: Sort | null;
}

/** What the user does in the grid. */
export interface Actions {
  open(index: string): void;
  copy(index: string): void;
  select(index: string): void;
  /** Sort by a key; null is the number. */
  sort(key: string | null): void;
  turn(to: 'previous' | 'next'): void;
  /** Another row is the active one; undefined where there is none. */
  moved(index: string | undefined): void;
}

export class Grid {
  /** Row 0 is the header, column 0 the number. */
  private active: Cell = [1, 0];
  /** The number of the config that was active last: it stays so where it is moved to, and while the header is active. */
  private current: string | undefined;
  private order: readonly Config[] = [];
  private columns: readonly (string | null)[] = [null];

  constructor(
    private readonly table: HTMLTableElement,
    private readonly actions: Actions,
  ) {
    table.addEventListener('keydown', (event) => this.press(event));
    table.addEventListener('focusin', (event) => this.activate(this.cellOf(event.target)));
    table.addEventListener('click', (event) => this.click(event));
    table.addEventListener('dblclick', (event) => this.act(this.cellOf(event.target), actions.open));
  }

  /** Return the number of the active config. */
  get activeIndex(): string | undefined {
    return this.current;
  }

  show(rows: Rows): void {
    // A page that is not used remembers its active element all the same: it must not take the focus from an editor.
    const hadFocus = document.hasFocus() && this.table.contains(document.activeElement);
    this.columns = [null, ...rows.columns];
    this.order = order(rows);
    this.table.replaceChildren(
      element('thead', {}, element('tr', {}, ...this.columns.map((key) => header(key, rows.sort)))),
      element('tbody', {}, ...this.order.map((config) => row(config, rows))),
    );
    if (this.rowOf(this.current) === 0) {
      const near = this.order[Math.max(this.active[0], 1) - 1] ?? this.order.at(-1);
      this.current = near?.indexText;
    }
    this.move([this.active[0] && this.rowOf(this.current), this.active[1]], hadFocus);
  }

  /** Make the config with this number the active one and put the focus on it. */
  goTo(index: string): void {
    this.move([this.rowOf(index), 0], true);
  }

  /** Make the first row the active one, and show it. */
  top(): void {
    this.move([1, this.active[1]], false);
    this.table.parentElement?.scrollTo({ top: 0 });
  }

  private move([row, column]: Cell, focus: boolean): void {
    const kept: Cell = [Math.min(row, this.order.length), Math.min(column, this.columns.length - 1)];
    this.activate(kept);
    if (focus) {
      this.elementAt(kept)?.focus();
    }
  }

  private activate(cell: Cell | undefined): void {
    if (!cell) {
      return;
    }
    this.elementAt(this.active)?.setAttribute('tabindex', '-1');
    this.elementAt(cell)?.setAttribute('tabindex', '0');
    this.table.querySelector('.active')?.classList.remove('active');
    this.active = cell;
    this.current = this.order[cell[0] - 1]?.indexText ?? this.current;
    this.table.tBodies[0]?.rows[this.rowOf(this.current) - 1]?.classList.add('active');
    this.actions.moved(this.current);
  }

  /** Return the row of a config, that of the header where it is not on the page. */
  private rowOf(index: string | undefined): number {
    return this.order.findIndex((config) => config.indexText === index) + 1;
  }

  private click(event: MouseEvent): void {
    const cell = this.cellOf(event.target);
    if (!cell) {
      return;
    }
    if (cell[0] === 0) {
      this.actions.sort(this.columns[cell[1]] ?? null);
    } else if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey) {
      this.act(cell, this.actions.select);
    }
  }

  private press(event: KeyboardEvent): void {
    if (this.answers(event)) {
      event.preventDefault();
    }
  }

  /** Do what a key asks for; false if it asks for nothing here. */
  private answers(event: KeyboardEvent): boolean {
    const control = event.ctrlKey || event.metaKey;
    const [row, column] = this.active;
    if (control && event.key.toLowerCase() === 'c' && document.getSelection()?.isCollapsed !== false) {
      return this.act(this.active, this.actions.copy);
    }
    if (row === 0 && (event.key === 'Enter' || event.key === ' ')) {
      this.actions.sort(this.columns[column] ?? null);
      return true;
    }
    if (event.key === 'Enter') {
      return this.act(this.active, this.actions.open);
    }
    if (event.key === ' ') {
      return this.act(this.active, this.actions.select);
    }
    if (event.key === 'PageUp' || event.key === 'PageDown') {
      this.actions.turn(event.key === 'PageUp' ? 'previous' : 'next');
      return true;
    }
    const next = moved(this.active, event.key, control, [this.order.length, this.columns.length - 1]);
    if (next) {
      this.move(next, true);
    }
    return next !== undefined;
  }

  private act(cell: Cell | undefined, action: (index: string) => void): boolean {
    const index = cell && this.order[cell[0] - 1]?.indexText;
    if (index !== undefined) {
      action(index);
    }
    return index !== undefined;
  }

  private cellOf(target: EventTarget | null): Cell | undefined {
    const found = target instanceof Element ? target.closest<HTMLTableCellElement>('th, td') : null;
    const line = found?.parentElement;
    return found && line instanceof HTMLTableRowElement ? [line.rowIndex, found.cellIndex] : undefined;
  }

  private elementAt([row, column]: Cell): HTMLTableCellElement | undefined {
    return this.table.rows[row]?.cells[column];
  }
}

function order({ columns, configs, sort }: Rows): readonly Config[] {
  const key = sort?.key ?? null;
  if (!sort || (key !== null && !columns.includes(key))) {
    return configs;
  }
  const valueOf = (config: Config) => (key === null ? config.indexText : valuesOf(config).get(key));
  return sorted(configs, valueOf, sort.descending);
}

function header(key: string | null, sort: Sort | null): HTMLTableCellElement {
  const direction = sort?.key !== key ? 'none' : sort.descending ? 'descending' : 'ascending';
  const title = `Sort this page by ${key ?? 'number'}`;
  return element('th', { scope: 'col', tabindex: '-1', title, 'aria-sort': direction }, key ?? 'Config');
}

function row(config: Config, { columns, selected }: Rows): HTMLTableRowElement {
  const index = config.indexText;
  const isSelected = selected.includes(index);
  const values = valuesOf(config);
  const box = element('input', { type: 'checkbox', tabindex: '-1', 'aria-label': `Compare config ${index}` });
  box.checked = isSelected;
  return element(
    'tr',
    { 'aria-selected': String(isSelected) },
    element('th', { scope: 'row', tabindex: '-1', class: index.length > LONG ? 'long' : '' }, box, grouped(index)),
    ...columns.map((key) => element('td', { tabindex: '-1' }, values.get(key) ?? '')),
  );
}
