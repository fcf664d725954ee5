/** Puts the server and the commands into VS Code. All thinking is done by the server. */

import { commands, Uri, window, workspace, type ExtensionContext } from 'vscode';
import { registerPreviews } from './preview/panels';
import { onEnvironmentChanged } from './python';
import { Server } from './server';
import { showStatus } from './status';

let server: Server | undefined;

export function activate(context: ExtensionContext): void {
  const output = window.createOutputChannel('hp-lsp', { log: true });
  const running = (server = new Server(output, context.extensionPath));
  context.subscriptions.push(
    output,
    running,
    registerPreviews(Uri.joinPath(context.extensionUri, 'dist'), running.preview, running.onState),
    showStatus(running.onState),
    commands.registerCommand('hp-lsp.restart', () => running.restart()),
    commands.registerCommand('hp-lsp.showOutput', () => output.show()),
    workspace.onDidGrantWorkspaceTrust(() => void running.refresh()),
    workspace.onDidChangeConfiguration((change) => {
      if (['serverCommand', 'interpreter'].some((name) => change.affectsConfiguration(`hp-lsp.${name}`))) {
        void running.restart();
      }
    }),
  );
  void running.restart();
  void onEnvironmentChanged(() => void running.refresh()).then((listener) => {
    if (listener) {
      context.subscriptions.push(listener);
    }
  });
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
