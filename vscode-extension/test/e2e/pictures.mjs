/** Makes the pictures of the documentation: `node test/e2e/pictures.mjs`, after `.ci/extension` and `.ci/vscode`. */

import { join } from 'node:path';
import { ROOT, SERVED, start } from './vscode.mjs';

const IMAGES = join(ROOT, 'docs/images');
const LOOKS = {
  ...SERVED,
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.layoutControl.enabled': false,
  'workbench.activityBar.location': 'hidden',
  'workbench.statusBar.visible': false,
  'breadcrumbs.enabled': false,
};

await withCode([900, 500], async (code) => {
  await code.open('configs/broken.gin');
  await code.page.keyboard.press('Control+b');
  await code.page.locator('.squiggly-error').nth(5).waitFor();
  await code.word('Adam.', 'learning_rat').hover();
  await code.page.locator('.monaco-hover:visible', { hasText: 'did you mean' }).waitFor();
  await code.picture('mistakes', IMAGES);
});

await withCode([1360, 700], async (code) => {
  await code.open('sweeps/lr.hyp');
  await code.page.keyboard.press('Control+b');
  await code.page.locator('.codelens-decoration a', { hasText: '54 configs' }).first().click();
  await code.preview.locator('#configs tbody tr').nth(1).locator('input').click();
  await code.preview.locator('#configs tbody tr').nth(6).locator('input').click();
  await code.preview.locator('#where').fill('Adam.learning_rate <= 3e-4');
  await code.preview.locator('#chosen', { hasText: 'meet the filter' }).waitFor();
  await code.preview.locator('#differences tr').nth(3).waitFor();
  await code.picture('preview', IMAGES);
});

async function withCode(size, act) {
  const code = await start({ settings: LOOKS, size });
  try {
    await act(code);
  } finally {
    await code.close();
  }
}
