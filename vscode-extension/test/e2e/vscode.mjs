/** A real VS Code with the extension and the server of this checkout, on a copy of an example, in a real browser. */

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const ROOT = resolve(import.meta.dirname, '../../..');
export const INSTALLED = resolve(ROOT, '.cache/code-server');
const VSIX = resolve(ROOT, 'vscode-extension/build/hp-lsp.vsix');
const SERVER = resolve(ROOT, '.venv/bin/hp-lsp');
export const PYTHON = resolve(ROOT, '.venv/bin/python');
export const PICTURES = resolve(ROOT, '.cache/pictures');
const EXAMPLE = resolve(ROOT, 'examples/transformer');
const PATIENCE = 30_000; // milliseconds; the machines of CI are slow at times

const { chromium } = createRequire(join(INSTALLED, 'package.json'))('playwright-core');

/** Start VS Code on a copy of a project, in a window of `size`; `settings` are the user's, `path` is its PATH. The folder is trusted unless `trust` is false. */
export async function start({ settings = {}, size = [1500, 900], trust = true, path = process.env.PATH, project = EXAMPLE } = {}) {
  const home = mkdtempSync(join(tmpdir(), 'hp-lsp-vscode-'));
  const folder = join(home, 'project');
  cpSync(project, folder, { recursive: true });
  configure(home, settings);
  execFileSync('python3', ['-m', 'zipfile', '-e', VSIX, join(home, 'unpacked')]);
  mkdirSync(join(home, 'extensions'));
  renameSync(join(home, 'unpacked/extension'), join(home, 'extensions/hp-lsp.hp-lsp-0.1.0'));
  const port = await freePort();
  const program = spawn(process.execPath, arguments_(home, port, trust), {
    cwd: home,
    env: { ...process.env, PATH: path, HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home, VIRTUAL_ENV: '', VSCODE_CLI: '1' }, // which keeps the PATH: a shell is not asked for another
    stdio: 'ignore',
  });
  const exited = once(program, 'exit');
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
  const close = async () => {
    await browser.close();
    program.kill();
    await exited;
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }); // the server may still be writing what it remembers
  };
  try {
    await answered(port);
    const page = await opened(browser, size, `http://127.0.0.1:${port}/?folder=${folder}`);
    return new VsCode(page, home, (changed) => configure(home, changed), close);
  } catch (error) {
    await close();
    throw error;
  }
}

function configure(home, settings) {
  for (const place of ['User', 'Machine']) { // a program may be named only by the settings of the machine it runs on
    mkdirSync(join(home, 'data', place), { recursive: true });
    writeFileSync(join(home, 'data', place, 'settings.json'), JSON.stringify({ ...QUIET, ...settings }));
  }
}

async function opened(browser, [width, height], address) {
  const page = await browser.newPage({ viewport: { width, height } });
  page.setDefaultTimeout(PATIENCE);
  await page.goto(address);
  await page.locator('.monaco-workbench').waitFor();
  return page;
}

export const SERVED = { 'hp-lsp.serverCommand': [SERVER] };

const QUIET = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.visible': false,
  'window.commandCenter': false,
  'editor.minimap.enabled': false,
  'editor.autoClosingBrackets': 'never',
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'security.workspace.trust.startupPrompt': 'never',
};

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function arguments_(home, port, trust) {
  return [
    join(INSTALLED, 'node_modules/code-server/out/node/entry.js'),
    ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`],
    ...['--disable-telemetry', '--disable-update-check', ...(trust ? ['--disable-workspace-trust'] : [])],
    ...['--user-data-dir', join(home, 'data'), '--extensions-dir', join(home, 'extensions')],
  ];
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

async function answered(port) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await sleep(100)) {
    const ready = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
    if (ready?.ok) {
      return;
    }
  }
  throw new Error('code-server does not answer.');
}

class VsCode {
  constructor(page, home, configure, close) {
    this.page = page;
    this.home = home;
    this.folder = join(home, 'project');
    this.configure = configure;
    this.close = close;
  }

  /** The page of the preview. */
  get preview() {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  /** The lines of the active editor. */
  get lines() {
    return this.page.locator('.editor-group-container.active .view-lines');
  }

  async open(file, line) {
    await this.choose(file, line);
    await this.shown(file.split('/').at(-1));
  }

  /** Open a file in whatever editor is its own. */
  async choose(file, line) {
    const name = file.split('/').at(-1);
    await this.page.keyboard.press('Control+p');
    await this.page.locator('.quick-input-box input').fill(join(this.folder, file) + (line ? `:${line}` : ''));
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
  }

  /** Wait until a file is shown in the active editor, with its text. */
  async shown(name) {
    await this.page.locator(`.editor-group-container.active .tab.active[data-resource-name="${name}"]`).waitFor();
    await this.lines.locator('.view-line').nth(1).waitFor();
  }

  async run(command) {
    await this.page.keyboard.press('F1');
    await this.page.locator('.quick-input-box input').fill(`>${command}`);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: command }).first().click();
  }

  /** Wait for a notification with a text, and close all notifications. */
  async notified(text) {
    const toast = this.page.locator('.notification-toast', { hasText: text });
    await toast.waitFor();
    await this.picture(`notice ${text.slice(0, 30).replaceAll(/\W+/g, ' ').trim()}`);
    await this.run('Notifications: Clear All Notifications');
    await toast.waitFor({ state: 'detached' });
  }

  /** Return a word of a line of the active editor. */
  word(line, word) {
    const words = this.page.locator('.editor-group-container.active .view-line', { hasText: line }).first();
    return words.getByText(word, { exact: true }).last();
  }

  /** Hold the mouse over a word, whose middle `at` tells, until a hover with a text is shown; return the hover. */
  async hover(at, text) {
    const hover = this.page.locator('.monaco-hover:visible', { hasText: text });
    for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
      const place = await at();
      if (!place) { // the text was just written anew
        continue;
      }
      const [x, y] = place;
      await this.page.mouse.move(x - 2, y);
      await this.page.mouse.move(x, y);
      if (await hover.waitFor({ timeout: 3000 }).then(() => true, () => false)) { // none is shown where the text was just coloured anew
        return hover;
      }
      await this.page.mouse.move(0, 0);
    }
    throw new Error(`No hover with ${text} is shown.`);
  }

  async picture(name, folder = PICTURES) {
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
  }
}
