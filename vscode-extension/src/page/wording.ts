/** The sentences of a preview. */

import type { Preview } from '../preview/answer';
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
