/** Reads the expressions of HCL. */
import { isDigit, isNamePart, type HclCursor } from './hcl-cursor.ts';
import { readForNames } from './hcl-for-names.ts';
import { readHeredoc, readQuoted } from './hcl-template.ts';
import type { BinaryOperator, HclExpression, HclFor, HclItem } from './hcl-tree.ts';

/** A whole expression, down to conditionals. Blanks before it are stepped over, those behind it are not part of it. */
export function readExpression(cursor: HclCursor): HclExpression {
  const condition = readBinary(cursor, 1);
  if (!nextIs(cursor, '?')) return condition;
  cursor.offset++;
  return cursor.nested(() => {
    cursor.skipLines();
    const then = readExpression(cursor);
    // A line break before the colon is an error for Terraform; nothing else can be meant by it.
    cursor.skipLines();
    cursor.expect(':');
    cursor.skipLines();
    const otherwise = readExpression(cursor);
    return { kind: 'conditional', at: cursor.span(condition.at.start, otherwise.at.end), condition, then, otherwise };
  });
}

/** How strongly operators bind; longer ones stand before those that they begin with. */
const operators: readonly (readonly [BinaryOperator, number])[] = [
  ['||', 1],
  ['&&', 2],
  ['==', 3],
  ['!=', 3],
  ['<=', 4],
  ['>=', 4],
  ['<', 4],
  ['>', 4],
  ['+', 5],
  ['-', 5],
  ['*', 6],
  ['/', 6],
  ['%', 6],
];

/** Operands joined by operators that bind at least as strongly as `weakest`. */
function readBinary(cursor: HclCursor, weakest: number): HclExpression {
  let left = readUnary(cursor);
  for (;;) {
    const before = cursor.offset;
    cursor.skipBlanks();
    const found = operatorHere(cursor);
    if (!found || found[1] < weakest) {
      cursor.offset = before;
      return left;
    }
    const [operator, strength] = found;
    cursor.offset += operator.length;
    cursor.skipLines();
    const right = readBinary(cursor, strength + 1);
    left = { kind: 'binary', at: cursor.span(left.at.start, right.at.end), operator, left, right };
  }
}

function operatorHere(cursor: HclCursor): (typeof operators)[number] | undefined {
  const unit = cursor.peek();
  // Most expressions are followed by a line break, a comma or a bracket: none of these begins an operator.
  if (unit === 10 || unit === 44 || unit === 93 || unit === 125 || unit === 41 || unit === 13) return undefined;
  for (const operator of operators) if (cursor.startsWith(operator[0])) return operator;
  return undefined;
}

function readUnary(cursor: HclCursor): HclExpression {
  cursor.skipBlanks();
  const start = cursor.offset;
  const unit = cursor.peek();
  if (unit !== 33 && unit !== 45) return readPostfix(cursor);
  cursor.offset++;
  const operand = cursor.nested(() => readUnary(cursor));
  return { kind: 'unary', at: cursor.span(start, cursor.offset), operator: unit === 33 ? '!' : '-', operand };
}

/** An expression with what is read from it: `.name`, `[key]`, `[*]`. */
function readPostfix(cursor: HclCursor): HclExpression {
  const start = cursor.offset;
  let read = readPrimary(cursor);
  for (;;) {
    const step = readStep(cursor, read, start, true);
    if (!step) return read;
    read = step;
  }
}

/** One step behind `source`; undefined, with the cursor left behind `source`, when none follows. */
function readStep(cursor: HclCursor, source: HclExpression, start: number, brackets: boolean): HclExpression | undefined {
  const before = cursor.offset;
  if (cursor.acrossLines) cursor.skipBlanks();
  else cursor.skipSpaces();
  const unit = cursor.peek();
  if (unit === 46 && !cursor.startsWith('...')) return readDot(cursor, source, start);
  if (unit === 91 && brackets) return readBrackets(cursor, source, start);
  cursor.offset = before;
  return undefined;
}

