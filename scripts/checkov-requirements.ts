/**
 * Writes src/platform/checkov/requirements.json: Checkov and everything it needs, each package by version and hashes, for Python 3.10 and
 * later on every platform. Needs uv. Usage: node scripts/checkov-requirements.ts, after checkovVersion was changed.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { checkovVersion } from '../src/scanners/checkov/install.ts';

const folder = mkdtempSync(join(tmpdir(), 'requirements-'));
try {
  writeFileSync(join(folder, 'requirements.in'), `checkov==${checkovVersion}\n`);
  const options = [
    '--generate-hashes',
    '--universal',
    '--python-version',
    '3.10',
    '--only-binary',
    ':all:',
    '--no-header',
    '--no-annotate',
    '--quiet',
  ];
  execFileSync('uv', ['pip', 'compile', ...options, 'requirements.in', '--output-file', 'requirements.txt'], { cwd: folder, stdio: 'inherit' });
  const lines = readFileSync(join(folder, 'requirements.txt'), 'utf8')
    .replaceAll(/ \\\n +/g, ' ')
    .trim()
    .split('\n');
  const target = resolve(import.meta.dirname, '../src/platform/checkov/requirements.json');
  writeFileSync(target, `[\n${lines.map((line) => JSON.stringify(line)).join(',\n')}\n]\n`);
  console.log(`${lines.length} packages`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
