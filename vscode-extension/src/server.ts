/** The running server: starts, restarts and stops it, and asks it for previews. */

import { commands, env, EventEmitter, Location, window, workspace, type LogOutputChannel } from 'vscode';
import {
  ExecuteCommandRequest,
  ImplementationRequest,
  LanguageClient,
  State as ClientState,
  type DocumentFilter,
  type Executable,
  type ExecuteCommandMiddleware,
  type Position,
} from 'vscode-languageclient/node';
import { launch } from './launch';
import type { Preview } from './preview/answer';
import type { Ask } from './preview/ask';
import type { State } from './status';

const PREVIEW = 'hpLsp.previewExpansion';
const PLACES = 'hpLsp.showPlaces';
const INSTALL = 'pip install hp-lsp';
const MISSING = `hp-lsp is neither in the chosen Python environment nor on the PATH: install it with \`${INSTALL}\`, then restart the server.`;
const UNTRUSTED = `hp-lsp is not on the PATH, and this workspace is not trusted to choose a Python environment: install it with \`${INSTALL}\`, then restart the server.`;

const STOPPED = 'hp-lsp has stopped: restart it, or see in its output why.';

const DOCUMENTS: DocumentFilter[] = [
  ...['gin', 'hyperion'].flatMap((language) => ['file', 'untitled'].map((scheme) => ({ language, scheme }))),
  ...['python', 'yaml', 'shellscript', 'makefile'].map((language) => ({ language, scheme: 'file' })),
  { scheme: 'file', pattern: '**/.vscode/launch.json' },
];

/** The server as it runs now. Starts and stops wait for one another. */
export class Server {
  private client: LanguageClient | undefined;
  private launched: Executable | undefined;
  private last: Promise<void> = Promise.resolve();
  private readonly states = new EventEmitter<State>();
  readonly onState = this.states.event;

  constructor(
    private readonly output: LogOutputChannel,
    private readonly folder: string,
  ) {}

  /** Stop what runs and start again. */
  restart(): Promise<void> {
    return this.enqueue(async () => this.replace(await launch(this.folder)));
  }

  /** Start again if the server would now be started in another way. */
  refresh(): Promise<void> {
    return this.enqueue(async () => {
      const next = await launch(this.folder);
      if (JSON.stringify(next) !== JSON.stringify(this.launched)) {
        await this.replace(next);
      }
    });
  }

  stop(): Promise<void> {
    return this.enqueue(() => this.end());
  }

  dispose(): void {
    this.states.dispose();
  }

  preview: Ask = async (uri, query) => {
    await this.last;
    if (!this.client?.isRunning()) {
      throw new Error(this.launched ? STOPPED : missing());
    }
    const request = { command: PREVIEW, arguments: [{ uri, style: 'gin', ...query }] };
    const answer: Preview | null = await this.client.sendRequest(ExecuteCommandRequest.type, request);
    if (answer === null) {
      throw new Error('There is nothing to preview here.');
    }
    return answer;
  };

  private enqueue(step: () => Promise<void>): Promise<void> {
    this.last = this.last.then(step).catch((error: unknown) => this.output.error(String(error)));
    return this.last;
  }

  private async replace(next: Executable | undefined): Promise<void> {
    await this.end();
    this.launched = next;
    if (!next) {
      this.states.fire('missing');
      void offerInstallation(this.output);
      return;
    }
    this.output.info(`starting ${[next.command, ...(next.args ?? [])].join(' ')}`);
    this.client = new LanguageClient('hp-lsp', 'hp-lsp', next, {
      documentSelector: DOCUMENTS,
      outputChannel: this.output,
      middleware: { executeCommand: showAnswer(() => this.client) },
    });
    this.client.onDidChangeState(({ newState }) => this.states.fire(stateOf(newState)));
    await this.client.start();
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client?.needsStop()) {
      await client.stop();
    }
  }
}

/** Show what a command of a code lens brings; without this its answer would go nowhere. */
const showAnswer =
  (client: () => LanguageClient | undefined): NonNullable<ExecuteCommandMiddleware['executeCommand']> =>
  (command, args, next) => {
    const [argument] = args as [{ uri: string; position?: Position }?];
    if (command === PREVIEW && argument) {
      return commands.executeCommand('hp-lsp.previewExpansion', argument.uri);
    }
    const asked = client();
    if (command === PLACES && argument?.position && asked) {
      return showPlaces(asked, argument.uri, argument.position);
    }
    return next(command, args) as unknown;
  };

/** Show where configs name what stands at a position, as the editor shows references. */
async function showPlaces(client: LanguageClient, uri: string, position: Position): Promise<void> {
  const answer = await client.sendRequest(ImplementationRequest.type, { textDocument: { uri }, position });
  const convert = client.protocol2CodeConverter;
  const places = (Array.isArray(answer) ? answer : answer ? [answer] : []).map((place) =>
    'targetUri' in place
      ? new Location(convert.asUri(place.targetUri), convert.asRange(place.targetSelectionRange))
      : convert.asLocation(place),
  );
  const at = convert.asPosition(position);
  await commands.executeCommand('editor.action.showReferences', convert.asUri(uri), at, places);
}

function stateOf(state: ClientState): State {
  if (state === ClientState.Starting) {
    return 'starting';
  }
  return state === ClientState.Running ? 'running' : 'stopped';
}

function missing(): string {
  return workspace.isTrusted ? MISSING : UNTRUSTED;
}

async function offerInstallation(output: LogOutputChannel): Promise<void> {
  const message = missing();
  output.warn(message);
  const copy = `Copy \`${INSTALL}\``;
  const restart = 'Restart Server';
  const choice = await window.showWarningMessage(message, copy, restart);
  if (choice === copy) {
    await env.clipboard.writeText(INSTALL);
  } else if (choice === restart) {
    await commands.executeCommand('hp-lsp.restart');
  }
}
