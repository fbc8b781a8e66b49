/** Functions whose ingress admits every address, although nobody has to reach them from the internet. */
import type { Application } from '../../model/application.ts';
import type { ServerlessFunction } from '../../model/function.ts';
import { effective } from '../../model/value.ts';
import { set, type Fix, type Problem } from '../rule.ts';
import { strangersIn } from '../binding.ts';

/** Written down only: most who say nothing have an address for callers. What is public on purpose is another rule's. */
export function* openIngress(application: Application): Iterable<Problem<'ingress'>> {
  for (const fn of application.functions) {
    const { ingress, provider, key } = fn;
    if (provider !== 'gcp' || ingress?.state !== 'known' || ingress.value !== 'all') continue;
    // Who comes from outside is asked by the platform before anything of the function is reached.
    if (fn.identityProxy && effective(fn.identityProxy) !== false) continue;
    if (application.roleBindings.some((binding) => binding.on.to === key && strangersIn(binding).length > 0)) continue;
    const isWoken = application.triggers.some(({ target, triggerKind }) => target.to === key && triggerKind !== 'schedule');
    yield {
      message: 'ingress',
      data: { name: fn.label },
      at: ingress,
      subject: fn,
      severity: isWoken ? 'medium' : 'low',
      fixes: fixesOf(ingress, isWoken),
    };
  }
}

/** https://cloud.google.com/run/docs/securing/ingress: Pub/Sub, Eventarc, Scheduler and Tasks of the project count as internal. */
function fixesOf(ingress: NonNullable<ServerlessFunction['ingress']>, isWoken: boolean): readonly Fix[] {
  if (isWoken) {
    const check = 'events of the same project still come in; callers from outside do not';
    return [{ title: 'admit traffic of the project only', risk: 'review', check, changes: [set(ingress, 'internal')] }];
  }
  const check = 'callers must come through a load balancer, from the network of the project, or as its events';
  return [{ title: 'admit internal traffic and load balancers only', risk: 'review', check, changes: [set(ingress, 'gateway')] }];
}
