/** The preview for those who use no mouse or see no screen: what axe-core finds, in each kind of theme, and where the keys lead. */

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { INSTALLED, SERVED, start } from './vscode.mjs';

const AXE = readFileSync(join(INSTALLED, 'node_modules/axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const THEMES = {
  'Default Light Modern': 'vscode-light',
  'Default Dark Modern': 'vscode-dark',
  'Default High Contrast': 'vscode-high-contrast',
  'Default High Contrast Light': 'vscode-high-contrast-light',
};

describe('the preview', () => {
  let code, page, preview;

  before(async () => {
    code = await start({ settings: SERVED });
    ({ page, preview } = code);
    await code.open('sweeps/lr.hyp');
    await code.run('hp-lsp: Preview Expansion');
    await preview.locator('#sample').fill('3'); // axe-core looks at each cell
    await preview.locator('#chosen', { hasText: '3 of them' }).waitFor();
  });
  after(() => code?.close());
  afterEach(({ error, name }) => error && code?.picture(`failed: ${name}`));

  /** Return what axe-core has against the page, as it is now. */
  async function objections() {
    const frame = await (await preview.locator('body').elementHandle()).ownerFrame();
    await frame.evaluate(AXE);
    const { violations } = await frame.evaluate((runOnly) => globalThis.axe.run(document, { runOnly }), RULES);
    return violations.map(({ id, nodes: [{ any, html }] }) => `${id}: ${html}: ${any.map(({ message }) => message).join('; ')}`);
  }

  for (const [theme, name] of Object.entries(THEMES)) {
    test(`nothing stands in the way in ${theme}`, async () => {
      code.configure({ ...SERVED, 'workbench.colorTheme': theme });
      await preview.locator(`body.${name}`).waitFor();
      assert.deepEqual(await objections(), []);
      await preview.locator('#configs tbody input').nth(0).check();
      await preview.locator('#configs tbody input').nth(1).check();
      await preview.locator('#differences tbody tr').first().waitFor();
      await preview.locator('#where').fill('d_model <');
      await preview.locator('#refused', { hasText: 'KEY OPERATOR VALUE' }).waitFor();
      await code.picture(`theme ${theme}`);
      assert.deepEqual(await objections(), []);
      await preview.locator('#where').fill('');
      await preview.locator('#refused:empty').waitFor({ state: 'attached' });
      await preview.locator('#clear').click();
    });
  }

  test('the keys lead through all of it, in the order in which it is read', async () => {
    await preview.locator('#sample').fill('');
    await preview.locator('#pages', { hasText: 'Page 1 of 2' }).waitFor();
    await preview.locator('#axes button').last().focus();
    const order = ['where', 'sample', 'seed', 'next', 'last', 'go', 'open', 'copy', 'save', 'command', 'cell'];
    const reached = [];
    for (const _ of order) {
      await page.keyboard.press('Tab');
      reached.push(await preview.locator(':focus').evaluate((one) => one.id || (one.closest('#configs') ? 'cell' : one.tagName)));
    }
    assert.deepEqual(reached, order);
  });

  test('the table is one stop, in which the arrows move, and Enter opens', async () => {
    await preview.locator('#configs [tabindex="0"]').focus();
    for (const key of ['Control+Home', 'ArrowDown', 'ArrowRight', 'End', 'Home']) {
      await page.keyboard.press(key);
    }
    const focused = preview.locator('#configs :focus');
    assert.equal(await focused.innerText(), '1');
    assert.equal(await preview.locator('#configs [tabindex="0"]').count(), 1);
    await page.keyboard.press('PageDown');
    await preview.locator('#pages', { hasText: 'Page 2 of 2' }).waitFor();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Control+c');
    await preview.locator('#done', { hasText: 'Copied config 50.' }).waitFor();
    await page.keyboard.press('Enter');
    await code.shown('lr.hyp 50.gin');
    await page.keyboard.press('Control+F4');
  });

  test('what changes is said', async () => {
    for (const place of ['#count', '#chosen', '#pages', '#compared']) {
      assert.equal(await preview.locator(place).getAttribute('aria-live'), 'polite', place);
    }
    for (const place of ['#trouble', '#refused', '#leftOut', '#done']) {
      assert.equal(await preview.locator(place).getAttribute('role'), 'status', place);
    }
  });

  test('a sweep of two thousand axes shows some, and those that are asked for', async () => {
    const axes = Array.from({ length: 2000 }, (_, axis) => `p${axis}: [1, 2]`);
    writeFileSync(join(code.folder, 'sweeps/lr.hyp'), axes.join('\n'));
    await preview.locator('#leftOut', { hasText: 'The first 100 of 2,000 columns are shown.' }).waitFor();
    await code.picture('many axes');
    await preview.locator('#sample').fill('3');
    await preview.locator('#columns').fill('p1234 p777');
    await preview.locator('#leftOut', { hasText: '2 of 2,000 columns are shown.' }).waitFor();
    assert.deepEqual(await preview.locator('#configs thead th').allInnerTexts(), ['Config', 'p777', 'p1234']);
    assert.deepEqual(await objections(), []);
  });
});
