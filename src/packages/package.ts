/** What a project depends on: each package with the places where its name and version stand. */
import type { Edit } from '../source/edit.ts';
import type { Span } from '../source/span.ts';
import type { Ecosystem } from './ecosystem.ts';

/** A manifest with the lock file beside it, or one of them alone. */
export interface Project {
  readonly ecosystem: Ecosystem;
  /** The tool that reads it, in words: `npm`, `pip`, `Maven`. */
  readonly manager: string;
  /** The folder whose code it serves. */
  readonly folder: string;
  readonly manifest: string | undefined;
  readonly lock: string | undefined;
  /** Every file that was read for it, parents and includes as well. */
  readonly files: readonly string[];
  readonly packages: readonly Package[];
  /** What the manifest itself asks for. */
  readonly declarations: readonly Declaration[];
}

export interface Package {
  readonly ecosystem: Ecosystem;
  /** As the registry knows it. */
  readonly name: string;
  /** One that its ecosystem knows for a version. */
  readonly version: string;
  /** The version's text where it was decided: in the lock file, or in the manifest where that decides. */
  readonly at: Span;
  /** Where the manifest asks for it; undefined for what others bring. */
  readonly declaration: Declaration | undefined;
  /** It does not ship with the code. */
  readonly dev: boolean;
  /** Other lines that name this version: checksums, uses of a property. */
  also?(): readonly Span[];
  /** What the manifest asks for that brings it, as far as the lock file tells; found when it is asked for. */
  broughtBy(): readonly Declaration[];
  /** How to raise it where its declaration cannot; edits where editing text is right, else a command alone. */
  raise(version: string): Raise | undefined;
}

/** What a manifest says of one package. */
export interface Declaration {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  /** The text that names the version or range. */
  readonly at: Span;
  /** As written: `^4.17.15`, `==2.0`. */
  readonly requirement: string;
  /** It names one version and no other. */
  readonly exact: boolean;
  readonly dev: boolean;
  /** Does it let `version` in? Undefined where that cannot be told. */
  admits(version: string): boolean | undefined;
  /** How the manifest asks for `version` in its own style; undefined where editing its text cannot be right. */
  raise(version: string): Raise | undefined;
}

export interface Raise {
  readonly edits: readonly Edit[];
  /** What must run, after the edits where there are any, because no edit of text can do it. */
  readonly command?: string | undefined;
}
