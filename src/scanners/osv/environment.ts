/** Where the machine says that advisories come from. The repository has no say: it could name a service that knows of nothing. */
import { publicService, type OsvOptions } from './osv.ts';

/**
 * - `FAASGATE_OSV_URL`: another service than the public one, without a path.
 * - `FAASGATE_OSV_DATABASE`: a folder with OSV's exported files, `npm/GHSA-….json` and the like: no service is asked then.
 * - `FAASGATE_OSV_CACHE`: a folder in which advisories are kept from run to run.
 */
export function osvPlaces(environment: NodeJS.ProcessEnv): Pick<OsvOptions, 'url' | 'databaseFolder' | 'cacheFolder'> {
  const set = (name: string): string | undefined => (environment[name] === '' ? undefined : environment[name]);
  return { url: set('FAASGATE_OSV_URL') ?? publicService, databaseFolder: set('FAASGATE_OSV_DATABASE'), cacheFolder: set('FAASGATE_OSV_CACHE') };
}
