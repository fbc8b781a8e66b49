/** The lines that attributes stand on: taking one out, and putting another in its place. */
import { indentation, lineEnd, lineStart, nextLine } from '../../../evaluation/document-places.ts';
import type { Plain } from '../../../evaluation/tree.ts';
import { replaceText, type Edit } from '../../../source/edit.ts';
import type { HclAttribute, HclBody, HclExpression } from '../../../syntax/hcl-tree.ts';
import { realign, rowsOf, type Row } from './alignment.ts';
import { spell, type Surroundings } from './spelling.ts';

/** Takes an attribute out of a body, the others staying aligned. */
export function removeAttribute(body: HclBody, attribute: HclAttribute): readonly Edit[] {
  const rows = rowsOf(body.attributes);
  const index = body.attributes.indexOf(attribute);
  return [removeLines(attribute.at), ...realign(rows, withoutRow(rows, index)).edits];
}

/** Another attribute in the place of one. */
export function replaceAttribute(body: HclBody, attribute: HclAttribute, name: string, to: Plain): readonly Edit[] {
  const rows = rowsOf(body.attributes);
  const index = body.attributes.indexOf(attribute);
  const value = spell(to, surroundings(attribute));
  const { paddings, edits } = realign(
    rows,
    rows.map((row, at) => (at === index ? { width: name.length, oneLine: !value.includes('\n'), follows: row.follows } : row)),
  );
  return [replaceText(attribute.at, `${name}${' '.repeat(paddings[index] ?? 1)}= ${value}`), ...edits];
}

/** The rows when one of them goes; the next one follows what the removed one followed. */
export function withoutRow(rows: readonly Row[], index: number): readonly Row[] {
  const gone = rows[index];
  return rows.flatMap((row, at) => (at === index ? [] : at === index + 1 ? [{ ...row, follows: row.follows && gone?.follows === true }] : [row]));
}

export function surroundings({ at }: Pick<HclExpression, 'at'>): Surroundings {
  return { indent: indentation(at.file.text, at.start), eol: at.file.lineEnding };
}

/** Takes whole lines out; where empty lines are left on both sides, one of them goes, too. */
export function removeLines({ file, start, end }: HclExpression['at']): Edit {
  const { text } = file;
  const from = lineStart(text, start);
  let to = nextLine(text, end);
  const blankBefore = from === 0 || /\n[ \t]*\r?\n$|\{[ \t]*\r?\n$/.test(text.slice(Math.max(0, from - 200), from));
  const line = text.slice(to, lineEnd(text, to));
  if (blankBefore && to < text.length && line.trim() === '') to = nextLine(text, to);
  return replaceText({ file, start: from, end: to }, '');
}
