/** Reads the language of Firebase's security rules: what is matched, what is allowed there, and on which condition. https://firebase.google.com/docs/rules/rules-language */
import type { SourceFile } from '../source/file.ts';
import { span, type Span } from '../source/span.ts';

/** One `allow` statement. */
export interface AllowStatement {
  /** `cloud.firestore`, `firebase.storage`. */
  readonly service: string;
  /** The segments of all matches around it: `{document=**}`, `orders`, `{id}`. */
  readonly path: readonly string[];
  /** `read`, `get`, `list`, `write`, `create`, `update`, `delete`. */
  readonly methods: readonly string[];
  /** Undefined where nothing is asked for. */
  readonly condition: Span | undefined;
  /** From `allow` to the last character before the semicolon. */
  readonly at: Span;
}

/** What a function returns, with its names in front of it. */
export interface RulesFunction {
  readonly parameters: readonly string[];
  readonly returned: Span;
  /** Names that `let` gives to expressions. */
  readonly names: ReadonlyMap<string, Span>;
}

export interface RulesText {
  readonly allows: readonly AllowStatement[];
  readonly functions: ReadonlyMap<string, RulesFunction>;
  /** Where the reader lost its way: nothing behind it is read. */
  readonly broken: number | undefined;
}

interface Frame {
  readonly service: string;
  readonly path: readonly string[];
}

/** Blanks, and comments of both kinds. */
const gap = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const version = /rules_version\s*=\s*['"]\w+['"]\s*;?/y;
const importing = /import\b[^;\n]*;?/y;
const service = /service\s+([\w.]+)\s*\{/y;
const match = /match\s+((?:\/(?:\{\s*\w+(?:\s*=\s*\*\*)?\s*\}|\$\([^)]*\)|[^\s{}/]+))+)\s*\{/y;
const allow = /allow\s+(\w+(?:\s*,\s*\w+)*)/y;
const ifWord = /:\s*if\b/y;
const functionHead = /function\s+(\w+)\s*\(([^)]*)\)\s*\{/y;
const letHead = /let\s+(\w+)\s*=/y;
const returnHead = /return\b/y;

/** The rules that stand between two offsets of a file. */
export function readFirebaseRules(file: SourceFile, start = 0, end = file.text.length): RulesText {
  return new RulesReader(file, start, end).read();
}

class RulesReader {
  readonly #file: SourceFile;
  readonly #end: number;
  #offset: number;
  readonly #frames: Frame[] = [];
  readonly #allows: AllowStatement[] = [];
  readonly #functions = new Map<string, RulesFunction>();

  constructor(file: SourceFile, start: number, end: number) {
    this.#file = file;
    this.#offset = start;
    this.#end = end;
  }

  read(): RulesText {
    const [allows, functions] = [this.#allows, this.#functions];
    for (;;) {
      this.#take(gap);
      const before = this.#offset;
      if (before >= this.#end) return { allows, functions, broken: undefined };
      if (!this.#next(before)) return { allows, functions, broken: before };
    }
  }

  /** One beginning or end of a block, or one statement; false for what is none. */
  #next(before: number): boolean {
    const inner = this.#frames.at(-1);
    const found = this.#take(service) ?? this.#take(match);
    if (found) {
      const [whole, named = ''] = found;
      const path = whole.startsWith('service') ? [] : segmentsOf(named);
      this.#frames.push({ service: inner?.service ?? named, path: [...(inner?.path ?? []), ...path] });
      return true;
    }
    if (this.#skip('}')) return this.#frames.pop() !== undefined;
    if (this.#take(version) ?? this.#take(importing)) return true;
    const head = this.#take(functionHead);
    if (head) return this.#function(head[1] ?? '', head[2] ?? '');
    return inner !== undefined && this.#allow(before, inner);
  }

  #function(name: string, parameters: string): boolean {
    const names = new Map<string, Span>();
    for (let named = this.#let(); named; named = this.#let()) names.set(named[1] ?? '', this.#expression());
    if (!this.#take(returnHead)) return false;
    const returned = this.#expression();
    this.#take(gap);
    this.#functions.set(name, { parameters: parameters.split(',').map((one) => one.trim()), returned, names });
    return this.#skip('}');
  }

  #let(): RegExpExecArray | undefined {
    this.#take(gap);
    return this.#take(letHead);
  }

  #allow(before: number, { service: inner, path }: Frame): boolean {
    const allowed = this.#take(allow);
    if (!allowed) return false;
    const headEnd = this.#offset;
    this.#take(gap);
    const condition = this.#take(ifWord) ? this.#expression() : undefined;
    if (!condition && !this.#skip(';')) this.#offset = headEnd;
    const methods = (allowed[1] ?? '').split(',').map((method) => method.trim());
    this.#allows.push({ service: inner, path, methods, condition, at: span(this.#file, before, condition?.end ?? headEnd) });
    return true;
  }

  /** An expression up to a semicolon, or up to what can only be the next statement. */
  #expression(): Span {
    this.#take(gap);
    const from = this.#offset;
    this.#offset = expressionEnd(this.#file.text, from, this.#end);
    const written = this.#file.text.slice(from, this.#offset).trimEnd();
    this.#skip(';');
    return span(this.#file, from, from + written.length);
  }

  #skip(unit: string): boolean {
    if (this.#file.text[this.#offset] !== unit) return false;
    this.#offset++;
    return true;
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#offset;
    const found = pattern.exec(this.#file.text);
    if (!found || found.index + found[0].length > this.#end) return undefined;
    this.#offset += found[0].length;
    return found;
  }
}

/** `/databases/{database}/documents/orders/{id}` */
function segmentsOf(path: string): readonly string[] {
  return [...path.matchAll(/\/(\{[^}]*\}|\$\([^)]*\)|[^/]+)/g)].map(([, segment = '']) => segment.replace(/\s+/g, ''));
}

/** The offset behind an expression: strings, brackets and comments are stepped over. */
function expressionEnd(text: string, start: number, end: number): number {
  let depth = 0;
  let offset = start;
  const piece =
    /(['"])(?:\\.|(?!\1)[^\\])*\1|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[([{]|[)\]}]|;|\n\s*(?:allow|match|function|return|let)\b|[^'"/([{)\]};\n]+|./gsy;
  while (offset < end) {
    piece.lastIndex = offset;
    const [found = ''] = piece.exec(text) ?? [];
    if (found === '') return end;
    if (/^[([{]$/.test(found)) depth++;
    if (/^[)\]}]$/.test(found) && depth-- === 0) return offset;
    if (depth === 0 && (found === ';' || found.startsWith('\n'))) {
      if (found === ';' || /\w$/.test(found)) return offset;
    }
    offset += found.length;
  }
  return end;
}