function readDot(cursor: HclCursor, source: HclExpression, start: number): HclExpression {
  cursor.offset++;
  if (cursor.acrossLines) cursor.skipBlanks();
  if (cursor.take('*')) {
    let each = splatItem(cursor);
    for (let step = readStep(cursor, each, start, false); step; step = readStep(cursor, each, start, false)) each = step;
    return { kind: 'splat', at: cursor.span(start, cursor.offset), source, each };
  }
  const from = cursor.offset;
  if (isDigit(cursor.peek())) {
    while (isDigit(cursor.peek())) cursor.offset++;
    const at = cursor.span(from, cursor.offset);
    return {
      kind: 'index',
      at: cursor.span(start, cursor.offset),
      source,
      key: { kind: 'literal', at, value: Number(cursor.text.slice(from, cursor.offset)) },
    };
  }
  const name = cursor.name();
  return { kind: 'member', at: cursor.span(start, cursor.offset), source, name };
}

function readBrackets(cursor: HclCursor, source: HclExpression, start: number): HclExpression {
  cursor.offset++;
  return cursor.nested(() => {
    cursor.acrossLines = true;
    cursor.skipBlanks();
    if (cursor.take('*')) {
      cursor.expect(']');
      cursor.acrossLines = false;
      let each = splatItem(cursor);
      for (let step = readStep(cursor, each, start, true); step; step = readStep(cursor, each, start, true)) each = step;
      return { kind: 'splat', at: cursor.span(start, cursor.offset), source, each };
    }
    const key = readExpression(cursor);
    cursor.expect(']');
    return { kind: 'index', at: cursor.span(start, cursor.offset), source, key };
  });
}

function splatItem(cursor: HclCursor): HclExpression {
  return { kind: 'splat-item', at: cursor.span(cursor.offset, cursor.offset) };
}

function readPrimary(cursor: HclCursor): HclExpression {
  const start = cursor.offset;
  const unit = cursor.peek();
  if (unit === 34) return readQuoted(cursor, readExpression);
  if (cursor.atName()) return readNamed(cursor);
  if (isDigit(unit)) return readNumber(cursor);
  if (unit === 91) return cursor.nested(() => readTuple(cursor));
  if (unit === 123) return cursor.nested(() => readObject(cursor));
  if (unit === 60 && cursor.peek(1) === 60) return readHeredoc(cursor, readExpression);
  if (unit !== 40) cursor.fail('a value was expected here');
  return cursor.nested(() => {
    cursor.offset++;
    cursor.acrossLines = true;
    const inner = readExpression(cursor);
    cursor.expect(')');
    return { kind: 'parentheses', at: cursor.span(start, cursor.offset), inner };
  });
}

function readNumber(cursor: HclCursor): HclExpression {
  const start = cursor.offset;
  const digits = () => {
    while (isDigit(cursor.peek())) cursor.offset++;
  };
  digits();
  if (cursor.peek() === 46 && isDigit(cursor.peek(1))) {
    cursor.offset++;
    digits();
  }
  const exponent = cursor.peek() === 101 || cursor.peek() === 69;
  const signed = cursor.peek(1) === 43 || cursor.peek(1) === 45;
  if (exponent && isDigit(cursor.peek(signed ? 2 : 1))) {
    cursor.offset += signed ? 2 : 1;
    digits();
  }
  return { kind: 'literal', at: cursor.span(start, cursor.offset), value: Number(cursor.text.slice(start, cursor.offset)) };
}

function readNamed(cursor: HclCursor): HclExpression {
  const start = cursor.offset;
  let name = cursor.name();
  const at = cursor.span(start, cursor.offset);
  if (name === 'true' || name === 'false') return { kind: 'literal', at, value: name === 'true' };
  if (name === 'null') return { kind: 'literal', at, value: null };
  // Functions of providers: `provider::aws::arn_parse(…)`.
  while (cursor.startsWith('::')) {
    cursor.offset += 2;
    name += `::${cursor.name()}`;
  }
  const end = cursor.offset;
  cursor.skipSpaces();
  if (cursor.peek() === 40) return cursor.nested(() => readCall(cursor, name, start));
  cursor.offset = end;
  return { kind: 'name', at: cursor.span(start, end), name };
}

