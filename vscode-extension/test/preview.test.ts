import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configText, type Config, type Preview } from '../src/preview/answer';
import { pageHtml } from '../src/preview/html';
import { utf16Column } from '../src/preview/places';
import { commandLine } from '../src/page/commandLine';
import { splitConditions } from '../src/page/conditions';
import { chooseColumns } from '../src/page/columns';
import { csv } from '../src/page/csv';
import { moved } from '../src/page/moves';
import { pageAt, pageNumbered, pageNumbers, turned } from '../src/page/paging';
import { compare, nextSort, sorted } from '../src/page/sorting';
import { EVERYTHING, isNarrowed, misfit, queryOf, settled, toggled } from '../src/page/view';
import { chosen, comparison, configs, grouped, leftOut } from '../src/page/wording';

const HUGE = 10n ** 40n;

const ANSWER: Preview = {
  countText: '120',
  chosenText: '120',
  varying: ['lr', 'opt'],
  axes: [],
  startText: '0',
  configs: [],
  changes: [],
  refused: null,
  problems: [],
};

const CONFIG: Config = {
  indexText: '7',
  text: 'lr = 0.1\nopt = @Adam\n\n',
  bindings: [
    { key: 'lr', value: '0.1' },
    { key: 'opt', value: '@Adam' },
  ],
};

test('a place is on the page that holds it, and one that is not there on the last', () => {
  assert.equal(pageAt(0n, 120n), 0n);
  assert.equal(pageAt(49n, 120n), 0n);
  assert.equal(pageAt(50n, 120n), 50n);
  assert.equal(pageAt(1000n, 120n), 100n);
  assert.equal(pageAt(100n, 100n), 50n);
  assert.equal(pageAt(-1n, 120n), 0n);
  assert.equal(pageAt(5n, 0n), 0n);
  assert.equal(pageAt(HUGE - 1n, HUGE), HUGE - 50n);
});

test('pages are turned, and not beyond the first and the last', () => {
  assert.deepEqual(
    (['first', 'previous', 'next', 'last'] as const).map((to) => turned(50n, 120n, to)),
    [0n, 0n, 100n, 100n],
  );
  assert.equal(turned(0n, 120n, 'previous'), 0n);
  assert.equal(turned(100n, 120n, 'next'), 100n);
  assert.equal(turned(0n, HUGE, 'last'), HUGE - 50n);
});

test('pages are counted from 1', () => {
  assert.deepEqual(pageNumbers(0n, 0n), [1n, 1n]);
  assert.deepEqual(pageNumbers(50n, 100n), [2n, 2n]);
  assert.deepEqual(pageNumbers(0n, 101n), [1n, 3n]);
  assert.equal(pageNumbered(2n, 120n), 50n);
  assert.equal(pageNumbered(9n, 120n), 100n);
  assert.equal(pageNumbered(0n, 120n), 0n);
});

test('conditions stand between semicolons, but not those in strings', () => {
  assert.deepEqual(splitConditions(''), []);
  assert.deepEqual(splitConditions(' ; '), []);
  assert.deepEqual(splitConditions('lr <= 0.1 ;opt in [@Adam, @SGD];'), ['lr <= 0.1', 'opt in [@Adam, @SGD]']);
  assert.deepEqual(splitConditions(`a = 'x;y'; b = "\\";"`), [`a = 'x;y'`, `b = "\\";"`]);
  assert.deepEqual(splitConditions(`a = 'x; b = 1`), [`a = 'x`, 'b = 1']);
});

test('numbers are sorted by size, before everything else', () => {
  const values = ['10', '@SGD', '9', '-1e3', '1e-4', '@Adam', '9007199254740993', '9007199254740992', '.5', '1_000'];
  assert.deepEqual(values.toSorted(compare), [
    ...['-1e3', '1e-4', '.5', '9', '10', '1_000', '9007199254740992', '9007199254740993'],
    ...['@Adam', '@SGD'],
  ]);
});

test('what has no value comes last, whatever the direction', () => {
  const rows = ['2', undefined, '10'];
  assert.deepEqual(sorted(rows, (row) => row, false), ['2', '10', undefined]);
  assert.deepEqual(sorted(rows, (row) => row, true), ['10', '2', undefined]);
});

