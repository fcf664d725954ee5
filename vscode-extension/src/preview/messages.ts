/** What the page of a preview and the extension say to each other. */

import type { Preview } from './answer';

/** Which configs are asked for. Numbers are in digits. */
export interface Query {
  readonly start: string;
  readonly count: number;
  readonly where: readonly string[];
  readonly sample: string | null;
  readonly seed: string;
  /** Two configs to compare. */
  readonly diff: readonly [string, string] | null;
}

/** The sweep that a page shows. */
export interface Sweep {
  readonly uri: string;
  readonly name: string;
  /** The file as a command line names it; null while the sweep is in no file. */
  readonly file: string | null;
  readonly shell: Shell;
}

export type Shell = 'posix' | 'powershell';

export type FromPage =
  | { readonly type: 'ready' }
  | { readonly type: 'ask'; readonly id: number; readonly query: Query }
  | { readonly type: 'open'; readonly index: string }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'save'; readonly name: string; readonly text: string }
  /** Line and column count from 1, the column in code points; without a path it is the sweep itself. */
  | { readonly type: 'reveal'; readonly path: string | null; readonly line: number; readonly column: number }
  | { readonly type: 'restart' }
  | { readonly type: 'output' };

export type ToPage =
  | { readonly type: 'sweep'; readonly sweep: Sweep }
  | { readonly type: 'answer'; readonly id: number; readonly preview: Preview }
  | { readonly type: 'failed'; readonly id: number; readonly message: string }
  /** The configs may be others now. */
  | { readonly type: 'changed' };
