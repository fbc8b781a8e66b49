/** Reads the expressions of ARM templates: texts in brackets, `[concat(parameters('name'), '-web')]`. */
import type { Span } from '../source/span.ts';
import type { TemplateExpression } from './template-expression.ts';

/** Calls within calls beyond this are not read. */
const deepest = 100;

/** Is a text an expression? `[[` is a bracket that is meant as such. */
export function isArmExpression(text: string): boolean {
  return text.startsWith('[') && text.endsWith(']') && !text.startsWith('[[');
}

/** `at` is the place of the whole text: parts of an expression are not told apart. */
export function parseArmExpression(text: string, at: Span): TemplateExpression {
  const reader = new Reader(text.slice(1, -1), at);
  const read = reader.expression(0);
  return read && reader.isAtEnd ? read : { kind: 'unread', at };
}

class Reader {
  readonly #text: string;
  readonly #at: Span;
  #offset = 0;

  constructor(text: string, at: Span) {
    this.#text = text;
    this.#at = at;
  }

  get isAtEnd(): boolean {
    this.#space();
    return this.#offset >= this.#text.length;
  }

  expression(depth: number): TemplateExpression | undefined {
    if (depth > deepest) return undefined;
    let source = this.#primary(depth);
    while (source) {
      if (this.#take('.')) {
        const name = this.#match(/[\w$-]+/y);
        if (name === undefined) return undefined;
        source = { kind: 'member', source, name, at: this.#at };
      } else if (this.#take('[')) {
        const key = this.expression(depth + 1);
        if (!key || !this.#take(']')) return undefined;
        source = { kind: 'index', source, key, at: this.#at };
      } else return source;
    }
    return undefined;
  }

  #primary(depth: number): TemplateExpression | undefined {
    this.#space();
    if (this.#text[this.#offset] === "'") return this.#literal();
    const number = this.#match(/-?\d+/y);
    if (number !== undefined) return { kind: 'literal', value: Number(number), at: this.#at };
    const name = this.#match(/[A-Za-z_][\w.]*/y);
    if (name === undefined) return undefined;
    if (!this.#take('(')) return { kind: 'name', name, at: this.#at };
    const given: TemplateExpression[] = [];
    while (!this.#take(')')) {
      const argument = this.expression(depth + 1);
      if (!argument) return undefined;
      given.push(argument);
      if (!this.#take(',') && this.#next() !== ')') return undefined;
    }
    const dot = name.lastIndexOf('.');
    const namespace = dot < 0 ? undefined : name.slice(0, dot).toLowerCase();
    return { kind: 'call', name: name.slice(dot + 1).toLowerCase(), namespace, arguments: given, at: this.#at };
  }

  /** Two apostrophes are one. */
  #literal(): TemplateExpression | undefined {
    const written = this.#match(/'(?:[^']|'')*'/y);
    return written === undefined ? undefined : { kind: 'literal', value: written.slice(1, -1).replaceAll("''", "'"), at: this.#at };
  }

  #match(pattern: RegExp): string | undefined {
    this.#space();
    pattern.lastIndex = this.#offset;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#offset += found.length;
    return found;
  }

  #next(): string | undefined {
    this.#space();
    return this.#text[this.#offset];
  }

  #take(sign: string): boolean {
    if (this.#next() !== sign) return false;
    this.#offset++;
    return true;
  }

  #space(): void {
    while (/\s/.test(this.#text[this.#offset] ?? '')) this.#offset++;
  }
}
