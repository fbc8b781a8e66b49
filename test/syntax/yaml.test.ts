/** YAML as templates hold it: values, places, and what is broken. */
import { expect, test } from 'vitest';
import { SourceFile } from '../../src/source/file.ts';
import { textAt } from '../../src/source/span.ts';
import { readYaml } from '../../src/syntax/yaml.ts';
import { data, nodeAt, plain, read, textOf } from './plain.ts';

test('types are those of the core schema, the text stays as written', () => {
  const document = read('a: 010\nb: yes\nc: true\nd: ~\ne: 2012-10-17\nf: 1.50\ng: "1"\nh: 0x1F\ni: .5\nj: 123456789012\nk: 1e3\nl: -.inf\n');
  const values = { a: 10, b: 'yes', c: true, d: null, e: '2012-10-17', f: 1.5, g: '1', h: 31, i: 0.5, j: 123456789012, k: 1000, l: -Infinity };
  expect(plain(document.root)).toEqual(values);
  expect(nodeAt(document, 'a')).toMatchObject({ text: '010' });
  expect(nodeAt(document, 'f')).toMatchObject({ text: '1.50' });
});

test('places hold a value without its tag, and with it', () => {
  const text = 'Resources:\n  Queue:\n    Url: !Sub  "${A}.b"   # why\n    List: !Join\n      - ""\n      - [ !Ref A, b ]\n    Last: x\n';
  const document = read(text);
  const url = nodeAt(document, 'Resources', 'Queue', 'Url')!;
  expect([url.tag, textAt(url.at), textAt(url.whole)]).toEqual(['!Sub', '"${A}.b"', '!Sub  "${A}.b"']);
  const list = nodeAt(document, 'Resources', 'Queue', 'List')!;
  expect([list.tag, textAt(list.whole)]).toEqual(['!Join', '!Join\n      - ""\n      - [ !Ref A, b ]']);
  expect(textOf(document, 'Resources', 'Queue', 'List', 1)).toBe('[ !Ref A, b ]');
  expect(textOf(document, 'Resources', 'Queue').endsWith('Last: x')).toBe(true);
});

test('a value that is missing stands behind its colon', () => {
  const document = read('A:\nB: # none\nC: !GetAZs\nD:\n  - \n  - x\n');
  expect(plain(document.root)).toEqual({ A: null, B: null, C: { '!GetAZs': '' }, D: [null, 'x'] });
  expect(nodeAt(document, 'A')!.at).toMatchObject({ start: 2, end: 2 });
  expect(nodeAt(document, 'B')!.at).toMatchObject({ start: 5, end: 5 });
});

test('keys that are written twice stand twice', () => {
  const document = read('A: 1\nB: 2\nA: 3\n');
  expect(document.problems).toEqual([]);
  expect(document.root).toMatchObject({ pairs: [{ key: { text: 'A' } }, { key: { text: 'B' } }, { key: { text: 'A' } }] });
  expect(plain(document.root)).toEqual({ A: 3, B: 2 });
});

test('quoted JSON and flow collections may end at the margin', () => {
  const text = `Resources:
  A:
    Body: !Sub '{
  "Version": "2012-10-17",
  "Statement": []
}'
    List: [
      a,
      b
    ]
    Map: {
      c: d
}
  B:
    Type: T
`;
  const document = read(text);
  expect(document.problems).toEqual([]);
  expect(plain(nodeAt(document, 'Resources', 'B'))).toEqual({ Type: 'T' });
  expect(plain(nodeAt(document, 'Resources', 'A', 'Map'))).toEqual({ c: 'd' });
});

test('block scalars keep their lines and end at their last character', () => {
  const text = 'a: |\n  one\n    two\n\nb: >-\n  one\n  two\nc: |+\n  x\n\nd: |2\n   y\n';
  const document = read(text);
  expect(plain(document.root)).toEqual({ a: 'one\n  two\n', b: 'one two', c: 'x\n\n', d: ' y\n' });
  expect(textOf(document, 'a')).toBe('|\n  one\n    two');
});

test('aliases repeat values, merge keys bring entries', () => {
  const text = 'base: &base\n  a: 1\n  b: 2\nother: &other { b: 3, c: 4 }\none:\n  <<: *base\n  b: own\nmany:\n  <<: [*base, *other]\n  d: *base\n';
  expect(data(text)).toMatchObject({ one: { a: 1, b: 'own' }, many: { a: 1, b: 2, c: 4, d: { a: 1, b: 2 } } });
});

