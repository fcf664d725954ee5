/** Which configs a page holds. Places count from 0 and may be of any size. */

export const PAGE = 50;
const SIZE = BigInt(PAGE);

export type Turn = 'first' | 'previous' | 'next' | 'last';

/** Return where the page begins that holds `place` of `count` configs; the last page where there is no such place. */
export function pageAt(place: bigint, count: bigint): bigint {
  const last = count > 0n ? count - 1n : 0n;
  const kept = place < 0n ? 0n : place > last ? last : place;
  return kept - (kept % SIZE);
}

/** Return where another page begins, seen from the one at `start`. */
export function turned(start: bigint, count: bigint, to: Turn): bigint {
  const places = { first: 0n, previous: start - SIZE, next: start + SIZE, last: count };
  return pageAt(places[to], count);
}

/** Return the page's number and how many there are, counted from 1. */
export function pageNumbers(start: bigint, count: bigint): readonly [bigint, bigint] {
  return [start / SIZE + 1n, pageAt(count, count) / SIZE + 1n];
}

/** Return where the page of a number begins, counted from 1. */
export function pageNumbered(page: bigint, count: bigint): bigint {
  return pageAt((page - 1n) * SIZE, count);
}
