/** Which program serves: knows the order of the choices and how to look along the PATH, nothing of VS Code. */

import { posix, win32 } from 'node:path';

export type Command = readonly [program: string, ...args: string[]];

export interface Candidates {
  /** The user's own command; empty when not set. */
  readonly configured: readonly string[];
  /** The interpreter that the Python extension has chosen; absent in an untrusted workspace, which may bring its own. */
  readonly interpreter: string | undefined;
  /** The `hp-lsp` program on the PATH. */
  readonly program: string | undefined;
}

/** Return the command to start, or nothing where hp-lsp is not installed; `serves` tells whether a command is hp-lsp. */
export async function chooseCommand(
  candidates: Candidates,
  serves: (command: Command) => Promise<boolean>,
): Promise<Command | undefined> {
  const [program, ...args] = candidates.configured;
  if (program) {
    return [program, ...args];
  }
  if (candidates.interpreter) {
    const module: Command = [candidates.interpreter, '-m', 'hp_lsp'];
    if (await serves(module)) {
      return module;
    }
  }
  return candidates.program ? [candidates.program] : undefined;
}

/**
 * Return the absolute path of a program on the PATH.
 *
 * Relative entries are passed over: what they mean depends on the folder, and that may be anybody's workspace.
 */
export function findOnPath(
  name: string,
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  isProgram: (path: string) => boolean,
): string | undefined {
  const { delimiter, isAbsolute, join } = platform === 'win32' ? win32 : posix;
  const folders = (environment['PATH'] ?? environment['Path'] ?? '').split(delimiter).filter(isAbsolute);
  const file = platform === 'win32' ? `${name}.exe` : name;
  return folders.map((folder) => join(folder, file)).find(isProgram);
}
