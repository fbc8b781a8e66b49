/** A fix as the lines it takes away and the lines it puts there. */
import type { FixEdit, VerifiedFix } from '../finding/finding.ts';
import type { TextRange } from '../finding/redaction.ts';
import { rangeOf, type OutputContext, type ShownSource } from './context.ts';

export interface ChangedLines {
  readonly path: string;
  /** The first line that changes, counted from 1. */
  readonly line: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** So much of a line is shown on each side of a change: templates that a program wrote can be one line of megabytes. */
const around = 400;

interface LocatedEdit extends TextRange {
  readonly text: string;
}

/** In order of path and place. Empty where a file cannot be read. */
export function changedLines(fix: VerifiedFix, context: OutputContext): readonly ChangedLines[] {
  const paths = [...new Set(fix.edits.map(({ place }) => place.path))].sort();
  return paths.flatMap((path) => {
    const source = context.source(path);
    if (!source) return [];
    const edits = fix.edits.filter(({ place }) => place.path === path).map((edit) => locate(source, edit));
    return hunks(source, edits).map((hunk) => changeOf(path, source, hunk, context));
  });
}

function locate({ file }: ShownSource, { place, text }: FixEdit): LocatedEdit {
  return { ...rangeOf(file, place), text };
}

/** Edits that share a line belong together. */
function hunks({ file }: ShownSource, edits: readonly LocatedEdit[]): readonly (readonly LocatedEdit[])[] {
  const ordered = edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.index - b.index);
  const result: LocatedEdit[][] = [];
  let lastLine = -1;
  for (const { edit } of ordered) {
    const last = result.at(-1);
    if (last && file.positionAt(edit.start).line <= lastLine) last.push(edit);
    else result.push([edit]);
    lastLine = Math.max(lastLine, file.positionAt(edit.end).line);
  }
  return result;
}

function changeOf(path: string, source: ShownSource, edits: readonly LocatedEdit[], context: OutputContext): ChangedLines {
  const first = edits[0] ?? { start: 0, end: 0, text: '' };
  const last = edits.at(-1) ?? first;
  const firstLine = source.file.positionAt(first.start).line;
  const start = Math.max(source.lineRange(firstLine).start, first.start - around);
  const end = Math.min(source.lineRange(source.file.positionAt(last.end).line).end, last.end + around);
  let after = '';
  let from = start;
  for (const edit of edits) {
    after += source.slice(from, edit.start) + context.redact(edit.text);
    from = edit.end;
  }
  const [removed, added] = withoutCommonEnds(linesOf(source.slice(start, end)), linesOf(after + source.slice(from, end)));
  const skipped = removed.skipped;
  return { path, line: firstLine + skipped, removed: removed.lines, added };
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/);
}

function withoutCommonEnds(
  before: readonly string[],
  after: readonly string[],
): [{ readonly lines: readonly string[]; readonly skipped: number }, readonly string[]] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return [{ lines: before.slice(head, before.length - tail), skipped: head }, after.slice(head, after.length - tail)];
}
