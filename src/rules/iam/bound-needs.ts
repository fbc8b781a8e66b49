/** What role bindings give an identity, beyond what every function has: its logs, its figures, its events. */
import type { Identity } from '../../model/access.ts';
import type { Application } from '../../model/application.ts';
import { roleOf } from '../binding.ts';
import type { Needs } from './needs.ts';

/** What a function needs to run, to be called by its events, and to be watched. */
const customary =
  /^roles\/(?:logging\.logWriter|monitoring\.metricWriter|cloudtrace\.agent|errorreporting\.writer|artifactregistry\.reader|eventarc\.eventReceiver|run\.invoker|cloudfunctions\.invoker)$|^Monitoring Metrics Publisher$/;

export function boundNeeds(identity: Identity, { roleBindings }: Application): Needs {
  const roles = roleBindings.filter(({ members }) => members.some((member) => member.identity === identity.key)).map(roleOf);
  const all = [...new Set(roles.flatMap((role) => (role === undefined || customary.test(role) ? [] : [role])))];
  return { all, services: new Set(all.map(serviceOf)) };
}

/** `roles/pubsub.publisher` → `pubsub`; Azure's roles are named after what they are for. */
function serviceOf(role: string): string {
  return /^roles\/(\w+)/.exec(role)?.[1] ?? role;
}
