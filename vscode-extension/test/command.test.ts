import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseCommand, findAllOnPath, findOnPath, isOlder, type Candidates } from '../src/command';

const NOTHING: Candidates = { configured: [], interpreter: undefined, program: undefined, bundled: '/ext/bundled', pythons: [] };
const ALL: Candidates = { ...NOTHING, interpreter: '/venv/python', program: '/bin/hp-lsp', pythons: ['/venv/python', '/bin/python3'] };

/** Return the command that is chosen where the commands that start with one of these words are hp-lsp. */
async function chosen(candidates: Candidates, versions: Readonly<Record<string, string>>): Promise<string | undefined> {
  const { command } = await chooseCommand(candidates, async (asked) => versions[asked.join(' ')]);
  return command?.join(' ');
}

const MODULE = '/venv/python -m hp_lsp';
const PROGRAM = '/bin/hp-lsp';
const BUNDLED = '/bin/python3 -I /ext/bundled';

test('the configured command wins, with its arguments, and is not asked for its version', async () => {
  const candidates = { ...ALL, configured: ['/opt/hp', '-v'] };
  assert.equal(await chosen(candidates, { [MODULE]: '0.1.0' }), '/opt/hp -v');
});

test('the chosen interpreter comes next, if it has hp-lsp', async () => {
  assert.equal(await chosen(ALL, { [MODULE]: '0.1.0', [PROGRAM]: '0.1.0', [BUNDLED]: '0.1.0' }), MODULE);
});

test('then the program on the PATH', async () => {
  assert.equal(await chosen(ALL, { [PROGRAM]: '0.2.0', [BUNDLED]: '0.1.0' }), PROGRAM);
});

test('the bundled server comes last, with the first Python that can run it', async () => {
  assert.equal(await chosen(ALL, { [BUNDLED]: '0.1.0' }), BUNDLED);
});

test('where there is no Python there is no command', async () => {
  assert.equal(await chosen(NOTHING, {}), undefined);
  assert.equal(await chosen(ALL, {}), undefined);
});

test('a server that is too old is passed over, and it is said why', async () => {
  const versions: Record<string, string> = { [MODULE]: '0.0.9', [PROGRAM]: '0.0.1.dev3', [BUNDLED]: '0.1.0' };
  const { command, passedOver } = await chooseCommand(ALL, async (asked) => versions[asked.join(' ')]);
  assert.equal(command?.join(' '), BUNDLED);
  assert.deepEqual(passedOver, [
    '`/venv/python -m hp_lsp` is hp-lsp 0.0.9; this extension needs 0.1.0 or newer.',
    '`/bin/hp-lsp` is hp-lsp 0.0.1.dev3; this extension needs 0.1.0 or newer.',
  ]);
});

test('versions are compared by their numbers', () => {
  assert.equal(isOlder('0.9.12', '0.10.0'), true);
  assert.equal(isOlder('0.10.0', '0.9.12'), false);
  assert.equal(isOlder('1', '1.0.0'), false);
  assert.equal(isOlder('1.0.0rc1', '1.0.0'), false);
});

test('the programs of several names are found in the order of the names', () => {
  const found = findAllOnPath(['python3', 'python'], { PATH: '/a:/b' }, 'linux', (path) => path !== '/a/python3');
  assert.deepEqual(found, ['/b/python3', '/a/python']);
});

test('a program is found in the first folder of the PATH that holds it', () => {
  const found = findOnPath('hp-lsp', { PATH: '/a:/b:/c' }, 'linux', (path) => /^\/[bc]/.test(path));
  assert.equal(found, '/b/hp-lsp');
});

test('relative entries of the PATH are passed over', () => {
  assert.equal(findOnPath('hp-lsp', { PATH: '.:bin::/c' }, 'linux', () => true), '/c/hp-lsp');
});

test('Windows has its own separators and suffix', () => {
  const environment = { Path: 'bin;C:\\Python\\Scripts' };
  assert.equal(findOnPath('hp-lsp', environment, 'win32', () => true), 'C:\\Python\\Scripts\\hp-lsp.exe');
});

test('an empty PATH holds nothing', () => {
  assert.equal(findOnPath('hp-lsp', {}, 'linux', () => true), undefined);
});
