/** What is said, and offered, when there is no server. */

import { commands, window, workspace } from 'vscode';
import { OLDEST } from './command';

export const STOPPED = 'hp-lsp has stopped: restart it, or see in its output why.';

const NO_PYTHON =
  'hp-lsp needs Python 3.10 or newer, and found none: install it, or name one in the setting `hp-lsp.interpreter`.';
const UNUSABLE_PYTHON = 'hp-lsp needs Python 3.10 or newer, and `hp-lsp.interpreter` does not name one: change this setting.';

const OUTPUT = ['Show Output', 'hp-lsp.showOutput'] as const;
const RESTART = ['Restart Server', 'hp-lsp.restart'] as const;
const SETTINGS = ['Open Settings', 'workbench.action.openSettings', 'hp-lsp.interpreter hp-lsp.serverCommand'] as const;

type Offer = readonly [label: string, command: string, ...args: string[]];

/** Return why nothing can be started. */
export function missing(): string {
  return workspace.getConfiguration('hp-lsp').get('interpreter') ? UNUSABLE_PYTHON : NO_PYTHON;
}

export function sayMissing(): void {
  void say(missing(), SETTINGS, RESTART);
}

export function sayNotStarted(program: string, reason: string): void {
  void say(`hp-lsp cannot be started as \`${program}\`: ${reason}`, SETTINGS, OUTPUT, RESTART);
}

export function sayCrashing(): void {
  void say('hp-lsp has stopped again and again, and is not started any more. Its output says why.', OUTPUT, RESTART);
}

export function sayOld(version: string, program: string): void {
  const remedy = 'upgrade it, or clear the setting `hp-lsp.serverCommand`: the extension brings a server along.';
  void say(`\`${program}\` is hp-lsp ${version}, and this extension needs ${OLDEST} or newer: ${remedy}`, SETTINGS);
}

async function say(message: string, ...offers: readonly Offer[]): Promise<void> {
  const choice = await window.showErrorMessage(message, ...offers.map(([label]) => label));
  const [, command, ...args] = offers.find(([label]) => label === choice) ?? [];
  if (command) {
    await commands.executeCommand(command, ...args);
  }
}
