/** Stores that a role binding opens to everybody. */
import type { Application } from '../../model/application.ts';
import type { GrantTarget } from '../../model/access.ts';
import type { Store } from '../../model/data.ts';
import { effective } from '../../model/value.ts';
import { closing, scopeName, strangers, strangersIn } from '../binding.ts';
import { accessThrough, roleName } from '../bound-role.ts';
import type { Problem } from '../rule.ts';

/** Images for everybody are published that way. */
const kinds: ReadonlySet<GrantTarget> = new Set(['bucket', 'table']);

export function* publicStoreBindings(application: Application, exposed: Set<Store>): Iterable<Problem<'binding'>> {
  for (const binding of application.roleBindings) {
    const [member] = strangersIn(binding);
    const access = accessThrough(binding, application);
    if (!member || !access || !kinds.has(binding.resourceKind)) continue;
    const store = application.stores.find(({ key }) => key === binding.on.to);
    if (store?.publicPrevented && effective(store.publicPrevented) !== false) continue;
    if (store) exposed.add(store);
    const check = 'whoever reads it without an identity today is turned away: publish files through a CDN or signed addresses instead';
    yield {
      message: 'binding',
      data: { anyone: strangers(member), verb: access === 'write' ? 'write to' : access, name: scopeName(binding, application) },
      at: member.value,
      subject: binding,
      evidence: roleName(binding, application) ?? '',
      severity: 'critical',
      fixes: closing(member, binding, application, 'use it', check),
    };
  }
}
