/** Read-only documents, each of which is one config of a sweep as a Gin file. They follow the sweep. */

import { basename } from 'node:path';
import { EventEmitter, Uri, window, workspace, type TextDocumentContentProvider, type ViewColumn } from 'vscode';
import { configText } from './answer';
import type { Ask } from './ask';

export const SCHEME = 'hp-lsp-preview';

interface Place {
  readonly sweep: string;
  readonly index: string;
}

export class ConfigDocuments implements TextDocumentContentProvider {
  private readonly changed = new EventEmitter<Uri>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly ask: Ask) {}

  dispose(): void {
    this.changed.dispose();
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const { index, sweep } = JSON.parse(uri.query) as Place;
    try {
      const query = { start: index, count: 1, where: [], sample: null, seed: '0', diff: null };
      const { configs, problems } = await this.ask(sweep, query);
      const reasons = problems.map(({ line, message }) => `# line ${line}: ${message}\n`).join('');
      return reasons + (configs[0] ? configText(configs[0]) : `# There is no config ${index} now.\n`);
    } catch (error) {
      return `# ${error instanceof Error ? error.message : String(error)}\n`;
    }
  }

  /** Show one config of a sweep. */
  async show(sweep: Uri, index: string, column: ViewColumn): Promise<void> {
    const place: Place = { sweep: sweep.toString(), index };
    const path = `/${basename(sweep.path)} ${index}.gin`;
    const uri = Uri.from({ scheme: SCHEME, path, query: JSON.stringify(place) });
    await window.showTextDocument(await workspace.openTextDocument(uri), { viewColumn: column, preview: true });
  }

  /** Bring the open documents up to date. */
  refresh(): void {
    for (const { uri } of workspace.textDocuments.filter((document) => document.uri.scheme === SCHEME)) {
      this.changed.fire(uri);
    }
  }
}
