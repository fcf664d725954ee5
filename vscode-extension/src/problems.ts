/** Where the client keeps the problems that the server tells of. */

import { Disposable, languages, workspace, type DiagnosticCollection } from 'vscode';
import type { LanguageClientOptions } from 'vscode-languageclient/node';

type Provider = NonNullable<LanguageClientOptions['diagnosticCollectionProvider']>;

const CELL = 'vscode-notebook-cell';

/**
 * Return what makes the client's collections of problems, in which a cell that is gone has none.
 *
 * The client keeps the problems of all that is closed, until the server tells those of the closed files; of cells, which are no files, it never does.
 */
export function problemCollections(): Provider {
  const listeners = new Map<DiagnosticCollection, Disposable>();
  return {
    create: (name) => {
      const collection = languages.createDiagnosticCollection(name);
      listeners.set(collection, workspace.onDidCloseTextDocument(({ uri }) => uri.scheme === CELL && collection.delete(uri)));
      return collection;
    },
    dispose: (collection) => {
      listeners.get(collection)?.dispose();
      listeners.delete(collection);
      collection.dispose();
    },
  };
}
