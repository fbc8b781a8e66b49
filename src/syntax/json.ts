/** Reads JSON, with or without comments and trailing commas, into documents. */
import { createScanner, type JSONScanner } from 'jsonc-parser';
import type { SourceFile } from '../source/file.ts';
import { span, type Span } from '../source/span.ts';
import {
  mappingNode,
  scalarNode,
  sequenceNode,
  type DocumentNode,
  type Pair,
  type ParsedDocument,
  type ScalarNode,
  type SyntaxProblem,
} from './document.ts';
import { maxDepth, maxNodes, maxProblems } from './limits.ts';

/** The kinds of tokens; the library declares them as a const enum, which erasable syntax cannot import. */
const kinds = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  text: 10,
  number: 11,
  unknown: 16,
  end: 17,
} as const;

const closers = new Set<number>([kinds.closeBrace, kinds.closeBracket, kinds.end]);

export function readJson(file: SourceFile): ParsedDocument {
  const reader = new JsonReader(file);
  const root = reader.read();
  return { file, format: 'json', root, roots: root ? [root] : [], problems: reader.problems };
}

class JsonReader {
  readonly problems: SyntaxProblem[] = [];
  readonly #file: SourceFile;
  readonly #scanner: JSONScanner;
  #kind: number = kinds.end;
  #count = 0;
  #stopped = false;

  constructor(file: SourceFile) {
    this.#file = file;
    this.#scanner = createScanner(file.text, true);
  }

  read(): DocumentNode | undefined {
    this.#next();
    if (this.#kind === kinds.end) return undefined;
    const root = this.#value(0);
    if (this.#kind !== kinds.end && !this.#stopped) this.#report('Something stands behind the end of the document');
    return root;
  }

  /** Goes to the next token that means something; what means nothing is reported once and passed over. */
  #next(): void {
    if (this.#stopped) return;
    this.#kind = this.#scanner.scan();
    while (this.#kind > kinds.number && this.#kind !== kinds.end) {
      if (this.#kind === kinds.unknown) this.#report('Unexpected text');
      this.#kind = this.#scanner.scan();
    }
    const error: number = this.#scanner.getTokenError();
    if (error > 0) this.#report(scanErrors[error] ?? 'Unexpected text');
  }

  #report(message: string): void {
    if (this.problems.length < maxProblems) this.problems.push({ message, offset: this.#scanner.getTokenOffset(), fatal: false });
  }

  /** Reads no further: everything that is open ends here. */
  #stop(message: string): void {
    this.problems.push({ message, offset: this.#scanner.getTokenOffset(), fatal: true });
    this.#stopped = true;
    this.#kind = kinds.end;
  }

  #token(): Span {
    const start = this.#scanner.getTokenOffset();
    return span(this.#file, start, start + this.#scanner.getTokenLength());
  }

  #value(depth: number): DocumentNode | undefined {
    if (++this.#count > maxNodes) this.#stop(`It holds more than ${maxNodes} values`);
    if (depth > maxDepth) this.#stop(`It is nested more than ${maxDepth} levels deep`);
    switch (this.#kind) {
      case kinds.openBrace:
        return this.#object(depth);
      case kinds.openBracket:
        return this.#array(depth);
      case kinds.text:
        return this.#text();
      case kinds.number:
        return this.#literal(Number(this.#scanner.getTokenValue()));
      case kinds.true:
        return this.#literal(true);
      case kinds.false:
        return this.#literal(false);
      case kinds.null:
        return this.#literal(null);
      default:
        return undefined;
    }
  }

  #text(): ScalarNode {
    const [at, text] = [this.#token(), this.#scanner.getTokenValue()];
    this.#next();
    return scalarNode('double', text, text, at);
  }

  #literal(value: number | boolean | null): ScalarNode {
    const at = this.#token();
    const text = this.#file.text.slice(at.start, at.end);
    this.#next();
    return scalarNode('plain', value, text, at);
  }

  #object(depth: number): DocumentNode {
    const start = this.#scanner.getTokenOffset();
    const pairs: Pair[] = [];
    let end = start + 1;
    this.#next();
    while (!closers.has(this.#kind)) {
      const pair = this.#pair(depth);
      if (pair) {
        pairs.push(pair);
        end = pair.value.at.end;
      }
      this.#comma();
    }
    const at = span(this.#file, start, this.#close(kinds.closeBrace, '}', end));
    return mappingNode('flow', pairs, at);
  }

  #pair(depth: number): Pair | undefined {
    if (this.#kind !== kinds.text) {
      this.#report('A key in quotes is expected');
      if (this.#kind === kinds.colon || this.#kind === kinds.comma) this.#next();
      else this.#value(depth + 1);
      return undefined;
    }
    const key = this.#text();
    const colon = this.#colon() ?? key.at.end;
    return { key, value: this.#value(depth + 1) ?? this.#missing(colon) };
  }

  /** The place behind the colon. */
  #colon(): number | undefined {
    if (this.#kind !== kinds.colon) {
      this.#report('A colon is missing');
      return undefined;
    }
    const { end } = this.#token();
    this.#next();
    return end;
  }

  #missing(offset: number): ScalarNode {
    if (!this.#stopped) this.#report('A value is missing');
    const at = span(this.#file, offset, offset);
    return scalarNode('plain', null, '', at);
  }

  #array(depth: number): DocumentNode {
    const start = this.#scanner.getTokenOffset();
    const items: DocumentNode[] = [];
    let end = start + 1;
    this.#next();
    while (!closers.has(this.#kind)) {
      const item = this.#value(depth + 1);
      if (item) {
        items.push(item);
        end = item.at.end;
      } else if (!this.#stopped) {
        this.#report('A value is missing');
        if (this.#kind === kinds.colon) this.#next();
      }
      this.#comma();
    }
    const at = span(this.#file, start, this.#close(kinds.closeBracket, ']', end));
    return sequenceNode('flow', items, at);
  }

  /** A comma, or what stands in its place; a comma before the closing bracket is fine. */
  #comma(): void {
    if (this.#kind === kinds.comma) this.#next();
    else if (!closers.has(this.#kind)) this.#report('A comma is missing');
  }

  #close(kind: number, bracket: string, reached: number): number {
    if (this.#kind === kind) {
      const { end } = this.#token();
      this.#next();
      return end;
    }
    if (this.#stopped) return reached;
    this.#report(`${bracket} is missing`);
    if (this.#kind !== kinds.end) {
      const { end } = this.#token();
      this.#next();
      return end;
    }
    return reached;
  }
}

const scanErrors = [
  '',
  'A comment does not end',
  'A text does not end on its line',
  'A number ends too early',
  'A Unicode escape is wrong',
  'An escape is unknown',
  'A text holds a control character',
];
