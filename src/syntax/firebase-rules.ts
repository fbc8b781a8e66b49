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
  const { text } = file;
  const allows: AllowStatement[] = [];
  const functions = new Map<string, RulesFunction>();
  const frames: Frame[] = [];
  let offset = start;

  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = offset;
    const found = pattern.exec(text);
    if (!found || found.index + found[0].length > end) return undefined;
    offset += found[0].length;
    return found;
  };
  /** An expression up to a semicolon, or up to what can only be the next statement. */
  const expression = (): Span => {
    take(gap);
    const from = offset;
    offset = expressionEnd(text, offset, end);
    const to = offset;
    if (text[offset] === ';') offset++;
    return span(file, from, from + text.slice(from, to).trimEnd().length);
  };
  const body = (): RulesFunction | undefined => {
    const names = new Map<string, Span>();
    for (;;) {
      take(gap);
      const named = take(letHead);
      if (named) names.set(named[1] ?? '', expression());
      else break;
    }
    if (!take(returnHead)) return undefined;
    const returned = expression();
    take(gap);
    if (text[offset] !== '}') return undefined;
    offset++;
    return { parameters: [], returned, names };
  };

  for (;;) {
    take(gap);
    if (offset >= end) break;
    const before = offset;
    const inner = frames.at(-1);
    const found = take(service) ?? take(match);
    if (found) {
      const [whole, named = ''] = found;
      const path = whole.startsWith('service') ? [] : segmentsOf(named);
      frames.push({ service: inner?.service ?? named, path: [...(inner?.path ?? []), ...path] });
      continue;
    }
    if (text[offset] === '}') {
      offset++;
      // Behind the end of what is embedded elsewhere there is something else.
      if (frames.pop() === undefined) return { allows, functions, broken: before };
      continue;
    }
    if (take(version) ?? take(importing)) continue;
    const head = take(functionHead);
    if (head) {
      const read = body();
      if (!read) return { allows, functions, broken: before };
      functions.set(head[1] ?? '', { ...read, parameters: (head[2] ?? '').split(',').map((name) => name.trim()) });
      continue;
    }
    const allowed = take(allow);
    if (!allowed || !inner) return { allows, functions, broken: before };
    const headEnd = offset;
    take(gap);
    const condition = take(ifWord) ? expression() : undefined;
    if (!condition) {
      if (text[offset] === ';') offset++;
      else offset = headEnd;
    }
    const methods = (allowed[1] ?? '').split(',').map((method) => method.trim());
    allows.push({ ...inner, methods, condition, at: span(file, before, condition?.end ?? headEnd) });
  }
  return { allows, functions, broken: undefined };
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
