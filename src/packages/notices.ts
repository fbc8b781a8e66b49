/** What a manifest or lock file could not give, as sentences with a line. */
import type { Notice } from '../source/file-tree.ts';
import type { SourceFile } from '../source/file.ts';
import type { Span } from '../source/span.ts';
import type { SyntaxProblem } from '../syntax/document.ts';

/** One notice per file: the first problem says where it begins. */
export function syntaxNotice(file: SourceFile, problems: readonly SyntaxProblem[]): readonly Notice[] {
  const [first] = problems;
  if (!first) return [];
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return [
    {
      level: 'error',
      path: file.path,
      line: file.positionAt(first.offset).line,
      message: `its packages are read in part at most: ${first.message}${more}`,
    },
  ];
}

export function noticeAt(at: Span, level: Notice['level'], message: string): Notice {
  return { level, path: at.file.path, line: at.file.positionAt(at.start).line, message };
}

/** Versions that are no versions are told once per file. */
export function strangeVersions(found: readonly { readonly name: string; readonly version: string; readonly at: Span }[]): readonly Notice[] {
  const [first] = found;
  if (!first) return [];
  const more = found.length > 1 ? ` (and ${found.length - 1} more like it)` : '';
  const shown = first.version.length > 40 ? `${first.version.slice(0, 40)}…` : first.version;
  return [noticeAt(first.at, 'warning', `"${shown}" of ${first.name.slice(0, 80)} is no version: not checked${more}`)];
}
