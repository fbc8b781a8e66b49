/** What would run here: what there is of each scanner, against what the configuration asks for. */
import type { Config } from './config/schema.ts';
import { readiness, type Readiness } from './scanners/readiness.ts';

export interface Diagnosis extends Readiness {
  readonly isWanted: boolean;
  readonly isOptional: boolean;
}

/** `folder` is the one that would be scanned. */
export async function diagnose(config: Config, folder: string): Promise<readonly Diagnosis[]> {
  const found = await readiness({ scanners: config.scanners, scanned: folder, environment: process.env });
  return found.map((one) => ({
    ...one,
    isWanted: config.scanners === 'auto' || one.isNamed,
    isOptional: !one.isNamed || config['optional-scanners'].includes(one.id),
  }));
}
