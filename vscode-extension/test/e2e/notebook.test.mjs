/** What a user sees in a notebook: its Python cells are answered for as one text, each in its own lines. */

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { SERVED, start } from './vscode.mjs';

const NAME = 'explore.ipynb';
const CELLS = [
  ['markdown', '# A look at the transformer'],
  ['code', 'import gin, model, optim\n%load_ext autoreload\nfiles = !ls configs'],
  ['code', '@gin.configurable\ndef fitter(steps=1):\n    return steps'],
  ['code', 'gin.parse_config_file("configs/debug.gin")\ngin.parse_config("""\n# 🙂\nAdam.learning_rate = 3e-4\nTransformer.num_layer = 2\n""")'],
  ['code', '%%bash\necho "'],
  ['code', 'gin.parse_config("""\nfitter.steps = 2\nSGD.momentun = 0.5\n""")'],
  ['code', 'from hpman.m import _\nrate = _("rate", 1e-3)\nagain = _("rate", 1e-2)'],
];

describe('a notebook', () => {
  let code, page;

  before(async () => {
    code = await start({ settings: SERVED, size: [1500, 1400] }); // only a cell that is seen has an editor
    ({ page } = code);
    writeFileSync(join(code.folder, NAME), notebook(CELLS));
    await code.open('model.py');
    await page.locator('.codelens-decoration a', { hasText: /^in \d+ config/ }).first().waitFor(); // before its extension is there, a notebook opens as JSON
    await code.choose(NAME);
    await page.locator('.notebookOverlay .view-line').first().waitFor();
    await code.run('View: Close Other Editors in Group');
  });
  after(() => code?.close());
  afterEach(({ error, name }) => error && code?.picture(`failed: ${name}`));

  /** Wait until these words are underlined, and no others, each behind the number of its cell; and until all problems are counted. */
  async function underlined(...expected) {
    const wanted = JSON.stringify(expected);
    await page.waitForFunction(`JSON.stringify((${marked})()) === '${wanted}'`).catch(() => undefined);
    assert.deepEqual(await page.evaluate(`(${marked})()`), expected);
    await counted(`Errors: 8, Warnings: ${expected.length}`);
  }

  /** Wait until the status tells how many problems the project has: the errors are in its configs, the warnings in the notebook. */
  async function counted(status) {
    await page.locator(`[id="status.problems"] [aria-label="${status}"]`).waitFor();
  }

  /** Return where on the page the middle of a word of the cells' first line with a text is. */
  async function middle(text, word) {
    const line = page.locator('.notebookOverlay .view-line', { hasText: text }).first();
    await line.waitFor();
    return line.evaluate(middleOf, word);
  }

  /** Put the cursor into a word. */
  async function click(text, word) {
    await page.mouse.click(...(await middle(text, word)));
  }

  test('mistakes are underlined in their cells', async () => {
    await underlined('3 num_layer', '5 momentun', '6 rate');
    await code.picture('notebook');
  });

  test('the notebook alone starts the server', async () => {
    await code.run('Developer: Reload Window');
    await page.locator('.notebookOverlay').waitFor({ state: 'detached' });
    await underlined('3 num_layer', '5 momentun', '6 rate');
  });

  test('a hover in a cell tells what is bound', async () => {
    await code.hover(() => middle('Adam.learning_rate', 'learning_rate'), 'Parameter of optim.Adam');
    await code.picture('notebook hover');
    await page.keyboard.press('Escape');
  });

  test('a definition is in Python, in a config or in another cell', async () => {
    await click('Adam.learning_rate', 'learning_rate');
    await page.keyboard.press('F12');
    await code.shown('optim.py');
    await page.keyboard.press('Control+Alt+-'); // go back
    await click('parse_config_file', 'debug');
    await page.keyboard.press('F12');
    await code.shown('debug.gin');
    await page.keyboard.press('Control+Alt+-');
    await click('fitter.steps', 'fitter');
    await page.keyboard.press('F12');
    await page.locator('.statusbar-item', { hasText: 'Cell 3 of 7' }).waitFor();
  });

  test('parameters are completed in a cell', async () => {
    await click('Adam.learning_rate', '3e-4');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Cosine.');
    await page.locator('.suggest-widget .monaco-list-row', { hasText: 'warmup_steps' }).waitFor();
    await code.picture('notebook completion');
    await page.keyboard.press('Escape');
    await page.keyboard.type('warmup = 3');
    await underlined('3 warmup', '3 num_layer', '5 momentun', '6 rate');
  });

  test('a mistake is fixed in its cell', async () => {
    await click('num_layer', 'num_layer');
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget .monaco-list-row.focused', { hasText: 'num_layers' }).waitFor();
    await page.keyboard.press('Enter');
    await underlined('3 warmup', '5 momentun', '6 rate');
  });

  test('a parameter is renamed in all cells', async () => {
    await click('fitter.steps', 'steps');
    await page.keyboard.press('F2');
    await page.locator('.rename-box input:visible').fill('count');
    await page.keyboard.press('Enter');
    await middle('def fitter(count', 'count');
    await middle('fitter.count', 'count');
    await underlined('3 warmup', '5 momentun', '6 rate');
  });

  test('an edit of a cell changes the problems of another', async () => {
    await page.mouse.dblclick(...(await middle('def fitter', 'count')));
    await page.keyboard.type('total');
    await underlined('3 warmup', '5 count', '5 momentun', '6 rate');
    await code.picture('notebook edited');
    await page.mouse.dblclick(...(await middle('def fitter', 'total')));
    await page.keyboard.type('count');
    await underlined('3 warmup', '5 momentun', '6 rate');
  });

  test('cells come, move, change what they are and go', async () => {
    await click('def fitter', 'fitter');
    await code.run('Notebook: Insert Code Cell Above');
    await underlined('4 warmup', '6 momentun', '7 rate');
    await page.locator('.notebookOverlay .monaco-list-row[data-index="2"] .view-line').click();
    await page.keyboard.type('gin.bind_parameter("Adam.bata2", 0.9)');
    await underlined('2 bata2', '4 warmup', '6 momentun', '7 rate');
    await code.run('Notebook: Move Cell Down');
    await code.run('Notebook: Move Cell Down');
    await underlined('3 warmup', '4 bata2', '6 momentun', '7 rate');
    await code.run('Notebook: Change Cell to Markdown');
    await underlined('3 warmup', '6 momentun', '7 rate');
    await code.run('Notebook: Change Cell Language');
    await page.locator('.quick-input-box input').fill('python');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Python' }).first().click();
    await underlined('3 warmup', '4 bata2', '6 momentun', '7 rate');
    await code.run('Notebook: Delete Cell');
    await underlined('3 warmup', '5 momentun', '6 rate');
    await code.picture('notebook rearranged');
  });

  test('a notebook that is closed has no problems', async () => {
    await code.run('View: Close All Editors');
    await counted('Errors: 8');
  });
});

