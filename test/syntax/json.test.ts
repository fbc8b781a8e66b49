/** JSON, strict and less so. */
import { expect, test } from 'vitest';
import { SourceFile } from '../../src/source/file.ts';
import { readDocument } from '../../src/syntax/read-document.ts';
import { data, nodeAt, plain, read, textOf } from './plain.ts';

test('values with their places', () => {
  const document = read('{ "a": [1, -2.5e3, true, null], "b": {"c": "x\\u0041\\n"} }', 'a.json');
  expect(document.problems).toEqual([]);
  expect(plain(document.root)).toEqual({ a: [1, -2500, true, null], b: { c: 'xA\n' } });
  expect([textOf(document, 'a', 1), textOf(document, 'b', 'c'), textOf(document, 'b')]).toEqual(['-2.5e3', '"x\\u0041\\n"', '{"c": "x\\u0041\\n"}']);
});

test('comments and trailing commas are read', () => {
  expect(read('// all\n{ "a": 1, /* b */ "b": [1,], }', 'a.jsonc')).toMatchObject({ problems: [], root: { kind: 'mapping' } });
});

test.each([
  ['no comma', '{"a": 1 "b": 2}', { a: 1, b: 2 }],
  ['no colon', '{"a" 1, "b": 2}', { a: 1, b: 2 }],
  ['no value', '{"a": , "b": 2}', { a: null, b: 2 }],
  ['no end', '{"a": {"b": [1, 2', { a: { b: [1, 2] } }],
  ['the wrong bracket', '{"a": [1, 2}, "b": 3}', { a: [1, 2], b: 3 }],
  ['a key without quotes', '{a: 1, "b": 2}', { b: 2 }],
  ['text behind the end', '{"a": 1} x', { a: 1 }],
  ['a control character', '{"a": "x\ty", "b": 2}', { a: 'x\ty', b: 2 }],
])('with %s the rest is kept', (_, text, values) => {
  const document = read(text, 'a.json');
  expect(document.problems.length).toBeGreaterThan(0);
  expect(plain(document.root)).toEqual(values);
});

test.each([
  ['[', 100_000],
  ['{"a":', 100_000],
])('nesting of %s without end is a fatal problem', (open, times) => {
  const { problems } = read(open.repeat(times), 'a.json');
  expect(problems[0]).toMatchObject({ fatal: true });
  expect(problems).toHaveLength(1);
});

test('what a file is decides how it is read', () => {
  expect(read('{"a": 1}', 'a.template').format).toBe('json');
  expect(read('a: 1', 'a.template').format).toBe('yaml');
  expect(read('{a: 1}', 'a.yaml').format).toBe('yaml');
  expect(read('{"a": "b"}', 'a.yml').format).toBe('json');
  expect(read('not json', 'a.json').format).toBe('json');
  expect(data('{a: [b, c]}', 'a.template')).toEqual({ a: ['b', 'c'] });
});

test('a file is read once', () => {
  const file = new SourceFile('a.json', '{}');
  expect(readDocument(file)).toBe(readDocument(file));
  expect(nodeAt(readDocument(file))).toMatchObject({ kind: 'mapping' });
});
