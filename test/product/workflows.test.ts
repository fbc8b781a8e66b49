/** Our own workflow, and those that `init` writes, as the field's linters see them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { init } from '../../src/commands/init.ts';

const project = resolve(import.meta.dirname, '../..');
let written: string;

beforeEach(() => {
  written = mkdtempSync(join(tmpdir(), 'init-'));
  init(written);
});
afterEach(() => rmSync(written, { recursive: true, force: true }));

function shipped(): readonly string[] {
  return readdirSync(join(written, '.github/workflows'));
}

function lint(program: string, ...args: readonly string[]): { exitCode: number | null; output: string } {
  const run = spawnSync(join(project, '.tools', program), args, { cwd: project, encoding: 'utf8' });
  if (run.error) throw run.error;
  return { exitCode: run.status, output: run.stdout + run.stderr };
}

test('actionlint has nothing to say', () => {
  const files = [join(project, '.github/workflows/ci.yml'), ...shipped().map((name) => join(written, '.github/workflows', name))];
  expect(files).toHaveLength(4);
  expect(lint('bin/actionlint', '-shellcheck=', '-pyflakes=', ...files)).toEqual({ exitCode: 0, output: '' });
});

test('zizmor has nothing to say of the workflows that init writes, once our own action is pinned as they ask', () => {
  for (const name of shipped()) {
    const path = join(written, '.github/workflows', name);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(/faasgate\/faasgate@v\S+ # .*/g, `faasgate/faasgate@${'0123456789'.repeat(4)} # v1`));
  }
  expect(lint('python/bin/zizmor', '--offline', '--quiet', '--persona', 'regular', written)).toMatchObject({ exitCode: 0 });
});

test('zizmor has nothing to say of our workflow and our action', () => {
  expect(lint('python/bin/zizmor', '--offline', '--quiet', '.github/workflows', 'action.yml')).toMatchObject({ exitCode: 0 });
});

test('the README shows the same pinned checkout as the workflow that init writes', () => {
  const pin = /actions\/checkout@([0-9a-f]{40})/;
  const shown = pin.exec(readFileSync(join(project, 'README.md'), 'utf8'))?.[1];
  expect(shown).toBe(pin.exec(readFileSync(join(written, '.github/workflows/faasgate.yml'), 'utf8'))?.[1]);
});