function readCall(cursor: HclCursor, name: string, start: number): HclExpression {
  cursor.offset++;
  cursor.acrossLines = true;
  const given: HclExpression[] = [];
  let spread = false;
  for (;;) {
    cursor.skipBlanks();
    if (cursor.take(')')) break;
    given.push(readExpression(cursor));
    cursor.skipBlanks();
    if (cursor.take('...')) {
      spread = true;
      cursor.skipBlanks();
    }
    if (!cursor.take(',')) {
      cursor.expect(')');
      break;
    }
  }
  return { kind: 'call', at: cursor.span(start, cursor.offset), name, arguments: given, spread };
}

function readTuple(cursor: HclCursor): HclExpression {
  const start = cursor.offset;
  cursor.offset++;
  cursor.acrossLines = true;
  if (atForWord(cursor)) return readFor(cursor, start, ']');
  const items: HclExpression[] = [];
  for (;;) {
    cursor.skipBlanks();
    if (cursor.take(']')) break;
    items.push(readExpression(cursor));
    cursor.skipBlanks();
    if (!cursor.take(',')) {
      cursor.expect(']');
      break;
    }
  }
  return { kind: 'tuple', at: cursor.span(start, cursor.offset), items };
}

function readObject(cursor: HclCursor): HclExpression {
  const start = cursor.offset;
  cursor.offset++;
  if (atForWord(cursor)) {
    cursor.acrossLines = true;
    return readFor(cursor, start, '}');
  }
  const items: HclItem[] = [];
  for (;;) {
    cursor.skipLines();
    if (cursor.take('}')) break;
    cursor.acrossLines = false;
    items.push(readItem(cursor));
    cursor.skipBlanks();
    if (cursor.take(',') || cursor.peek() === 10 || cursor.peek() === 13) continue;
    cursor.expect('}');
    break;
  }
  return { kind: 'object', at: cursor.span(start, cursor.offset), items };
}

function readItem(cursor: HclCursor): HclItem {
  const start = cursor.offset;
  const written = readExpression(cursor);
  const key: HclExpression = written.kind === 'name' ? { kind: 'literal', at: written.at, value: written.name } : written;
  cursor.skipBlanks();
  if (!cursor.take('=') && !cursor.take(':')) cursor.fail("'=' was expected here");
  cursor.skipLines();
  const value = readExpression(cursor);
  return { at: cursor.span(start, value.at.end), key, value };
}

function atForWord(cursor: HclCursor): boolean {
  cursor.skipLines();
  return cursor.startsWith('for') && !isNamePart(cursor.peek(3)) && forFollows(cursor);
}

/** `for` may also be a key: `{ for = 1 }`. */
function forFollows(cursor: HclCursor): boolean {
  const before = cursor.offset;
  cursor.offset += 3;
  cursor.skipLines();
  const follows = cursor.atName();
  cursor.offset = before;
  return follows;
}

function readFor(cursor: HclCursor, start: number, close: string): HclFor {
  cursor.offset += 3;
  const names = readForNames(cursor);
  const collection = readExpression(cursor);
  cursor.expect(':');
  const first = readExpression(cursor);
  cursor.skipBlanks();
  const keyed = cursor.take('=>');
  const value = keyed ? readExpression(cursor) : first;
  cursor.skipBlanks();
  const grouped = cursor.take('...');
  cursor.skipBlanks();
  const condition = cursor.startsWith('if') && !isNamePart(cursor.peek(2)) ? readCondition(cursor) : undefined;
  cursor.expect(close);
  return { kind: 'for', at: cursor.span(start, cursor.offset), ...names, collection, key: keyed ? first : undefined, value, grouped, condition };
}

function readCondition(cursor: HclCursor): HclExpression {
  cursor.offset += 2;
  return readExpression(cursor);
}

function nextIs(cursor: HclCursor, sign: string): boolean {
  const before = cursor.offset;
  cursor.skipBlanks();
  if (cursor.startsWith(sign)) return true;
  cursor.offset = before;
  return false;
}
