/** Edits apply where they say, in any order, and never over each other. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits, insertText, orderEdits, replaceText, withEdits, type Edit } from '../../src/source/edit.ts';
import { decode, encode, SourceFile } from '../../src/source/file.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { span } from '../../src/source/span.ts';

const file = new SourceFile('a', 'one two three');

test('applies edits by place, whatever their order', () => {
  const edits = orderEdits([replaceText(span(file, 8, 13), '3'), replaceText(span(file, 0, 3), '1')]);
  expect(applyEdits(file, edits!).text).toBe('1 two 3');
});

test('refuses edits that touch the same text', () => {
  expect(orderEdits([replaceText(span(file, 0, 5), 'x'), replaceText(span(file, 3, 8), 'y')])).toBeUndefined();
});

test('the same edit twice is one, and insertions at one place keep their order', () => {
  const twice = replaceText(span(file, 0, 3), '1');
  const edits = orderEdits([twice, twice, insertText(file, 4, 'a'), insertText(file, 4, 'b')]);
  expect(applyEdits(file, edits!).text).toBe('1 abtwo three');
});

test('what ends nested blocks at one place stands from the innermost to the outermost', () => {
  const edits = orderEdits([insertText(file, 13, '\nOuter: 1'), insertText(file, 13, '\n  inner: 2'), insertText(file, 13, '\nOuter: 1')]);
  expect(applyEdits(file, edits!).text).toBe('one two three\n  inner: 2\nOuter: 1');
});

test('the same edits asked for again and again are made once each', () => {
  const [first, second] = [insertText(file, 4, 'a'), insertText(file, 4, 'b')];
  expect(applyEdits(file, orderEdits([first, second, first, second])!).text).toBe('one abtwo three');
});

test('a tree with edits shows them, and the rest as it was', () => {
  const tree = memoryTree({ a: 'one', b: 'two' });
  const edited = withEdits(tree, [replaceText(span(tree.read('a')!, 0, 3), 'ONE')]);
  expect([edited?.read('a')?.text, edited?.read('b')?.text]).toEqual(['ONE', 'two']);
});

test('writing back keeps encoding and mark', () => {
  for (const bytes of [[0xef, 0xbb, 0xbf, 0x61], [0xff, 0xfe, 0x61, 0], [0xfe, 0xff, 0, 0x61], [0x61]]) {
    expect([...encode(decode('a', Uint8Array.from(bytes)))]).toEqual(bytes);
  }
});

test('positions count lines and columns from one, over every line ending', () => {
  const lines = new SourceFile('a', 'a\nbc\r\nd\re');
  expect([0, 2, 3, 6, 8].map((offset) => lines.positionAt(offset))).toEqual([
    { line: 1, column: 1 },
    { line: 2, column: 1 },
    { line: 2, column: 2 },
    { line: 3, column: 1 },
    { line: 4, column: 1 },
  ]);
});

test('edits that are apart always change exactly their own text', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 60 }),
      fc.array(fc.tuple(fc.nat(60), fc.nat(5), fc.string({ maxLength: 4 })), { maxLength: 6 }),
      (text, wishes) => {
        const target = new SourceFile('f', text);
        const edits = wishes.map(([start, length, put]) => {
          const from = Math.min(start, text.length);
          return replaceText(span(target, from, Math.min(from + length, text.length)), put);
        });
        const ordered = orderEdits(edits);
        if (!ordered) return;
        let expected = text;
        for (const { at, text: put } of [...ordered].reverse()) expected = expected.slice(0, at.start) + put + expected.slice(at.end);
        expect(applyEdits(target, ordered).text).toBe(expected);
      },
    ),
  );
});

test('two insertions that open the same YAML blocks at one place become one block', () => {
  const target = new SourceFile('a.yml', 'service: a\n');
  const add = (name: string): Edit => insertText(target, 11, `resources:\n  Resources:\n    ${name}:\n      Type: T\n`);
  const ordered = orderEdits([add('One'), insertText(target, 11, 'custom:\n  a: 1\n'), add('Two')]);
  expect(ordered && applyEdits(target, ordered).text).toBe(
    'service: a\nresources:\n  Resources:\n    One:\n      Type: T\n    Two:\n      Type: T\ncustom:\n  a: 1\n',
  );
});

test('one key that two insertions give different values is a conflict, and the same key further in is not', () => {
  const logs = (name: string, indent: string): Edit => insertText(file, 4, `\n${indent}LogGroup: ${name}`);
  expect(orderEdits([logs('A', '  '), logs('B', '  ')])).toBeUndefined();
  expect(orderEdits([logs('A', '  '), logs('A', '  ')])).toHaveLength(1);
  expect(orderEdits([logs('A', '  '), logs('B', '    ')])).toHaveLength(2);
});
