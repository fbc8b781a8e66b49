/** The edits of one document: how a value is replaced, added or taken away in the style around it. */
import { insertText, replaceText, type Edit } from '../source/edit.ts';
import { span } from '../source/span.ts';
import type { DocumentNode, MappingNode, Pair, ParsedDocument, SequenceNode } from '../syntax/document.ts';
import { findHolder, listHolders } from './document-holders.ts';
import { appendToFlow, putIntoFlow } from './document-flow.ts';
import { colonEnd, columnAt, dashEnd, indentation, isWithin, lineEnd, linePrefix, mappingColumn, ownPairs, type Holder } from './document-places.ts';
import { removeFromParent } from './document-removal.ts';
import { documentStyle, siblingQuote, styleNear, withLongLists, type DocumentStyle } from './document-style.ts';
import {
  afterColon,
  afterDash,
  inline,
  isCollection,
  isContent,
  json,
  keyText,
  mappingLines,
  newLine,
  sequenceLines,
  type Spelling,
} from './document-writer.ts';
import { Block, type Plain } from './tree.ts';

/** Nodes whose holders are looked for one by one. */
const fewNodes = 100;

/** Longer flow collections than this are written as blocks where they may be. */
const widestFlow = 110;

export class DocumentEditing {
  readonly document: ParsedDocument;
  readonly text: string;
  readonly #short: boolean;
  /** The holders of nodes that were asked for. */
  readonly #asked = new Map<DocumentNode, Holder>();
  /** The holders of all nodes, once many were asked for. */
  #holders: ReadonlyMap<DocumentNode, Holder> | undefined;
  #style: DocumentStyle | undefined;

  constructor(document: ParsedDocument, short: boolean) {
    this.document = document;
    this.text = document.file.text;
    this.#short = short;
  }

  get isJson(): boolean {
    return this.document.format === 'json';
  }

  get style(): DocumentStyle {
    this.#style ??= documentStyle(this.document);
    return this.#style;
  }

  holderOf(node: DocumentNode): Holder | undefined {
    const known = this.#asked.get(node);
    if (known) return known;
    // Few nodes of a document are asked for, so that going down to them costs less than a list of all.
    const holder = this.#holders || this.#asked.size >= fewNodes ? this.#listedHolder(node) : findHolder(this.document.roots, node);
    if (holder) this.#asked.set(node, holder);
    return holder;
  }

