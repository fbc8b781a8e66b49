/** From spans to plain places. */
import type { Place } from '../../finding/finding.ts';
import type { Span } from '../../source/span.ts';

export function placeOf({ file, start, end }: Span): Place {
  const from = file.positionAt(start);
  const to = file.positionAt(end);
  return { path: file.path, startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}
