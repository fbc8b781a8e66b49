/**
 * Reads the YAML that nearly every template is written in, ten times as fast as the whole language can be read: block
 * mappings and sequences, flow collections, scalars of every style, tags, comments. Whatever is rarer (anchors, explicit
 * keys, directives, several documents) or looks wrong is left to the full reader, which alone reports problems.
 */
import type { SourceFile } from '../source/file.ts';
import { span } from '../source/span.ts';
import {
  mappingNode,
  scalarNode,
  sequenceNode,
  type DocumentNode,
  type MappingNode,
  type Pair,
  type ScalarNode,
  type SequenceNode,
} from './document.ts';
import { PlainYamlFlow } from './plain-yaml-flow.ts';
import { code, isSpecialStart, unusual, type Tag } from './plain-yaml-scanner.ts';
import { blockScalarSource } from './yaml-scalars.ts';

/** The root of the document; undefined where the full reader must look. */
export function readPlainYaml(file: SourceFile): DocumentNode | undefined {
  if (unusualText.test(file.text)) return undefined;
  try {
    return new PlainYamlReader(file).read();
  } catch (error) {
    if (error === unusual) return undefined;
    throw error;
  }
}

/** Returns without line feeds, and characters that the full reader's lexer gives a meaning of its own. */
export const unusualText = /\r(?!\n)|[\u0002\u0018\u001f\ufeff]/;

/** Begins or ends a document. */
const marker = /\n(?:---|\.\.\.)/g;

