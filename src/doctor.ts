/** What would run here: the configuration, and what there is of each scanner. */
import { openWorkspace, type RunRequest } from './run.ts';
import { readiness, type Readiness } from './scanners/readiness.ts';

export interface Diagnosis {
  readonly configPath: string | undefined;
  readonly scanners: readonly (Readiness & { readonly isWanted: boolean; readonly isOptional: boolean })[];
}

/** @throws ConfigurationError */
export async function diagnose(request: RunRequest): Promise<Diagnosis> {
  const { config, configPath } = openWorkspace(request);
  const found = await readiness({ scanners: config.scanners, scanned: request.path, environment: process.env });
  return {
    configPath,
    scanners: found.map((one) => ({
      ...one,
      isWanted: config.scanners === 'auto' || one.isNamed,
      isOptional: !one.isNamed || config['optional-scanners'].includes(one.id),
    })),
  };
}
