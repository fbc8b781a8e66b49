/** Tells the user what of a file could not be parsed. */
import type { Notice } from '../../source/file-tree.ts';
import type { ParsedDocument } from '../../syntax/document.ts';

/** One notice for a file: the first thing that is wrong with it, and whether the rest could be read. */
export function reportProblems({ file, problems, root }: ParsedDocument, { notice }: { notice(notice: Notice): void }): void {
  const worst = problems.find(({ fatal }) => fatal) ?? problems[0];
  if (!worst) return;
  const lost = worst.fatal || root === undefined;
  notice({
    level: lost ? 'error' : 'warning',
    message: `${lost ? 'not wholly read' : 'read in part'}: ${worst.message}`,
    path: file.path,
    line: file.positionAt(worst.offset).line,
  });
}
