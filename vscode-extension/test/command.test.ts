import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseCommand, findOnPath, type Candidates, type Command } from '../src/command';

const NOTHING: Candidates = { configured: [], interpreter: undefined, program: undefined };
const everything = async () => true;
const nothing = async () => false;

test('the configured command wins, with its arguments', async () => {
  const candidates = { configured: ['/opt/hp', '-v'], interpreter: '/venv/python', program: '/bin/hp-lsp' };
  assert.deepEqual(await chooseCommand(candidates, everything), ['/opt/hp', '-v']);
});

test('the chosen interpreter comes next, if it has hp-lsp', async () => {
  const asked: Command[] = [];
  const serves = async (command: Command) => asked.push(command) > 0;
  const candidates = { ...NOTHING, interpreter: '/venv/python', program: '/bin/hp-lsp' };
  assert.deepEqual(await chooseCommand(candidates, serves), ['/venv/python', '-m', 'hp_lsp']);
  assert.deepEqual(asked, [['/venv/python', '-m', 'hp_lsp']]);
});

test('the program on the PATH comes last', async () => {
  const candidates = { ...NOTHING, interpreter: '/venv/python', program: '/bin/hp-lsp' };
  assert.deepEqual(await chooseCommand(candidates, nothing), ['/bin/hp-lsp']);
});

test('where there is none there is no command', async () => {
  assert.equal(await chooseCommand(NOTHING, everything), undefined);
  assert.equal(await chooseCommand({ ...NOTHING, interpreter: '/venv/python' }, nothing), undefined);
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
