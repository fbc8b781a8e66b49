/** Installs the programs that the tests drive and npm does not carry: act, actionlint, zizmor, Checkov. Into .tools/, once. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findCheckov, installCheckov } from '../src/scanners/checkov/install.ts';

const folder = resolve(import.meta.dirname, '../.tools');
const bin = join(folder, 'bin');

/** Pinned by version; the Go checksum database and pip's hashes vouch for the content. */
const goTools = {
  act: 'github.com/nektos/act@v0.2.89',
  actionlint: 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12',
};
const pythonTools = { zizmor: 'zizmor==1.32.0' };

mkdirSync(bin, { recursive: true });
for (const [name, source] of Object.entries(goTools)) {
  if (!existsSync(join(bin, name))) run('go', ['install', source], { GOBIN: bin });
}
const venv = join(folder, 'python');
if (!existsSync(join(venv, 'bin', 'zizmor'))) {
  run('python3', ['-m', 'venv', venv]);
  run(join(venv, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', ...Object.values(pythonTools)]);
}
// The same way as the product installs it, its own folder only: what is on the PATH is not what the tests are about.
const places = { path: process.env['PATH'] ?? '', folder };
if (!('checkov' in (await findCheckov({ path: '', folder })))) {
  const installed = await installCheckov(places, (sentence) => console.log(sentence));
  if ('why' in installed) throw new Error(`Checkov could not be installed: ${installed.why}`);
}

function run(program: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): void {
  console.log(`${program} ${args.join(' ')}`);
  execFileSync(program, args, { stdio: 'inherit', env: { ...process.env, ...environment } });
}
