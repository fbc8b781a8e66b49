/** Functions that a role binding lets everybody invoke. */
import type { Application } from '../../model/application.ts';
import type { Severity } from '../../finding/severity.ts';
import type { RoleBinding } from '../../model/role-binding.ts';
import { effective } from '../../model/value.ts';
import { closing, scopeName, strangers, strangersIn } from '../binding.ts';
import { invokesThrough, roleName } from '../bound-role.ts';
import type { Problem } from '../rule.ts';

export function* publicBindings(application: Application): Iterable<Problem<'binding'>> {
  for (const binding of application.roleBindings) {
    const [member] = strangersIn(binding);
    const onFunction = binding.resourceKind === 'function' || binding.scope !== 'resource';
    if (!member || !onFunction || !invokesThrough(binding, application)) continue;
    const check = 'callers need an identity token of that account and this role; add the accounts that call it today';
    yield {
      message: 'binding',
      data: { anyone: strangers(member), name: scopeName(binding, application), role: roleName(binding, application) ?? '' },
      at: member.value,
      subject: binding,
      severity: severityOf(binding, member.type === 'any', application),
      fixes: closing(member, binding, application, 'invoke it', check),
    };
  }
}

/** Behind a load balancer it is as public; from inside the network only, the network stands in between. */
function severityOf({ on }: RoleBinding, anybody: boolean, application: Application): Severity {
  const fn = application.functions.find(({ key }) => key === on.to);
  if (fn?.ingress && effective(fn.ingress) === 'internal') return 'medium';
  return anybody ? 'critical' : 'high';
}
