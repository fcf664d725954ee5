/** What the user has chosen to see of a sweep, and what becomes of it when the sweep changes. */

import type { Preview } from '../preview/answer';
import type { Query } from '../preview/messages';
import { splitConditions } from './conditions';
import { PAGE, pageAt } from './paging';
import type { Sort } from './sorting';

/** Plain data, so that it outlives the page. Numbers are in digits. */
export interface View {
  /** As typed. */
  readonly where: string;
  readonly sample: string;
  readonly seed: string;
  /** Parts of the keys that are columns, as typed; empty for all. */
  readonly columns: string;
  readonly start: string;
  /** The configs to compare, at most two. */
  readonly selected: readonly string[];
  readonly sort: Sort | null;
}

export const EVERYTHING: View = { where: '', sample: '', seed: '0', columns: '', start: '0', selected: [], sort: null };

const LARGEST_SAMPLE = 1000n;

/** Return what to ask the server. */
export function queryOf({ where, sample, seed, start, selected }: View): Query {
  const [before, after] = selected;
  return {
    start,
    count: PAGE,
    where: splitConditions(where),
    sample: sample === '' ? null : sample,
    seed: seed === '' ? '0' : seed,
    diff: before !== undefined && after !== undefined ? [before, after] : null,
  };
}

/** Return what is wrong with the numbers that were typed. */
export function misfit({ sample, seed }: Pick<View, 'sample' | 'seed'>): string | undefined {
  if (!isWhole(sample)) {
    return 'The size of a sample is a whole number.';
  }
  if (sample !== '' && BigInt(sample) > LARGEST_SAMPLE) {
    return `A sample has at most 1,000 configs; the command line draws more.`;
  }
  return isWhole(seed) ? undefined : 'A seed is a whole number.';
}

/** Return whether not all configs are meant. */
export function isNarrowed({ where, sample }: Pick<View, 'where' | 'sample'>): boolean {
  return splitConditions(where).length > 0 || sample !== '';
}

/** Select a config to compare, in place of the earlier one of two, or no longer. */
export function toggled(selected: readonly string[], index: string): readonly string[] {
  return selected.includes(index) ? selected.filter((one) => one !== index) : [...selected, index].slice(-2);
}

/** Return the view without what the sweep does not have any more; the same view if all is there. */
export function settled(view: View, { chosenText, countText, refused }: Preview): View {
  const selected = view.selected.filter((index) => BigInt(index) < BigInt(countText));
  if (selected.length < view.selected.length) {
    return { ...view, selected };
  }
  const start = pageAt(BigInt(view.start), BigInt(chosenText)).toString();
  return refused !== null || start === view.start ? view : { ...view, start };
}

function isWhole(text: string): boolean {
  return /^[0-9]*$/.test(text);
}