const blockHeader = /[|>][+-]?(?= *(?: #[^\n]*)?\r?(?:\n|$))/y;

export class PlainYamlReader extends PlainYamlFlow {
  read(): DocumentNode | undefined {
    if (!this.toContent()) throw unusual;
    if (this.text.startsWith('---', this.pos)) {
      if (this.column !== 0) throw unusual;
      this.pos += 3;
      this.endLine();
      if (!this.toContent()) throw unusual;
    }
    marker.lastIndex = this.pos;
    if (this.column !== 0 || marker.test(this.text)) throw unusual;
    const root = this.isDash(this.pos) ? this.#sequence(0, 0, undefined) : this.#mapping(0, 0, undefined);
    if (this.pos < this.text.length) throw unusual;
    return root;
  }

  /** A mapping whose first key stands at `#pos` in `column`; ends at the first content behind it. */
  #mapping(column: number, depth: number, tag: Tag | undefined): MappingNode {
    this.count(depth);
    const pairs: Pair[] = [];
    const start = this.pos;
    let end = start;
    do {
      const pair = this.pair(column, depth);
      pairs.push(pair);
      end = pair.value.whole.end;
    } while (this.goesOn(column, false));
    const at = span(this.file, start, end);
    return mappingNode('block', pairs, at, this.whole(at, tag), tag?.name);
  }

  /** An entry whose key stands at `pos`; stands at the content behind it then. */
  protected pair(column: number, depth: number): Pair {
    const key = this.#key(depth);
    if (key.text === '<<' && key.style === 'plain') throw unusual;
    this.pos++;
    return { key, value: this.#valueBelow(column, column, depth, true) };
  }

  #sequence(column: number, depth: number, tag: Tag | undefined): SequenceNode {
    this.count(depth);
    const items: DocumentNode[] = [];
    const start = this.pos;
    let end = start;
    do {
      const item = this.item(column, depth);
      items.push(item);
      end = item.whole.end;
    } while (this.goesOn(column, true));
    const at = span(this.file, start, end);
    return sequenceNode('block', items, at, this.whole(at, tag), tag?.name);
  }

  /** An item whose dash stands at `pos`; stands at the content behind it then. */
  protected item(column: number, depth: number): DocumentNode {
    this.pos++;
    return this.#valueBelow(column, column + 1, depth, false);
  }

  /** Does the collection in `column` have another entry? Stands at the content behind the last one. */
  protected goesOn(column: number, dashes: boolean): boolean {
    if (this.pos >= this.text.length || this.column < column) return false;
    if (this.column > column) throw unusual;
    if (this.isDash(this.pos) === dashes) return true;
    // Behind a sequence that is not moved in, the keys of the mapping around it go on.
    if (dashes) return false;
    throw unusual;
  }

  /** A key and what stands before its colon; `#pos` is at the colon then. */
  #key(depth: number): ScalarNode {
    this.count(depth);
    const start = this.pos;
    const sign = this.text.charCodeAt(start);
    let key: ScalarNode;
    if (sign === code.double || sign === code.single) {
      key = this.quoted(start, undefined);
      if (this.text.slice(start, key.at.end).includes('\n')) throw unusual;
      this.pos = this.skipSpaces(key.at.end);
    } else {
      const end = this.plainLine(start);
      if (end === start) throw unusual;
      key = this.plain(start, end, undefined);
      this.pos = this.skipSpaces(end);
    }
    if (this.text.charCodeAt(this.pos) !== code.colon || !this.isBlank(this.pos + 1)) throw unusual;
    return key;
  }

  /**
   * The value behind a colon or a dash that ends at `#pos`: on this line or below it, moved in further than `column`.
   * Stands at the content behind it then.
   */
  #valueBelow(column: number, from: number, depth: number, isPair: boolean): DocumentNode {
    const lead = this.pos;
    let at = this.skipSpaces(lead);
    const tag = this.text.charCodeAt(at) === code.bang ? this.tag(at) : undefined;
    if (tag) at = this.skipSpaces(tag.end);
    if (this.isLineEnd(at) || (this.text.charCodeAt(at) === code.hash && at > (tag?.end ?? lead))) {
      this.pos = this.nextLine(at);
      return this.#onNextLines(column, tag, tag?.end ?? lead, depth, isPair);
    }
    if (!isPair && !tag) {
      const compact = this.#compact(at, from + at - lead, depth);
      if (compact) return compact;
    }
    const value = this.#inline(at, column, tag, depth);
    this.toContent();
    return value;
  }

  #onNextLines(column: number, tag: Tag | undefined, lead: number, depth: number, isPair: boolean): DocumentNode {
    const isThere = this.toContent();
    const isFlush = isPair && isThere && this.column === column && this.isDash(this.pos);
    if (!isFlush && (!isThere || this.column <= column)) {
      this.count(depth);
      const at = span(this.file, lead, lead);
      return scalarNode('plain', tag ? '' : null, '', at, this.whole(at, tag), tag?.name);
    }
    const inner = this.column;
    if (this.text.charCodeAt(this.pos) === code.bang && !tag) return this.#belowTag(column, depth, isPair);
    if (this.isDash(this.pos)) return this.#sequence(inner, depth + 1, tag);
    if (this.#startsPair(this.pos)) return this.#mapping(inner, depth + 1, tag);
    const value = this.#inline(this.pos, column, tag, depth);
    this.toContent();
    return value;
  }

  /** A value whose tag begins a line of its own. */
  #belowTag(column: number, depth: number, isPair: boolean): DocumentNode {
    const tag = this.tag(this.pos);
    const at = this.skipSpaces(tag.end);
    if (this.isLineEnd(at)) {
      this.pos = this.nextLine(at);
      return this.#onNextLines(column, tag, tag.end, depth, isPair);
    }
    const value = this.#inline(at, column, tag, depth);
    this.toContent();
    return value;
  }

  /** A collection that begins on the line of a dash. */
  #compact(at: number, column: number, depth: number): DocumentNode | undefined {
    if (this.isDash(at)) {
      this.pos = at;
      return this.#sequence(column, depth + 1, undefined);
    }
    if (!this.#startsPair(at)) return undefined;
    this.pos = at;
    return this.#mapping(column, depth + 1, undefined);
  }

  /** Does a key with its colon stand at `at`? */
  #startsPair(at: number): boolean {
    const sign = this.text.charCodeAt(at);
    let end: number;
    if (sign === code.double || sign === code.single) {
      end = this.quoteEnd(at);
      const line = this.text.indexOf('\n', at);
      if (line >= 0 && line < end) return false;
    } else {
      if (isSpecialStart(sign)) return false;
      end = this.plainLine(at);
    }
    const colon = this.skipSpaces(end);
    return this.text.charCodeAt(colon) === code.colon && this.isBlank(colon + 1);
  }

  /** A value that begins at `at` on a line, and the end of that line. */
  #inline(at: number, column: number, tag: Tag | undefined, depth: number): DocumentNode {
    this.count(depth);
    const sign = this.text.charCodeAt(at);
    if (sign === code.bar || sign === code.greater) return this.#blockScalar(at, column, tag);
    if (sign === code.double || sign === code.single) {
      const value = this.quoted(at, tag);
      this.pos = value.at.end;
      this.endLine();
      return value;
    }
    if (sign === code.openBracket || sign === code.openBrace) {
      this.pos = at;
      const value = this.flow(depth, tag);
      this.endLine();
      return value;
    }
    const end = this.#plainLines(at, column);
    const value = this.plain(at, end, tag);
    this.pos = end;
    this.endLine();
    return value;
  }

  #blockScalar(start: number, column: number, tag: Tag | undefined): ScalarNode {
    blockHeader.lastIndex = start;
    const header = blockHeader.exec(this.text)?.[0];
    if (header === undefined) throw unusual;
    const body = this.nextLine(start);
    const source = blockScalarSource(this.text, body, column + 1, header.includes('+'));
    if (source === undefined) throw unusual;
    const props = [
      { type: 'block-scalar-header', offset: start, indent: column, source: header },
      { type: 'newline', offset: start + header.length, indent: column, source: this.text.slice(start + header.length, body) },
    ] as const;
    const value = this.scalar({ type: 'block-scalar', offset: start, indent: column, props: [...props], source }, tag);
    this.pos = body + source.length;
    return value;
  }

  /** The end of a plain text that may go on over lines that are moved in further than `column`. */
  #plainLines(start: number, column: number): number {
    const text = this.text;
    let end = this.plainLine(start);
    for (;;) {
      const rest = this.skipSpaces(end);
      if (!this.isLineEnd(rest)) {
        if (text.charCodeAt(rest) === code.colon) throw unusual;
        return end;
      }
      let at = rest;
      let line = rest;
      while (this.isLineEnd(at) && at < text.length) {
        line = this.nextLine(at);
        at = this.skipSpaces(line);
      }
      if (at >= text.length || at - line <= column || text.charCodeAt(at) === code.hash) return end;
      end = this.#continuation(at);
    }
  }

  /** A further line of a plain text: it may begin with any sign but must not turn out to be a key. */
  #continuation(start: number): number {
    const text = this.text;
    let end = start;
    for (let at = start; ; at++) {
      const sign = text.charCodeAt(at);
      if (sign === code.space) {
        if (text.charCodeAt(at + 1) === code.hash) return end;
      } else if (sign === code.tab || (sign === code.colon && this.isBlank(at + 1))) throw unusual;
      else if (sign === code.newline || sign === code.return || at >= text.length) return end;
      else end = at + 1;
    }
  }
}
