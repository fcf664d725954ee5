/** What the status bar tells of the server and of the problems, beside the language of a config. */

import { DiagnosticSeverity, Disposable, languages, LanguageStatusSeverity, type Command, type Event } from 'vscode';
import { problemCounts } from './counts';

/** How it is with the server; `missing` is one for which there is no Python, `resting` one that will be started again. */
export type State = 'starting' | 'indexing' | 'running' | 'resting' | 'stopped' | 'missing';

interface Look {
  readonly text: string;
  readonly severity: LanguageStatusSeverity;
  readonly command: Command;
}

const OUTPUT = { command: 'hp-lsp.showOutput', title: 'Show Output' };
const PROBLEMS = { command: 'workbench.actions.view.problems', title: 'Show Problems' };
const RESTART = { command: 'hp-lsp.restart', title: 'Restart Server' };

const LOOKS: Record<State, Look> = {
  starting: { text: 'hp-lsp is starting', severity: LanguageStatusSeverity.Information, command: OUTPUT },
  indexing: { text: 'hp-lsp is reading the project', severity: LanguageStatusSeverity.Information, command: OUTPUT },
  running: { text: 'hp-lsp', severity: LanguageStatusSeverity.Information, command: PROBLEMS },
  resting: { text: 'hp-lsp has stopped, and is started again', severity: LanguageStatusSeverity.Warning, command: OUTPUT },
  stopped: { text: 'hp-lsp has stopped', severity: LanguageStatusSeverity.Error, command: RESTART },
  missing: { text: 'hp-lsp finds no Python', severity: LanguageStatusSeverity.Error, command: RESTART },
};
const BUSY: readonly State[] = ['starting', 'indexing', 'resting'];

/** Keep the status up to date; `onState` tells of each change. */
export function showStatus(onState: Event<State>): Disposable {
  const item = languages.createLanguageStatusItem('hp-lsp', [{ language: 'gin' }, { language: 'hyperion' }]);
  item.name = 'hp-lsp';
  let state: State = 'starting';
  const show = () =>
    Object.assign(item, LOOKS[state], { busy: BUSY.includes(state), detail: state === 'running' ? problems() : undefined });
  const change = (next: State) => {
    state = next;
    show();
  };
  show();
  return Disposable.from(item, onState(change), languages.onDidChangeDiagnostics(show));
}

function problems(): string {
  const found = languages.getDiagnostics().flatMap(([, list]) => list.filter(({ source }) => source === 'hp-lsp'));
  const count = (severity: DiagnosticSeverity) => found.filter((one) => one.severity === severity).length;
  return problemCounts(count(DiagnosticSeverity.Error), count(DiagnosticSeverity.Warning));
}
