/** Where advisories come from: the service, or a folder of files. */
import type { Advisory } from './advisory.ts';
import type { PackageVersion } from './affected.ts';

export interface AdvisorySource {
  /** The advisories that affect each package, by its key; those without any are left out. @throws SourceError */
  affecting(packages: readonly PackageVersion[]): Promise<ReadonlyMap<string, readonly Advisory[]>>;
}

/** The source could not be asked; the message is written to be shown. */
export class SourceError extends Error {}

/** There is no way to the service from here. */
export class UnreachableError extends SourceError {}
