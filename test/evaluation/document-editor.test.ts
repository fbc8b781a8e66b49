/** What edits of documents look like: in the file's own style, with everything else as it was. */
import { describe, expect, test } from 'vitest';
import { documentEditors, type DocumentEditorOptions } from '../../src/evaluation/document-editor.ts';
import { Block, Expression, type Editor, type Plain } from '../../src/evaluation/tree.ts';
import { applyEdits, orderEdits } from '../../src/source/edit.ts';
import { SourceFile } from '../../src/source/file.ts';
import { readDocument } from '../../src/syntax/read-document.ts';
import { nodeAt } from '../syntax/plain.ts';

type Path = readonly (string | number)[];

function change(
  text: string,
  path: Path,
  make: (editor: Editor) => ReturnType<Editor['replace']>,
  file = 'a.yaml',
  options?: DocumentEditorOptions,
): string {
  const source = new SourceFile(file, text);
  const document = readDocument(source);
  const edits = make(documentEditors(document, options)(nodeAt(document, ...path)!));
  const ordered = edits && orderEdits(edits);
  return ordered ? applyEdits(source, ordered).text : '(refused)';
}

const replace = (text: string, path: Path, to: Plain, options?: DocumentEditorOptions) =>
  change(text, path, (editor) => editor.replace(to), 'a.yaml', options);
const put = (text: string, path: Path, key: string, to: Plain, options?: DocumentEditorOptions) =>
  change(text, path, (editor) => editor.put?.(key, to), 'a.yaml', options);
const append = (text: string, path: Path, item: Plain) => change(text, path, (editor) => editor.append?.(item));
const remove = (text: string, path: Path) => change(text, path, (editor) => editor.remove?.());

describe('replace', () => {
  test.each<[string, string, Path, Plain, string]>([
    ['a text', 'a: x # why\nb: y\n', ['a'], 'z', 'a: z # why\nb: y\n'],
    ['a quoted text keeps its quotes', 'a: "x"\n', ['a'], 'z', 'a: "z"\n'],
    ['a number in the place of a quoted text', "a: 'x'\n", ['a'], 3, 'a: 3\n'],
    ['nothing', 'a:\nb: 1\n', ['a'], 'x', 'a: x\nb: 1\n'],
    ['nothing with a comment', 'a: # why\n', ['a'], 'x', 'a: x # why\n'],
    ['a tagged value with its tag', 'a: !Ref B\n', ['a'], 'x', 'a: x\n'],
    ['a block scalar as a whole', 'a: |\n  one\n  two\nb: 1\n', ['a'], 'x', 'a: x\nb: 1\n'],
    ['a text by a mapping', 'a: x\nb: 1\n', ['a'], { c: 1, d: ['w'] }, 'a:\n  c: 1\n  d:\n    - w\nb: 1\n'],
    ['nothing by a mapping', 'a:\nb: 1\n', ['a'], { c: 1 }, 'a:\n  c: 1\nb: 1\n'],
    ['a mapping by a text', 'a: # why\n  b: 1\n  c: 2\nd: 3\n', ['a'], 'x', 'a: x # why\nd: 3\n'],
    ['a list by a list', 'a:\n- x # one\n- y\nb:\n- z\n', ['a'], ['q', 'r', 's'], 'a:\n- q\n- r\n- s\nb:\n- z\n'],
    ['a list by a text', 'a:\n  - x\n  - y\nb: 1\n', ['a'], 'z', 'a: z\nb: 1\n'],
    ['a flow list by a flow list', 'a: [x, y] # why\n', ['a'], ['z'], 'a: [z] # why\n'],
    ['a flow list of quoted texts', 'a: ["x", "y"]\n', ['a'], ['z', 'q'], 'a: ["z", "q"]\n'],
    ['an empty list by a block', 'a: []\nb: 1\n', ['a'], ['x'], 'a:\n  - x\nb: 1\n'],
    ['a value inside a flow mapping', 'a: { b: x, c: y }\n', ['a', 'b'], ['z', 'a, b'], "a: { b: [z, 'a, b'], c: y }\n"],
    ['an item', 'a:\n  - x\n  - y\n', ['a', 0], { b: 1, c: 2 }, 'a:\n  - b: 1\n    c: 2\n  - y\n'],
    ['an item that is a mapping', 'a:\n  - b: 1\n    c: 2\n  - y\n', ['a', 0], 'x', 'a:\n  - x\n  - y\n'],
    ['a value on its own line', 'a:\n  "x"\nb: 1\n', ['a'], 'y', 'a: "y"\nb: 1\n'],
  ])('%s', (_, text, path, to, expected) => expect(replace(text, path, to)).toBe(expected));

  test.each([
    'true',
    'yes',
    'null',
    '~',
    '',
    '1',
    '0x1f',
    '1e3',
    '2012-10-17',
    '12:30:00',
    '*',
    '@x',
    'a: b',
    'a #b',
    '- a',
    '-',
    '{a}',
    '[a',
    '&a',
    '!a',
    '%a',
    '|',
    'a:',
    ' a',
    'a ',
    '---',
  ])('quotes the text "%s", which would be read as something else', (to) => {
    expect(replace('a: x\n', ['a'], to)).toBe(`a: '${to}'\n`);
    expect(replace('a: "x"\n', ['a'], to)).toBe(`a: ${JSON.stringify(to)}\n`);
  });

  test.each(['arn:aws:s3:::b/*', 's3:GetObject', '${self:custom.a}', '-a', '/a/{b}', "it's", 'a#b', 'nodejs22.x', 'AWS::Region'])(
    'leaves the text "%s" without quotes',
    (to) => expect(replace('a: x\n', ['a'], to)).toBe(`a: ${to}\n`),
  );

  test('texts that no single quotes can hold stand in double quotes', () => {
    expect(replace("a: 'x'\n", ['a'], 'one\ntwo\t')).toBe('a: "one\\ntwo\\t"\n');
  });

  test('an alias keeps its anchor: what others repeat is not taken away', () => {
    expect(replace('a: &x { b: 1 }\nc: *x\n', ['a'], 'w')).toBe('a: &x w\nc: *x\n');
    expect(replace('a:\n  b: &x 1\nc: *x\n', ['a'], 'y')).toBe('(refused)');
  });
});

