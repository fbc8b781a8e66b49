/** Where the HCL parser stands in its text: characters, blanks, comments, names, and the problems met so far. */
import type { SourceFile } from '../source/file.ts';
import type { Span } from '../source/span.ts';
import type { SyntaxProblem } from './document.ts';

/** Nesting beyond this is not read: no configuration that people write comes near it, and the stack must not overflow. */
const deepest = 200;

/** Leaves an expression that cannot be parsed; caught where the next attribute begins, never seen outside of the parser. */
export class Unreadable extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

export class HclCursor {
  readonly text: string;
  readonly file: SourceFile;
  readonly end: number;
  readonly problems: SyntaxProblem[] = [];
  offset: number;
  /** Inside of brackets and interpolations a line break is a blank like others. */
  acrossLines = false;
  depth = 0;
  /** Brackets that never close were met once. */
  unbalanced = false;
  readonly #place: ((offset: number) => number) | undefined;

  /** `place` turns an offset of `text` into one of the file, where the text is no plain part of it. */
  constructor(file: SourceFile, text: string, start = 0, end = text.length, place?: (offset: number) => number) {
    this.file = file;
    this.text = text;
    this.offset = start;
    this.end = end;
    this.#place = place;
  }

  span(start: number, end: number): Span {
    if (!this.#place) return { file: this.file, start, end };
    return { file: this.file, start: this.#place(start), end: this.#place(end) };
  }

  /** Is the character at `offset` written as several in the file? */
  jumpsBehind(offset: number): boolean {
    return this.#place !== undefined && this.#place(offset + 1) !== this.#place(offset) + 1;
  }

  problem(message: string, offset: number, fatal = false): void {
    this.problems.push({ message, offset: this.#place ? this.#place(offset) : offset, fatal });
  }

  fail(message: string): never {
    throw new Unreadable(message, this.offset);
  }

  /** Runs `read` one level deeper. */
  nested<T>(read: () => T): T {
    if (this.depth >= deepest) this.fail('it is nested too deeply');
    this.depth++;
    const before = this.acrossLines;
    const result = read();
    this.acrossLines = before;
    this.depth--;
    return result;
  }

  /** The code unit here; NaN at the end. */
  peek(ahead = 0): number {
    const at = this.offset + ahead;
    return at < this.end ? this.text.charCodeAt(at) : Number.NaN;
  }

  startsWith(word: string): boolean {
    return this.offset + word.length <= this.end && this.text.startsWith(word, this.offset);
  }

  /** Steps over `word`, when it stands here. */
  take(word: string): boolean {
    if (!this.startsWith(word)) return false;
    this.offset += word.length;
    return true;
  }

  expect(word: string): void {
    this.skipBlanks();
    if (!this.take(word)) this.fail(`'${word}' was expected here`);
  }

  /** Steps over blanks and comments, and over line breaks where these mean nothing. */
  skipBlanks(): void {
    const { text, end } = this;
    while (this.offset < end) {
      const unit = text.charCodeAt(this.offset);
      if (unit === 32 || unit === 9 || (unit === 13 && (this.acrossLines || text.charCodeAt(this.offset + 1) === 10))) this.offset++;
      else if (unit === 10 && this.acrossLines) this.offset++;
      else if (unit === 35 || (unit === 47 && text.charCodeAt(this.offset + 1) === 47)) this.offset = lineEnd(text, this.offset, end);
      else if (unit === 47 && text.charCodeAt(this.offset + 1) === 42) this.offset = commentEnd(text, this.offset, end);
      else return;
    }
  }

  /** Steps over blanks, comments and line breaks, whatever line breaks mean here. */
  skipLines(): void {
    const before = this.acrossLines;
    this.acrossLines = true;
    this.skipBlanks();
    this.acrossLines = before;
  }

  /** Steps over blanks, not over comments. */
  skipSpaces(): void {
    while (this.peek() === 32 || this.peek() === 9) this.offset++;
  }

  atName(): boolean {
    return isNameStart(this.peek());
  }

  /** The name that begins here. */
  name(): string {
    const start = this.offset;
    if (!this.atName()) this.fail('a name was expected here');
    while (isNamePart(this.peek())) this.offset++;
    return this.text.slice(start, this.offset);
  }
}

function isNameStart(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || unit === 95 || unit > 127;
}

export function isNamePart(unit: number): boolean {
  return isNameStart(unit) || isDigit(unit) || unit === 45;
}

export function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

/** The offset of the line break that ends the line of `offset`, or `end`. */
export function lineEnd(text: string, offset: number, end: number): number {
  const found = text.indexOf('\n', offset);
  return found < 0 || found > end ? end : found;
}

function commentEnd(text: string, offset: number, end: number): number {
  const found = text.indexOf('*/', offset + 2);
  return found < 0 || found + 2 > end ? end : found + 2;
}
