/** The difference of two sets of texts as a pull request shows it, without a repository. */
import { structuredPatch } from 'diff';
import type { FileDiff, HunkLine } from '../../src/source/diff.ts';

const kinds = { '+': 'added', '-': 'removed', ' ': 'context' } as const;

export function diffOfTexts(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): readonly FileDiff[] {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return paths.flatMap((path): FileDiff[] => {
    const [old, fresh] = [before[path], after[path]];
    if (old === fresh) return [];
    const { hunks } = structuredPatch(path, path, old ?? '', fresh ?? '', undefined, undefined, { context: 3 });
    const status = old === undefined ? 'added' : fresh === undefined ? 'removed' : 'modified';
    const linesOf = (lines: readonly string[]): HunkLine[] =>
      lines.flatMap((line) => {
        const kind = kinds[line.charAt(0) as keyof typeof kinds];
        return kind ? [{ kind, text: line.slice(1) }] : [];
      });
    return [{ path, status, binary: false, hunks: hunks.map(({ lines, ...range }) => ({ ...range, lines: linesOf(lines) })) }];
  });
}
