/** What a user sees of the server: which one serves, and what is said when none does. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { PYTHON, SERVED, start } from './vscode.mjs';

describe('nothing but Python', () => {
  let code;
  let path;

  before(async () => {
    path = mkdtempSync(join(tmpdir(), 'hp-lsp-path-'));
    const python = execFileSync(PYTHON, ['-c', 'import sys; print(sys._base_executable)'], { encoding: 'utf8' });
    symlinkSync(python.trim(), join(path, 'python3')); // an environment's own would find the hp-lsp that is installed there
    code = await start({ path });
  });
  after(async () => {
    await code?.close();
    rmSync(path, { recursive: true });
  });
  afterEach(({ error, name }) => error && code?.picture(`failed: ${name}`));

  test('the bundled server serves', async () => {
    await code.open('configs/broken.gin');
    await code.page.locator('.squiggly-error').nth(5).waitFor();
  });

  test('the status tells how many problems there are', async () => {
    await code.page.locator('[id="status.languageStatus"]').hover();
    await code.page.locator('.hover-language-status', { hasText: /hp-lsp.*8 errors, 1 warning/s }).waitFor();
    await code.picture('status');
  });

  test('a server that was killed is started again', async () => {
    execFileSync('pkill', ['-9', '-f', join(code.home, 'extensions/.*/bundled')]);
    await code.open('configs/debug.gin');
    await code.lines.click();
    await code.page.keyboard.press('Control+Home');
    await code.page.keyboard.type('Tranformer.x = 1 #');
    await code.page.locator('.squiggly-error').first().waitFor();
    await code.picture('again');
    await code.run('File: Revert File');
  });
});

describe('what keeps the server from serving', () => {
  let code;

  before(async () => {
    code = await start({ path: '/nowhere' });
  });
  after(() => code?.close());
  afterEach(({ error, name }) => error && code?.picture(`failed: ${name}`));

  test('no Python: it is said what to do', async () => {
    await code.open('sweeps/lr.hyp');
    await code.notified('hp-lsp needs Python 3.10 or newer');
    await code.run('hp-lsp: Preview Expansion');
    await code.preview.locator('#trouble', { hasText: 'needs Python 3.10 or newer' }).waitFor();
    await code.preview.locator('#trouble button', { hasText: 'Restart Server' }).waitFor();
    await code.picture('missing');
  });

  test('a Python that is none', async () => {
    code.configure({ 'hp-lsp.interpreter': '/bin/sh' });
    await code.notified('`hp-lsp.interpreter` does not name one');
  });

  test('a program that is not there', async () => {
    code.configure({ 'hp-lsp.serverCommand': ['/opt/nothing/hp-lsp'] });
    await code.notified('hp-lsp cannot be started as `/opt/nothing/hp-lsp`');
  });

  test('a server that ends whenever it is started', async () => {
    code.configure({ 'hp-lsp.serverCommand': ['/bin/sh', '-c', 'exit 3'] });
    await code.notified('hp-lsp has stopped again and again');
  });

  test('a server that is too old', async () => {
    const old = "import hp_lsp; hp_lsp.__version__ = '0.0.9'; from hp_lsp.cli import main; main()";
    code.configure({ 'hp-lsp.serverCommand': [PYTHON, '-c', old] });
    await code.notified('is hp-lsp 0.0.9, and this extension needs');
  });

  test('the preview is there as soon as there is a server', async () => {
    code.configure(SERVED);
    await code.preview.locator('#count', { hasText: '54 configs' }).waitFor();
    assert.equal(await code.preview.locator('#trouble').isVisible(), false);
  });
});

describe('a folder that is not trusted', () => {
  let code;

  before(async () => {
    code = await start({ settings: SERVED, trust: false });
  });
  after(() => code?.close());
  afterEach(({ error, name }) => error && code?.picture(`failed: ${name}`));

  test("it is served by the user's own command", async () => {
    await code.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await code.open('configs/broken.gin');
    await code.page.locator('.squiggly-error').nth(5).waitFor();
    await code.picture('restricted');
  });
});