describe('put', () => {
  test.each<[string, string, Path, string, Plain, string]>([
    ['behind the last key', 'a:\n  b: 1 # why\n\n# next\nc: 2\n', ['a'], 'd', 'x', 'a:\n  b: 1 # why\n  d: x\n\n# next\nc: 2\n'],
    ['behind nested values', 'a:\n    b:\n        - c\nd: 1\n', ['a'], 'e', { f: 1 }, 'a:\n    b:\n        - c\n    e:\n        f: 1\nd: 1\n'],
    ['with dashes below the key', 'a:\n  b:\n  - c\n', ['a'], 'e', ['x'], 'a:\n  b:\n  - c\n  e:\n  - x\n'],
    ['into nothing', 'a:\nb: 1\n', ['a'], 'c', 1, 'a:\n  c: 1\nb: 1\n'],
    ['into an empty mapping', 'a: {}\nb: 1\n', ['a'], 'c', 1, 'a:\n  c: 1\nb: 1\n'],
    ['into a flow mapping', 'a: {b: 1}\n', ['a'], 'c', 'x', 'a: {b: 1, c: x}\n'],
    ['into an airy flow mapping', 'a: { b: 1 }\n', ['a'], 'c', {}, 'a: { b: 1, c: {} }\n'],
    ['into an item', '- a: 1\n  b: 2\n- c: 3\n', [0], 'd', 4, '- a: 1\n  b: 2\n  d: 4\n- c: 3\n'],
    ['at the end of a file without line ending', 'a: 1', [], 'b', 2, 'a: 1\nb: 2'],
    ['behind a block scalar', 'a: |\n  x\n\nb: |+\n  y\n\n', [], 'c', 1, 'a: |\n  x\n\nb: |+\n  y\n\nc: 1\n'],
    ['with Windows line endings', 'a:\r\n  b: 1\r\n', ['a'], 'c', { d: 1 }, 'a:\r\n  b: 1\r\n  c:\r\n    d: 1\r\n'],
    ['quoting what siblings quote', 'a: "x"\nb: "y"\n', [], 'c', 'z', 'a: "x"\nb: "y"\nc: "z"\n'],
    ['behind an alias', 'a: &x 1\nb: *x\n', [], 'c', 2, 'a: &x 1\nb: *x\nc: 2\n'],
    ['beside a merge key', 'a: &x { b: 1 }\nc:\n  <<: *x\n', ['c'], 'd', 2, 'a: &x { b: 1 }\nc:\n  <<: *x\n  d: 2\n'],
  ])('%s', (_, text, path, key, to, expected) => expect(put(text, path, key, to)).toBe(expected));

  test('a key that is there already is refused', () => expect(put('a: 1\n', [], 'a', 2)).toBe('(refused)'));
});

