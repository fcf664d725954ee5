/** A page of configs as CSV, as `hp-lsp --expand --vary --format csv` writes it. */

import type { Config, Preview } from '../preview/answer';

export function csv({ configs, varying }: Pick<Preview, 'configs' | 'varying'>): string {
  const rows = [['index', ...varying], ...configs.map((config) => rowOf(config, varying))];
  return rows.map((row) => `${row.map(field).join(',')}\n`).join('');
}

/** Return the values of a config by key. */
export function valuesOf({ bindings }: Config): ReadonlyMap<string, string> {
  return new Map(bindings.map(({ key, value }) => [key, value]));
}

function rowOf(config: Config, varying: readonly string[]): readonly string[] {
  const values = valuesOf(config);
  return [config.indexText, ...varying.map((key) => values.get(key) ?? '')];
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
