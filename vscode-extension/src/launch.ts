/** How the server is started: the command and the process's options. */

import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { promisify } from 'node:util';
import { workspace } from 'vscode';
import { TransportKind, type Executable, type ExecutableOptions } from 'vscode-languageclient/node';
import { chooseCommand, findOnPath, type Command } from './command';
import { chosenEnvironment } from './python';

const PATIENCE = 20_000; // milliseconds; a first start from a cold network drive is slow

/**
 * Return how to start the server, or nothing where it is not installed.
 *
 * `folder` is where it runs. That must not be the workspace: Python looks for modules in the folder it is started from.
 */
export async function launch(folder: string): Promise<Executable | undefined> {
  const environment = workspace.isTrusted ? await chosenEnvironment() : undefined;
  const options = processOptions(folder, environment?.prefix);
  const candidates = {
    configured: workspace.getConfiguration('hp-lsp').get<string[] | null>('serverCommand') ?? [],
    interpreter: environment?.interpreter,
    program: findOnPath('hp-lsp', process.env, process.platform, isProgram),
  };
  const command = await chooseCommand(candidates, (candidate) => serves(candidate, options));
  return command && { command: command[0], args: command.slice(1), options, transport: TransportKind.stdio };
}

function processOptions(folder: string, prefix: string | undefined): ExecutableOptions {
  const environment = { ...process.env, PYTHONSAFEPATH: '1', ...(prefix && { VIRTUAL_ENV: prefix }) };
  return { cwd: folder, env: environment };
}

async function serves([program, ...args]: Command, options: ExecutableOptions): Promise<boolean> {
  try {
    await promisify(execFile)(program, [...args, '--version'], { ...options, timeout: PATIENCE });
    return true;
  } catch {
    return false;
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