describe('append and remove', () => {
  test.each<[string, string, Path, Plain, string]>([
    ['to a list', 'a:\n  - x # one\nb: 1\n', ['a'], 'w', 'a:\n  - x # one\n  - w\nb: 1\n'],
    ['a mapping', '- a: 1\n', [], { b: { c: 2 }, d: [3] }, '- a: 1\n- b:\n    c: 2\n  d:\n    - 3\n'],
    ['to a flow list', 'a: [x]\n', ['a'], 'y, z', "a: [x, 'y, z']\n"],
    ['to an empty list', 'a: []\n', ['a'], 'x', 'a:\n  - x\n'],
    ['to a flow list over lines', 'a: [\n  x, # one\n  y # two\n]\n', ['a'], 'z', 'a: [\n  x, # one\n  y, # two\n  z\n]\n'],
  ])('append %s', (_, text, path, item, expected) => expect(append(text, path, item)).toBe(expected));

  test.each<[string, string, Path, string]>([
    ['an entry with its line', 'a: 1\nb: 2 # why\nc: 3\n', ['b'], 'a: 1\nc: 3\n'],
    ['an entry with all its lines', 'a:\n  b:\n    - x\n    - y\n  c: 1\n', ['a', 'b'], 'a:\n  c: 1\n'],
    ['the last entry', 'a:\n  b: 1\nc: 2\n', ['a', 'b'], 'a: {}\nc: 2\n'],
    ['the first key of an item', '- a: 1\n  b: 2\n', [0, 'a'], '- b: 2\n'],
    ['an item', 'a:\n  - x\n  - y\n', ['a', 0], 'a:\n  - y\n'],
    ['the last item', 'a:\n  - x\nb: 1\n', ['a', 0], 'a: []\nb: 1\n'],
    ['from a flow list', 'a: [x, y, z]\n', ['a', 1], 'a: [x, z]\n'],
    ['the end of a flow mapping', 'a: { b: 1, c: 2 }\n', ['a', 'c'], 'a: { b: 1 }\n'],
    ['at the end of a file without line ending', 'a: 1\nb: 2', ['b'], 'a: 1'],
  ])('remove %s', (_, text, path, expected) => expect(remove(text, path)).toBe(expected));
});

describe('intrinsics', () => {
  const short = { intrinsics: 'short' } as const;
  test.each<[string, Plain, string, string]>([
    ['a reference', { Ref: 'B' }, 'a: !Ref B\n', 'a:\n  Ref: B\n'],
    ['a text', { 'Fn::Sub': '${B}: x' }, "a: !Sub '${B}: x'\n", "a:\n  Fn::Sub: '${B}: x'\n"],
    ['an attribute', { 'Fn::GetAtt': ['B', 'Arn'] }, 'a: !GetAtt B.Arn\n', 'a:\n  Fn::GetAtt:\n    - B\n    - Arn\n'],
    [
      'a list',
      { 'Fn::Join': ['', ['x', { Ref: 'B' }]] },
      "a: !Join\n  - ''\n  - - x\n    - !Ref B\n",
      "a:\n  Fn::Join:\n    - ''\n    - - x\n      - Ref: B\n",
    ],
    ['one inside another', { 'Fn::Base64': { 'Fn::Sub': 'x' } }, 'a:\n  Fn::Base64: !Sub x\n', 'a:\n  Fn::Base64:\n    Fn::Sub: x\n'],
    ['one in a list', [{ Ref: 'B' }, { 'Fn::Sub': '${B}/*' }], 'a:\n  - !Ref B\n  - !Sub ${B}/*\n', 'a:\n  - Ref: B\n  - Fn::Sub: ${B}/*\n'],
  ])('%s in both spellings', (_, to, expected, long) => {
    expect(replace('a: x\n', ['a'], to, short)).toBe(expected);
    expect(replace('a: x\n', ['a'], to)).toBe(long);
  });

  test('inside a flow collection', () => expect(put('a: {b: 1}\n', ['a'], 'c', { Ref: 'D' }, short)).toBe('a: {b: 1, c: !Ref D}\n'));
});