test('a column is sorted upwards, downwards, and not', () => {
  const upwards = nextSort(null, 'lr');
  assert.deepEqual(upwards, { key: 'lr', descending: false });
  const downwards = nextSort(upwards, 'lr');
  assert.deepEqual(downwards, { key: 'lr', descending: true });
  assert.equal(nextSort(downwards, 'lr'), null);
  assert.deepEqual(nextSort(downwards, null), { key: null, descending: false });
});

test('two configs are selected at most; the third takes the place of the first', () => {
  assert.deepEqual(toggled([], '1'), ['1']);
  assert.deepEqual(toggled(['1'], '2'), ['1', '2']);
  assert.deepEqual(toggled(['1', '2'], '3'), ['2', '3']);
  assert.deepEqual(toggled(['1', '2'], '1'), ['2']);
});

test('what is asked for is what the fields say', () => {
  assert.deepEqual(queryOf(EVERYTHING), { start: '0', count: 50, where: [], sample: null, seed: '0', diff: null });
  const view = { ...EVERYTHING, where: 'lr < 1', sample: '20', seed: '', start: '50', selected: ['3', '1'] };
  assert.deepEqual(queryOf(view), { start: '50', count: 50, where: ['lr < 1'], sample: '20', seed: '0', diff: ['3', '1'] });
  assert.equal(isNarrowed(view), true);
  assert.equal(isNarrowed({ where: ' ;', sample: '' }), false);
});

test('numbers that are none are not asked for', () => {
  assert.equal(misfit({ sample: '', seed: '' }), undefined);
  assert.equal(misfit({ sample: '1000', seed: '7' }), undefined);
  assert.match(misfit({ sample: '1001', seed: '7' }) ?? '', /at most 1,000/);
  assert.match(misfit({ sample: '-1', seed: '' }) ?? '', /sample/);
  assert.match(misfit({ sample: '', seed: 'x' }) ?? '', /seed/);
});

test('a view loses what the sweep has no more, and nothing else', () => {
  const view = { ...EVERYTHING, start: '100', selected: ['3', '110'] };
  assert.equal(settled(view, ANSWER), view);
  const fewer = { ...ANSWER, countText: '100', chosenText: '100' };
  const first = settled(view, fewer);
  assert.deepEqual(first, { ...view, selected: ['3'] });
  const second = settled(first, fewer);
  assert.deepEqual(second, { ...first, start: '50' });
  assert.equal(settled(second, fewer), second);
});

test('a filter that is not understood loses no page', () => {
  const view = { ...EVERYTHING, start: '100' };
  assert.equal(settled(view, { ...ANSWER, chosenText: '0', refused: 'No.' }), view);
});

test('counts of any size are exact', () => {
  assert.equal(grouped('999'), '999');
  assert.equal(grouped('12345678901234567890123'), '12,345,678,901,234,567,890,123');
  assert.equal(configs('1'), '1 config');
  assert.equal(configs('1000'), '1,000 configs');
});

test('it is said how many are chosen, and why', () => {
  const all = { where: '', sample: '' };
  assert.equal(chosen({ chosenText: '9' }, all), '');
  assert.equal(chosen({ chosenText: '1' }, { ...all, where: 'a = 1' }), '1 of them meets the filter');
  assert.equal(chosen({ chosenText: '1000' }, { ...all, where: 'a = 1' }), '1,000 of them meet the filter');
  assert.equal(chosen({ chosenText: '5' }, { where: 'a = 1', sample: '5' }), '5 of them drawn at random');
});

test('a comparison says what it compares', () => {
  assert.equal(comparison([], 0), '');
  assert.match(comparison(['1000'], 0), /^Select another .* config 1,000\.$/);
  assert.equal(comparison(['1', '2'], 0), 'No difference between config 1 and config 2');
  assert.equal(comparison(['1', '2'], 3), 'What differs between config 1 and config 2');
});

