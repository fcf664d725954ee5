/**
 * Makes the pictures of the documentation, into `.cache/pictures/docs`.
 *
 * They differ in a few points each time: after a change that is seen, copy them to `docs/images`.
 */

import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { PICTURES, SERVED, start } from './vscode.mjs';

const IMAGES = join(PICTURES, 'docs');
const LOOKS = {
  ...SERVED,
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.layoutControl.enabled': false,
  'workbench.activityBar.location': 'hidden',
  'workbench.statusBar.visible': false,
  'breadcrumbs.enabled': false,
};

describe('the pictures of the documentation', () => {
  let code, page, preview;

  before(async () => {
    code = await start({ settings: LOOKS, size: [900, 500] });
    ({ page, preview } = code);
  });
  after(() => code?.close());
  afterEach(({ error, name }) => error && code?.picture(`failed: ${name}`));

  test('a misspelt parameter, and what was meant', async () => {
    await code.open('configs/broken.gin');
    await page.keyboard.press('Control+b');
    await page.locator('.squiggly-error').nth(5).waitFor();
    await code.word('Adam.', 'learning_rat').hover();
    await page.locator('.monaco-hover:visible', { hasText: 'did you mean' }).waitFor();
    await code.picture('mistakes', IMAGES);
    await code.run('View: Close All Editors');
  });

  test('a sweep beside its preview', async () => {
    await page.setViewportSize({ width: 1360, height: 700 });
    await code.open('sweeps/lr.hyp');
    await page.locator('.codelens-decoration a', { hasText: '54 configs' }).first().click();
    await preview.locator('#configs tbody tr').nth(1).locator('input').click();
    await preview.locator('#configs tbody tr').nth(6).locator('input').click();
    await preview.locator('#where').fill('Adam.learning_rate <= 3e-4');
    await preview.locator('#chosen', { hasText: 'meet the filter' }).waitFor();
    await preview.locator('#differences tr').nth(3).waitFor();
    await code.picture('preview', IMAGES);
  });
});
