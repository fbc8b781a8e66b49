/** What changed between two commits: which files, and which lines of them. */

export interface FileDiff {
  /** At the head; for a removed file at the base. */
  readonly path: string;
  /** At the base, where it was another. */
  readonly oldPath?: string | undefined;
  readonly status: 'added' | 'modified' | 'removed' | 'renamed';
  /** No lines are known of it. */
  readonly binary: boolean;
  readonly hunks: readonly Hunk[];
}

/** A run of lines as a unified diff shows it. Lines count from 1. */
export interface Hunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  readonly lines: readonly HunkLine[];
}

export interface HunkLine {
  readonly kind: 'context' | 'added' | 'removed';
  /** Without its line ending. */
  readonly text: string;
}