test.each([
  ['an alias of nothing', 'a: *b\n', { a: null }],
  ['an alias inside its own value', 'a: &a\n  b: *a\n', { a: { b: null } }],
  ['a merge of a text', 'a:\n  <<: x\n  b: 1\n', { a: { b: 1 } }],
])('%s is a problem, the rest is read', (_, text, values) => {
  const document = read(text);
  expect(document.problems).toHaveLength(1);
  expect(plain(document.root)).toEqual(values);
});

test('line endings of Windows are read like any', () => {
  const text = 'A:\n  - !Ref B\n  - "x\n    y"\nC: |\n  one\n  two\n# end\nD: 1\n';
  expect(data(text.replaceAll('\n', '\r\n'))).toEqual(data(text));
});

test('a file of several documents', () => {
  const document = read('a: 1\n---\nb: 2\n...\n---\n- 3\n');
  expect(document.roots.map(plain)).toEqual([{ a: 1 }, { b: 2 }, [3]]);
});

test.each([
  ['comments only', '# nothing\n'],
  ['nothing', ''],
  ['white space', '  \n\n'],
])('a file that holds %s has no root and no problem', (_, text) => {
  expect(read(text)).toMatchObject({ root: undefined, problems: [] });
});

test.each([
  ['an unclosed bracket', 'a: [1, 2\nb: 3\n'],
  ['an unclosed quote', 'a: "x\nb: 3\n'],
  ['a missing colon', 'a: 1\nb\nc: 2\n'],
  ['a stray bracket', 'a: "1" ]\n'],
  ['a tab as indentation', 'a:\n\tb: 1\n'],
  ['a mapping on the line of a key', 'a: b: c\n'],
  ['keys at different columns', 'a:\n    b: 1\n  c: 2\n'],
  ['text behind a quoted value', 'a: "x" y\n'],
  ['a missing comma', 'a: {"b": "1" "c": 2}\n'],
  ['a reserved sign', 'a: @b\n'],
])('%s is a problem with a place', (_, text) => {
  const { problems } = read(text);
  expect(problems[0]).toMatchObject({ fatal: false });
  expect(problems[0]!.message).toMatch(/^[A-Z*"}\]].{5,}[^.]$/);
  expect(problems.every(({ offset }) => offset >= 0 && offset <= text.length)).toBe(true);
});

test('what stands before something broken is kept', () => {
  expect(data('a: 1\nb: {c: 2}\nd: [x\ne: "y\n')).toMatchObject({ a: 1, b: { c: 2 } });
});

test.each([
  ['brackets', (n: number) => '['.repeat(n)],
  ['braces', (n: number) => '{a: '.repeat(n)],
  ['dashes', (n: number) => '- '.repeat(n)],
  ['lines', (n: number) => Array.from({ length: Math.min(n, 3000) }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
])('nesting of %s without end is a fatal problem', (_, make) => {
  const { problems } = read(`a: 1\nb: ${make(100_000)}`.replace(/^a: 1\nb: (?=a:|- )/, ''));
  expect(problems.find(({ fatal }) => fatal)?.message).toMatch(/levels deep/);
});

test('aliases of aliases of aliases are not expanded for ever', () => {
  const levels = Array.from({ length: 30 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i}, `.repeat(9)}]`);
  const document = read(['l0: &l0 x', ...levels].join('\n'));
  expect(document.problems.some(({ fatal, message }) => fatal && /more than/.test(message))).toBe(true);
  expect(JSON.stringify(plain(document.root)).length).toBeLessThan(10_000_000);
});

test('merges of merges do not grow for ever', () => {
  const entries = Array.from({ length: 1000 }, (_, i) => `k${i}: 1`).join(', ');
  const levels = Array.from({ length: 200 }, (_, i) => `m${i + 1}: { <<: [${Array.from({ length: 20 }, () => '*b').join(', ')}] }`);
  const started = performance.now();
  read([`b: &b { ${entries} }`, ...levels].join('\n'));
  expect(performance.now() - started).toBeLessThan(20_000);
});

test('a text of ten megabytes on one line is read in time', () => {
  const started = performance.now();
  const text = `a: ${'x'.repeat(5_000_000)}\nb: "${'\\"y'.repeat(1_500_000)}"\n`;
  expect(readYaml(new SourceFile('a.yaml', text)).root).toMatchObject({ pairs: [{ value: { kind: 'scalar' } }, { value: { style: 'double' } }] });
  expect(performance.now() - started).toBeLessThan(20_000);
});
