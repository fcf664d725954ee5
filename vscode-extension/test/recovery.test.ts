import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemCounts } from '../src/counts';
import { Crashes } from '../src/crashes';

test('a server that stops is started again after longer and longer pauses, and then not any more', () => {
  const crashes = new Crashes();
  const pauses = [0, 2_000, 6_000, 12_000, 22_000].map((now) => crashes.add(now));
  assert.deepEqual(pauses, [1_000, 2_000, 4_000, 8_000, undefined]);
});

test('what was long ago does not count', () => {
  const crashes = new Crashes();
  assert.equal(crashes.add(0), 1_000);
  assert.equal(crashes.add(100_000), 2_000);
  assert.equal(crashes.add(200_000), 2_000);
  crashes.forget();
  assert.equal(crashes.add(201_000), 1_000);
});

test('problems are counted in words', () => {
  assert.equal(problemCounts(0, 0), 'no problems');
  assert.equal(problemCounts(1, 1_200), '1 error, 1,200 warnings');
});