test('expressions stand as they are, blocks like their content', () => {
  expect(replace('a: x\n', ['a'], new Expression('${file(b.yml):c}'))).toBe('a: ${file(b.yml):c}\n');
  expect(replace('a: x\n', ['a'], new Block({ b: 1 }))).toBe('a:\n  b: 1\n');
});

describe('JSON', () => {
  const json = (text: string, path: Path, make: (editor: Editor) => ReturnType<Editor['replace']>) =>
    change(text, path, make, 'a.json', { intrinsics: 'short' });
  const tall = '{\n    "a": {\n        "b": [\n            "x"\n        ]\n    },\n    "c": 1\n}\n';

  test('new entries are indented like old ones', () => {
    expect(json(tall, ['a'], (editor) => editor.put?.('d', { e: ['y', 'z'] }))).toBe(
      '{\n    "a": {\n        "b": [\n            "x"\n        ],\n        "d": {\n            "e": [\n                "y",\n                "z"\n            ]\n        }\n    },\n    "c": 1\n}\n',
    );
    expect(json(tall, ['a', 'b'], (editor) => editor.append?.('y'))).toBe(tall.replace('"x"', '"x",\n            "y"'));
  });

  test.each<[string, string, Path, (editor: Editor) => ReturnType<Editor['replace']>, string]>([
    ['on one line', '{"a": {"b": 1}}', ['a'], (editor) => editor.put?.('c', [1, { d: 2 }]), '{"a": {"b": 1, "c": [1, {"d": 2}]}}'],
    ['without spaces', '{"a":{"b":1}}', ['a'], (editor) => editor.put?.('c', [1, { d: 2 }]), '{"a":{"b":1,"c":[1,{"d":2}]}}'],
    ['into an empty object', '{\n  "a": {}\n}', ['a'], (editor) => editor.put?.('b', 1), '{\n  "a": {\n    "b": 1\n  }\n}'],
    ['a list by a shorter one', '{\n  "a": ["x", "y"]\n}', ['a'], (editor) => editor.replace(['z']), '{\n  "a": ["z"]\n}'],
    ['without the entry and its comma', '{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}', ['b'], (editor) => editor.remove?.(), '{\n  "a": 1,\n  "c": 3\n}'],
    ['without the last entry', '{\n  "a": 1,\n  "c": 3\n}', ['c'], (editor) => editor.remove?.(), '{\n  "a": 1\n}'],
    ['without the only entry', '{"a": {"b": 1}}', ['a', 'b'], (editor) => editor.remove?.(), '{"a": {}}'],
    ['intrinsics in full', '{"a": 1}', ['a'], (editor) => editor.replace({ Ref: 'B' }), '{"a": {"Ref": "B"}}'],
    ['with comments', '{\n  "a": 1 // one\n}', [], (editor) => editor.put?.('b', 2), '{\n  "a": 1, // one\n  "b": 2\n}'],
    ['with a trailing comma', '{\n  "a": 1,\n}', [], (editor) => editor.put?.('b', 2), '{\n  "a": 1,\n  "b": 2,\n}'],
    [
      'with tabs',
      '{\n\t"a": {\n\t\t"b": 1\n\t}\n}',
      ['a'],
      (editor) => editor.put?.('c', { d: 1 }),
      '{\n\t"a": {\n\t\t"b": 1,\n\t\t"c": {\n\t\t\t"d": 1\n\t\t}\n\t}\n}',
    ],
  ])('%s', (_, text, path, make, expected) => expect(json(text, path, make)).toBe(expected));
});
