/** The panel of one sweep: brings its page what it asks for. What is to be seen, the page knows alone. */

import { randomBytes } from 'node:crypto';
import { basename, dirname } from 'node:path';
import { commands, env, Selection, Uri, ViewColumn, window, workspace, type Disposable, type WebviewPanel } from 'vscode';
import type { Ask } from './ask';
import type { ConfigDocuments } from './configs';
import { pageHtml } from './html';
import type { FromPage, Sweep, ToPage } from './messages';
import { utf16Column } from './places';

/** Fill a panel, and answer its page until it is closed. */
export function fillPanel(panel: WebviewPanel, sweep: Uri, dist: Uri, ask: Ask, configs: ConfigDocuments): Disposable {
  const { webview } = panel;
  webview.options = { enableScripts: true, localResourceRoots: [dist] };
  webview.html = pageHtml({
    csp: webview.cspSource,
    nonce: randomBytes(16).toString('hex'),
    script: webview.asWebviewUri(Uri.joinPath(dist, 'page.js')).toString(),
    style: webview.asWebviewUri(Uri.joinPath(dist, 'page.css')).toString(),
  });
  return webview.onDidReceiveMessage((message: FromPage) => hear(message, panel, sweep, ask, configs));
}

/** Say something to the page of a panel. A page that is hidden does not hear it; it asks anew when it is shown. */
export function tell(panel: WebviewPanel, message: ToPage): void {
  void panel.webview.postMessage(message);
}

async function hear(message: FromPage, panel: WebviewPanel, sweep: Uri, ask: Ask, configs: ConfigDocuments): Promise<void> {
  switch (message.type) {
    case 'ready':
      return tell(panel, { type: 'sweep', sweep: describe(sweep) });
    case 'ask':
      return tell(panel, await answer(message, sweep, ask));
    case 'open':
      return configs.show(sweep, message.index, columnOf(sweep) ?? ViewColumn.Beside);
    case 'copy':
      return env.clipboard.writeText(message.text);
    case 'save':
      return save(message.name, message.text, sweep);
    case 'reveal':
      return reveal(sweep, message);
    case 'restart':
      return commands.executeCommand('hp-lsp.restart');
    case 'output':
      return commands.executeCommand('hp-lsp.showOutput');
  }
}

async function answer({ id, query }: FromPage & { type: 'ask' }, sweep: Uri, ask: Ask): Promise<ToPage> {
  try {
    return { type: 'answer', id, preview: await ask(sweep.toString(), query) };
  } catch (error) {
    return { type: 'failed', id, message: error instanceof Error ? error.message : String(error) };
  }
}

function describe(sweep: Uri): Sweep {
  return {
    uri: sweep.toString(),
    name: basename(sweep.path),
    file: sweep.scheme === 'file' ? workspace.asRelativePath(sweep, false) : null,
    shell: process.platform === 'win32' ? 'powershell' : 'posix',
  };
}

async function save(name: string, text: string, sweep: Uri): Promise<void> {
  const folder = sweep.scheme === 'file' ? Uri.file(dirname(sweep.fsPath)) : workspace.workspaceFolders?.[0]?.uri;
  const options = { filters: { CSV: ['csv'] }, ...(folder && { defaultUri: Uri.joinPath(folder, name) }) };
  const file = await window.showSaveDialog(options);
  if (file) {
    await workspace.fs.writeFile(file, new TextEncoder().encode(text));
  }
}

async function reveal(sweep: Uri, { column, line, path }: FromPage & { type: 'reveal' }): Promise<void> {
  const uri = path !== null && sweep.scheme === 'file' ? Uri.file(path) : sweep;
  const document = await workspace.openTextDocument(uri);
  const { range, text } = document.lineAt(Math.min(line, document.lineCount) - 1);
  const place = range.start.translate(0, utf16Column(text, column));
  const selection = new Selection(place, place);
  await window.showTextDocument(document, { viewColumn: columnOf(uri) ?? ViewColumn.One, selection });
}

function columnOf(uri: Uri): ViewColumn | undefined {
  return window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString())?.viewColumn;
}