  #listedHolder(node: DocumentNode): Holder | undefined {
    this.#holders ??= listHolders(this.document.roots);
    return this.#holders.get(node);
  }

  edit(start: number, end: number, text: string): Edit {
    return replaceText(span(this.document.file, start, end), text);
  }

  insert(offset: number, text: string): Edit {
    return insertText(this.document.file, offset, text);
  }

  /** The spelling for what is written beside `siblings`, below `near`. */
  spelling(near: DocumentNode, siblings: readonly DocumentNode[], keys: readonly DocumentNode[] = []): Spelling {
    const style = styleNear(this.text, near, (node) => this.holderOf(node), this.style);
    return { style, short: this.#short, quote: siblingQuote(siblings), keyQuote: siblingQuote(keys) };
  }

  replace(node: DocumentNode, to: Plain): readonly Edit[] | undefined {
    if (this.#losesAnchor(node.whole.start, node.whole.end)) return undefined;
    const holder = this.holderOf(node);
    if (!holder) return this.#replaceRoot(node, to);
    if (this.isJson) return [this.edit(node.whole.start, node.whole.end, this.#json(node, holder, to))];
    if (holder.parent.style === 'flow') return this.#replaceInFlow(node, holder, to);
    return holder.kind === 'pair' ? this.#replaceValue(node, holder.parent, holder.pair, to) : this.#replaceItem(node, holder.parent, to);
  }

  put(node: MappingNode, key: string, to: Plain): readonly Edit[] | undefined {
    const own = ownPairs(node);
    if (own.some((pair) => pair.key.text === key)) return undefined;
    if (node.style === 'flow') return putIntoFlow(this, node, key, to);
    const column = mappingColumn(this.text, node);
    const end = this.#endOfLines(node);
    if (column === undefined || end === undefined) return undefined;
    const values = own.map((pair) => pair.value);
    const spelling = this.spelling(
      node,
      values,
      own.map((pair) => pair.key),
    );
    return [this.insert(end, `${newLine(column, spelling)}${keyText(key, spelling)}:${afterColon(to, column, spelling)}`)];
  }

  append(node: SequenceNode, item: Plain): readonly Edit[] | undefined {
    if (node.style === 'flow') return appendToFlow(this, node, item);
    const end = this.#endOfLines(node);
    if (end === undefined || !/^ *(?:- +)*$/.test(linePrefix(this.text, node.at.start))) return undefined;
    const column = columnAt(this.text, node.at.start);
    const spelling = this.spelling(node, node.items);
    return [this.insert(end, `${newLine(column, spelling)}-${afterDash(item, column, spelling)}`)];
  }

  remove(node: DocumentNode): readonly Edit[] | undefined {
    const holder = this.holderOf(node);
    const start = holder?.kind === 'pair' ? holder.pair.key.whole.start : node.whole.start;
    if (!holder || this.#losesAnchor(start, node.whole.end)) return undefined;
    return removeFromParent(this, node, holder);
  }

  /** Puts `to` in the place of a collection that holds nothing, as a block where one may stand. */
  fill(node: DocumentNode, to: Plain): readonly Edit[] | undefined {
    if (node.tag) return undefined;
    return this.replace(node, to);
  }

  /** The end of the last line of a block collection; undefined where something else stands on it. */
  #endOfLines(node: MappingNode | SequenceNode): number | undefined {
    const end = lineEnd(this.text, node.at.end);
    return /^\s*(?:#.*)?$/.test(this.text.slice(node.at.end, end)) ? end : undefined;
  }

  /** Would taking this text away leave an alias without its anchor? */
  #losesAnchor(start: number, end: number): boolean {
    if (this.isJson) return false;
    const text = this.text.slice(start, end);
    if (!text.includes('&')) return false;
    for (const [, name] of text.matchAll(/(?:^|[\s,[{])&([^\s,[\]{}]+)/g)) if (this.text.includes(`*${name}`)) return true;
    return false;
  }

  #json(node: DocumentNode, holder: Holder | undefined, to: Plain): string {
    const start = holder?.kind === 'pair' ? holder.pair.key.at.start : node.whole.start;
    const written = this.text.slice(node.at.start, node.at.end);
    const isFilled = node.kind === 'mapping' ? node.pairs.length > 0 : node.kind === 'sequence' && node.items.length > 0;
    const compact = isFilled ? !written.includes('\n') : holder !== undefined && isOneLine(this.text, holder.parent);
    const style = isFilled && !compact ? withLongLists(this.style) : this.style;
    return json(to, indentation(this.text, start), style, compact);
  }

  #replaceRoot(node: DocumentNode, to: Plain): readonly Edit[] | undefined {
    if (!this.document.roots.includes(node)) return undefined;
    const spelling = this.spelling(node, [node]);
    if (this.isJson) return [this.edit(node.whole.start, node.whole.end, this.#json(node, undefined, to))];
    const column = columnAt(this.text, node.whole.start);
    const isBlock = isCollection(to) && column === 0 && node.kind !== 'scalar' && node.style === 'block';
    return [this.edit(node.whole.start, node.whole.end, isBlock ? lines(to, 0, spelling) : inline(to, spelling))];
  }

  #replaceInFlow(node: DocumentNode, { parent }: Holder, to: Plain): readonly Edit[] {
    const own = parent.kind === 'mapping' ? ownPairs(parent) : [];
    const siblings = parent.kind === 'mapping' ? own.map((pair) => pair.value) : parent.items;
    const keys = node.kind === 'mapping' && node.pairs.length > 0 ? node.pairs : own;
    const spelling = this.#spellingFor(
      node,
      siblings,
      keys.map((pair) => pair.key),
    );
    const space = node.whole.start === node.whole.end ? ' ' : '';
    return [this.edit(node.whole.start, node.whole.end, space + inline(to, spelling, true))];
  }

  /** What replaces a quoted text is quoted likewise. */
  #spellingFor(node: DocumentNode, siblings: readonly DocumentNode[], keys: readonly DocumentNode[] = []): Spelling {
    const spelling = this.spelling(node, siblings, keys);
    if (node.kind !== 'scalar' || node.tag || node.value === null) return spelling;
    const quote = node.style === 'single' ? ("'" as const) : node.style === 'double' ? ('"' as const) : undefined;
    return { ...spelling, quote: quote ?? (typeof node.value === 'string' ? undefined : spelling.quote) };
  }

  #replaceValue(node: DocumentNode, parent: MappingNode, pair: Pair, to: Plain): readonly Edit[] | undefined {
    const colon = colonEnd(this.text, pair);
    if (colon === undefined || !isWithin(node, parent)) return undefined;
    const beside = ownPairs(parent)
      .map((sibling) => sibling.value)
      .filter((sibling) => sibling !== node);
    const spelling = this.#inside(node, this.#spellingFor(node, beside));
    const flow = this.#asFlow(node, to, spelling);
    if (flow !== undefined) return [this.#swapInline(node, colon, flow)];
    const inPlace = this.#sameKind(node, to, spelling);
    if (inPlace) return [inPlace];
    const column = mappingColumn(this.text, parent);
    return column === undefined ? undefined : [this.#swapBlock(node, colon, afterColon(to, column, spelling))];
  }

  #replaceItem(node: DocumentNode, parent: SequenceNode, to: Plain): readonly Edit[] | undefined {
    const dash = dashEnd(this.text, parent, node);
    if (dash === undefined || !isWithin(node, parent)) return undefined;
    const spelling = this.#inside(
      node,
      this.#spellingFor(
        node,
        parent.items.filter((item) => item !== node),
      ),
    );
    const flow = this.#asFlow(node, to, spelling);
    if (flow !== undefined) return [this.#swapInline(node, dash, flow)];
    const inPlace = this.#sameKind(node, to, spelling);
    if (inPlace) return [inPlace];
    return [this.#swapBlock(node, dash, afterDash(to, columnAt(this.text, parent.at.start), spelling))];
  }

  /** What replaces a collection is written like its insides. */
  #inside(node: DocumentNode, spelling: Spelling): Spelling {
    if (node.kind === 'scalar') return spelling;
    if (node.kind === 'sequence') return { ...spelling, quote: siblingQuote(node.items) };
    const own = ownPairs(node);
    return { ...spelling, quote: siblingQuote(own.map((pair) => pair.value)), keyQuote: siblingQuote(own.map((pair) => pair.key)) };
  }

  /** The new value on one line, where it is a single value or stands in the place of a flow collection; undefined where a block is better. */
  #asFlow(node: DocumentNode, to: Plain, spelling: Spelling): string | undefined {
    const text = inline(to, spelling);
    if (!isCollection(to)) return text;
    // An intrinsic with a single argument stands on one line, too.
    if (/^![A-Za-z0-9:]+ [^[{]/.test(text)) return text;
    const isFlow = node.kind !== 'scalar' && node.style === 'flow' && (node.kind === 'mapping' ? node.pairs : node.items).length > 0;
    return isFlow && text.length <= widestFlow ? text : undefined;
  }

  /** A block in the place of a block of its kind. */
  #sameKind(node: DocumentNode, to: Plain, spelling: Spelling): Edit | undefined {
    const value = to instanceof Block ? to.content : to;
    if (node.kind === 'scalar' || node.style === 'flow' || node.tag) return undefined;
    if (node.kind === 'sequence' ? !Array.isArray(value) : !isContent(value)) return undefined;
    if (inline(value, spelling).startsWith('!')) return undefined;
    const column = node.kind === 'mapping' ? mappingColumn(this.text, node) : columnAt(this.text, node.at.start);
    return column === undefined ? undefined : this.edit(node.at.start, node.at.end, lines(value, column, spelling));
  }

  /** `text` behind the colon or dash that ends at `from`; a comment on that line stays on it. */
  #swapInline(node: DocumentNode, from: number, text: string): Edit {
    const between = this.text.slice(from, node.whole.start);
    if (!between.includes('\n')) {
      const space = between === '' || node.whole.start === node.whole.end ? ' ' : '';
      return this.edit(node.whole.start, node.whole.end, (between.endsWith(' ') ? '' : space) + text);
    }
    const kept = between.slice(0, between.indexOf('\n')).trimEnd();
    const anchor = /^\s*&\S+/.exec(kept)?.[0] ?? '';
    return this.edit(from, node.whole.end, `${anchor} ${text}${kept.slice(anchor.length)}`);
  }

  /** Like `#swapInline` for text that goes on below. */
  #swapBlock(node: DocumentNode, from: number, text: string): Edit {
    const between = this.text.slice(from, node.whole.start);
    const anchor = /^\s*&\S+/.exec(between)?.[0] ?? '';
    const below = text.startsWith('\n') || text.startsWith('\r');
    const line = between.indexOf('\n');
    if (line >= 0) return this.edit(from, node.whole.end, below ? between.slice(0, line).trimEnd() + text : anchor + text);
    const end = lineEnd(this.text, node.whole.end);
    const rest = this.text.slice(node.whole.end, end).trimEnd();
    return this.edit(from, end, below ? anchor + rest + text : anchor + text + rest);
  }
}

function lines(value: Plain, column: number, spelling: Spelling): string {
  const bare = value instanceof Block ? value.content : value;
  if (Array.isArray(bare) && bare.length > 0) return sequenceLines(bare, column, spelling);
  if (isContent(bare) && Object.keys(bare).length > 0) return mappingLines(bare, column, spelling);
  return inline(bare, spelling);
}

/** Everything between the first and the last entry on one line? */
function isOneLine(text: string, node: MappingNode | SequenceNode): boolean {
  return !text.slice(node.at.start, node.at.end).includes('\n');
}
