/** Apps that turn strangers away before their code is reached, by a sign-in or by their network: the code says nothing of it, and may ask for nothing itself. */
import type { Unit } from '../../dialects/dialect.ts';
import type { Nouns } from '../../model/application.ts';
import type { Endpoint } from '../../model/endpoint.ts';
import type { ServerlessFunction } from '../../model/function.ts';
import { isOneOf, type Answer } from '../../model/value.ts';
import { liesIn } from '../../source/file-tree.ts';

/** A project of functions is joined with the template of its app, where that one turns strangers away and it is clear which one it is. */
export function joinDoors(
  units: readonly Unit[],
  nearest: (unit: Unit, others: readonly Unit[]) => { readonly unit: Unit; readonly shared: number } | undefined,
  join: (a: Unit, b: Unit) => void,
): void {
  const apps = units.filter(({ nouns }) => nouns.functions.some(({ signIn }) => signIn !== undefined));
  if (!apps.some(({ nouns }) => nouns.functions.some((app) => turnsAway(app) !== 'no'))) return;
  const projects = units.filter(({ nouns }) => nouns.endpoints.some(isOfCode));
  for (const project of projects) {
    const near = nearest(project, apps);
    // Folders side by side belong together where there is nothing else that could.
    if (!near || (near.shared === 0 && projects.length > 1)) continue;
    if (near.unit.nouns.functions.some((app) => turnsAway(app) !== 'no')) join(near.unit, project);
  }
}

/** The endpoints; those that code declares, with what stands before the apps that run it. */
export function behindDoors({ functions, endpoints }: Nouns): readonly Endpoint[] {
  const apps = functions.filter(({ signIn }) => signIn !== undefined);
  if (apps.every((app) => turnsAway(app) === 'no')) return endpoints;
  return endpoints.map((endpoint) => {
    if (!isOfCode(endpoint) || endpoint.restricted === 'yes') return endpoint;
    const answers = new Set(appsOf(endpoint, apps).map(turnsAway));
    const [answer, ...others] = answers;
    if (answer === 'yes' && others.length === 0) return { ...endpoint, restricted: 'yes' };
    return answers.has('unknown') ? { ...endpoint, restricted: 'unknown' } : endpoint;
  });
}

/** Those whose folder of code holds it, else those of whose code nothing is known. */
function appsOf({ at }: Endpoint, apps: readonly ServerlessFunction[]): readonly ServerlessFunction[] {
  const { path } = at.file;
  const own = apps.filter(({ codeRoot }) => codeRoot !== undefined && liesIn(path, codeRoot));
  return own.length > 0 ? own : apps.filter(({ codeRoot }) => codeRoot === undefined);
}

function isOfCode({ type, target }: Endpoint): boolean {
  return type === 'HttpTrigger' && target.to === undefined;
}

function turnsAway({ signIn, ingress }: ServerlessFunction): Answer {
  const answers = [signIn ? isOneOf(signIn, true) : 'no', ingress ? isOneOf(ingress, 'internal', 'gateway') : 'no'];
  return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no';
}
