/** The sentences of a preview. */

import type { Preview } from '../preview/answer';
import type { Columns } from './columns';
import { isNarrowed, type View } from './view';

/** Return digits in groups of three: `1,234,567`. */
export function grouped(digits: string): string {
  return BigInt(digits).toLocaleString('en');
}

export function configs(digits: string): string {
  return `${grouped(digits)} ${digits === '1' ? 'config' : 'configs'}`;
}

/** Return how many of all configs are shown, where not all are meant. */
export function chosen({ chosenText }: Pick<Preview, 'chosenText'>, view: Pick<View, 'where' | 'sample'>): string {
  if (!isNarrowed(view)) {
    return '';
  }
  if (view.sample !== '') {
    return `${grouped(chosenText)} of them drawn at random`;
  }
  return `${grouped(chosenText)} of them ${chosenText === '1' ? 'meets' : 'meet'} the filter`;
}

/** Return what is missing for a comparison, or how much two configs differ. */
export function comparison(selected: readonly string[], changes: number): string {
  const [before, after] = selected;
  if (before === undefined) {
    return '';
  }
  if (after === undefined) {
    return `Select another config to compare it with config ${grouped(before)}.`;
  }
  const names = `config ${grouped(before)} and config ${grouped(after)}`;
  return changes === 0 ? `No difference between ${names}` : `What differs between ${names}`;
}

export function values(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'value' : 'values'}`;
}

/** Return which columns are left out, and how to see them; nothing where all are shown. */
export function leftOut({ matching, shown }: Columns, all: number): string {
  const total = all.toLocaleString('en');
  if (matching === 0) {
    return `None of the ${total} keys that differ has this in its name.`;
  }
  if (shown.length < matching) {
    return `The first ${shown.length} of ${matching.toLocaleString('en')} columns are shown. Write a part of the names that you want to see.`;
  }
  return matching < all ? `${matching.toLocaleString('en')} of ${total} columns are shown.` : '';
}
