/** What the status bar tells of the server, beside the language of a config. */

import { Disposable, languages, LanguageStatusSeverity, type Command, type Event } from 'vscode';

/** How it is with the server; `missing` is one that is not installed. */
export type State = 'starting' | 'running' | 'stopped' | 'missing';

interface Look {
  readonly text: string;
  readonly severity: LanguageStatusSeverity;
  readonly command: Command;
}

const OUTPUT = { command: 'hp-lsp.showOutput', title: 'Show Output' };
const RESTART = { command: 'hp-lsp.restart', title: 'Restart Server' };

const LOOKS: Record<State, Look> = {
  starting: { text: 'hp-lsp is starting', severity: LanguageStatusSeverity.Information, command: OUTPUT },
  running: { text: 'hp-lsp is running', severity: LanguageStatusSeverity.Information, command: OUTPUT },
  stopped: { text: 'hp-lsp has stopped', severity: LanguageStatusSeverity.Error, command: RESTART },
  missing: { text: 'hp-lsp is not installed', severity: LanguageStatusSeverity.Warning, command: RESTART },
};

/** Keep the status up to date; `onState` tells of each change. */
export function showStatus(onState: Event<State>): Disposable {
  const item = languages.createLanguageStatusItem('hp-lsp', [{ language: 'gin' }, { language: 'hyperion' }]);
  item.name = 'hp-lsp';
  const show = (state: State) => Object.assign(item, LOOKS[state], { busy: state === 'starting' });
  show('starting');
  return Disposable.from(item, onState(show));
}
