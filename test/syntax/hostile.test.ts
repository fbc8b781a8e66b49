/** Broken and hostile files: always read, in time, never an error of ours. */
import { expect, test } from 'vitest';
import { documentTree } from '../../src/evaluation/document-tree.ts';
import { SourceFile } from '../../src/source/file.ts';
import { readJson } from '../../src/syntax/json.ts';
import { readYaml } from '../../src/syntax/yaml.ts';
import { broken } from './broken.ts';
import { nodesOf } from './plain.ts';
import { samples } from './samples.ts';

test.each(samples)('$path, cut and changed anywhere, is read with places inside it', ({ path, text }) => {
  for (const changed of broken(text, 150)) {
    for (const read of [readYaml, readJson]) {
      const document = read(new SourceFile(path, changed));
      for (const { at, whole } of nodesOf(document)) {
        expect(0 <= whole.start && whole.start <= at.start && at.start <= at.end && at.end === whole.end && at.end <= changed.length).toBe(true);
      }
      expect(document.problems.every(({ offset }) => offset >= 0 && offset <= changed.length)).toBe(true);
      documentTree(document);
    }
  }
});

test.each([
  ['one key', (n: number) => 'a: b\n'.repeat(n)],
  ['one list', (n: number) => `a:\n${'  - b\n'.repeat(n)}`],
  ['one flow list', (n: number) => `a: [${'b, '.repeat(n)}]`],
  ['one flow mapping', (n: number) => `{${'"a": "b", '.repeat(n)}}`],
  ['comments', (n: number) => `a: b\n${'# c\n'.repeat(n)}`],
  ['empty lines in a block', (n: number) => `a: |\n  b\n${'\n'.repeat(n)}`],
  ['unclosed brackets of a list', (n: number) => '- [\n'.repeat(n)],
  ['unclosed quotes', (n: number) => "a: 'b\n".repeat(n)],
  ['anchors', (n: number) => '- &a b\n'.repeat(n)],
])('%s, forty thousand times, takes no longer than its length', (_, make) => {
  const started = performance.now();
  const document = readYaml(new SourceFile('a.yaml', make(40_000)));
  expect(document.root ?? document.problems[0]).toBeDefined();
  expect(performance.now() - started).toBeLessThan(15_000);
});
