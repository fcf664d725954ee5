/** When a server that stopped by itself is started again. */

const RECENT = 180_000; // milliseconds
const MOST = 5;

/** Remembers how often the server has stopped of late. */
export class Crashes {
  private times: readonly number[] = [];

  /** Note that it has stopped; return how many milliseconds to wait before the next start, undefined for no other. */
  add(now: number): number | undefined {
    this.times = [...this.times.filter((time) => now - time < RECENT), now];
    return this.times.length < MOST ? 1000 * 2 ** (this.times.length - 1) : undefined;
  }

  /** Begin anew: the user asks for another start. */
  forget(): void {
    this.times = [];
  }
}
