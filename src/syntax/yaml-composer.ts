/** Makes documents of YAML's concrete syntax: properties, aliases and merge keys are worked out, places are kept. */
import type { CST } from 'yaml';
import type { SourceFile } from '../source/file.ts';
import { span, type Span } from '../source/span.ts';
import {
  mappingNode,
  scalarNode,
  sequenceNode,
  type DocumentNode,
  type MappingNode,
  type Pair,
  type ScalarNode,
  type SyntaxProblem,
} from './document.ts';
import { maxDepth, maxNodes, maxProblems } from './limits.ts';
import { checkBlockEntry, checkComma, checkEnd, checkTabs, type Report } from './yaml-checks.ts';
import { mergePairs } from './yaml-merge.ts';
import { plainValue, scalarContent, scalarEnd } from './yaml-scalars.ts';

/** What stands before a value: its tag, its anchor, and the sign that announces it (`-`, `?`, `:`). */
interface Properties {
  tag: CST.SourceToken | undefined;
  anchor: CST.SourceToken | undefined;
  indicator: CST.SourceToken | undefined;
  comma: boolean;
  /** Where a value that is missing would stand: behind the last of the tokens that is no white space. */
  end: number;
}

interface Anchored {
  readonly node: DocumentNode;
  /** Values in it, itself included and aliases expanded. */
  readonly size: number;
  /** Levels below it. */
  readonly height: number;
}

const none: readonly CST.SourceToken[] = [];

export class YamlComposer {
  readonly roots: DocumentNode[] = [];
  readonly problems: SyntaxProblem[] = [];
  readonly #file: SourceFile;
  readonly #hasTabs: boolean;
  /** Undefined while the anchored value itself is being read. */
  #anchors = new Map<string, Anchored | undefined>();
  #count = 0;
  #deepest = 0;
  #full = false;

  constructor(file: SourceFile) {
    this.#file = file;
    this.#hasTabs = file.text.includes('\t');
  }