/** Return the underlined words of the notebook that the page shows, each behind the number of its cell. */
function marked() {
  const boxOf = (node, at) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect();
  };
  const holds = (mark, { left, right, top, bottom }) => {
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return mark.left < x && x < mark.right && mark.top < y && y < mark.bottom;
  };
  const named = (row, mark) => {
    const texts = document.createTreeWalker(row.querySelector('.view-lines'), NodeFilter.SHOW_TEXT);
    let word = '';
    for (let node; (node = texts.nextNode()); ) {
      word += [...node.data].filter((_, at) => holds(mark, boxOf(node, at))).join('');
    }
    return `${row.dataset.index} ${word}`;
  };
  return [...document.querySelectorAll('.notebookOverlay .cdr[class*="squiggly-"]')]
    .map((mark) => [mark.closest('.monaco-list-row'), mark.getBoundingClientRect()])
    .sort(([, one], [, other]) => one.top - other.top || one.left - other.left)
    .map(([row, mark]) => named(row, mark));
}

/** Return the middle of a word of a line of an editor. */
function middleOf(line, word) {
  const start = line.textContent.indexOf(word);
  const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node, end = 0; (node = texts.nextNode()); ) {
    const at = start + Math.floor(word.length / 2) - end;
    end += node.length;
    if (at < node.length) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const { left, top, height } = range.getBoundingClientRect();
      return [left + 1, top + height / 2];
    }
  }
}

function notebook(cells) {
  return JSON.stringify({
    cells: cells.map(([cell_type, source], number) => ({
      id: `cell${number}`,
      cell_type,
      metadata: {},
      source,
      ...(cell_type === 'code' && { execution_count: null, outputs: [] }),
    })),
    metadata: { language_info: { name: 'python' } },
    nbformat: 4,
    nbformat_minor: 5,
  });
}
