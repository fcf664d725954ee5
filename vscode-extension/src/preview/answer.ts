/** What the server answers to `hpLsp.previewExpansion`, as far as it is shown. Knows nothing of VS Code. */

/** Numbers of configs are in digits: they may be too large for JavaScript. */
export interface Preview {
  /** How many configs the sweep generates. */
  readonly countText: string;
  /** How many of them are meant: those that meet the conditions, or the sample. */
  readonly chosenText: string;
  readonly varying: readonly string[];
  readonly axes: readonly Axis[];
  /** The place of the first of `configs` among the chosen ones. */
  readonly startText: string;
  readonly configs: readonly Config[];
  readonly changes: readonly Change[];
  /** What is wrong with what was asked. */
  readonly refused: string | null;
  readonly problems: readonly Problem[];
}

export interface Axis {
  readonly key: string;
  readonly values: number;
  /** Counted from 1. */
  readonly line: number;
}

export interface Config {
  readonly indexText: string;
  /** Absent where plain Gin cannot say what the config means. */
  readonly text: string | null;
  readonly bindings: readonly { readonly key: string; readonly value: string }[];
}

/** A key that two configs do not have in common; null where it is not bound. */
export interface Change {
  readonly key: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** Line and column count from 1, the column in code points. */
export interface Problem {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Return a config as a Gin file; where plain Gin cannot say it, as Hyperion's own bindings. */
export function configText({ text, bindings }: Config): string {
  const lines = text ?? bindings.map(({ key, value }) => `${key} = ${value}`).join('\n');
  return `${lines.trimEnd()}\n`;
}
