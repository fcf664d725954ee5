/** What a user of the extension sees. */

import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { SERVED, start } from './vscode.mjs';

const NUMBERS = '#configs tbody th';

async function middle(word) {
  const box = await word.boundingBox();
  return box && [box.x + box.width / 2, box.y + box.height / 2];
}

describe('a project with configs and sweeps', () => {
  let code, page, preview;

  before(async () => {
    code = await start({ settings: SERVED });
    ({ page, preview } = code);
  });
  after(() => code?.close());
  afterEach(({ error, name }) => error && code?.picture(`failed: ${name}`));

  test('mistakes are underlined, and names have colours', async () => {
    await code.open('configs/broken.gin');
    await page.locator('.squiggly-error').nth(5).waitFor();
    const colours = await page.locator('.view-line', { hasText: 'SGD.schedule' }).locator('span span').evaluateAll(
      (words) => words.map((word) => getComputedStyle(word).color),
    );
    assert.ok(new Set(colours).size >= 3, `${colours}`);
    await page.locator('.view-line .mtki', { hasText: 'd_modle' }).waitFor(); // italic: nothing declares it
    await code.picture('mistakes');
  });

  test('bindings on a command line are checked and completed', async () => {
    const script = join(code.folder, 'run.sh');
    writeFileSync(script, 'python train.py --gin_param="optim.Adam.learning_rat = 0.1"\n');
    await code.open('run.sh');
    const mistake = page.locator('.squiggly-warning').first();
    await mistake.waitFor();
    const hover = await code.hover(() => middle(mistake), 'learning_rate');
    assert.match(await hover.innerText(), /no parameter/);
    await code.picture('command line');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+End');
    await page.keyboard.type('python train.py --gin_param="optim.Adam.b');
    await page.locator('.suggest-widget .monaco-list-row', { hasText: 'beta1' }).waitFor();
    await page.keyboard.press('Escape');
    await code.run('File: Save All Files');
    rmSync(script);
  });

  test('a hover tells what is bound', async () => {
    await code.open('configs/train.gin');
    const hover = await code.hover(() => middle(code.word('Adam.learning_rate', 'learning_rate')), 'learning_rate');
    assert.match(await hover.innerText(), /Adam/);
    await code.picture('hover');
    await page.keyboard.press('Escape');
  });

  test('a definition is in Python, its references are in configs', async () => {
    await code.word('Adam.learning_rate', 'learning_rate').click();
    await page.keyboard.press('F12');
    await code.shown('optim.py');
    await code.lines.getByText('Adam, with decoupled weight decay').waitFor();
    const lens = page.locator('.codelens-decoration a', { hasText: /^in \d+ config/ }).last();
    await lens.waitFor(); // until then the file is not known to be open
    await code.word('learning_rate: float = 1e-3', 'learning_rate').click();
    await page.keyboard.press('Shift+F12');
    const peek = page.locator('.reference-zone-widget');
    await peek.locator('.monaco-list-row', { hasText: 'train.gin' }).first().waitFor();
    await code.picture('references');
    await page.keyboard.press('Escape');
    await peek.waitFor({ state: 'detached' });
    await lens.click();
    await peek.locator('.monaco-list-row', { hasText: 'train.gin' }).first().waitFor();
    await code.picture('lens');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Alt+-'); // go back
    await code.shown('train.gin');
  });

  test('a parameter is renamed in Python and in configs at once', async () => {
    await code.open('configs/train.gin');
    await code.word('Adam.learning_rate', 'learning_rate').click();
    await page.keyboard.press('F2');
    const box = page.locator('.rename-box input');
    await box.waitFor();
    await box.fill('rate');
    await page.keyboard.press('Enter');
    await code.lines.getByText('Adam.').first().waitFor();
    await code.word('Adam.rate', 'rate').waitFor();
    await code.picture('renamed');
    await code.run('File: Save All Files');
    assert.match(readFileSync(join(code.folder, 'optim.py'), 'utf8'), /class Adam[^]*?\brate\b/);
    assert.match(readFileSync(join(code.folder, 'sweeps/lr.hyp'), 'utf8'), /^ +rate: \[1e-4/m);
    await page.keyboard.press('F2');
    await box.waitFor();
    await box.fill('learning_rate');
    await page.keyboard.press('Enter');
    await code.word('Adam.learning_rate', 'learning_rate').waitFor();
    await code.run('File: Save All Files');
  });

  test('parameters are completed', async () => {
    await code.open('configs/debug.gin');
    await code.lines.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Cosine.');
    await page.locator('.suggest-widget .monaco-list-row', { hasText: 'warmup_steps' }).waitFor();
    await code.picture('completion');
    await page.keyboard.press('Escape');
    await code.run('File: Revert File');
  });

  test('the number above a sweep opens its preview', async () => {
    await code.open('sweeps/lr.hyp');
    await page.locator('.codelens-decoration a', { hasText: '54 configs' }).first().click();
    await preview.locator('#count', { hasText: '54 configs' }).waitFor();
    assert.equal(await preview.locator(NUMBERS).count(), 50);
    await preview.locator('#axes button', { hasText: 'd_model 3 values' }).waitFor();
    await code.picture('preview');
  });

  test('pages are turned', async () => {
    await preview.locator('#next').click();
    await preview.locator('#pages', { hasText: 'Page 2 of 2' }).waitFor();
    assert.deepEqual(await preview.locator(NUMBERS).allInnerTexts(), ['50', '51', '52', '53']);
    await preview.locator('#go').fill('7');
    await preview.locator('#go').press('Enter');
    await preview.locator('#pages', { hasText: 'Page 1 of 2' }).waitFor();
    await preview.locator('#open[aria-label="Open config 7"]').waitFor();
  });

  test('a filter leaves what meets it, and says what it does not understand', async () => {
    await preview.locator('#where').fill('d_model < 100; steps = 1000');
    await preview.locator('#chosen', { hasText: '9 of them meet the filter' }).waitFor();
    await preview.locator('#where').fill('d_model <');
    await preview.locator('#refused', { hasText: 'KEY OPERATOR VALUE' }).waitFor();
    await code.picture('refused');
    assert.equal(await preview.locator(NUMBERS).count(), 9);
    await preview.locator('#where').fill('');
    await preview.locator('#pages', { hasText: 'Page 1 of 2' }).waitFor();
    assert.equal(await preview.locator('#refused').innerText(), '');
  });

  test('a sample is drawn', async () => {
    await preview.locator('#sample').fill('5');
    await preview.locator('#chosen', { hasText: '5 of them drawn at random' }).waitFor();
    const drawn = await preview.locator(NUMBERS).allInnerTexts();
    await preview.locator('#seed').fill('1');
    await preview.locator(`${NUMBERS} >> text="${drawn[0]}"`).waitFor({ state: 'detached' });
    await preview.locator('#sample').fill('');
    await preview.locator('#chosen:empty').waitFor({ state: 'attached' });
  });

  test('two configs are compared, without a mouse', async () => {
    await preview.locator('#configs [tabindex="0"]').focus();
    for (const key of ['Control+Home', 'Space', 'ArrowDown', 'ArrowDown', 'Space']) {
      await page.keyboard.press(key);
    }
    await preview.locator('#compared', { hasText: 'What differs between config 0 and config 2' }).waitFor();
    const rows = await preview.locator('#differences tbody tr').allInnerTexts();
    assert.deepEqual(rows, ['Adam.beta2\t0.98\t0.999']);
    await code.picture('comparison');
  });

  test('a column is sorted', async () => {
    const column = preview.locator('thead th', { hasText: 'Adam.learning_rate' });
    await column.click();
    await column.click();
    assert.equal(await column.getAttribute('aria-sort'), 'descending');
    const place = await column.evaluate((cell) => cell.cellIndex);
    assert.equal(await preview.locator('tbody tr').first().locator('> *').nth(place).innerText(), '0.001');
    await column.click();
  });

  test('a config opens as a file', async () => {
    await preview.locator('#configs tbody tr').nth(2).locator('td').first().click();
    await page.keyboard.press('Enter');
    await code.shown('lr.hyp 2.gin');
    await code.lines.getByText('0.999').waitFor();
    await code.picture('config');
    await page.keyboard.press('Control+F4');
  });

  test('an edit is followed, a mistake keeps the table', async () => {
    await code.open('sweeps/lr.hyp');
    await page.keyboard.press('Control+End');
    await page.keyboard.type('dropout: [0.1, 0.2');
    await preview.locator('#trouble', { hasText: 'never closed' }).waitFor();
    assert.equal(await preview.locator(NUMBERS).count(), 50);
    await code.picture('mistake');
    await preview.locator('#trouble button', { hasText: 'Line 25' }).click();
    await page.locator('.statusbar-item', { hasText: 'Ln 25, Col 10' }).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.type(', 0.3]');
    await preview.locator('#count', { hasText: '162 configs' }).waitFor();
    await page.keyboard.type('  # as before'); // the preview has not taken the focus
    await code.lines.getByText('# as before').waitFor();
    await page.keyboard.press('Control+s');
    assert.equal(await preview.locator('#trouble').isVisible(), false);
    await preview.locator('#compared', { hasText: 'config 0 and config 2' }).waitFor();
  });

  test('what was seen is there again after the window was reloaded', async () => {
    await preview.locator('#where').fill('dropout = 0.2');
    await preview.locator('#chosen', { hasText: '54 of them meet the filter' }).waitFor();
    await code.run('Developer: Reload Window');
    await preview.locator('#count').waitFor({ state: 'detached' });
    await preview.locator('#chosen', { hasText: '54 of them meet the filter' }).waitFor();
    assert.equal(await preview.locator('#where').inputValue(), 'dropout = 0.2');
    await preview.locator('#compared', { hasText: 'config 0 and config 2' }).waitFor();
  });

  test('a sweep beyond all numbers is paged like any other', async () => {
    await preview.locator('#where').fill('');
    await preview.locator('#pages', { hasText: 'Page 1 of 4' }).waitFor();
    const axes = Array.from({ length: 10 }, (_, axis) => `p${axis}: [${[...Array(100).keys()]}]`);
    writeFileSync(join(code.folder, 'sweeps/lr.hyp'), axes.join('\n'));
    await preview.locator('#count', { hasText: '100,000,000,000,000,000,000 configs' }).waitFor();
    await preview.locator('#last').click();
    await preview.locator(`${NUMBERS} >> text="99,999,999,999,999,999,999"`).waitFor();
    await preview.locator('#go').fill('12345678901234567890');
    await preview.locator('#go').press('Enter');
    await preview.locator('#open[aria-label="Open config 12,345,678,901,234,567,890"]').waitFor();
    await code.picture('beyond');
  });
});
