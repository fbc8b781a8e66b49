/** Documents as trees: values, places, editors. */
import { expect, test } from 'vitest';
import { documentTree } from '../../src/evaluation/document-tree.ts';
import { flag, setting } from '../../src/evaluation/setting.ts';
import { at, entries, scalarText } from '../../src/evaluation/tree.ts';
import { applyEdits } from '../../src/source/edit.ts';
import { textAt } from '../../src/source/span.ts';
import { read } from '../syntax/plain.ts';

test('data with the place of every key and value', () => {
  const tree = documentTree(read('a:\n  b: [1, "x"]\n  c:\n'))!;
  expect(scalarText(at(tree, 'a', 'b', 1))).toBe('x');
  expect(entries(at(tree, 'a')).map(([name, { key, value }]) => [name, textAt(key), textAt(value.at)])).toEqual([
    ['b', 'b', '[1, "x"]'],
    ['c', 'c', ''],
  ]);
  expect(at(tree, 'a', 'c')).toMatchObject({ kind: 'scalar', value: null });
});

test('the last one of a key that is written twice counts', () => {
  expect(scalarText(at(documentTree(read('a: 1\na: 2\n')), 'a'))).toBe('2');
});

test('what has a tag is not known', () => {
  expect(at(documentTree(read('a: !vault x\n')), 'a')).toMatchObject({ kind: 'opaque' });
});

test('an empty document has no tree', () => expect(documentTree(read('# nothing\n'))).toBeUndefined());

test('what aliases repeat is one tree', () => {
  const levels = Array.from({ length: 10 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i}, `.repeat(3)}]`);
  const tree = documentTree(read(['l0: &l0 x', ...levels].join('\n')))!;
  expect(at(tree, 'l10', 0)).toBe(at(tree, 'l10', 1));
});

test('a setting that is absent is written where it belongs', () => {
  const document = read('Queue:\n  Name: q # why\nNext: 1\n');
  const queue = at(documentTree(document), 'Queue');
  const encrypted = setting(queue as never, ['Encryption', 'Enabled'], flag);
  expect(applyEdits(document.file, encrypted.slot!(true)!).text).toBe('Queue:\n  Name: q # why\n  Encryption:\n    Enabled: true\nNext: 1\n');
});
