/** Read-only documents that show what a sweep generates, a page at a time. */

import {
  commands,
  Disposable,
  EventEmitter,
  Uri,
  ViewColumn,
  window,
  workspace,
  type TextDocument,
  type TextDocumentContentProvider,
} from 'vscode';
import { basename } from 'node:path';
import { formatPreview, nextPage, PAGE, type Preview } from './preview';

const SCHEME = 'hp-lsp-preview';
const PAUSE = 300; // milliseconds without a keystroke before a preview follows its sweep

interface Page {
  readonly sweep: string;
  readonly start: number;
}

/** Ask the server for a page; fails with a message where it cannot say. */
export type Ask = (argument: { uri: string; start: number; count: number; style: string }) => Promise<Preview>;

/** Offer the preview commands; `ask` brings the answers. */
export function registerPreviews(ask: Ask): Disposable {
  const previews = new Previews(ask);
  return Disposable.from(
    previews,
    workspace.registerTextDocumentContentProvider(SCHEME, previews),
    workspace.onDidChangeTextDocument(({ document }) => previews.follow(document)),
    commands.registerCommand('hp-lsp.previewExpansion', () => previews.open()),
    commands.registerCommand('hp-lsp.previewSweep', (sweep: string) => previews.show(sweep)),
    commands.registerCommand('hp-lsp.previewNextPage', () => previews.turn()),
  );
}

class Previews implements TextDocumentContentProvider {
  private readonly changed = new EventEmitter<Uri>();
  private readonly next = new Map<string, number | undefined>();
  private timer: NodeJS.Timeout | undefined;
  readonly onDidChange = this.changed.event;

  constructor(private readonly ask: Ask) {}

  dispose(): void {
    clearTimeout(this.timer);
    this.changed.dispose();
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const { sweep, start } = readPage(uri);
    try {
      const preview = await this.ask({ uri: sweep, start, count: PAGE, style: 'gin' });
      this.next.set(uri.toString(), nextPage(preview));
      return formatPreview(preview);
    } catch (error) {
      return `# ${error instanceof Error ? error.message : String(error)}\n`;
    }
  }

  /** Preview the sweep at a URI, beside the active editor. */
  async show(sweep: string): Promise<void> {
    await show({ sweep, start: 0 }, ViewColumn.Beside);
  }

  /** Preview the sweep in the active editor, beside it. */
  async open(): Promise<void> {
    const document = window.activeTextEditor?.document;
    if (document?.languageId !== 'hyperion' && document?.languageId !== 'gin') {
      void window.showInformationMessage('Open a `.hyp` file to preview what it generates.');
      return;
    }
    await this.show(document.uri.toString());
  }

  /** Show the page after the one in the active editor, in its place. */
  async turn(): Promise<void> {
    const uri = window.activeTextEditor?.document.uri;
    if (uri?.scheme !== SCHEME) {
      return;
    }
    const start = this.next.get(uri.toString());
    if (start === undefined) {
      void window.showInformationMessage('This is the last page.');
      return;
    }
    await show({ sweep: readPage(uri).sweep, start }, ViewColumn.Active);
  }

  /** Bring the previews of a sweep up to date once its text has come to rest. */
  follow(document: TextDocument): void {
    const sweep = document.uri.toString();
    const pages = workspace.textDocuments.filter(({ uri }) => uri.scheme === SCHEME && readPage(uri).sweep === sweep);
    if (pages.length === 0) {
      return;
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => pages.forEach(({ uri }) => this.changed.fire(uri)), PAUSE);
  }
}

async function show(page: Page, column: ViewColumn): Promise<void> {
  const document = await workspace.openTextDocument(pageUri(page));
  await window.showTextDocument(document, { viewColumn: column, preview: true });
}

function pageUri(page: Page): Uri {
  const name = basename(Uri.parse(page.sweep).path);
  return Uri.from({ scheme: SCHEME, path: `/${name} from ${page.start}.gin`, query: JSON.stringify(page) });
}

function readPage(uri: Uri): Page {
  return JSON.parse(uri.query) as Page;
}
