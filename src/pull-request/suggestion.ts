/** Verified fixes as GitHub applies them with a click: whole lines of the new version, replaced by others. */
import type { VerifiedFix } from '../finding/finding.ts';
import { rangeOf, type OutputContext, type ShownSource } from '../reporters/context.ts';
import { plainSource } from '../reporters/plain-text.ts';
import { orderEdits, type Edit } from '../source/edit.ts';
import type { DiffLines } from './diff-lines.ts';

/** Lines of the new version, first and last. */
export interface Lines {
  readonly path: string;
  readonly startLine: number;
  readonly line: number;
}

export function isSame(a: Lines, b: Lines): boolean {
  return a.path === b.path && a.startLine === b.startLine && a.line === b.line;
}

export interface Suggestion {
  readonly lines: Lines;
  /** What they are replaced by; none takes them away. */
  readonly text: readonly string[];
  /** The same suggestion over more lines, so that it takes in `other`; undefined where that is too far or not in one piece of the diff. */
  reach(other: Lines): Suggestion | undefined;
}

const longestText = 10_000;
const mostLines = 80;
/** Who reads a suggestion looks for what changes: more lines than this that stay as they are hide it, between changes or around them. */
const mostBetween = 10;
const mostAround = 5;

/** What the fixes do together. Undefined where that does not lie within the diff in one piece, or cannot be shown as it is. */
export function suggestionFor(fixes: readonly (VerifiedFix | undefined)[], diff: DiffLines, context: OutputContext): Suggestion | undefined {
  const showable = fixes.flatMap((fix) => context.showableFix(fix) ?? []);
  const all = showable.flatMap(({ edits }) => edits);
  const path = all[0]?.place.path;
  if (path === undefined || showable.length < fixes.length || all.some(({ place }) => place.path !== path)) return undefined;
  const source = context.source(path);
  if (!source || source.file.encoding !== 'utf8' || diff.segments(path).length === 0) return undefined;
  const { file } = source;
  const edits = all.map(({ place, text }): Edit => ({ at: { file, ...rangeOf(file, place) }, text }));
  const ordered = orderEdits(edits);
  const change = ordered && wholeLines(source, ordered);
  return change && fitted(change, source, diff, context);
}

/** Lines from `start` to before `end` become `text`; `start` equal to `end` is an insertion. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: readonly string[];
  /** How many of the lines an edit touches. */
  readonly touched: number;
}

function wholeLines(source: ShownSource, edits: readonly Edit[]): Change | undefined {
  const { file } = source;
  const [first, last] = [edits[0], edits.at(-1)];
  if (!first || !last) return undefined;
  const startLine = file.positionAt(first.at.start).line;
  const lastLine = file.positionAt(last.at.end).line;
  if (lastLine - startLine > mostLines) return undefined;
  let after = '';
  let from = source.lineRange(startLine).start;
  for (const { at, text } of edits) {
    const kept = openText(source, from, at.start);
    if (kept === undefined) return undefined;
    after += kept + text;
    from = at.end;
  }
  const rest = openText(source, from, source.lineRange(lastLine).end);
  if (rest === undefined) return undefined;
  const before = Array.from({ length: lastLine - startLine + 1 }, (_, index) => file.line(startLine + index));
  const change = withoutCommonEnds(startLine, before, (after + rest).split(/\r\n|\r|\n/));
  return change && { ...change, touched: touchedLines(edits, change) };
}

function touchedLines(edits: readonly Edit[], { start, end }: { readonly start: number; readonly end: number }): number {
  const touched = new Set<number>();
  for (const { at } of edits) {
    const last = at.file.positionAt(at.end).line;
    for (let line = at.file.positionAt(at.start).line; line <= last; line++) if (line >= start && line < end) touched.add(line);
  }
  return touched.size;
}

/** The text between two offsets; undefined where something in it must not be shown. */
function openText(source: ShownSource, start: number, end: number): string | undefined {
  const raw = source.file.text.slice(start, end);
  return source.slice(start, end) === raw ? raw : undefined;
}

function withoutCommonEnds(startLine: number, before: readonly string[], after: readonly string[]): Omit<Change, 'touched'> | undefined {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  if (head === before.length && head === after.length) return undefined;
  return { start: startLine + head, end: startLine + before.length - tail, text: after.slice(head, after.length - tail) };
}

/** GitHub replaces at least one line: an insertion repeats the line before it, or the one behind. */
function fitted(change: Change, source: ShownSource, diff: DiffLines, context: OutputContext): Suggestion | undefined {
  const { path } = source.file;
  const { start, end } = change;
  const ranges = end > start ? [{ from: start, to: end - 1 }] : [start - 1, start].map((line) => ({ from: line, to: line }));
  const range = ranges.find(({ from, to }) => from >= 1 && diff.segmentAt(path, from, to));
  return range && spread(change, range.from, range.to, source, diff, context);
}

/** The change with the unchanged lines around it. */
function spread(change: Change, from: number, to: number, source: ShownSource, diff: DiffLines, context: OutputContext): Suggestion | undefined {
  const { path } = source.file;
  const changed = change.end - change.start;
  if (changed - change.touched > mostBetween || to - from + 1 - changed > mostAround) return undefined;
  const before = unchanged(source, from, change.start - 1);
  const behind = unchanged(source, change.end, to);
  if (!before || !behind) return undefined;
  const text = [...before, ...change.text, ...behind];
  const whole = text.join('\n');
  if (text.length > mostLines || whole.length > longestText || context.redact(whole) !== whole || text.some(isDeceptive)) return undefined;
  return {
    lines: { path, startLine: from, line: to },
    text,
    reach: (other) => {
      const [startLine, line] = [Math.min(from, other.startLine), Math.max(to, other.line)];
      if (other.path !== path || !diff.segmentAt(path, startLine, line)) return undefined;
      return spread(change, startLine, line, source, diff, context);
    },
  };
}

function unchanged(source: ShownSource, from: number, to: number): readonly string[] | undefined {
  const lines: string[] = [];
  for (let line = from; line <= to; line++) {
    const { start, end } = source.lineRange(line);
    const text = openText(source, start, end);
    if (text === undefined) return undefined;
    lines.push(text);
  }
  return lines;
}

/** A suggestion is applied as it stands, so nothing in it can be made visible: what hides or reorders text is not suggested. */
function isDeceptive(line: string): boolean {
  const text = line.replaceAll('\t', '');
  return plainSource(text) !== text;
}
