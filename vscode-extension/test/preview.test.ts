import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatPreview, nextPage, type Preview } from '../src/preview';

const PAGE: Preview = {
  path: '/work/sweeps/lr.hyp',
  countText: '6',
  varying: ['Adam.rate', 'size', 'width'],
  axes: [
    { key: 'Adam.rate', values: 3 },
    { key: 'size', values: 2 },
    { key: 'size', values: 1 },
  ],
  start: 2,
  configs: [
    { index: 2, indexText: '2', text: 'Adam.rate = 0.1\nsize = 1\n', bindings: [] },
    { index: 3, indexText: '3', text: null, bindings: [{ key: 'size', value: '%n * 2' }] },
  ],
  problems: [{ line: 4, column: 9, message: '`%n` is not known here.' }],
};

test('a page opens with what a researcher asks first, and is a Gin file', () => {
  assert.equal(
    formatPreview(PAGE),
    `# lr.hyp: 6 configs; 2 to 3 are below
# varying:
#   Adam.rate (3 values)
#   size (2 + 1 values)
#   width
# line 4, column 9: \`%n\` is not known here.

# config 2
Adam.rate = 0.1
size = 1

# config 3
size = %n * 2
`,
  );
});

test('what there is nothing to say of is left out', () => {
  const empty: Preview = { ...PAGE, countText: '0', varying: [], axes: [], start: 0, configs: [], problems: [] };
  assert.equal(formatPreview(empty), '# lr.hyp: 0 configs\n');
});

test('one config is no configs', () => {
  const one: Preview = { ...PAGE, countText: '1', varying: [], axes: [], start: 0, problems: [] };
  assert.match(formatPreview({ ...one, configs: PAGE.configs.slice(0, 1) }), /^# lr.hyp: 1 config\n\n# config 2\n/);
});

test('the next page starts after this one', () => {
  assert.equal(nextPage(PAGE), 4);
});

test('the last page has no next one, nor has an empty one', () => {
  assert.equal(nextPage({ ...PAGE, start: 4 }), undefined);
  assert.equal(nextPage({ ...PAGE, configs: [] }), undefined);
});

test('counts beyond the integers of JavaScript are exact', () => {
  assert.equal(nextPage({ ...PAGE, countText: '100000000000000000000' }), 4);
});
