/** What a run is held against: another commit of the same repository, and the one that its policy comes from. */
import type { Notice } from '../source/file-tree.ts';
import type { HeadFiles, Revision } from './revisions.ts';

export interface ComparisonRequest {
  /** The commit that is scanned. */
  readonly head: string;
  /** Its files; undefined where the folder is all there is. */
  readonly headFiles?: HeadFiles | undefined;
  /** Undefined where there is nothing to compare with: then everything counts as new. */
  readonly base?: Revision | undefined;
  readonly policy: PolicySource;
  /** Old paths by new ones, relative to the folder. */
  readonly renames: ReadonlyMap<string, string>;
  /** Sentences on what could not be compared. */
  readonly notices: readonly Notice[];
}

/** `own`: the scanned files say what counts, because they are merged. Else another commit does, and the scanned files can only be stricter. */
type PolicySource = 'own' | BasePolicySource;

export interface BasePolicySource {
  /** The tip of the base. Undefined where it cannot be read: then the defaults count. */
  readonly from: Revision | undefined;
  /** Where the scanned commit left it. */
  readonly fork: Revision | undefined;
  /** The scanned commit, where it is not what the folder holds. */
  readonly head: Revision | undefined;
}
