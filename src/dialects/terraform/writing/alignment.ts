/** Keeps equals signs below each other, as `terraform fmt` puts them. */
import { insertText, replaceText, type Edit } from '../../../source/edit.ts';
import type { Span } from '../../../source/span.ts';
import type { HclExpression } from '../../../syntax/hcl-tree.ts';
import { lineEnd } from '../../../evaluation/document-places.ts';

/** `key = value`, in a body or in an object. */
export interface Assignment {
  readonly at: Span;
  readonly key: Span;
  readonly value: HclExpression;
}

/** One assignment as it will be: an old one, or a new one. */
export interface Row {
  readonly width: number;
  /** Its value ends on the line it begins on; heredocs count as such. */
  readonly oneLine: boolean;
  /** It begins on the line behind the one before it. */
  readonly follows: boolean;
  readonly written?: Assignment | undefined;
}

export function rowsOf(assignments: readonly Assignment[]): readonly Row[] {
  return assignments.map((assignment, index) => {
    const before = assignments[index - 1];
    return {
      width: assignment.key.end - assignment.key.start,
      oneLine: isOneLine(assignment),
      follows: before !== undefined && followsOn(before, assignment),
      written: assignment,
    };
  });
}

function isOneLine({ at, value }: Assignment): boolean {
  if (value.kind === 'template' && value.style === 'heredoc') return true;
  return !at.file.text.slice(at.start, at.end).includes('\n');
}

/** Only the end of a line, a comment at most, stands between them. */
function followsOn(before: Assignment, after: Assignment): boolean {
  const { text } = before.at.file;
  const end = lineEnd(text, before.at.end);
  return end < after.at.start && countLines(text, end, after.at.start) === 1 && text.slice(end, after.at.start).trim() === '';
}

function countLines(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** Spaces between key and equals sign that each row gets; undefined for rows that are not aligned (`key: value`). */
function paddings(rows: readonly Row[]): readonly number[] {
  const result: number[] = [];
  for (let index = 0; index < rows.length;) {
    let end = index + 1;
    if (rows[index]!.oneLine) while (end < rows.length && rows[end]!.oneLine && rows[end]!.follows) end++;
    const width = Math.max(...rows.slice(index, end).map((row) => row.width));
    for (; index < end; index++) result.push(width - rows[index]!.width + 1);
  }
  return result;
}

/** Are all of them where `terraform fmt` puts them? */
export function isFormatted(rows: readonly Row[]): boolean {
  const wanted = paddings(rows);
  return rows.every((row, index) => !row.written || written(row.written) === undefined || written(row.written) === wanted[index]);
}

/** Spaces before the equals sign; undefined where there is none. */
function written({ key }: Assignment): number | undefined {
  const { text } = key.file;
  let at = key.end;
  while (text.charCodeAt(at) === 32) at++;
  return text[at] === '=' ? at - key.end : undefined;
}

/** The padding of each new row, and the edits that move the old ones, when `before` becomes `after`. */
export function realign(before: readonly Row[], after: readonly Row[]): { readonly paddings: readonly number[]; readonly edits: readonly Edit[] } {
  if (!isFormatted(before)) return { paddings: after.map(() => 1), edits: [] };
  return { paddings: paddings(after), edits: align(after) };
}

/** Moves the equals signs of what is written already. */
export function align(rows: readonly Row[]): readonly Edit[] {
  const wanted = paddings(rows);
  const edits: Edit[] = [];
  for (const [index, row] of rows.entries()) {
    const now = row.written && written(row.written);
    if (!row.written || now === undefined || now === wanted[index]) continue;
    const { key } = row.written;
    const more = wanted[index]! - now;
    edits.push(more > 0 ? insertText(key.file, key.end, ' '.repeat(more)) : replaceText({ file: key.file, start: key.end, end: key.end - more }, ''));
  }
  return edits;
}
