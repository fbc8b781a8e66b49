/** Parses HCL, the native syntax of Terraform: bodies, attributes and blocks; expressions are read by `hcl-expression.ts`. */
import type { SourceFile } from '../source/file.ts';
import { HclCursor, Unreadable, lineEnd } from './hcl-cursor.ts';
import { readExpression } from './hcl-expression.ts';
import { readFileTemplate } from './hcl-template.ts';
import { maxProblems } from './limits.ts';
import type { HclAttribute, HclBlock, HclBody, HclExpression, ParsedHcl } from './hcl-tree.ts';

/** The tree of `file`, and what could not be read of it. */
export function parseHcl(file: SourceFile): ParsedHcl {
  const cursor = new HclCursor(file, file.text);
  const body = readBody(cursor, false);
  return { file, body, problems: cursor.problems };
}

/** A text with interpolations that is no part of a `.tf` file: the whole of a template file. */
export function parseTemplate(file: SourceFile): ParsedTemplate {
  const cursor = new HclCursor(file, file.text);
  const at = cursor.span(0, file.text.length);
  try {
    return { expression: { kind: 'template', style: 'file', at, parts: readFileTemplate(cursor, readExpression) }, problems: cursor.problems };
  } catch (error) {
    return { expression: broken(cursor, error, 0, file.text.length), problems: cursor.problems };
  }
}

/** The text of a string in a JSON file, which may hold interpolations; `place` turns its offsets into those of the file. */
export function parseTemplateText(file: SourceFile, text: string, place: (offset: number) => number): ParsedTemplate {
  const cursor = new HclCursor(file, text, 0, text.length, place);
  try {
    const parts = readFileTemplate(cursor, readExpression);
    return { expression: { kind: 'template', style: 'quoted', at: cursor.span(0, text.length), parts }, problems: cursor.problems };
  } catch (error) {
    return { expression: broken(cursor, error, 0, text.length), problems: cursor.problems };
  }
}

export interface ParsedTemplate {
  readonly expression: HclExpression;
  readonly problems: ParsedHcl['problems'];
}

function broken(cursor: HclCursor, error: unknown, start: number, end: number): HclExpression {
  if (!(error instanceof Unreadable)) throw error;
  cursor.problem(error.message, error.offset);
  return { kind: 'broken', at: cursor.span(start, end) };
}

/** Reads up to the closing brace, which stays unread, or to the end of the file. */
function readBody(cursor: HclCursor, inBlock: boolean): HclBody {
  const start = cursor.offset;
  const attributes: HclAttribute[] = [];
  const blocks: HclBlock[] = [];
  for (;;) {
    cursor.skipLines();
    if (cursor.problems.length >= maxProblems) giveUp(cursor);
    if (cursor.offset >= cursor.end) break;
    if (inBlock && beginsAnother(cursor)) break;
    if (cursor.peek() === 125) {
      if (inBlock) break;
      cursor.problem("'}' closes nothing", cursor.offset);
      cursor.offset++;
      continue;
    }
    readDefinition(cursor, attributes, blocks);
  }
  reportTwice(cursor, attributes);
  return { at: cursor.span(start, cursor.offset), attributes, blocks };
}

/** A file of which so much cannot be read is not what its name says. */
function giveUp(cursor: HclCursor): void {
  if (cursor.offset < cursor.end) cursor.problem('too much of it cannot be read', cursor.offset, true);
  cursor.offset = cursor.end;
}

