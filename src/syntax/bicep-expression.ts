/** Reads Bicep's expressions from tokens. */
import type { SourceFile } from '../source/file.ts';
import { span, type Span } from '../source/span.ts';
import { tokens, type Token } from './bicep-lexer.ts';
import type { BicepResource, LoopExpression, ObjectExpression, ObjectProperty, TemplateExpression } from './template-expression.ts';

/** Brackets within brackets beyond this are not read. */
const deepest = 100;

/** Operators by how tightly they bind, loosest first. */
const levels: readonly (readonly string[])[] = [
  ['??'],
  ['||'],
  ['&&'],
  ['==', '!=', '=~', '!~'],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
];

/** Reads the resource that stands inside of another's body, from its keyword on. */
export type ResourceParser = (cursor: Cursor, start: number) => BicepResource | undefined;

export class Cursor {
  readonly file: SourceFile;
  readonly #tokens: readonly Token[];
  readonly resource: ResourceParser | undefined;
  #index = 0;
  #depth = 0;

  constructor(file: SourceFile, list: readonly Token[], resource?: ResourceParser) {
    this.file = file;
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

export function readExpression(cursor: Cursor): TemplateExpression {
  return cursor.deeper(
    () => readChoice(cursor),
    () => unread(cursor),
  );
}

function readChoice(cursor: Cursor): TemplateExpression {
  const { start } = cursor.token;
  const condition = readLevel(cursor, 0);
  if (!nextOnLine(cursor, '?')) return condition;
  cursor.skipNewlines();
  cursor.take('?');
  cursor.skipNewlines();
  const then = readExpression(cursor);
  cursor.skipNewlines();
  if (!cursor.take(':')) return unread(cursor);
  cursor.skipNewlines();
  const otherwise = readExpression(cursor);
  return { kind: 'choice', condition, then, otherwise, at: cursor.from(start) };
}

/** Choices may go on below: `condition` on one line, `? then` on the next. */
function nextOnLine(cursor: Cursor, sign: string): boolean {
  let ahead = 0;
  while (cursor.peek(ahead).kind === 'newline') ahead++;
  const { kind, text } = cursor.peek(ahead);
  return kind === 'sign' && text === sign;
}

function readLevel(cursor: Cursor, level: number): TemplateExpression {
  const operators = levels[level];
  if (!operators) return readUnary(cursor);
  const { start } = cursor.token;
  let left = readLevel(cursor, level + 1);
  while (cursor.token.kind === 'sign' && operators.includes(cursor.token.text)) {
    const operator = cursor.advance().text;
    cursor.skipNewlines();
    left = { kind: 'operator', operator, operands: [left, readLevel(cursor, level + 1)], at: cursor.from(start) };
  }
  return left;
}

function readUnary(cursor: Cursor): TemplateExpression {
  const { start } = cursor.token;
  if (!cursor.is('!') && !cursor.is('-')) return readMembers(cursor);
  const operator = cursor.advance().text;
  const operand = cursor.deeper(
    () => readUnary(cursor),
    () => unread(cursor),
  );
  if (operator === '-' && operand.kind === 'literal' && typeof operand.value === 'number')
    return { kind: 'literal', value: -operand.value, at: cursor.from(start) };
  return { kind: 'operator', operator, operands: [operand], at: cursor.from(start) };
}

function readMembers(cursor: Cursor): TemplateExpression {
  const { start } = cursor.token;
  let source = readPrimary(cursor);
  for (;;) {
    if (cursor.take('.') || cursor.take('?.')) {
      const name = cursor.advance().text;
      if (cursor.is('('))
        source = { kind: 'call', name: name.toLowerCase(), arguments: readArguments(cursor), receiver: source, at: cursor.from(start) };
      else source = { kind: 'member', source, name, at: cursor.from(start) };
    } else if (cursor.take('::')) {
      source = { kind: 'member', source, name: cursor.advance().text, nested: true, at: cursor.from(start) };
    } else if (cursor.is('[')) {
      cursor.advance();
      cursor.take('?');
      const key = readExpression(cursor);
      if (!cursor.take(']')) return unread(cursor);
      source = { kind: 'index', source, key, at: cursor.from(start) };
    } else if (cursor.is('!') && cursor.token.start === cursor.previousEnd) cursor.advance();
    else return source;
  }
}

const words: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

function readPrimary(cursor: Cursor): TemplateExpression {
  const { token } = cursor;
  const { start } = token;
  switch (token.kind) {
    case 'number':
      cursor.advance();
      return { kind: 'literal', value: Number(token.text), at: cursor.from(start) };
    case 'text':
      cursor.advance();
      return textOf(token, cursor);
    case 'name': {
      cursor.advance();
      if (Object.hasOwn(words, token.text)) return { kind: 'literal', value: words[token.text] ?? null, at: cursor.from(start) };
      if (cursor.is('=>')) return unread(cursor);
      if (cursor.is('(')) return { kind: 'call', name: token.text.toLowerCase(), arguments: readArguments(cursor), at: cursor.from(start) };
      return { kind: 'name', name: token.text, at: cursor.from(start) };
    }
    default:
  }
  if (cursor.is('(')) return readGroup(cursor);
  if (cursor.is('[')) return readArray(cursor);
  if (cursor.is('{')) return readObject(cursor);
  return unread(cursor);
}

/** `(a)`, or the names of a lambda. */
function readGroup(cursor: Cursor): TemplateExpression {
  cursor.advance();
  cursor.skipNewlines();
  const inner = cursor.is(')') ? unread(cursor) : readExpression(cursor);
  cursor.skipNewlines();
  if (!cursor.take(')') || cursor.is('=>')) return unread(cursor);
  return inner;
}

function textOf({ parts = [], start, end }: Token, cursor: Cursor): TemplateExpression {
  const at = span(cursor.file, start, end);
  const [only] = parts;
  if (parts.length <= 1 && (only === undefined || typeof only === 'string')) return { kind: 'literal', value: only ?? '', at };
  const read = parts.map((part) =>
    typeof part === 'string'
      ? part
      : cursor.deeper(
          () => readExpression(new Cursor(cursor.file, tokens(cursor.file.text, part.start, part.end))),
          () => ({ kind: 'unread', at }) as const,
        ),
  );
  return { kind: 'text', parts: read, at };
}

function readArguments(cursor: Cursor): readonly TemplateExpression[] {
  const given: TemplateExpression[] = [];
  cursor.advance();
  cursor.skipNewlines();
  while (!cursor.is(')') && cursor.token.kind !== 'end') {
    const before = cursor.token.start;
    given.push(readExpression(cursor));
    while (cursor.is(',') || cursor.token.kind === 'newline') cursor.advance();
    if (cursor.token.start === before) cursor.advance();
  }
  cursor.take(')');
  return given;
}

function readArray(cursor: Cursor): TemplateExpression {
  const { start } = cursor.advance();
  cursor.skipNewlines();
  if (cursor.isName('for')) return readLoop(cursor, start);
  const items: TemplateExpression[] = [];
  while (!cursor.is(']') && cursor.token.kind !== 'end') {
    const before = cursor.token.start;
    if (cursor.take('...')) items.push({ ...unreadAt(cursor), at: readExpression(cursor).at });
    else items.push(readExpression(cursor));
    while (cursor.is(',') || cursor.token.kind === 'newline') cursor.advance();
    if (cursor.token.start === before) cursor.advance();
  }
  cursor.take(']');
  return { kind: 'array', items, at: cursor.from(start) };
}

/** `[for item in list: body]`, `[for (item, index) in list: if (condition) body]` */
export function readLoop(cursor: Cursor, start: number): LoopExpression {
  cursor.advance();
  const grouped = cursor.take('(');
  const item = cursor.advance().text;
  const index = grouped && cursor.take(',') ? cursor.advance().text : undefined;
  if (grouped) cursor.take(')');
  if (cursor.isName('in')) cursor.advance();
  const list = readExpression(cursor);
  cursor.take(':');
  cursor.skipNewlines();
  if (cursor.isName('if') && cursor.peek().text === '(') {
    cursor.advance();
    readGroup(cursor);
    cursor.skipNewlines();
  }
  const body = readExpression(cursor);
  cursor.skipNewlines();
  cursor.take(']');
  return { kind: 'for', item, index, list, body, at: cursor.from(start) };
}

export function readObject(cursor: Cursor): ObjectExpression {
  const { start } = cursor.advance();
  const properties: ObjectProperty[] = [];
  const resources: BicepResource[] = [];
  let spread = false;
  while (!cursor.is('}') && cursor.token.kind !== 'end') {
    const before = cursor.token.start;
    cursor.skipNewlines();
    if (cursor.is('}')) break;
    if (cursor.take('...')) {
      readExpression(cursor);
      spread = true;
    } else if (cursor.is('@')) {
      cursor.advance();
      readExpression(cursor);
    } else {
      const inner = cursor.isName('resource') && cursor.peek().kind === 'name' ? cursor.resource?.(cursor, cursor.token.start) : undefined;
      const property = inner ? undefined : readProperty(cursor);
      if (inner) resources.push(inner);
      else if (property) properties.push(property);
    }
    while (cursor.is(',') || cursor.token.kind === 'newline') cursor.advance();
    if (cursor.token.start === before) cursor.advance();
  }
  cursor.take('}');
  return { kind: 'object', properties, resources, spread, at: cursor.from(start) };
}

function readProperty(cursor: Cursor): ObjectProperty | undefined {
  const { token } = cursor;
  const isKey = token.kind === 'name' || token.kind === 'text';
  if (!isKey || !(cursor.peek().kind === 'sign' && cursor.peek().text === ':')) {
    cursor.skipLine();
    return undefined;
  }
  cursor.advance();
  const written = token.kind === 'name' ? token.text : token.parts?.every((part) => typeof part === 'string') ? token.parts.join('') : undefined;
  const key = span(cursor.file, token.start, token.end);
  cursor.take(':');
  cursor.skipNewlines();
  return { name: written, key, value: readExpression(cursor) };
}

/** Skips what cannot be read, up to where something else may begin. */
function unread(cursor: Cursor): TemplateExpression {
  const { start } = cursor.token;
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

function unreadAt(cursor: Cursor): TemplateExpression {
  return { kind: 'unread', at: span(cursor.file, cursor.token.start, cursor.token.start) };
}
