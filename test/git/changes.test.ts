/** Hunks that say exactly what changed, whatever the files are called and whatever they hold. */
import { chmodSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { changesBetween } from '../../src/git/changes.ts';
import { openRepository } from '../../src/git/repository.ts';
import type { FileDiff } from '../../src/source/diff.ts';
import { ScratchRepository } from './scratch-repository.ts';

let repository: ScratchRepository;
beforeEach(() => {
  repository = new ScratchRepository();
});
afterEach(() => repository.remove());

function diff(from: string, to: string, wanted?: ReadonlySet<string>): readonly FileDiff[] {
  return changesBetween(openRepository(repository.folder)!, from, to, wanted)!;
}

/** Lines without their endings. */
const linesOf = (text: string): readonly string[] =>
  text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.replace(/\r$/, ''));

/** The new text that the hunks make of the old one. */
function applied(old: string, { hunks }: FileDiff): readonly string[] {
  const before = old === '' ? [] : [...linesOf(old)];
  const result: string[] = [];
  let at = 0;
  for (const { oldStart, oldLines, newStart, lines } of hunks) {
    const start = oldLines === 0 ? oldStart : oldStart - 1;
    result.push(...before.slice(at, start));
    at = start;
    expect(result.length).toBe(lines.some(({ kind }) => kind !== 'removed') ? newStart - 1 : newStart);
    for (const { kind, text } of lines) {
      if (kind !== 'added') expect(before[at++]).toBe(text);
      if (kind !== 'removed') result.push(text);
    }
  }
  return [...result, ...before.slice(at)];
}

const numbers = (count: number, change: (line: number) => string | undefined = () => undefined): string =>
  Array.from({ length: count }, (_, index) => `${change(index + 1) ?? `line ${index + 1}`}\n`).join('');

test.each<[string, string, string]>([
  ['lines in two places', numbers(60), numbers(60, (line) => (line === 3 || line === 50 ? 'other' : undefined))],
  ['a first line', 'b\n', 'a\nb\n'],
  ['all gone', 'a\nb\n', ''],
  ['all new', '', 'a\nb\n'],
  ['what looks like the head of a diff', 'x\n', 'x\n--- a/other\n+++ b/other\n@@ -1 +1 @@\ndiff --git a/x b/x\nBinary files a and b differ\n'],
  ['what looked like one and goes', '-- a/other\n++ b/other\n@@ -1,9 +1,9 @@\n', 'y\n'],
  ['what looks like a list of files to a program', `${'x'.repeat(9000)}\n`, `${'x'.repeat(9000)}\n\0:100644 100644 a b M\0evil.yaml\0\n`],
  ['no line ending at the end', 'a\nb', 'a\nc'],
  ['CRLF', 'a\r\nb\r\n', 'a\r\nc\r\n'],
  ['line endings alone', 'a\nb\n', 'a\r\nb\r\n'],
])('%s', (_, before, after) => {
  const from = repository.commit({ 'f.yaml': before, 'g.yaml': 'g\n' });
  const to = repository.commit({ 'f.yaml': after, 'g.yaml': 'G\n' });
  const [file, other] = diff(from, to);
  expect([file?.path, file?.status, other?.path]).toEqual(['f.yaml', 'modified', 'g.yaml']);
  expect(applied(before, file!)).toEqual(after === '' ? [] : linesOf(after));
  expect(applied('g\n', other!)).toEqual(['G']);
});

test('renames, binaries, modes, odd names and what becomes a link are told as what they are', () => {
  const odd = 'ü "q"\t\\n.yaml';
  const from = repository.commit({
    'old.yaml': numbers(30),
    'b.bin': Uint8Array.from([0, 1]),
    'run.sh': 'x\n',
    [odd]: 'a\n',
    'link.yaml': 'l\n',
    'gone.tf': 'g\n',
  });
  repository.write({
    'old.yaml': undefined,
    'new/name.yaml': numbers(30, (line) => (line === 5 ? 'five' : undefined)),
    'b.bin': Uint8Array.from([0, 2]),
    [odd]: 'b\n',
  });
  repository.write({ 'gone.tf': undefined });
  chmodSync(join(repository.folder, 'run.sh'), 0o755);
  rmSync(join(repository.folder, 'link.yaml'));
  symlinkSync('run.sh', join(repository.folder, 'link.yaml'));
  const to = repository.commit();
  const files = diff(from, to, new Set(['new/name.yaml', odd]));
  const told = files.map(({ path, oldPath, status, binary, hunks }) => [path, oldPath, status, binary, hunks.length]);
  expect(told).toEqual(
    expect.arrayContaining([
      ['new/name.yaml', 'old.yaml', 'renamed', false, 1],
      ['gone.tf', undefined, 'removed', false, 0],
      ['run.sh', undefined, 'modified', false, 0],
      [odd, undefined, 'modified', false, 1],
    ]),
  );
  expect(
    applied(
      numbers(30),
      files.find(({ path }) => path === 'new/name.yaml')!,
    )[4],
  ).toBe('five');
});

test('of thousands of changed files the lines are read where they are wanted', () => {
  const from = repository.commit({ 'keep.yaml': 'a\n' });
  const many = Object.fromEntries(Array.from({ length: 1100 }, (_, index) => [`many/${index}.txt`, `${index}\n`]));
  const to = repository.commit({ ...many, 'keep.yaml': 'b\n' });
  const files = diff(from, to, new Set(['keep.yaml']));
  expect(files).toHaveLength(1101);
  expect(files.filter(({ hunks }) => hunks.length > 0).map(({ path }) => path)).toEqual(['keep.yaml']);
});
