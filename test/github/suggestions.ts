/** Applies a suggestion as GitHub does: the lines of the comment are replaced by those of the block. */

/** The lines of the first suggestion in a comment; undefined where there is none. */
export function suggestionIn(body: string): readonly string[] | undefined {
  const lines = body.split(/\r?\n/);
  const start = lines.findIndex((line) => /^`{3,}suggestion\s*$/.test(line));
  if (start < 0) return undefined;
  const fence = /^`+/.exec(lines[start] ?? '')?.[0].length ?? 0;
  const end = lines.findIndex((line, index) => index > start && /^`+\s*$/.test(line) && line.trim().length >= fence);
  return end < 0 ? undefined : lines.slice(start + 1, end);
}

/** Browsers send comments with CRLF whatever the file has, so the file's own line ending is what counts. */
export function applySuggestion(text: string, start: number, line: number, replacement: readonly string[]): string {
  const ending = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/\r?\n/);
  return [...lines.slice(0, start - 1), ...replacement, ...lines.slice(line)].join(ending);
}
