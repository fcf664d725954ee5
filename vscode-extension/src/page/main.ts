/** The page of a preview: asks for configs, shows them, and keeps what the user has chosen to see. */

import './page.css';
import { configText, type Preview } from '../preview/answer';
import type { FromPage, Sweep, ToPage } from '../preview/messages';
import { areMany, chooseColumns } from './columns';
import { commandLine } from './commandLine';
import { csv } from './csv';
import { byId, rested, setText } from './dom';
import { Grid, LONG } from './grid';
import { pageAt, pageNumbered, pageNumbers, turned, type Turn } from './paging';
import { showAxes, showComparison, showTrouble } from './sections';
import { nextSort } from './sorting';
import { EVERYTHING, isNarrowed, misfit, queryOf, settled, toggled, type View } from './view';
import { chosen, configs, grouped, leftOut } from './wording';

interface Saved {
  readonly sweep: Sweep;
  readonly view: View;
}

interface Host {
  postMessage(message: FromPage): void;
  getState(): Saved | undefined;
  setState(state: Saved): void;
}

declare function acquireVsCodeApi(): Host;

const TYPING = 250; // milliseconds without a keystroke before a filter is asked for
const TURNS: readonly Turn[] = ['first', 'previous', 'next', 'last'];

const host = acquireVsCodeApi();
const fields = { where: byId<HTMLInputElement>('where'), sample: byId<HTMLInputElement>('sample'), seed: byId<HTMLInputElement>('seed') };
const go = byId<HTMLInputElement>('go');

let sweep: Sweep | undefined;
let view: View = { ...EVERYTHING, ...host.getState()?.view };
let last: Preview | undefined; // what was generated when the sweep could last be read
let asked = 0;
let wanted: string | undefined; // the config to go to on the page that is asked for

const grid = new Grid(byId<HTMLTableElement>('configs'), {
  open: (index) => host.postMessage({ type: 'open', index }),
  copy,
  select(index) {
    change({ selected: toggled(view.selected, index) });
    showRows();
  },
  sort(key) {
    keep({ sort: nextSort(view.sort, key) });
    showRows();
  },
  turn,
  moved: labelActions,
});

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => receive(data));
for (const [name, field] of Object.entries(fields)) {
  field.value = view[name as keyof typeof fields];
  field.addEventListener('input', rested(() => change({ [name]: field.value.trim(), start: '0' }), TYPING));
}
byId<HTMLInputElement>('columns').value = view.columns;
byId('columns').addEventListener('input', rested(() => showColumns(byId<HTMLInputElement>('columns').value), TYPING));
byId('where').closest('form')?.addEventListener('submit', (event) => event.preventDefault());
TURNS.forEach((to) => byId(to).addEventListener('click', () => turn(to)));
go.addEventListener('keydown', (event) => {
  if (event.key === 'Enter') {
    goTo(go.value.trim().replaceAll(',', ''));
  }
});
byId('open').addEventListener('click', () => withActive((index) => host.postMessage({ type: 'open', index })));
byId('copy').addEventListener('click', () => withActive(copy));
byId('clear').addEventListener('click', () => change({ selected: [] }));
byId('save').addEventListener('click', save);
byId('command').addEventListener('click', copyCommand);
host.postMessage({ type: 'ready' });

function receive(message: ToPage): void {
  if (message.type === 'sweep') {
    sweep = message.sweep;
    byId<HTMLButtonElement>('command').disabled = sweep.file === null;
    change({});
  } else if (message.type === 'changed') {
    ask();
  } else if (message.id === asked) {
    document.body.removeAttribute('aria-busy');
    if (message.type === 'failed') {
      fail(message.message);
    } else {
      answer(message.preview);
    }
  }
}

/** See something else. */
function change(part: Partial<View>): void {
  keep(part);
  ask();
}

function keep(part: Partial<View>): void {
  report('');
  view = { ...view, ...part };
  if (sweep) {
    host.setState({ sweep, view });
  }
}

function ask(): void {
  const wrong = misfit(view);
  if (wrong !== undefined) {
    setText(byId('refused'), wrong);
    grey(true);
    return;
  }
  document.body.setAttribute('aria-busy', 'true');
  host.postMessage({ type: 'ask', id: ++asked, query: queryOf(view) });
}

function answer(preview: Preview): void {
  if (preview.countText === '0' && preview.problems.length > 0) {
    showTrouble('Nothing is generated until this is solved.', preview.problems, revealProblem);
    stall('No configs');
    return;
  }
  const kept = settled(view, preview);
  if (kept !== view) {
    change(kept);
    return;
  }
  showTrouble('', preview.problems, revealProblem);
  showCount(preview.countText);
  setText(byId('refused'), preview.refused ?? '');
  showAxes(preview.axes, (line) => host.postMessage({ type: 'reveal', path: null, line, column: 1 }));
  grey(preview.refused !== null);
  if (preview.refused === null) {
    last = preview;
    show(preview);
  }
}

