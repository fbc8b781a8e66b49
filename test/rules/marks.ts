/** Texts with `«…»` around what is reported: taken apart into the text itself and the places of the marks. */

/** Half-open range of UTF-16 offsets into the text without marks. */
interface Mark {
  readonly start: number;
  readonly end: number;
}

export interface MarkedText {
  readonly text: string;
  /** In order of start, then of end. Marks may nest. */
  readonly marks: readonly Mark[];
}

/** The line break that template literals begin with, for the sake of their indentation, is no part of the text. */
export function readMarked(marked: string): MarkedText {
  const source = withoutLead(marked);
  const open: number[] = [];
  const marks: Mark[] = [];
  let text = '';
  for (const piece of source.split(/([«»])/)) {
    if (piece === '«') open.push(text.length);
    else if (piece === '»') marks.push({ start: lastOf(open, marked), end: text.length });
    else text += piece;
  }
  if (open.length > 0) throw new Error(`a mark is not closed in: ${marked}`);
  return { text, marks: marks.sort((a, b) => a.start - b.start || a.end - b.end) };
}

export function withoutLead(text: string): string {
  return text.startsWith('\n') ? text.slice(1) : text;
}

function lastOf(open: number[], marked: string): number {
  const start = open.pop();
  if (start === undefined) throw new Error(`a mark is closed that was not opened in: ${marked}`);
  return start;
}
