/** The previews that are open, one panel for each sweep. They follow the sweeps, and come back when the window does. */

import { basename } from 'node:path';
import {
  commands,
  Disposable,
  Uri,
  ViewColumn,
  window,
  workspace,
  type Event,
  type TextDocument,
  type WebviewPanel,
} from 'vscode';
import type { Ask } from './ask';
import { ConfigDocuments, SCHEME } from './configs';
import { fillPanel, tell } from './panel';

const TYPE = 'hp-lsp.preview';
const PAUSE = 300; // milliseconds without a change before a preview follows
const LANGUAGES = ['hyperion', 'gin'];

/** Offer the preview; `ask` brings the answers, `onServer` tells that there may be others. `dist` holds the page. */
export function registerPreviews(dist: Uri, ask: Ask, onServer: Event<unknown>): Disposable {
  const configs = new ConfigDocuments(ask);
  const panels = new Panels(dist, ask, configs);
  const files = workspace.createFileSystemWatcher('**/*.{gin,hyp}');
  const follow = () => panels.follow();
  const followDocument = (document: TextDocument) => isFollowed(document) && follow();
  return Disposable.from(
    configs,
    panels,
    files,
    files.onDidChange(follow),
    files.onDidCreate(follow),
    files.onDidDelete(follow),
    onServer(follow),
    workspace.registerTextDocumentContentProvider(SCHEME, configs),
    workspace.onDidChangeTextDocument(({ document }) => followDocument(document)),
    workspace.onDidCloseTextDocument(followDocument),
    window.registerWebviewPanelSerializer(TYPE, { deserializeWebviewPanel: async (panel, state) => panels.restore(panel, state) }),
    commands.registerCommand('hp-lsp.previewExpansion', (sweep?: Uri | string) => panels.open(sweep)),
  );
}

class Panels {
  private readonly shown = new Map<string, WebviewPanel>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly dist: Uri,
    private readonly ask: Ask,
    private readonly configs: ConfigDocuments,
  ) {}

  dispose(): void {
    clearTimeout(this.timer);
    this.shown.forEach((panel) => panel.dispose());
  }

  /** Show the preview of a sweep, or of the one in the active editor, beside it. */
  open(given: Uri | string | undefined): void {
    const sweep = typeof given === 'string' ? Uri.parse(given) : (given ?? activeSweep());
    if (!sweep) {
      void window.showInformationMessage('Open a `.hyp` file to preview what it generates.');
      return;
    }
    const panel = this.shown.get(sweep.toString());
    if (panel) {
      panel.reveal();
      return;
    }
    const title = `Preview ${basename(sweep.path)}`;
    this.add(window.createWebviewPanel(TYPE, title, ViewColumn.Beside, { enableFindWidget: true }), sweep);
  }

  /** Fill a panel that was open when the window was closed. */
  restore(panel: WebviewPanel, state: unknown): void {
    const uri = (state as { readonly sweep?: { readonly uri?: unknown } } | undefined)?.sweep?.uri;
    if (typeof uri === 'string') {
      this.add(panel, Uri.parse(uri));
    } else {
      panel.dispose();
    }
  }

  /** Bring all previews up to date once nothing changes any more: a sweep may include what has changed. */
  follow(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.shown.forEach((panel) => tell(panel, { type: 'changed' }));
      this.configs.refresh();
    }, PAUSE);
  }

  private add(panel: WebviewPanel, sweep: Uri): void {
    const key = sweep.toString();
    this.shown.set(key, panel);
    const listener = fillPanel(panel, sweep, this.dist, this.ask, this.configs);
    panel.onDidDispose(() => {
      listener.dispose();
      this.shown.delete(key);
    });
  }
}

function activeSweep(): Uri | undefined {
  const document = window.activeTextEditor?.document;
  return document && isFollowed(document) ? document.uri : undefined;
}

function isFollowed({ languageId, uri }: TextDocument): boolean {
  return LANGUAGES.includes(languageId) && uri.scheme !== SCHEME;
}
