import type { Preview } from './answer';
import type { Query } from './messages';

/** Ask the server for configs of the sweep at a URI; fails with a message that says what to do. */
export type Ask = (sweep: string, query: Query) => Promise<Preview>;