  /** Takes one token of the stream: a document, or something that should not be there. */
  take(token: CST.Token): void {
    if (token.type === 'error') this.#report(token.offset, sentence(token.message));
    if (token.type !== 'document') return;
    this.#anchors = new Map();
    const properties = this.#properties(token.start, 'doc-start', token.offset);
    if (token.value) this.roots.push(this.#node(token.value, properties, 0));
    checkEnd(token.end, -1, this.#report);
  }

  readonly #report: Report = (offset, message) => {
    if (this.problems.length < maxProblems) this.problems.push({ message, offset: Math.min(offset, this.#file.text.length), fatal: false });
  };

  #properties(tokens: readonly CST.SourceToken[], indicator: CST.SourceToken['type'], start: number): Properties {
    const found: Properties = { tag: undefined, anchor: undefined, indicator: undefined, comma: false, end: start };
    for (const token of tokens) {
      switch (token.type) {
        case 'space':
        case 'newline':
        case 'comment':
          continue;
        case 'tag':
          if (found.tag) this.#report(token.offset, 'A value has two tags');
          found.tag ??= token;
          break;
        case 'anchor':
          if (token.source === '&') this.#report(token.offset, 'An anchor has no name');
          found.anchor ??= token;
          break;
        case 'comma':
          if (found.comma) this.#report(token.offset, 'Two commas follow each other');
          found.comma = true;
          break;
        case indicator:
          if (found.indicator) this.#report(token.offset, `Unexpected ${token.source}`);
          found.indicator = token;
          break;
        default:
          this.#report(token.offset, `Unexpected ${token.source}`);
      }
      found.end = token.offset + token.source.length;
    }
    return found;
  }

  /** The value of `token`, or the empty value where there is none. */
  #node(token: CST.Token | null | undefined, properties: Properties, depth: number): DocumentNode {
    const name = properties.anchor?.source.slice(1);
    if (name === undefined) return this.#bare(token, properties, depth);
    const [before, deepest] = [this.#count, this.#deepest];
    this.#anchors.set(name, undefined);
    this.#deepest = depth;
    const node = this.#bare(token, properties, depth);
    this.#anchors.set(name, { node, size: this.#count - before, height: this.#deepest - depth });
    this.#deepest = Math.max(deepest, this.#deepest);
    return node;
  }

  #bare(token: CST.Token | null | undefined, properties: Properties, depth: number): DocumentNode {
    if (depth > this.#deepest) this.#deepest = depth;
    this.#count++;
    if (!token || this.#isFull(token)) return this.#empty(properties);
    switch (token.type) {
      case 'scalar':
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
      case 'block-scalar':
        return this.#scalar(token, properties);
      case 'alias':
        return this.#alias(token, properties, depth);
      case 'block-map':
        return this.#blockMapping(token, properties, depth);
      case 'block-seq':
        return this.#blockSequence(token, properties, depth);
      case 'flow-collection':
        return token.start.type === 'flow-map-start' ? this.#flowMapping(token, properties, depth) : this.#flowSequence(token, properties, depth);
      default:
        this.#report(token.offset, token.type === 'error' ? sentence(token.message) : 'Unexpected text');
        return this.#empty(properties);
    }
  }

  #isFull(token: CST.Token): boolean {
    if (this.#count <= maxNodes) return false;
    if (!this.#full) this.problems.push({ message: `It holds more than ${maxNodes} values`, offset: token.offset, fatal: true });
    this.#full = true;
    return true;
  }

  #place(start: number, end: number): Span {
    return span(this.#file, start, end);
  }

  /** The tag as readers know it, and the place with it. */
  #tagged(at: Span, { tag }: Properties): readonly [at: Span, whole: Span, tag: string | undefined] {
    if (!tag) return [at, at, undefined];
    const { source } = tag;
    const name = source.startsWith('!<') ? source.slice(2, -1) : source;
    const whole = this.#place(Math.min(tag.offset, at.start), at.end);
    return [at, whole, name.startsWith('!') && !name.startsWith('!!') && name !== '!' ? name : undefined];
  }

  #empty(properties: Properties, at: Span = this.#place(properties.end, properties.end)): ScalarNode {
    const isText = properties.tag && (!properties.tag.source.startsWith('!!') || properties.tag.source === '!!str');
    return scalarNode('plain', isText ? '' : null, '', ...this.#tagged(at, properties));
  }

  #scalar(token: CST.FlowScalar | CST.BlockScalar, properties: Properties): ScalarNode {
    const { style, text } = scalarContent(token, (offset, message) => this.#report(offset, sentence(message)));
    if (token.type !== 'block-scalar') checkEnd(token.end, token.offset + token.source.length, this.#report);
    const { tag } = properties;
    const asText = style !== 'plain' || (tag && (!tag.source.startsWith('!!') || tag.source === '!!str'));
    const value = asText ? text : plainValue(text);
    const at = this.#place(token.offset, scalarEnd(token));
    return tag ? scalarNode(style, value, text, ...this.#tagged(at, properties)) : scalarNode(style, value, text, at);
  }

  #alias(token: CST.FlowScalar, properties: Properties, depth: number): DocumentNode {
    const name = token.source.slice(1);
    const nothing = () => this.#empty(properties, this.#place(token.offset, token.offset + token.source.length));
    const anchored = this.#anchors.get(name);
    if (!anchored) {
      const message = this.#anchors.has(name) ? `Alias *${name} stands inside the value it repeats` : `Alias *${name} repeats nothing`;
      this.#report(token.offset, message);
      return nothing();
    }
    this.#count += anchored.size;
    this.#deepest = Math.max(this.#deepest, depth + anchored.height);
    if (this.#isFull(token)) return nothing();
    if (depth + anchored.height > maxDepth) {
      this.#report(token.offset, `Alias *${name} makes it more than ${maxDepth} levels deep`);
      return nothing();
    }
    return anchored.node;
  }

  #blockMapping(token: CST.BlockMap, properties: Properties, depth: number): MappingNode {
    const pairs: Pair[] = [];
    let end = token.offset;
    for (const item of token.items) {
      const entry = this.#pair(item, 'block', token.indent, end, depth);
      if (!entry) continue;
      pairs.push(entry.pair);
      end = Math.max(end, entry.end);
    }
    const first = pairs[0]?.key.whole.start ?? token.offset;
    return this.#mapping('block', pairs, this.#place(Math.min(first, end), end), properties);
  }

  #mapping(style: 'block' | 'flow', pairs: readonly Pair[], at: Span, properties: Properties): MappingNode {
    const merged = mergePairs(pairs, this.#report);
    this.#count += merged.length - pairs.length;
    return mappingNode(style, merged, ...this.#tagged(at, properties));
  }

  /** One entry; undefined for what holds comments and white space only. */
  #pair(item: CST.CollectionItem, style: 'block' | 'flow', indent: number, from: number, depth: number): { pair: Pair; end: number } | undefined {
    const { start, key, sep, value } = item;
    const before = this.#properties(start, 'explicit-key-ind', from);
    if (!key && !sep && !value && !before.tag && !before.anchor && !before.indicator) return undefined;
    const keyNode = this.#key(key, key ? before : { ...before, end: sep?.[0]?.offset ?? before.end }, depth);
    const between = this.#properties(sep ?? none, 'map-value-ind', keyNode.whole.end);
    if (style === 'block') this.#checkBlock(item, before, between, indent);
    else if (!between.indicator && value) this.#report(keyNode.at.end, 'A comma or a colon is missing');
    const valueNode = this.#node(value, between, depth + 1);
    return { pair: { key: keyNode, value: valueNode }, end: Math.max(keyNode.whole.end, between.end, value ? this.#endOf(value, valueNode) : 0) };
  }

  /** An alias ends where it is written, not where the value it repeats ends. */
  #endOf(token: CST.Token, node: DocumentNode): number {
    return token.type === 'alias' ? token.offset + token.source.length : node.whole.end;
  }

  #checkBlock(item: CST.CollectionItem, before: Properties, between: Properties, indent: number): void {
    if (!before.indicator) checkBlockEntry(item, between.indicator !== undefined, indent, this.#report);
    if (!this.#hasTabs) return;
    checkTabs(item.start, true, indent, item.key ?? item.sep?.[0], this.#report);
    checkTabs(item.sep ?? none, !item.key || item.key.type === 'block-scalar', indent, item.value, this.#report);
  }

  #key(token: CST.Token | null | undefined, properties: Properties, depth: number): ScalarNode {
    const node = this.#node(token, properties, depth + 1);
    const at = token?.type === 'alias' ? this.#place(token.offset, token.offset + token.source.length) : node.at;
    if (node.kind === 'scalar') return at === node.at ? node : { ...node, at, whole: at };
    const text = this.#file.text.slice(at.start, at.end);
    this.#report(at.start, 'A key is no single value');
    return scalarNode('plain', text, text, at);
  }

  #blockSequence(token: CST.BlockSequence, properties: Properties, depth: number): DocumentNode {
    const items: DocumentNode[] = [];
    let end = token.offset;
    for (const { start, value } of token.items) {
      const before = this.#properties(start, 'seq-item-ind', end);
      if (this.#hasTabs) checkTabs(start, true, token.indent, value, this.#report);
      if (!before.indicator) {
        if (!value && !before.tag && !before.anchor) continue;
        this.#report(value?.offset ?? before.end, 'A list item does not begin with a dash');
      }
      const node = this.#node(value, before, depth + 1);
      items.push(node);
      end = Math.max(end, before.end, value ? this.#endOf(value, node) : 0);
    }
    return sequenceNode('block', items, ...this.#tagged(this.#place(token.offset, end), properties));
  }

  #flowMapping(token: CST.FlowCollection, properties: Properties, depth: number): MappingNode {
    const pairs: Pair[] = [];
    let end = token.offset + 1;
    for (const item of token.items) {
      const entry = this.#pair(item, 'flow', token.indent, end, depth);
      if (!entry) continue;
      if (pairs.length > 0) checkComma(item, entry.pair.key.whole.start, this.#report);
      pairs.push(entry.pair);
      end = Math.max(end, entry.end);
    }
    return this.#mapping('flow', pairs, this.#place(token.offset, this.#flowEnd(token, '}', end)), properties);
  }

  #flowSequence(token: CST.FlowCollection, properties: Properties, depth: number): DocumentNode {
    const items: DocumentNode[] = [];
    let end = token.offset + 1;
    for (const item of token.items) {
      const node = this.#flowItem(item, token.indent, end, depth);
      if (!node) continue;
      if (items.length > 0) checkComma(item, node.start, this.#report);
      items.push(node.node);
      end = Math.max(end, node.end);
    }
    const at = this.#place(token.offset, this.#flowEnd(token, ']', end));
    return sequenceNode('flow', items, ...this.#tagged(at, properties));
  }

  /** An item of a flow sequence; `[a: b]` holds a mapping of one. */
  #flowItem(item: CST.CollectionItem, indent: number, from: number, depth: number): { node: DocumentNode; start: number; end: number } | undefined {
    const token = item.value ?? item.key;
    const explicit = item.start.some((start) => start.type === 'explicit-key-ind');
    if (item.sep?.some((sep) => sep.type === 'map-value-ind') || explicit) {
      const entry = this.#pair(item, 'flow', indent, from, depth + 1);
      if (!entry) return undefined;
      const { pair, end } = entry;
      const node = this.#mapping('flow', [pair], this.#place(pair.key.whole.start, end), this.#properties(none, 'comma', from));
      return { node, start: node.at.start, end };
    }
    const before = this.#properties(item.start, 'explicit-key-ind', from);
    if (!token && !before.tag && !before.anchor) return undefined;
    if (item.key && item.value) this.#report(item.value.offset, 'A comma is missing');
    const node = this.#node(token, before, depth + 1);
    return { node, start: token?.offset ?? before.end, end: Math.max(before.end, token ? this.#endOf(token, node) : 0) };
  }

  #flowEnd(token: CST.FlowCollection, bracket: string, reached: number): number {
    const [close, ...rest] = token.end;
    checkEnd(rest, close ? close.offset + 1 : -1, this.#report);
    if (close?.source === bracket) return close.offset + 1;
    this.#report(token.offset, `${bracket} is missing`);
    return reached;
  }
}

function sentence(message: string): string {
  return message.split('\n', 1)[0]!.slice(0, 200);
}
