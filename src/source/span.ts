/** A place in a file: a half-open range of UTF-16 offsets. */
import type { SourceFile } from './file.ts';

/**
 * `start` is the offset of the first character, `end` the offset behind the last one, both counted in UTF-16 units
 * from the beginning of the decoded text (a byte order mark is not part of it).
 *
 * ```text
 *   Runtime: nodejs16.x
 *            ^start    ^end
 * ```
 */
export interface Span {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

/** A line and a column, both counted from 1; columns count UTF-16 units, as SARIF and editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export function span(file: SourceFile, start: number, end: number): Span {
  return { file, start, end };
}

/** The text that stands at a place. */
export function textAt(place: Span): string {
  return place.file.text.slice(place.start, place.end);
}

/** The smallest place that holds all of `places`, which must be in one file. */
export function cover(first: Span, ...rest: readonly Span[]): Span {
  let { start, end } = first;
  for (const place of rest) {
    if (place.file !== first.file) continue;
    start = Math.min(start, place.start);
    end = Math.max(end, place.end);
  }
  return { file: first.file, start, end };
}

/** Does `outer` hold the whole of `inner`? */
export function contains(outer: Span, inner: Span): boolean {
  return outer.file.path === inner.file.path && outer.start <= inner.start && inner.end <= outer.end;
}

/** Are both the same stretch of the same file? */
export function isSameSpan(a: Span, b: Span): boolean {
  return a.file === b.file && a.start === b.start && a.end === b.end;
}
