/** A place in a list of Bicep's tokens, which readers move forward. */
import type { SourceFile } from '../source/file.ts';
import { span, type Span } from '../source/span.ts';
import type { Token } from './bicep-lexer.ts';
import type { BicepResource, TemplateExpression } from './template-expression.ts';

/** Brackets within brackets beyond this are not read. */
const deepest = 100;

/** Reads the resource that stands inside of another's body, from its keyword on. */
export type ResourceParser = (cursor: Cursor, start: number) => BicepResource | undefined;

/** Reads one expression, of any kind. */
export type ExpressionReader = (cursor: Cursor) => TemplateExpression;

export class Cursor {
  readonly file: SourceFile;
  readonly #tokens: readonly Token[];
  readonly resource: ResourceParser | undefined;
  /** Where something stands that could not be read. */
  readonly gaps: number[];
  #index = 0;
  #depth = 0;

  constructor(file: SourceFile, list: readonly Token[], resource?: ResourceParser, gaps: number[] = []) {
    this.file = file;
    this.gaps = gaps;
    this.#tokens = list;
    this.resource = resource;
  }

  get token(): Token {
    return this.#tokens[this.#index] ?? this.#tokens.at(-1)!;
  }

  get previousEnd(): number {
    return this.#tokens[this.#index - 1]?.end ?? 0;
  }

  peek(ahead = 1): Token {
    return this.#tokens[this.#index + ahead] ?? this.#tokens.at(-1)!;
  }

  /** The next token that is no line break, this one included. */
  beyondNewlines(): Token {
    let ahead = 0;
    while (this.peek(ahead).kind === 'newline') ahead++;
    return this.peek(ahead);
  }

  advance(): Token {
    const { token } = this;
    if (token.kind !== 'end') this.#index++;
    return token;
  }

  is(sign: string): boolean {
    return this.token.kind === 'sign' && this.token.text === sign;
  }

  isName(name: string): boolean {
    return this.token.kind === 'name' && this.token.text === name;
  }

  take(sign: string): boolean {
    if (!this.is(sign)) return false;
    this.advance();
    return true;
  }

  skipNewlines(): void {
    while (this.token.kind === 'newline') this.advance();
  }

  skipLine(): void {
    while (this.token.kind !== 'newline' && this.token.kind !== 'end') this.advance();
  }

  from(start: number): Span {
    return span(this.file, start, Math.max(start, this.previousEnd));
  }

  deeper<T>(read: () => T, otherwise: () => T): T {
    if (this.#depth >= deepest) return otherwise();
    this.#depth++;
    try {
      return read();
    } finally {
      this.#depth--;
    }
  }
}

/** Skips what cannot be read, up to where something else may begin. */
export function unread(cursor: Cursor): TemplateExpression {
  const { start } = cursor.token;
  cursor.gaps.push(start);
  let open = 0;
  while (cursor.token.kind !== 'end') {
    if (cursor.token.kind === 'newline' && open === 0) break;
    if (cursor.is('(') || cursor.is('[') || cursor.is('{')) open++;
    else if (cursor.is(')') || cursor.is(']') || cursor.is('}')) {
      if (open === 0) break;
      open--;
    } else if (cursor.is(',') && open === 0) break;
    cursor.advance();
  }
  return { kind: 'unread', at: cursor.from(start) };
}
