/** What the server says of a sweep, as text to read. Knows nothing of VS Code. */

import { basename } from 'node:path';

/** The answer to `hpLsp.previewExpansion`. */
export interface Preview {
  readonly path: string;
  /** How many configs there are, in digits: the number may be too large for JavaScript. */
  readonly countText: string;
  readonly varying: readonly string[];
  readonly axes: readonly { readonly key: string; readonly values: number }[];
  readonly start: number;
  readonly configs: readonly Config[];
  readonly problems: readonly { readonly line: number; readonly column: number; readonly message: string }[];
}

export interface Config {
  readonly index: number;
  /** The index in digits: it may be too large for JavaScript. */
  readonly indexText: string;
  /** Absent where plain Gin cannot say what the config means. */
  readonly text?: string | null;
  readonly bindings: readonly { readonly key: string; readonly value: string }[];
}

export const PAGE = 20;

/** Return a page of configs as a Gin file: a summary in comments, then each config under its number. */
export function formatPreview(preview: Preview): string {
  const sections = [formatSummary(preview), ...preview.configs.map(formatConfig)];
  return sections.join('\n\n') + '\n';
}

/** Return where the page after this one starts; nothing at the end. */
export function nextPage(preview: Preview): number | undefined {
  const next = preview.start + preview.configs.length;
  return preview.configs.length > 0 && BigInt(next) < BigInt(preview.countText) ? next : undefined;
}

function formatSummary({ axes, configs, countText, path, problems, start, varying }: Preview): string {
  const last = start + configs.length - 1;
  const shown = configs.length > 0 && configs.length !== Number(countText) ? `; ${start} to ${last} are below` : '';
  const lines = [
    `${basename(path)}: ${countText} ${countText === '1' ? 'config' : 'configs'}${shown}`,
    ...(varying.length > 0 ? ['varying:'] : []),
    ...varying.map((key) => `  ${key}${countValues(key, axes)}`),
    ...problems.map((problem) => `line ${problem.line}, column ${problem.column}: ${problem.message}`),
  ];
  return lines.map((line) => `# ${line}`).join('\n');
}

/** A key without an axis of its own follows others; one with several has as many values as each of them says. */
function countValues(key: string, axes: Preview['axes']): string {
  const counts = axes.filter((axis) => axis.key === key).map((axis) => axis.values);
  return counts.length > 0 ? ` (${counts.join(' + ')} values)` : '';
}

function formatConfig(config: Config): string {
  const text = config.text ?? config.bindings.map(({ key, value }) => `${key} = ${value}`).join('\n');
  return `# config ${config.indexText}\n${text.trimEnd()}`;
}