/** A number of many lines is small and scrolled, and so must be reached by the keys. */
function showCount(digits: string): void {
  const count = byId('count');
  setText(count, configs(digits));
  const isLong = digits.length > LONG;
  count.classList.toggle('long', isLong);
  const place = byId('header');
  if (isLong) {
    place.tabIndex = 0;
  } else {
    place.removeAttribute('tabindex');
  }
}

function fail(message: string): void {
  showTrouble(message, [], revealProblem, { restart: () => host.postMessage({ type: 'restart' }), output: () => host.postMessage({ type: 'output' }) });
  stall('No preview');
}

/** Keep what is shown, if there is anything. */
function stall(title: string): void {
  if (!last) {
    setText(byId('count'), title);
  }
  wanted = undefined;
  grey(true);
}

function show(preview: Preview): void {
  document.body.classList.remove('empty');
  const [start, count] = [BigInt(preview.startText), BigInt(preview.chosenText)];
  const [page, pages] = pageNumbers(start, count);
  setText(byId('chosen'), chosen(preview, view));
  setText(byId('pages'), `Page ${grouped(page.toString())} of ${grouped(pages.toString())}`);
  labelGo(isNarrowed(view) ? 'Go to page' : 'Go to config');
  TURNS.forEach((to) => (byId<HTMLButtonElement>(to).disabled = turned(start, count, to) === start));
  showRows();
  if (wanted !== undefined) {
    grid.goTo(wanted);
    wanted = undefined;
  }
  showComparison(view.selected, preview.changes);
}

function showRows(): void {
  if (last) {
    const columns = chooseColumns(last.varying, view.columns);
    byId('columnsField').hidden = !areMany(last.varying) && view.columns === '';
    setText(byId('leftOut'), leftOut(columns, last.varying.length));
    grid.show({ configs: last.configs, columns: columns.shown, selected: view.selected, sort: view.sort });
  }
}

function showColumns(typed: string): void {
  keep({ columns: typed });
  showRows();
}

/** What meets a filter is numbered by pages alone: a config's number does not tell its place there. */
function labelGo(label: string): void {
  if (byId('goLabel').textContent !== label) {
    setText(byId('goLabel'), label);
    go.value = '';
  }
}

/** Show that the table is of before, and cannot be trusted now. */
function grey(stale: boolean): void {
  document.body.classList.toggle('stale', stale);
}

function turn(to: Turn): void {
  if (last) {
    const start = turned(BigInt(view.start), BigInt(last.chosenText), to).toString();
    if (start !== view.start) {
      grid.top();
      change({ start });
    }
  }
}

function goTo(digits: string): void {
  if (!last || !/^[0-9]+$/.test(digits)) {
    return;
  }
  const [number, count] = [BigInt(digits), BigInt(last.chosenText)];
  const start = isNarrowed(view) ? pageNumbered(number, count) : pageAt(number, count);
  wanted = isNarrowed(view) ? undefined : (number < count ? number : count - 1n).toString();
  change({ start: start.toString() });
}

function labelActions(index: string | undefined): void {
  for (const id of ['open', 'copy']) {
    const button = byId<HTMLButtonElement>(id);
    const label = index === undefined ? '' : `${button.textContent} config ${grouped(index)}`;
    button.title = label;
    button.ariaLabel = label || null;
    button.disabled = index === undefined;
  }
}

function withActive(act: (index: string) => void): void {
  if (grid.activeIndex !== undefined) {
    act(grid.activeIndex);
  }
}

function copy(index: string): void {
  const config = last?.configs.find((one) => one.indexText === index);
  if (config) {
    host.postMessage({ type: 'copy', text: configText(config) });
    report(`Copied config ${grouped(index)}.`);
  }
}

function copyCommand(): void {
  if (sweep?.file) {
    host.postMessage({ type: 'copy', text: commandLine(sweep.file, queryOf(view), sweep.shell) });
    report('Copied the command; run it in a terminal in the workspace folder.');
  }
}

function save(): void {
  if (sweep && last) {
    host.postMessage({ type: 'save', name: `${sweep.name.replace(/\.\w+$/, '')}.csv`, text: csv(last) });
  }
}

function revealProblem(problem: { readonly path: string; readonly line: number; readonly column: number }): void {
  host.postMessage({ type: 'reveal', path: problem.path, line: problem.line, column: problem.column });
}

function report(text: string): void {
  setText(byId('done'), text);
}
