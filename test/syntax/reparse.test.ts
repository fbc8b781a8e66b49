/** A file that was edited is read like any other, however much of it is taken over from before. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { documentEditors } from '../../src/evaluation/document-editor.ts';
import { applyEdits, orderEdits, replaceText, type Edit } from '../../src/source/edit.ts';
import { SourceFile } from '../../src/source/file.ts';
import { span } from '../../src/source/span.ts';
import { readDocument } from '../../src/syntax/read-document.ts';
import { reparsePlainYaml } from '../../src/syntax/yaml-reparse.ts';
import { numbers } from './broken.ts';
import { nodesOf } from './plain.ts';
import { samples } from './samples.ts';

const repository = join(import.meta.dirname, '../..');

function templatesBelow(folder: string): SourceFile[] {
  const names = readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' });
  const paths = names.filter((name) => /\.ya?ml$/.test(name)).map((name) => join(folder, name));
  return paths.map((path) => new SourceFile(path, readFileSync(join(repository, path), 'utf8')));
}

const templates = [
  ...samples.filter(({ path }) => path.endsWith('ml')).map(({ path, text }) => new SourceFile(path, text)),
  ...templatesBelow('test/dialects/contract/orders'),
  ...templatesBelow('examples'),
];

/** How many of the edited files were read again in part. */
let inPart = 0;

function readsAlike(file: SourceFile, edits: readonly Edit[]): void {
  const ordered = orderEdits(edits);
  if (!ordered || ordered.length === 0) return;
  const before = readDocument(file);
  const edited = applyEdits(file, ordered);
  const again = readDocument(edited);
  if (before.root && before.problems.length === 0 && reparsePlainYaml(edited, before.root)) inPart++;
  const fresh = new SourceFile(file.path, edited.text);
  const whole = readDocument(fresh);
  expect(again.file).toBe(edited);
  // Places are in the edited file itself; the two files differ in nothing but how they came about.
  for (const node of nodesOf(again))
    if (node.at.file !== edited || node.whole.file !== edited) throw new Error(`a place in another file: ${file.path}`);
  const facts = (document: typeof whole) => [document.format, document.problems, document.roots.map(bare)];
  expect(facts(again)).toEqual(facts(whole));
}

/** Everything of a node but its file; the order of properties does not matter, what is undefined does not either. */
function bare(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(bare);
  if (typeof node !== 'object' || node === null) return Object.is(node, Number.NaN) ? 'NaN' : node;
  const entries = Object.entries(node).filter(([key, value]) => key !== 'file' && value !== undefined);
  return Object.fromEntries(entries.map(([key, value]) => [key, bare(value)]));
}

const bits = [
  '',
  ' ',
  '  ',
  '\n',
  '\n  ',
  '\n    x: y\n',
  '\n  - a',
  '# c',
  ' # c\n',
  '- ',
  'a: ',
  ':',
  '"',
  "'",
  '[',
  ']',
  '{a: b}',
  ',',
  '!Ref X',
  '&a ',
  '*a',
  '|\n  t\n',
  '>-',
  '\t',
  '\r\n',
  '---\n',
  '\n...\n',
  'é',
];

function randomEdit(file: SourceFile, next: () => number): Edit {
  const start = Math.floor(next() * file.text.length);
  const length = next() < 0.5 ? 0 : Math.floor(next() * (next() < 0.3 ? 60 : 8));
  const copied = Math.floor(next() * file.text.length);
  const text = next() < 0.3 ? file.text.slice(copied, copied + Math.floor(next() * 40)) : bits[Math.floor(next() * bits.length)]!;
  return replaceText(span(file, start, Math.min(start + length, file.text.length)), text);
}

test.each(templates.map((file) => [file.path, file] as const))('%s, with random edits', (_, file) => {
  const next = numbers(file.text.length);
  for (let round = 0; round < 40; round++) {
    readsAlike(
      file,
      Array.from({ length: 1 + Math.floor(next() * 4) }, () => randomEdit(file, next)),
    );
  }
});

test.each(templates.map((file) => [file.path, file] as const))('%s, with the edits that editors make', (_, file) => {
  const document = readDocument(file);
  const nodes = nodesOf(document);
  const next = numbers(nodes.length);
  const values = ['text', true, ['a', 'b'], { Ref: 'Key' }, { Enabled: true, Types: ['A', { B: ['c'] }] }, []];
  const anyOf = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  for (let round = 0; round < 40; round++) {
    const edits = Array.from({ length: 1 + Math.floor(next() * 4) }, () => {
      const editor = documentEditors(document, { intrinsics: 'short' })(anyOf(nodes));
      return (
        anyOf([
          () => editor.replace(anyOf(values)),
          () => editor.put?.('Added', anyOf(values)),
          () => editor.append?.(anyOf(values)),
          () => editor.remove?.(),
        ])() ?? []
      );
    });
    readsAlike(file, edits.flat());
  }
});

const line = fc.tuple(
  fc.nat({ max: 4 }),
  fc.constantFrom(
    'a:',
    'b: c',
    '- d',
    '-',
    '- e: f',
    '- - g',
    'h: |',
    'text',
    '# c',
    '',
    '"q": [1,',
    ']',
    'i: !Sub',
    '- !Ref j',
    "k: 'l",
    "m'",
    'n:   # o',
    '- p:',
    '<<: q',
    '? r',
  ),
);
const generated = fc.array(line, { maxLength: 14 }).map((lines) => lines.map(([depth, text]) => '  '.repeat(depth) + text).join('\n'));
const change = fc.tuple(fc.nat(), fc.nat({ max: 6 }), fc.constantFrom(...bits));

test('generated texts, with generated edits', () => {
  fc.assert(
    fc.property(generated, fc.array(change, { minLength: 1, maxLength: 3 }), (text, changes) => {
      const file = new SourceFile('a.yaml', `z: 0\n${text}`);
      const edits = changes.map(([at, length, written]) => {
        const start = at % (file.text.length + 1);
        return replaceText(span(file, start, Math.min(start + length, file.text.length)), written);
      });
      readsAlike(file, edits);
    }),
    { numRuns: 1000, seed: 3 },
  );
});

test('most edits leave most of a file as it was read', () => expect(inPart).toBeGreaterThan(250));
