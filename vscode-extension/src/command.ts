/** Which program serves: knows the order of the choices and how to look along the PATH, nothing of VS Code. */

import { posix, win32 } from 'node:path';

export type Command = readonly [program: string, ...args: string[]];

/** The oldest server that does what this extension asks for. */
export const OLDEST = '0.1.0';

export interface Candidates {
  /** The user's own command; empty when not set. */
  readonly configured: readonly string[];
  /** The interpreter that the Python extension has chosen; absent in an untrusted workspace, which may bring its own. */
  readonly interpreter: string | undefined;
  /** The `hp-lsp` program on the PATH. */
  readonly program: string | undefined;
  /** The folder of the server that the extension brings along. */
  readonly bundled: string;
  /** The interpreters that may run that server, best first. */
  readonly pythons: readonly string[];
}

/** What may be started, and why better choices were passed over. */
export interface Choice {
  readonly command: Command | undefined;
  readonly passedOver: readonly string[];
}

/** Return the command to start; `versionOf` tells which hp-lsp a command is, and undefined where it is none. */
export async function chooseCommand(
  candidates: Candidates,
  versionOf: (command: Command) => Promise<string | undefined>,
): Promise<Choice> {
  const [program, ...args] = candidates.configured;
  if (program) {
    return { command: [program, ...args], passedOver: [] };
  }
  const passedOver: string[] = [];
  for (const command of commands(candidates)) {
    const version = await versionOf(command);
    if (version !== undefined && !isOlder(version, OLDEST)) {
      return { command, passedOver };
    }
    if (version !== undefined) {
      passedOver.push(`\`${command.join(' ')}\` is hp-lsp ${version}; this extension needs ${OLDEST} or newer.`);
    }
  }
  return { command: undefined, passedOver };
}

function commands({ bundled, interpreter, program, pythons }: Candidates): readonly Command[] {
  return [
    ...(interpreter ? [[interpreter, '-m', 'hp_lsp'] as const] : []),
    ...(program ? [[program] as const] : []),
    ...pythons.map((python) => [python, '-I', bundled] as const),
  ];
}

/** Return whether a version is before another; one that is not made of numbers is not. */
export function isOlder(version: string, than: string): boolean {
  const [numbers, others] = [version, than].map((text) => text.split('.').map((part) => parseInt(part, 10))) as [number[], number[]];
  const at = others.findIndex((other, place) => (numbers[place] ?? 0) !== other);
  return at >= 0 && (numbers[at] ?? 0) < (others[at] ?? 0);
}

/** Return the absolute paths of the first program of each name on the PATH, without names that are not there. */
export function findAllOnPath(names: readonly string[], ...where: Where): readonly string[] {
  return names.map((name) => findOnPath(name, ...where)).filter((path) => path !== undefined);
}

type Where = readonly [
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  isProgram: (path: string) => boolean,
];

/**
 * Return the absolute path of a program on the PATH.
 *
 * Relative entries are passed over: what they mean depends on the folder, and that may be anybody's workspace.
 */
export function findOnPath(name: string, ...[environment, platform, isProgram]: Where): string | undefined {
  const { delimiter, isAbsolute, join } = platform === 'win32' ? win32 : posix;
  const folders = (environment['PATH'] ?? environment['Path'] ?? '').split(delimiter).filter(isAbsolute);
  const file = platform === 'win32' ? `${name}.exe` : name;
  return folders.map((folder) => join(folder, file)).find(isProgram);
}
