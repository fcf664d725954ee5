/** Puts the server and the packages that it needs into `bundled/`, so that the extension serves where only Python is installed. */

import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const HERE = import.meta.dirname;
const REPOSITORY = resolve(HERE, '../..');
const TARGET = resolve(HERE, '../bundled');
/** What is for one system and one Python, and is there as Python, too; and what tells where it was built. */
const LEFT_OUT = /\.(so|pyd|dylib)$|[\\/](direct_url\.json|RECORD)$/;

const environment = join(REPOSITORY, '.venv', ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']));
const python = existsSync(environment) ? environment : process.platform === 'win32' ? 'python' : 'python3';

rmSync(TARGET, { recursive: true, force: true });
const quiet = ['--quiet', '--quiet', '--disable-pip-version-check', '--no-warn-conflicts'];
const options = ['--target', TARGET, '--no-compile', '--no-deps', ...quiet];
execFileSync(python, ['-m', 'pip', 'install', ...options, '-r', join(HERE, 'requirements.txt'), REPOSITORY], { stdio: 'inherit' });
rmSync(join(TARGET, 'bin'), { recursive: true, force: true });
for (const file of readdirSync(TARGET, { recursive: true })) {
  if (LEFT_OUT.test(file)) {
    rmSync(join(TARGET, file));
  }
}
copyFileSync(join(HERE, '__main__.py'), join(TARGET, '__main__.py'));
