/** Turns configurations written in JSON into the tree of the native syntax. */
import type { SourceFile } from '../../../source/file.ts';
import type { Span } from '../../../source/span.ts';
import {
  child,
  type DocumentNode,
  type MappingNode,
  type Pair,
  type ParsedDocument,
  type ScalarNode,
  type SyntaxProblem,
} from '../../../syntax/document.ts';
import { parseTemplateText } from '../../../syntax/hcl.ts';
import type { HclAttribute, HclBlock, HclBody, HclExpression, HclItem, ParsedHcl } from '../../../syntax/hcl-tree.ts';

/** How many labels stand between a block's type and its body, at the top. */
const labelled: Readonly<Record<string, number>> = { resource: 2, data: 2, module: 1, variable: 1, output: 1, provider: 1, locals: 0, terraform: 0 };

/** https://developer.hashicorp.com/terraform/language/syntax/json */
export function jsonBody(document: ParsedDocument): ParsedHcl {
  const converter = new Converter(document.file);
  const blocks: HclBlock[] = [];
  for (const pair of document.root?.kind === 'mapping' ? document.root.pairs : []) {
    const labels = labelled[pair.key.text];
    if (labels !== undefined) converter.blocks(pair, pair.key.text, labels, [], pair.key.at, blocks);
  }
  const at = { file: document.file, start: 0, end: document.file.text.length };
  return {
    file: document.file,
    body: { at, attributes: [], blocks, origin: document.root },
    problems: [...document.problems, ...converter.problems],
  };
}

/** The value of one node as an expression: what stands in a `.tfvars.json`, or below an attribute. */
export function jsonExpression(node: DocumentNode): HclExpression {
  return new Converter(node.at.file).plain(node);
}

class Converter {
  readonly problems: SyntaxProblem[] = [];
  readonly #file: SourceFile;

  constructor(file: SourceFile) {
    this.#file = file;
  }

  /** Adds the blocks below `pair`; a list of objects is as many blocks. */
  blocks(pair: Pair, type: string, labels: number, names: readonly string[], head: Span, into: HclBlock[]): void {
    for (const node of pair.value.kind === 'sequence' ? pair.value.items : [pair.value]) {
      if (node.kind !== 'mapping') continue;
      if (labels === 0) {
        into.push({ at: { file: this.#file, start: head.start, end: node.at.end }, head, type, labels: names, body: this.#body(node, type) });
        continue;
      }
      for (const inner of node.pairs) this.blocks(inner, type, labels - 1, [...names, inner.key.text], inner.key.at, into);
    }
  }

  #body(node: MappingNode, type: string): HclBody {
    const attributes: HclAttribute[] = [];
    const blocks: HclBlock[] = [];
    for (const pair of node.pairs) {
      const { key, value } = pair;
      if (key.text === '//') continue;
      if (key.text === 'dynamic') this.#dynamic(value, blocks);
      else
        attributes.push({
          at: cover(key, value),
          name: key.text,
          key: key.at,
          value: isPlain(type, key.text) ? this.plain(value) : this.#expression(value),
        });
    }
    return { at: node.at, attributes, blocks, origin: node };
  }

  #dynamic(node: DocumentNode, into: HclBlock[]): void {
    if (node.kind !== 'mapping') return;
    for (const { key, value } of node.pairs) {
      for (const item of value.kind === 'sequence' ? value.items : [value]) {
        if (item.kind !== 'mapping') continue;
        const body = this.#body(item, 'dynamic');
        const content = child(item, 'content');
        const nested: HclBlock[] = [...body.blocks];
        const pair = item.pairs.find((inner) => inner.key.text === 'content');
        if (pair && content) this.blocks(pair, 'content', 0, [], pair.key.at, nested);
        const attributes = body.attributes.filter(({ name }) => name !== 'content');
        into.push({ at: cover(key, item), head: key.at, type: 'dynamic', labels: [key.text], body: { ...body, attributes, blocks: nested } });
      }
    }
  }

  #expression(node: DocumentNode): HclExpression {
    if (node.kind === 'sequence') return { kind: 'tuple', at: node.at, origin: node, items: node.items.map((item) => this.#expression(item)) };
    if (node.kind === 'scalar') return this.#scalar(node);
    const items: HclItem[] = [];
    for (const { key, value } of node.pairs) {
      if (key.text === '//') continue;
      items.push({ at: cover(key, value), key: this.#scalar(key), value: this.#expression(value) });
    }
    return { kind: 'object', at: node.at, origin: node, items };
  }

  /** Texts are templates; those that hold a document are read as such for the sake of their places. */
  #scalar(node: ScalarNode): HclExpression {
    const { at, value } = node;
    if (typeof value !== 'string' || !/[$%]\{|^\s*[{[]/.test(value)) return { kind: 'literal', at, origin: node, value };
    const { expression, problems } = parseTemplateText(this.#file, value, rawOffsets(node));
    this.problems.push(...problems);
    return { ...expression, at, origin: node };
  }

  /** Without templates: defaults of variables and values given to them. */
  plain(node: DocumentNode): HclExpression {
    if (node.kind === 'scalar') return { kind: 'literal', at: node.at, origin: node, value: node.value };
    if (node.kind === 'sequence') return { kind: 'tuple', at: node.at, origin: node, items: node.items.map((item) => this.plain(item)) };
    const items = node.pairs.map(({ key, value }) => ({ at: cover(key, value), key: this.plain(key), value: this.plain(value) }));
    return { kind: 'object', at: node.at, origin: node, items };
  }
}

function isPlain(type: string, name: string): boolean {
  return type === 'variable' && name === 'default';
}

function cover(key: ScalarNode, value: DocumentNode): Span {
  return { file: key.at.file, start: key.at.start, end: Math.max(key.at.end, value.at.end) };
}

/** Turns offsets in the text of a JSON string into those of the file. */
function rawOffsets(node: ScalarNode): (offset: number) => number {
  const { file, start, end } = node.at;
  const raw = file.text.slice(start + 1, end - 1);
  if (!raw.includes('\\')) return (offset) => start + 1 + offset;
  const offsets: number[] = [];
  for (let at = 0; at < raw.length; at += raw[at] === '\\' ? (raw[at + 1] === 'u' ? 6 : 2) : 1) offsets.push(start + 1 + at);
  return (offset) => offsets[offset] ?? end - 1;
}
