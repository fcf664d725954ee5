/** The order of the rows of one page. */

/** `key` is a varying key; null is the config's number. */
export interface Sort {
  readonly key: string | null;
  readonly descending: boolean;
}

/** Return the next order when a column is chosen again: upwards, downwards, as the sweep has it. */
export function nextSort(sort: Sort | null, key: string | null): Sort | null {
  if (sort?.key !== key) {
    return { key, descending: false };
  }
  return sort.descending ? null : { key, descending: true };
}

/** Return rows in the order of what `valueOf` says of them; those without a value come last. */
export function sorted<Row>(
  rows: readonly Row[],
  valueOf: (row: Row) => string | undefined,
  descending: boolean,
): readonly Row[] {
  const sign = descending ? -1 : 1;
  return rows.toSorted((one, other) => {
    const [left, right] = [valueOf(one), valueOf(other)];
    if (left === undefined || right === undefined) {
      return Number(left === undefined) - Number(right === undefined);
    }
    return sign * compare(left, right);
  });
}

/** Compare two values as they are written: numbers by size and before everything else, which goes by the alphabet. */
export function compare(one: string, other: string): number {
  const [left, right] = [numberOf(one), numberOf(other)];
  if (left === undefined || right === undefined) {
    return Number(left === undefined) - Number(right === undefined) || one.localeCompare(other, 'en', { numeric: true });
  }
  return left < right ? -1 : left > right ? 1 : 0;
}

function numberOf(text: string): number | bigint | undefined {
  if (/^[0-9]+$/.test(text)) {
    return BigInt(text);
  }
  if (/^-[0-9]+$/.test(text)) {
    return -BigInt(text.slice(1));
  }
  return /^[-+]?(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[-+]?\d+)?$/i.test(text) ? Number(text.replaceAll('_', '')) : undefined;
}
