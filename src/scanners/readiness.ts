/** What each scanner would do on this machine, found out without running it. */
import { resolve } from 'node:path';
import { checkovVersion, findCheckov, installerHere } from './checkov/install.ts';
import type { Choice, ScannerId } from './choose.ts';
import { findSnyk, snykVersion } from './snyk/install.ts';
import { toolPlaces, type ToolPlaces } from './tools.ts';

export interface Readiness {
  readonly id: ScannerId;
  /** `installs`: it is not there, and a run would install it. */
  readonly state: 'ready' | 'installs' | 'missing';
  /** A sentence without full stop. */
  readonly detail: string;
  readonly isNamed: boolean;
}

export async function readiness({
  scanners,
  scanned,
  environment,
}: Pick<Choice, 'scanners' | 'scanned' | 'environment'>): Promise<readonly Readiness[]> {
  const places = toolPlaces(environment, resolve(scanned));
  const isNamed = (id: ScannerId): boolean => scanners !== 'auto' && scanners.includes(id);
  const found: readonly (Omit<Readiness, 'isNamed'> & { readonly id: ScannerId })[] = [
    { id: 'builtin', state: 'ready', detail: 'our own rules, nothing to install' },
    { id: 'checkov', ...(await checkov(places, isNamed('checkov'))) },
    { id: 'snyk', ...snyk(places, environment, isNamed('snyk')) },
    { id: 'osv', state: 'ready', detail: 'asks api.osv.dev by the names and versions of packages, nothing to install' },
  ];
  return found.map((one) => ({ ...one, isNamed: isNamed(one.id) }));
}

type Found = Pick<Readiness, 'state' | 'detail'>;

async function checkov(places: ToolPlaces, isNamed: boolean): Promise<Found> {
  const found = await findCheckov(places);
  if ('checkov' in found) {
    const { version, program, from } = found.checkov;
    return { state: 'ready', detail: `version ${version}, ${from === 'PATH' ? `on the PATH (${program})` : `installed in ${places.folder}`}` };
  }
  const there = found.otherVersion === undefined ? 'not installed' : `version ${found.otherVersion} is on the PATH, ${checkovVersion} is needed`;
  const installer = await installerHere(places);
  if ('why' in installer) return { state: 'missing', detail: `${there}, and cannot be installed: ${installer.why}` };
  if (!isNamed) return { state: 'missing', detail: `${there}; --scanners builtin,checkov installs ${checkovVersion}` };
  return { state: 'installs', detail: `${there}; ${installer.program} installs ${checkovVersion} in ${places.folder}` };
}

function snyk(places: ToolPlaces, environment: NodeJS.ProcessEnv, isNamed: boolean): Found {
  const token = [environment['SNYK_TOKEN'], environment['SNYK_OAUTH_TOKEN']].some((value) => value !== undefined && value.trim() !== '');
  const found = findSnyk(places);
  const where =
    found === undefined
      ? 'not installed'
      : found.from === 'PATH'
        ? `on the PATH (${found.program})`
        : `version ${found.version ?? snykVersion}, installed in ${places.folder}, as npm package`;
  if (!token) return { state: 'missing', detail: `${where}; there is no SNYK_TOKEN` };
  if (found) return { state: 'ready', detail: `${where}; there is a SNYK_TOKEN` };
  if (isNamed) return { state: 'installs', detail: `not installed; npm installs ${snykVersion} in ${places.folder}; there is a SNYK_TOKEN` };
  return { state: 'missing', detail: `not installed; --scanners builtin,snyk installs ${snykVersion}; there is a SNYK_TOKEN` };
}
