/** The lines of a file around a finding, with the text it means marked. */
import type { Place } from '../finding/finding.ts';
import { rangeOf, type ShownSource } from './context.ts';
import { displayWidth, plainSource, shorten } from './plain-text.ts';

interface FrameLine {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
  /** The marked part, in columns of a terminal, from 0. */
  readonly mark?: { readonly start: number; readonly width: number };
}

export interface CodeFrame {
  readonly lines: readonly FrameLine[];
  /** Lines of the place that are not shown. */
  readonly more: number;
}

/** Lines of one place that are shown. */
const mostLines = 3;

/** A place on one line comes with the line above it, because that often says what it belongs to. */
export function codeFrame(source: ShownSource, place: Place, width: number): CodeFrame {
  const lastLine = place.endColumn === 1 && place.endLine > place.startLine ? place.endLine - 1 : place.endLine;
  const last = Math.min(lastLine, place.startLine + mostLines - 1, source.file.lineCount);
  const marked = rangeOf(source.file, place);
  const lines: FrameLine[] = [];
  if (lastLine === place.startLine && place.startLine > 1) {
    const { start, end } = source.lineRange(place.startLine - 1);
    const above = shown(source, start, Math.min(end, start + width), width, start < end && end - start > width);
    if (above.trim() !== '') lines.push({ number: place.startLine - 1, text: above });
  }
  for (let number = place.startLine; number <= last; number++) {
    lines.push(number === place.startLine ? markedLine(source, number, marked, width) : plainFrameLine(source, number, width));
  }
  return { lines, more: Math.max(0, lastLine - last) };
}

function plainFrameLine(source: ShownSource, number: number, width: number): FrameLine {
  const { start, end } = source.lineRange(number);
  return { number, text: shown(source, start, Math.min(end, start + width), width, end - start > width) };
}

/** A line that is too long is shown from shortly before the mark on. */
function markedLine(source: ShownSource, number: number, marked: { readonly start: number; readonly end: number }, width: number): FrameLine {
  const line = source.lineRange(number);
  const markEnd = Math.min(Math.max(marked.end, marked.start), line.end);
  const long = line.end - line.start > width;
  const from = long ? Math.max(line.start, Math.min(marked.start - Math.floor(width / 3), line.end - width)) : line.start;
  const to = long ? Math.min(line.end, from + width) : line.end;
  const lead = from > line.start ? '…' : '';
  const text = shorten(lead + shown(source, from, to, width, to < line.end), width);
  const start = displayWidth(lead + plainSource(source.slice(from, Math.max(from, marked.start))));
  const full = displayWidth(plainSource(source.slice(marked.start, Math.min(markEnd, to))));
  return start >= width ? { number, text } : { number, text, mark: { start, width: Math.max(1, Math.min(full, width - start)) } };
}

function shown(source: ShownSource, start: number, end: number, width: number, cut: boolean): string {
  return shorten(plainSource(source.slice(start, end)) + (cut ? '…' : ''), width);
}
