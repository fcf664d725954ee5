/** The running server: starts, restarts and stops it, and asks it for previews. */

import { commands, EventEmitter, Location, type LogOutputChannel } from 'vscode';
import {
  CloseAction,
  ErrorAction,
  ExecuteCommandRequest,
  ImplementationRequest,
  LanguageClient,
  type DocumentFilter,
  type Executable,
  type ExecuteCommandMiddleware,
  type LanguageClientOptions,
  type Position,
} from 'vscode-languageclient/node';
import { isOlder, OLDEST } from './command';
import { Crashes } from './crashes';
import { launch } from './launch';
import { missing, sayCrashing, sayMissing, sayNotStarted, sayOld, STOPPED } from './notices';
import type { Preview } from './preview/answer';
import type { Ask } from './preview/ask';
import { problemCollections } from './problems';
import type { State } from './status';

const PREVIEW = 'hpLsp.previewExpansion';
const PLACES = 'hpLsp.showPlaces';
const PATIENCE = 30_000; // milliseconds until a server must have answered that it is there

const DOCUMENTS: DocumentFilter[] = [
  ...['gin', 'hyperion'].flatMap((language) => ['file', 'untitled'].map((scheme) => ({ language, scheme }))),
  ...['file', 'untitled', 'vscode-notebook-cell'].map((scheme) => ({ language: 'python', scheme })),
  ...['yaml', 'shellscript', 'makefile'].map((language) => ({ language, scheme: 'file' })),
  { scheme: 'file', pattern: '**/{.vscode/launch.json,Dockerfile,justfile,*.slurm,*.sbatch}' },
];

/** The server as it runs now. Starts and stops wait for one another. */
export class Server {
  private client: LanguageClient | undefined;
  private launched: Executable | undefined;
  private last: Promise<void> = Promise.resolve();
  private readonly crashes = new Crashes();
  private nextStart: NodeJS.Timeout | undefined;
  private readonly states = new EventEmitter<State>();
  readonly onState = this.states.event;

  constructor(
    private readonly output: LogOutputChannel,
    private readonly folder: string,
  ) {}

  /** Stop what runs and start again. */
  restart(): Promise<void> {
    this.crashes.forget();
    return this.enqueue(async () => this.replace(await this.launch()));
  }

  /** Start again if the server would now be started in another way. */
  refresh(): Promise<void> {
    return this.enqueue(async () => {
      const next = await this.launch();
      if (JSON.stringify(next) !== JSON.stringify(this.launched)) {
        this.crashes.forget();
        await this.replace(next);
      }
    });
  }

  stop(): Promise<void> {
    return this.enqueue(() => this.end());
  }

  dispose(): void {
    clearTimeout(this.nextStart);
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

  private launch(): Promise<Executable | undefined> {
    return launch(this.folder, (line) => this.output.warn(line));
  }

  private async replace(next: Executable | undefined): Promise<void> {
    await this.end();
    this.launched = next;
    if (!next) {
      this.output.error(missing());
      this.states.fire('missing');
      sayMissing();
      return;
    }
    this.output.info(`starting ${[next.command, ...(next.args ?? [])].join(' ')}`);
    await this.start(next);
  }

  private async start(executable: Executable): Promise<void> {
    this.states.fire('starting');
    const client: LanguageClient = new Client('hp-lsp', 'hp-lsp', executable, {
      ...this.options(() => client),
      outputChannel: this.output,
    });
    this.client = client;
    try {
      await within(PATIENCE, client.start());
    } catch (error) {
      this.failed(client, executable, error);
      return;
    }
    this.states.fire('running');
    const version = client.initializeResult?.serverInfo?.version;
    if (version !== undefined && isOlder(version, OLDEST)) {
      sayOld(version, executable.command);
    }
  }

  private options(client: () => LanguageClient): LanguageClientOptions {
    return {
      documentSelector: DOCUMENTS,
      diagnosticCollectionProvider: problemCollections(),
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => {
          this.closed(client());
          return { action: CloseAction.DoNotRestart, handled: true };
        },
      },
      middleware: {
        executeCommand: showAnswer(() => this.client),
        handleWorkDoneProgress: (token, value, next) => {
          this.states.fire(value.kind === 'end' ? 'running' : 'indexing');
          next(token, value);
        },
      },
    };
  }

  /** Say why a server never ran. One that ended before it answered is one that has stopped. */
  private failed(client: LanguageClient, { command }: Executable, error: unknown): void {
    const reason = whyNotStarted(error);
    if (reason === undefined || this.client !== client) {
      this.closed(client);
      return;
    }
    this.client = undefined;
    void client.dispose().catch(() => undefined); // it may still wait for an answer
    this.states.fire('stopped');
    sayNotStarted(command, reason);
  }

  /** Start again what has stopped by itself, each time after a longer pause, until it is clear that it does not help. */
  private closed(client: LanguageClient): void {
    if (this.client !== client) {
      return;
    }
    this.client = undefined;
    const pause = this.crashes.add(Date.now());
    if (pause === undefined) {
      this.states.fire('stopped');
      sayCrashing();
      return;
    }
    this.output.warn(`the server has stopped; it is started again in ${pause / 1000} s`);
    this.states.fire('resting');
    this.nextStart = setTimeout(() => void this.enqueue(async () => this.replace(await this.launch())), pause);
  }

  private async end(): Promise<void> {
    clearTimeout(this.nextStart);
    const client = this.client;
    this.client = undefined;
    if (client?.needsStop()) {
      await client.stop();
    }
  }
}

class Late extends Error {}

/** Wait for an answer, but not for ever: what does not answer need not be a language server. */
async function within(patience: number, answer: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Late()), patience)));
  await Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

function whyNotStarted(error: unknown): string | undefined {
  if (error instanceof Late) {
    return `it has not answered within ${PATIENCE / 1000} seconds.`;
  }
  const text = String(error);
  return text.includes('ENOENT') ? 'there is no such program.' : text.includes('EACCES') ? 'this program may not be run.' : undefined;
}

/** A client that writes what goes wrong to the output: what the user should know is said here, with what to do. */
class Client extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
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
