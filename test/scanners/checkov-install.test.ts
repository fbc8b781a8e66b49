/** Getting Checkov onto a machine: the way that fails hands over to the next, and the reason that is told is the one that helps. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { installCheckov } from '../../src/scanners/checkov/install.ts';

let base: string;
let told: string[];
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'install-'));
  mkdirSync(join(base, 'bin'));
  told = [];
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

function program(name: string, script: string): void {
  const path = join(base, 'bin', name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}

function install(): ReturnType<typeof installCheckov> {
  return installCheckov({ path: join(base, 'bin'), folder: join(base, 'tools') }, (sentence) => told.push(sentence.replace(/ \d+\.[\d.]+ /, ' ')));
}

test('where uv fails, the Python beside it is asked', async () => {
  program('uv', 'echo "invalid peer certificate: UnknownIssuer" >&2; exit 2');
  program('python3', 'case "$*" in *version_info*) echo True ;; *) echo "no index can be reached" >&2; exit 1 ;; esac');
  expect(await install()).toEqual({ why: 'no index can be reached' });
  expect(told).toEqual([
    'installing Checkov with uv, once',
    'uv could not: invalid peer certificate: UnknownIssuer',
    'installing Checkov with pip, once',
  ]);
});

test('where uv fails and there is no Python, what is told is why uv failed', async () => {
  program('uv', 'echo "invalid peer certificate: UnknownIssuer" >&2; exit 2');
  expect(await install()).toEqual({ why: 'invalid peer certificate: UnknownIssuer' });
});

test('where there is neither, that is said', async () => {
  expect(await install()).toEqual({ why: 'there is neither uv nor Python here' });
});

test('uv is told to trust the certificates of the machine', async () => {
  program('uv', 'echo "certificates of the machine: $UV_SYSTEM_CERTS" >&2; exit 2');
  expect(await install()).toEqual({ why: 'certificates of the machine: true' });
});
