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

function formatSummary(preview: Preview): string {
  const { axes, configs, countText, problems, start, varying } = preview;
  const lines = [`${basename(preview.path)}: ${countText} ${countText === '1' ? 'config' : 'configs'}`];
  if (axes.length > 0) {
    lines.push(`axes: ${axes.map((axis) => `${axis.key} (${axis.values})`).join(', ')}`);
  }
  if (varying.length > 0) {
    lines.push(`varying: ${varying.join(', ')}`);
  }
  if (configs.length > 0 && configs.length !== Number(countText)) {
    lines.push(`shown: ${start} to ${start + configs.length - 1}`);
  }
  lines.push(...problems.map((problem) => `line ${problem.line}, column ${problem.column}: ${problem.message}`));
  return lines.map((line) => `# ${line}`).join('\n');
}

function formatConfig(config: Config): string {
  const text = config.text ?? config.bindings.map(({ key, value }) => `${key} = ${value}`).join('\n');
  return `# config ${config.index}\n${text.trimEnd()}`;
}
