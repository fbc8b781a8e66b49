/** Whatever is changed in whatever document: it parses again, and every other value is what it was. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { documentEditors } from '../../src/evaluation/document-editor.ts';
import type { Plain } from '../../src/evaluation/tree.ts';
import { applyEdits, orderEdits, type Edit } from '../../src/source/edit.ts';
import { SourceFile } from '../../src/source/file.ts';
import type { DocumentNode, ParsedDocument } from '../../src/syntax/document.ts';
import { readDocument } from '../../src/syntax/read-document.ts';
import { nodesOf } from '../syntax/plain.ts';
import { samples } from '../syntax/samples.ts';

const runs = 150;

const text = fc.oneof(
  fc.constantFrom(
    'true',
    'no',
    '2012-10-17',
    '*',
    'a: b',
    '@x',
    '',
    ' a',
    'a ',
    '- a',
    '#',
    'x #y',
    '{{a}}',
    '${b}',
    "it's",
    '"',
    'one\ntwo\n',
    '\n',
    '\t',
    '---',
    '...',
    '1',
    '.5',
    '<<',
    '?',
    'é😀',
    's3:*',
    'a:',
  ),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
);
const key = fc.oneof(fc.constantFrom('Type', 'Properties', 'Fn::Sub', 'aws:SourceArn', 'Ref', 'a b'), text);
const { value } = fc.letrec<{ value: Plain }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4 }),
  ),
}));

const written = fc.record({
  content: fc.oneof(fc.dictionary(key, value, { minKeys: 1, maxKeys: 5 }), fc.array(value, { minLength: 1, maxLength: 4 })),
  form: fc.constantFrom('block', 'flush', 'wide', 'quoted', 'flow', 'json', 'json-tabs', 'json-tight'),
  windows: fc.boolean(),
  open: fc.boolean(),
});

function write({ content, form, windows, open }: { content: Plain; form: string; windows: boolean; open: boolean }): SourceFile {
  const json = { json: 2, 'json-tabs': '\t', 'json-tight': 0 }[form];
  const spelt = json === undefined ? asYaml(content, form) : JSON.stringify(content, undefined, json);
  const body = open ? spelt.trimEnd() : `${spelt.trimEnd()}\n`;
  return new SourceFile(json === undefined ? 'a.yaml' : 'a.json', windows ? body.replaceAll(/\r?\n/g, '\r\n') : body);
}

function asYaml(content: Plain, form: string): string {
  const options = {
    indent: form === 'wide' ? 4 : 2,
    indentSeq: form !== 'flush',
    collectionStyle: form === 'flow' ? 'flow' : 'any',
    defaultStringType: form === 'quoted' ? 'QUOTE_SINGLE' : 'PLAIN',
    aliasDuplicateObjects: false,
  } as const;
  return stringify(content, options);
}

/** A document as nested lists that keep the order of keys; `swap` gives something else for a node. */
function shape(node: DocumentNode, swap?: (node: DocumentNode) => unknown): unknown {
  const swapped = swap?.(node);
  if (swapped !== undefined) return swapped;
  if (node.kind === 'scalar') return [node.tag, node.value];
  if (node.kind === 'sequence') return [node.tag, 'list', node.items.map((item) => shape(item, swap)).filter((item) => item !== gone)];
  return [node.tag, 'map', node.pairs.map((pair) => [pair.key.text, shape(pair.value, swap)]).filter(([, inner]) => inner !== gone)];
}

const gone = Symbol('removed');

function shapeOf(plain: Plain): unknown {
  if (Array.isArray(plain)) return [undefined, 'list', plain.map(shapeOf)];
  if (typeof plain === 'object' && plain !== null) return [undefined, 'map', Object.entries(plain).map(([name, inner]) => [name, shapeOf(inner)])];
  return [undefined, plain];
}

interface Change {
  readonly edits: readonly Edit[] | undefined;
  /** What the changed node is afterwards. */
  readonly after: unknown;
}

function change(document: ParsedDocument, node: DocumentNode, action: string, name: string, to: Plain): Change | undefined {
  const editor = documentEditors(document)(node);
  if (action === 'replace') return { edits: editor.replace(to), after: shapeOf(to) };
  if (action === 'remove') return { edits: editor.remove?.(), after: gone };
  if (action === 'put' && node.kind === 'mapping') {
    const entries = node.pairs.map((pair) => [pair.key.text, shape(pair.value)]);
    return { edits: editor.put?.(name, to), after: [node.tag, 'map', [...entries, [name, shapeOf(to)]]] };
  }
  if (action === 'append' && node.kind === 'sequence')
    return { edits: editor.append?.(to), after: [node.tag, 'list', [...node.items.map((item) => shape(item)), shapeOf(to)]] };
  return undefined;
}

function holds(file: SourceFile, pick: number, action: string, name: string, to: Plain): void {
  const document = readDocument(file);
  fc.pre(document.problems.length === 0 && document.root !== undefined);
  const nodes = nodesOf(document);
  const node = nodes[pick % nodes.length]!;
  const made = change(document, node, action, name, to);
  fc.pre(made?.edits !== undefined);
  const ordered = orderEdits(made.edits);
  expect(ordered).toBeDefined();
  const after = readDocument(applyEdits(file, ordered!));
  expect(after.problems).toEqual([]);
  const wanted = document.roots.map((root) => shape(root, (candidate) => (candidate === node ? made.after : undefined)));
  expect(after.roots.map((root) => shape(root))).toEqual(wanted);
}

const action = fc.constantFrom('replace', 'put', 'append', 'remove');

test('of generated documents', () => {
  fc.assert(
    fc.property(written, fc.nat(), action, key, value, (document, pick, what, name, to) => holds(write(document), pick, what, name, to)),
    { numRuns: runs * 3, seed: 7 },
  );
});

test('of templates with comments, tags, blocks and flows', () => {
  fc.assert(
    fc.property(fc.constantFrom(...samples), fc.nat(), action, key, value, fc.boolean(), (sample, pick, what, name, to, windows) => {
      const body = windows ? sample.text.replaceAll('\n', '\r\n') : sample.text;
      holds(new SourceFile(sample.path, body), pick, what, name, to);
    }),
    { numRuns: runs * 2, seed: 11 },
  );
});