const topBlock = /(?:(?:resource|data|module|variable|output|provider)[ \t]+"|locals[ \t]*\{)/y;

/** A block that only stands at the top begins in the first column: the brace before it was forgotten. */
function beginsAnother(cursor: HclCursor): boolean {
  const { text, offset } = cursor;
  if (text.charCodeAt(offset - 1) !== 10) return false;
  topBlock.lastIndex = offset;
  return topBlock.test(text) && topBlock.lastIndex <= cursor.end;
}

/** A name that is set twice in one body is an error for Terraform. */
function reportTwice(cursor: HclCursor, attributes: readonly HclAttribute[]): void {
  if (attributes.length < 2) return;
  const names = new Set<string>();
  for (const { name, key } of attributes) {
    if (names.has(name)) cursor.problem(`${name} is set twice`, key.start);
    names.add(name);
  }
}

function readDefinition(cursor: HclCursor, attributes: HclAttribute[], blocks: HclBlock[]): void {
  const start = cursor.offset;
  const { depth } = cursor;
  cursor.acrossLines = false;
  try {
    // A quoted name before '=' is what older releases accepted.
    const name = cursor.peek() === 34 ? quotedName(cursor) : cursor.name();
    const nameEnd = cursor.offset;
    cursor.skipBlanks();
    if (cursor.peek() === 61 && cursor.peek(1) !== 61) attributes.push(readAttribute(cursor, name, start, nameEnd));
    else blocks.push(cursor.nested(() => readBlock(cursor, name, start)));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    cursor.problem(error.message, error.offset);
    cursor.depth = depth;
    cursor.offset = Math.max(resumeAt(cursor, start, error.offset), start + 1);
  }
}

function readAttribute(cursor: HclCursor, name: string, start: number, nameEnd: number): HclAttribute {
  const { depth } = cursor;
  cursor.offset++;
  cursor.skipBlanks();
  const valueStart = cursor.offset;
  let value: HclExpression;
  try {
    value = readExpression(cursor);
    endLine(cursor);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    cursor.depth = depth;
    cursor.acrossLines = false;
    const end = Math.max(resumeAt(cursor, valueStart, error.offset), valueStart);
    value = broken(cursor, error, valueStart, end);
    cursor.offset = end;
  }
  return { at: cursor.span(start, value.at.end), name, key: cursor.span(start, nameEnd), value };
}

/** Nothing but a comment may follow on the line of an attribute; the brace of a block on one line may. */
function endLine(cursor: HclCursor): void {
  cursor.skipBlanks();
  const unit = cursor.peek();
  if (unit === 44) {
    cursor.problem("',' does not belong here", cursor.offset);
    cursor.offset++;
    return;
  }
  if (unit === 10 || unit === 13 || unit === 125 || cursor.offset >= cursor.end) return;
  // A heredoc has taken its line break into account, and `/* … */` may hold one.
  if (cursor.text.charCodeAt(cursor.offset - 1) === 10) return;
  cursor.fail('a new line was expected here');
}

function readBlock(cursor: HclCursor, type: string, start: number): HclBlock {
  const labels: string[] = [];
  let headEnd = start + type.length;
  for (;;) {
    cursor.skipBlanks();
    if (cursor.peek() === 34) labels.push(quotedName(cursor));
    else if (cursor.atName()) labels.push(cursor.name());
    else break;
    headEnd = cursor.offset;
  }
  const head = cursor.span(start, headEnd);
  if (!cursor.take('{')) cursor.fail(labels.length > 0 ? "'{' was expected here" : "'=' or '{' was expected here");
  const body = readBody(cursor, true);
  if (!cursor.take('}')) cursor.problem(`the block ${[type, ...labels].join(' ')} is not closed`, start);
  return { at: cursor.span(start, cursor.offset), head, type, labels, body };
}

function quotedName(cursor: HclCursor): string {
  const start = cursor.offset;
  const close = cursor.text.indexOf('"', start + 1);
  if (close < 0 || close >= lineEnd(cursor.text, start, cursor.end)) cursor.fail('the quoted text is not closed on its line');
  cursor.offset = close + 1;
  return cursor.text.slice(start + 1, close);
}

/**
 * Where reading goes on after a definition that begins at `start` and could not be read at `failed`: behind the line on
 * which all its brackets are closed. When that never happens, behind the line where reading failed.
 */
function resumeAt(cursor: HclCursor, start: number, failed: number): number {
  const { text, end } = cursor;
  if (!cursor.unbalanced) {
    const balanced = balancedLineEnd(text, start, end);
    if (balanced !== undefined) return Math.max(balanced, start);
    // Looking to the end of the file once for every broken line would take forever in a long file.
    cursor.unbalanced = true;
  }
  // What fails at the beginning of a line may well be a definition of its own.
  const line = text.lastIndexOf('\n', failed - 1) + 1;
  return line > start && text.slice(line, failed).trim() === '' ? line : lineEnd(text, failed, end);
}

const heredocStart = /<<-?([\p{L}_][\p{L}\d_-]*)[ \t]*\r?\n/uy;

function balancedLineEnd(text: string, start: number, end: number): number | undefined {
  let open = 0;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10 && open === 0) return at;
    if (unit === 34) at = quoteEnd(text, at, end);
    else if (unit === 35 || (unit === 47 && text.charCodeAt(at + 1) === 47)) at = lineEnd(text, at, end) - 1;
    else if (unit === 60 && text.charCodeAt(at + 1) === 60) at = heredocEnd(text, at, end) ?? end;
    else if (unit === 123 || unit === 91 || unit === 40) open++;
    else if (unit === 125 || unit === 93 || unit === 41) {
      // The brace of the block around it.
      if (open === 0) return at;
      open--;
    }
  }
  return open === 0 ? end : undefined;
}

function quoteEnd(text: string, start: number, end: number): number {
  for (let at = start + 1; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 92) at++;
    else if (unit === 34) return at;
    else if (unit === 10) return at - 1;
  }
  return end;
}

/** The offset of the line break before which the heredoc's marker stands; the start when none begins here. */
function heredocEnd(text: string, start: number, end: number): number | undefined {
  heredocStart.lastIndex = start;
  const found = heredocStart.exec(text);
  if (!found) return start;
  const marker = found[1]!;
  for (let line = heredocStart.lastIndex; line < end;) {
    const close = lineEnd(text, line, end);
    if (close - line < marker.length + 200 && text.slice(line, close).trim() === marker) return close - 1;
    line = close + 1;
  }
  return undefined;
}