test('a page is saved as the command line writes it', () => {
  const bindings = [{ key: 'opt', value: '@Adam(a="x", b=1)' }];
  assert.equal(
    csv({ varying: ['lr', 'opt'], configs: [CONFIG, { indexText: '8', text: null, bindings }] }),
    'index,lr,opt\n7,0.1,@Adam\n8,,"@Adam(a=""x"", b=1)"\n',
  );
});

test('a config that plain Gin cannot say is shown as its bindings', () => {
  assert.equal(configText(CONFIG), 'lr = 0.1\nopt = @Adam\n');
  assert.equal(configText({ ...CONFIG, text: null }), 'lr = 0.1\nopt = @Adam\n');
});

test('the command line asks for the same configs, all of them', () => {
  const query = queryOf({ ...EVERYTHING, where: `lr < 1; a = 'x'`, sample: '5', seed: '3' });
  const quoted = `hp-lsp --expand 'my sweeps/lr.hyp' --where 'lr < 1' --where`;
  const rest = '--sample 5 --seed 3 --vary --format csv';
  assert.equal(commandLine('my sweeps/lr.hyp', query, 'posix'), `${quoted} 'a = '\\''x'\\''' ${rest}`);
  assert.equal(commandLine('my sweeps/lr.hyp', query, 'powershell'), `${quoted} 'a = ''x''' ${rest}`);
  assert.equal(commandLine('a/b.hyp', queryOf(EVERYTHING), 'posix'), 'hp-lsp --expand a/b.hyp --vary --format csv');
});

test('the keys lead through the grid and not out of it', () => {
  const last = [2, 3] as const;
  assert.deepEqual(moved([1, 0], 'ArrowUp', false, last), [0, 0]);
  assert.deepEqual(moved([0, 0], 'ArrowUp', false, last), [0, 0]);
  assert.deepEqual(moved([2, 1], 'ArrowDown', false, last), [2, 1]);
  assert.deepEqual(moved([1, 1], 'ArrowLeft', false, last), [1, 0]);
  assert.deepEqual(moved([1, 3], 'ArrowRight', false, last), [1, 3]);
  assert.deepEqual(moved([2, 1], 'Home', false, last), [2, 0]);
  assert.deepEqual(moved([2, 1], 'Home', true, last), [1, 0]);
  assert.deepEqual(moved([1, 1], 'End', true, last), [2, 3]);
  assert.equal(moved([1, 1], 'x', false, last), undefined);
});

test('a column of code points is one of UTF-16', () => {
  assert.equal(utf16Column('abc', 3), 2);
  assert.equal(utf16Column("'😀' x", 5), 5);
});

test('the page runs one script, with its nonce, and nothing inline', () => {
  const html = pageHtml({ csp: 'https://here', nonce: 'n0', script: 'https://here/page.js', style: 'https://here/page.css' });
  assert.match(html, /content="default-src 'none'; style-src https:\/\/here; script-src 'nonce-n0'"/);
  assert.deepEqual(html.match(/<script[^>]*>/g), ['<script nonce="n0" src="https://here/page.js">']);
  assert.doesNotMatch(html, /\son\w+=|style=/);
});

test('all keys are columns, up to a number that a page can show', () => {
  const keys = Array.from({ length: 2000 }, (_, number) => `Layer${number}.width`);
  assert.deepEqual(chooseColumns(keys.slice(0, 3), ''), { shown: keys.slice(0, 3), matching: 3 });
  const some = chooseColumns(keys, '');
  assert.deepEqual([some.shown.length, some.matching], [100, 2000]);
  assert.match(leftOut(some, 2000), /^The first 100 of 2,000 columns are shown\./);
});

test('columns are chosen by parts of their names', () => {
  const keys = ['Adam.rate', 'SGD.rate', 'Model.width'];
  assert.deepEqual(chooseColumns(keys, ' adam, WIDTH ').shown, ['Adam.rate', 'Model.width']);
  assert.equal(leftOut(chooseColumns(keys, 'rate'), 3), '2 of 3 columns are shown.');
  assert.equal(leftOut(chooseColumns(keys, 'depth'), 3), 'None of the 3 keys that differ has this in its name.');
  assert.equal(leftOut(chooseColumns(keys, ''), 3), '');
});
