/** Lines of files that are read line by line. */
import type { SourceFile } from '../../source/file.ts';

/** Longer lines are no lines that a tool or a person wrote; nothing looks into them. */
export const longestLine = 10_000;

/** The text of each line with the offset at which it begins; the line ending is part of it. */
export function* linesOf(file: SourceFile): Generator<{ readonly text: string; readonly start: number; readonly number: number }> {
  const starts = file.lineStarts;
  for (let index = 0; index < starts.length; index++) {
    const start = starts[index] ?? 0;
    yield { text: file.text.slice(start, starts[index + 1]), start, number: index + 1 };
  }
}
