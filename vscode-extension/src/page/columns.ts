/** Which of the varying keys are columns: those that were asked for, and no more than a page can show at once. */

/** So many columns of fifty rows are drawn within a fraction of a second. */
export const MOST_COLUMNS = 100;
/** With more keys than these, a field to choose among them is worth its place. */
const MANY = 20;

export interface Columns {
  readonly shown: readonly string[];
  /** How many keys have what was typed in them. */
  readonly matching: number;
}

/** Return the keys that have one of the words of `typed` in them, all where nothing is typed, up to `MOST_COLUMNS`. */
export function chooseColumns(keys: readonly string[], typed: string): Columns {
  const words = typed.toLowerCase().split(/[\s,]+/).filter((word) => word !== '');
  const matching = words.length === 0 ? keys : keys.filter((key) => words.some((word) => key.toLowerCase().includes(word)));
  return { shown: matching.slice(0, MOST_COLUMNS), matching: matching.length };
}

export function areMany(keys: readonly string[]): boolean {
  return keys.length > MANY;
}
