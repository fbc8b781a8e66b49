/** Reads Bicep's expressions from tokens. */
import { span } from '../source/span.ts';
import { readArguments, readArray, readObject } from './bicep-collection.ts';
import { Cursor, unread } from './bicep-cursor.ts';
import { tokens, type Token } from './bicep-lexer.ts';
import type { TemplateExpression } from './template-expression.ts';

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

export function readExpression(cursor: Cursor): TemplateExpression {
  return cursor.deeper(
    () => readChoice(cursor),
    () => unread(cursor),
  );
}

function readChoice(cursor: Cursor): TemplateExpression {
  const { start } = cursor.token;
  const condition = readLevel(cursor, 0);
  if (!isNext(cursor, ['?'])) return condition;
  cursor.skipNewlines();
  cursor.take('?');
  cursor.skipNewlines();
  const then = readExpression(cursor);
  if (!isNext(cursor, [':'])) return unread(cursor);
  cursor.skipNewlines();
  cursor.take(':');
  cursor.skipNewlines();
  const otherwise = readExpression(cursor);
  return { kind: 'choice', condition, then, otherwise, at: cursor.from(start) };
}

/** Expressions may go on below: `condition` on one line, `? then` or `|| other` on the next. */
function isNext(cursor: Cursor, signs: readonly string[]): boolean {
  const { kind, text } = cursor.beyondNewlines();
  // A line that begins with a minus is an item of its own.
  return kind === 'sign' && signs.includes(text) && (text !== '-' || cursor.token.kind !== 'newline');
}

function readLevel(cursor: Cursor, level: number): TemplateExpression {
  const operators = levels[level];
  if (!operators) return readUnary(cursor);
  const { start } = cursor.token;
  let left = readLevel(cursor, level + 1);
  while (isNext(cursor, operators)) {
    cursor.skipNewlines();
    const operator = cursor.advance().text;
    cursor.skipNewlines();
    left = { kind: 'operator', operator, operands: [left, readLevel(cursor, level + 1)], at: cursor.from(start) };
  }
  return left;
}

function readUnary(cursor: Cursor): TemplateExpression {
  const { start } = cursor.token;
  if (!cursor.is('!') && !cursor.is('-') && !cursor.is('+')) return readMembers(cursor);
  const operator = cursor.advance().text;
  const operand = cursor.deeper(
    () => readUnary(cursor),
    () => unread(cursor),
  );
  if (operator === '+') return operand;
  if (operator === '-' && operand.kind === 'literal' && typeof operand.value === 'number')
    return { kind: 'literal', value: -operand.value, at: cursor.from(start) };
  return { kind: 'operator', operator, operands: [operand], at: cursor.from(start) };
}

function readMembers(cursor: Cursor): TemplateExpression {
  const { start } = cursor.token;
  let source = readPrimary(cursor);
  for (;;) {
    if (cursor.is('.') || cursor.is('.?')) {
      const safe = cursor.advance().text === '.?';
      cursor.skipNewlines();
      const name = cursor.advance().text;
      if (cursor.is('('))
        source = {
          kind: 'call',
          name: name.toLowerCase(),
          arguments: readArguments(cursor, readExpression),
          receiver: source,
          at: cursor.from(start),
        };
      else source = { kind: 'member', source, name, safe, at: cursor.from(start) };
    } else if (cursor.take('::')) {
      source = { kind: 'member', source, name: cursor.advance().text, nested: true, at: cursor.from(start) };
    } else if (cursor.is('[')) {
      cursor.advance();
      cursor.skipNewlines();
      const safe = cursor.take('?');
      const fromEnd = cursor.take('^');
      const key = readExpression(cursor);
      cursor.skipNewlines();
      if (!cursor.take(']')) return unread(cursor);
      const counted: TemplateExpression = fromEnd ? { kind: 'operator', operator: '-', operands: [key], at: key.at } : key;
      source = { kind: 'index', source, key: counted, safe, at: cursor.from(start) };
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
      if (cursor.is('=>')) return readLambda(cursor, start, [token.text]);
      if (Object.hasOwn(words, token.text)) return { kind: 'literal', value: words[token.text] ?? null, at: cursor.from(start) };
      if (cursor.is('('))
        return { kind: 'call', name: token.text.toLowerCase(), arguments: readArguments(cursor, readExpression), at: cursor.from(start) };
      return { kind: 'name', name: token.text, at: cursor.from(start) };
    }
    default:
  }
  if (cursor.is('(')) return readGroup(cursor);
  if (cursor.is('[')) return readArray(cursor, readExpression);
  if (cursor.is('{')) return readObject(cursor, readExpression);
  return unread(cursor);
}

/** `(a)`, or a function without a name: `(a, b) => a + b`. */
function readGroup(cursor: Cursor): TemplateExpression {
  const { start } = cursor.token;
  const names = lambdaNames(cursor);
  if (names) return readLambda(cursor, start, names);
  cursor.advance();
  cursor.skipNewlines();
  const inner = cursor.is(')') ? unread(cursor) : readExpression(cursor);
  cursor.skipNewlines();
  return cursor.take(')') ? inner : unread(cursor);
}

/** The names between the brackets, where `=>` stands behind them; the cursor then stands there too. */
function lambdaNames(cursor: Cursor): readonly string[] | undefined {
  const names: string[] = [];
  let ahead = 1;
  for (; ; ahead++) {
    const { kind, text } = cursor.peek(ahead);
    if (kind === 'name') names.push(text);
    else if (kind === 'sign' && text === ')') break;
    else if (kind !== 'newline' && !(kind === 'sign' && text === ',')) return undefined;
  }
  const { kind, text } = cursor.peek(ahead + 1);
  if (kind !== 'sign' || text !== '=>') return undefined;
  for (let count = 0; count <= ahead; count++) cursor.advance();
  return names;
}

function readLambda(cursor: Cursor, start: number, parameters: readonly string[]): TemplateExpression {
  cursor.take('=>');
  cursor.skipNewlines();
  const body = readExpression(cursor);
  return { kind: 'lambda', parameters, body, at: cursor.from(start) };
}

function textOf({ parts = [], start, end }: Token, cursor: Cursor): TemplateExpression {
  const at = span(cursor.file, start, end);
  const [only] = parts;
  if (parts.length <= 1 && (only === undefined || typeof only === 'string')) return { kind: 'literal', value: only ?? '', at };
  const read = parts.map((part) =>
    typeof part === 'string'
      ? part
      : cursor.deeper(
          () => readWithin(new Cursor(cursor.file, tokens(cursor.file.text, part.start, part.end), undefined, cursor.gaps)),
          () => ({ kind: 'unread', at }) as const,
        ),
  );
  return { kind: 'text', parts: read, at };
}

/** An interpolation may be spread over lines. */
function readWithin(cursor: Cursor): TemplateExpression {
  cursor.skipNewlines();
  return readExpression(cursor);
}
