/** How the server is started: the command and the process's options. */

import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { workspace } from 'vscode';
import { TransportKind, type Executable, type ExecutableOptions } from 'vscode-languageclient/node';
import { chooseCommand, findAllOnPath, findOnPath, type Command } from './command';
import { chosenEnvironment } from './python';

const PATIENCE = 20_000; // milliseconds; a first start from a cold network drive is slow
const PYTHONS = process.platform === 'win32' ? ['python', 'python3', 'py'] : ['python3', 'python'];

/**
 * Return how to start the server, or nothing where there is none; `log` hears why better choices were passed over.
 *
 * `folder` is where it runs. That must not be the workspace: Python looks for modules in the folder it is started from.
 */
export async function launch(folder: string, log: (line: string) => void): Promise<Executable | undefined> {
  const settings = workspace.getConfiguration('hp-lsp');
  const environment = workspace.isTrusted ? await chosenEnvironment() : undefined;
  const options = processOptions(folder, environment?.prefix);
  const where = [process.env, process.platform, isProgram] as const;
  const named = settings.get<string | null>('interpreter');
  const candidates = {
    configured: settings.get<string[] | null>('serverCommand') ?? [],
    interpreter: environment?.interpreter,
    program: findOnPath('hp-lsp', ...where),
    bundled: join(folder, 'bundled'),
    pythons: named ? [named] : [...(environment ? [environment.interpreter] : []), ...findAllOnPath(PYTHONS, ...where)],
  };
  const { command, passedOver } = await chooseCommand(candidates, (candidate) => versionOf(candidate, options));
  passedOver.forEach(log);
  return command && { command: command[0], args: command.slice(1), options, transport: TransportKind.stdio };
}

function processOptions(folder: string, prefix: string | undefined): ExecutableOptions {
  const environment = { ...process.env, PYTHONSAFEPATH: '1', ...(prefix && { VIRTUAL_ENV: prefix }) };
  return { cwd: folder, env: environment };
}

/** Return which hp-lsp a command is. */
async function versionOf([program, ...args]: Command, options: ExecutableOptions): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(program, [...args, '--version'], { ...options, timeout: PATIENCE });
    return /^hp-lsp (\S+)/.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
