/** Reads Bicep's lists, loops, objects and arguments from tokens. */
import { span } from '../source/span.ts';
import type { Cursor, ExpressionReader } from './bicep-cursor.ts';
import { plainText } from './bicep-lexer.ts';
import type { BicepResource, LoopExpression, ObjectExpression, ObjectProperty, TemplateExpression } from './template-expression.ts';

/** `(first, second)`, from its bracket on. */
export function readArguments(cursor: Cursor, read: ExpressionReader): readonly TemplateExpression[] {
  const given: TemplateExpression[] = [];
  cursor.advance();
  readParts(cursor, ')', () => given.push(read(cursor)));
  return given;
}

/** `[a, b, ...others]`, or a loop. */
export function readArray(cursor: Cursor, read: ExpressionReader): TemplateExpression {
  const { start } = cursor.advance();
  cursor.skipNewlines();
  if (cursor.isName('for') && (cursor.peek().kind === 'name' || cursor.peek().text === '(')) return readLoop(cursor, start, read);
  const items: TemplateExpression[] = [];
  readParts(cursor, ']', () => items.push(cursor.is('...') ? readSpread(cursor, read) : read(cursor)));
  return { kind: 'array', items, at: cursor.from(start) };
}

/** Parts up to the closing bracket, behind commas or line breaks; always moves forward. */
function readParts(cursor: Cursor, close: string, readPart: () => unknown): void {
  cursor.skipNewlines();
  while (!cursor.is(close) && cursor.token.kind !== 'end') {
    const before = cursor.token.start;
    readPart();
    while (cursor.is(',') || cursor.token.kind === 'newline') cursor.advance();
    if (cursor.token.start === before) cursor.advance();
  }
  cursor.take(close);
}

function readSpread(cursor: Cursor, read: ExpressionReader): TemplateExpression {
  const { start } = cursor.advance();
  const source = read(cursor);
  return { kind: 'spread', source, at: cursor.from(start) };
}

/** `[for item in list: body]`, `[for (item, index) in list: if (condition) body]`, from `for` on. */
export function readLoop(cursor: Cursor, start: number, read: ExpressionReader): LoopExpression {
  cursor.advance();
  const grouped = cursor.take('(');
  const item = cursor.advance().text;
  const index = grouped && cursor.take(',') ? cursor.advance().text : undefined;
  if (grouped) cursor.take(')');
  if (cursor.isName('in')) cursor.advance();
  const list = read(cursor);
  cursor.take(':');
  cursor.skipNewlines();
  let condition: TemplateExpression | undefined;
  if (cursor.isName('if') && cursor.peek().text === '(') {
    cursor.advance();
    condition = read(cursor);
    cursor.skipNewlines();
  }
  const body = read(cursor);
  cursor.skipNewlines();
  cursor.take(']');
  return { kind: 'for', item, index, list, condition, body, at: cursor.from(start) };
}

export function readObject(cursor: Cursor, read: ExpressionReader): ObjectExpression {
  const { start } = cursor.advance();
  const properties: ObjectProperty[] = [];
  const resources: BicepResource[] = [];
  readParts(cursor, '}', () => {
    if (cursor.is('...')) {
      const { start: key } = cursor.token;
      const value = readSpread(cursor, read);
      properties.push({ name: undefined, key: span(cursor.file, key, key), value });
    } else if (cursor.is('@')) {
      cursor.advance();
      read(cursor);
    } else {
      const inner = cursor.isName('resource') && cursor.peek().kind === 'name' ? cursor.resource?.(cursor, cursor.token.start) : undefined;
      const property = inner ? undefined : readProperty(cursor, read);
      if (inner) resources.push(inner);
      else if (property) properties.push(property);
    }
  });
  return { kind: 'object', properties, resources, at: cursor.from(start) };
}

function readProperty(cursor: Cursor, read: ExpressionReader): ObjectProperty | undefined {
  const { token } = cursor;
  const isKey = token.kind === 'name' || token.kind === 'text';
  if (!isKey || !(cursor.peek().kind === 'sign' && cursor.peek().text === ':')) {
    cursor.skipLine();
    return undefined;
  }
  const isComputed = token.kind === 'text' && plainText(token) === undefined;
  const computed = isComputed ? read(cursor) : undefined;
  if (!isComputed) cursor.advance();
  const name = isComputed ? undefined : token.kind === 'name' ? token.text : plainText(token);
  const key = span(cursor.file, token.start, token.end);
  cursor.take(':');
  cursor.skipNewlines();
  return { name, computed, key, value: read(cursor) };
}
