/** Changed files as a patch that `git apply` takes. */
import { formatPatch, structuredPatch } from 'diff';
import type { SourceFile } from '../source/file.ts';

export interface ChangedFile {
  readonly before: SourceFile;
  readonly after: SourceFile;
}

const byteOrderMark = '\ufeff';

/** The one output that may hold what it removes, secrets included: a patch without them would not apply. */
export function unifiedPatch(changes: readonly ChangedFile[]): string {
  return changes
    .filter((change) => canBePatched(change))
    .map(patchOf)
    .join('');
}

/** Git takes UTF-16 for binary data. */
export function canBePatched({ before }: ChangedFile): boolean {
  return before.encoding === 'utf8';
}

function patchOf({ before, after }: ChangedFile): string {
  const [old, fresh] = [before, after].map(({ bom, text }) => (bom ? byteOrderMark : '') + text);
  if (old === undefined || fresh === undefined || old === fresh) return '';
  const { path } = before;
  const patch = structuredPatch(`a/${path}`, `b/${path}`, old, fresh, undefined, undefined, { context: 3 });
  return formatPatch({ ...patch, isGit: true });
}
