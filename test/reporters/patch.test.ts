/** Patches that git takes, whatever the file is like. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unifiedPatch } from '../../src/reporters/patch.ts';
import { encode, SourceFile } from '../../src/source/file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faasgate-patch-'));
  execFileSync('git', ['init', '-q'], { cwd: folder });
  execFileSync('git', ['config', 'core.autocrlf', 'false'], { cwd: folder });
});
afterEach(() => rmSync(folder, { recursive: true }));

const change = (path: string, before: string, after: string, bom = false) => ({
  before: new SourceFile(path, before, 'utf8', bom),
  after: new SourceFile(path, after, 'utf8', bom),
});
const long = Array.from({ length: 40 }, (_, i) => `line ${i}`).join('\n');

test.each([
  ['a line', change('a.yaml', 'a\nb\nc\n', 'a\nB\nc\n')],
  ['no line ending at the end', change('a.yaml', 'a\nb', 'a\nB')],
  ['a line ending that is new', change('a.yaml', 'a\nb', 'a\nb\n')],
  ['line endings of Windows', change('a.yaml', 'a\r\nb\r\nc\r\n', 'a\r\nB\r\nd\r\nc\r\n')],
  ['mixed line endings', change('a.yaml', 'a\r\nb\nc\r\n', 'a\r\nB\nc\r\n')],
  ['a byte order mark', change('a.yaml', 'a\nb\n', 'A\nb\n', true)],
  ['one long line', change('a.json', '{"a":1,"b":2}', '{"a":1,"b":3}')],
  ['two places far apart', change('a.tf', long, long.replace('line 2\n', 'LINE 2\n').replace('line 35', 'LINE 35\nand more'))],
  ['a path with a blank', change('my infra/main file.tf', 'a\n', 'b\n')],
  ['a path that is not ASCII', change('ünï/漢"x.tf', 'a\n', 'b\n')],
  ['separators that are no line endings', change('a.yaml', 'a\u2028b\u0085c\fd\nx\n', 'a\u2028b\u0085c\fd\ny\n')],
  ['a file that becomes empty', change('a.yaml', 'a\n', '')],
])('%s', (_, { before, after }) => {
  const file = join(folder, before.path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, encode(before));
  execFileSync('git', ['apply', '-'], { cwd: folder, input: unifiedPatch([{ before, after }]) });
  expect(readFileSync(file)).toEqual(Buffer.from(encode(after)));
});

test('several files are one patch; what is unchanged or not for git is left out', () => {
  const utf16 = { before: new SourceFile('c.yaml', 'a', 'utf16le', true), after: new SourceFile('c.yaml', 'b', 'utf16le', true) };
  const patch = unifiedPatch([change('a.yaml', 'a\n', 'b\n'), change('same.yaml', 'x', 'x'), utf16, change('b.yaml', 'a\n', 'b\n')]);
  expect(patch.match(/^diff --git .*$/gm)).toEqual(['diff --git a/a.yaml b/a.yaml', 'diff --git a/b.yaml b/b.yaml']);
  writeFileSync(join(folder, 'a.yaml'), 'a\n');
  writeFileSync(join(folder, 'b.yaml'), 'a\n');
  execFileSync('git', ['apply', '--check', '-'], { cwd: folder, input: patch });
});
