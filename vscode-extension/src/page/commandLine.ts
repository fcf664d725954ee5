/** The command line that writes what a preview shows a page of. */

import type { Query, Shell } from '../preview/messages';

export function commandLine(file: string, { where, sample, seed }: Omit<Query, 'diff'>, shell: Shell): string {
  const chosen = [
    ...where.flatMap((condition) => ['--where', condition]),
    ...(sample === null ? [] : ['--sample', sample, '--seed', seed]),
  ];
  const words = ['hp-lsp', '--expand', file, ...chosen, '--vary', '--format', 'csv'];
  return words.map((word) => quoted(word, shell)).join(' ');
}

function quoted(word: string, shell: Shell): string {
  if (/^[\w./:-]+$/.test(word)) {
    return word;
  }
  return `'${word.replaceAll("'", shell === 'posix' ? `'\\''` : `''`)}'`;
}
