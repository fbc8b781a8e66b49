/** Goes through plain YAML: lines, white space, tags and scalars. What is not plain stops it. */
import type { SourceFile } from '../source/file.ts';
import { span, type Span } from '../source/span.ts';
import { scalarNode, type ScalarNode } from './document.ts';
import { maxNodes } from './limits.ts';
import { plainValue, scalarContent, scalarEnd, textOnLine, type ScalarToken } from './yaml-scalars.ts';

/** Thrown to leave a text to the full reader; it never leaves the quick one. */
export const unusual = new Error('not plain YAML');

/** Deeper ones are checked against the limit by the full reader. */
const maxPlainDepth = 100;

export const code = {
  newline: 10,
  return: 13,
  space: 32,
  tab: 9,
  bang: 33,
  double: 34,
  hash: 35,
  single: 39,
  comma: 44,
  dash: 45,
  colon: 58,
  question: 63,
  openBracket: 91,
  closeBracket: 93,
  openBrace: 123,
  bar: 124,
  closeBrace: 125,
  greater: 62,
} as const;

/** Signs that begin something else than a plain scalar: `&*%@` and the backtick, and what only flow collections know. */
const specialStarts = Uint8Array.from({ length: 128 }, (_, sign) => ('&*%@`,]}|>!"\'#[{'.includes(String.fromCharCode(sign)) ? 1 : 0));

export function isSpecialStart(sign: number): boolean {
  return specialStarts[sign] === 1;
}

const tagAt = /![A-Za-z][A-Za-z0-9:_.-]*(?=[ \r\n]|$)/y;

export interface Tag {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

export class PlainYamlScanner {
  protected readonly file: SourceFile;
  protected readonly text: string;
  protected pos = 0;
  /** Column of the content that `pos` stands at, after `toContent`. */
  protected column = 0;
  #nodes = 0;

  constructor(file: SourceFile) {
    this.file = file;
    this.text = file.text;
  }

  /** From the beginning of a line to the first thing that is neither white space nor a comment; false at the end. */
  protected toContent(): boolean {
    const text = this.text;
    for (;;) {
      const start = this.pos;
      let at = start;
      while (text.charCodeAt(at) === code.space) at++;
      const sign = text.charCodeAt(at);
      if (sign === code.newline) this.pos = at + 1;
      else if (sign === code.return) this.pos = at + 2;
      else if (sign === code.hash) this.pos = this.nextLine(at);
      else if (at >= text.length) {
        this.pos = text.length;
        return false;
      } else if (sign === code.tab) throw unusual;
      else {
        this.pos = at;
        this.column = at - start;
        return true;
      }
    }
  }

  protected nextLine(at: number): number {
    const newline = this.text.indexOf('\n', at);
    return newline < 0 ? this.text.length : newline + 1;
  }

  /** Nothing but white space and a comment may follow on this line. */
  protected endLine(): void {
    const start = this.pos;
    const at = this.skipSpaces(start);
    const sign = this.text.charCodeAt(at);
    if (this.isLineEnd(at) || (sign === code.hash && at > start)) this.pos = this.nextLine(at);
    else throw unusual;
  }

  protected skipSpaces(from: number): number {
    let at = from;
    while (this.text.charCodeAt(at) === code.space) at++;
    return at;
  }

  protected isLineEnd(at: number): boolean {
    const sign = this.text.charCodeAt(at);
    return sign === code.newline || sign === code.return || at >= this.text.length;
  }

  /** White space, a line ending or the end. */
  protected isBlank(at: number): boolean {
    return this.text.charCodeAt(at) === code.space || this.isLineEnd(at);
  }

  protected isDash(at: number): boolean {
    return this.text.charCodeAt(at) === code.dash && this.isBlank(at + 1);
  }

  protected count(depth: number): void {
    if (++this.#nodes > maxNodes || depth > maxPlainDepth) throw unusual;
  }

  /** The place of a value with its tag. */
  protected whole(at: Span, tag: Tag | undefined): Span {
    return tag ? span(this.file, tag.start, at.end) : at;
  }

  protected tag(start: number): Tag {
    tagAt.lastIndex = start;
    const match = tagAt.exec(this.text);
    if (!match) throw unusual;
    return { start, end: start + match[0].length, name: match[0] };
  }

  protected scalar(token: ScalarToken, tag: Tag | undefined): ScalarNode {
    const { style, text } = scalarContent(token, giveUp);
    return this.#made(style, text, token.offset, scalarEnd(token), tag);
  }

  #made(style: ScalarNode['style'], text: string, start: number, end: number, tag: Tag | undefined): ScalarNode {
    const at = span(this.file, start, end);
    return scalarNode(style, style === 'plain' && !tag ? plainValue(text) : text, text, at, this.whole(at, tag), tag?.name);
  }

  protected plain(start: number, end: number, tag: Tag | undefined): ScalarNode {
    const source = this.text.slice(start, end);
    const text = textOnLine(source, 'plain');
    return text === undefined ? this.scalar({ type: 'scalar', offset: start, indent: 0, source }, tag) : this.#made('plain', text, start, end, tag);
  }

  protected quoteEnd(start: number): number {
    const text = this.text;
    const quote = text.charAt(start);
    let end = text.indexOf(quote, start + 1);
    if (quote === "'") {
      while (end >= 0 && text.charAt(end + 1) === "'") end = text.indexOf("'", end + 2);
    } else {
      while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
    }
    if (end < 0) throw unusual;
    return end + 1;
  }

  protected quoted(start: number, tag: Tag | undefined): ScalarNode {
    const end = this.quoteEnd(start);
    const style = this.text.charCodeAt(start) === code.double ? 'double' : 'single';
    const source = this.text.slice(start, end);
    const text = textOnLine(source, style);
    if (text !== undefined) return this.#made(style, text, start, end, tag);
    return this.scalar({ type: `${style}-quoted-scalar`, offset: start, indent: 0, source }, tag);
  }

  /** The end of a plain text that begins at `start`, on its line: before `: `, ` #`, white space at its end. */
  protected plainLine(start: number): number {
    const text = this.text;
    this.checkPlainStart(start);
    let end = start;
    for (let at = start; ; at++) {
      const sign = text.charCodeAt(at);
      if (sign === code.space) {
        if (text.charCodeAt(at + 1) === code.hash) return end;
      } else if (sign === code.colon) {
        if (this.isBlank(at + 1)) return end;
        end = at + 1;
      } else if (sign === code.tab) throw unusual;
      else if (sign === code.newline || sign === code.return || at >= text.length) return end;
      else end = at + 1;
    }
  }

  protected checkPlainStart(start: number): void {
    const sign = this.text.charCodeAt(start);
    if (isSpecialStart(sign)) throw unusual;
    if ((sign === code.dash || sign === code.question || sign === code.colon) && this.isBlank(start + 1)) throw unusual;
  }
}

function giveUp(): never {
  throw unusual;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charAt(at - 1 - backslashes) === '\\') backslashes++;
  return backslashes % 2 === 1;
}
