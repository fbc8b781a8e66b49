/** Functions that a role binding lets everybody invoke. */
import type { Application } from '../../model/application.ts';
import type { Severity } from '../../finding/severity.ts';
import type { ServerlessFunction } from '../../model/function.ts';
import type { RoleBinding } from '../../model/role-binding.ts';
import { effective } from '../../model/value.ts';
import { passesProxy } from '../../platform/google/roles.ts';
import { closing, roleOf, scopeName, strangers, strangersIn } from '../binding.ts';
import { invokesThrough, roleName } from '../bound-role.ts';
import { filtersOf } from '../endpoints/filters.ts';
import type { Problem } from '../rule.ts';

type Message = 'binding' | 'behind' | 'inside' | 'balanced' | 'proxy';

export function* publicBindings(application: Application): Iterable<Problem<Message>> {
  for (const binding of application.roleBindings) {
    const [member] = strangersIn(binding);
    if (!member) continue;
    const data = { anyone: strangers(member), name: scopeName(binding, application), role: roleName(binding, application) ?? '' };
    if (passesProxy(roleOf(binding) ?? '')) {
      const check = 'people need this role from then on: name the group of those who work with it today';
      const fixes = closing(member, binding, application, 'pass it', check);
      yield { message: 'proxy', data, at: member.value, subject: binding, severity: 'high', fixes };
      continue;
    }
    const onFunction = binding.resourceKind === 'function' || binding.scope !== 'resource';
    if (!onFunction || !invokesThrough(binding, application)) continue;
    const found = judge(binding, member.type === 'any', application);
    if (!found) continue;
    const asked = found.message === 'binding' && binding.on.to !== undefined ? application.code.callerCheckOf(binding.on.to) : undefined;
    if (asked) {
      const related = [{ at: asked, text: 'who calls is looked at here' }];
      yield { message: 'behind', data, at: member.value, subject: binding, severity: 'low', related };
      continue;
    }
    const check = 'callers need an identity token of that account and this role; add the accounts that call it today';
    yield { ...found, data, at: member.value, subject: binding, fixes: closing(member, binding, application, 'invoke it', check) };
  }
}

/** What stands between everybody and the function; undefined where everybody is asked who they are all the same. */
function judge(
  { on }: RoleBinding,
  anybody: boolean,
  application: Application,
): { readonly message: Message; readonly severity: Severity } | undefined {
  const fn = application.functions.find(({ key }) => key === on.to);
  if (fn?.identityProxy && effective(fn.identityProxy) !== false) return undefined;
  const ingress = fn?.ingress && effective(fn.ingress);
  if (ingress === 'internal') return { message: 'inside', severity: 'medium' };
  const guard = fn && ingress === 'gateway' ? guardOf(fn, application) : undefined;
  // Whoever is in the network of the project goes past the balancer.
  if (guard === 'proxy') return { message: 'inside', severity: 'low' };
  if (guard === 'filter') return { message: 'balanced', severity: 'medium' };
  return { message: 'binding', severity: anybody ? 'critical' : 'high' };
}

/** What all load balancers that lead to a function have in front of it. */
function guardOf({ key }: ServerlessFunction, application: Application): 'proxy' | 'filter' | undefined {
  const balancers = application.apis.filter(({ fronts }) => fronts?.some(({ to }) => to === key));
  if (balancers.length === 0) return undefined;
  if (balancers.every(({ identityProxy }) => identityProxy && effective(identityProxy) !== false)) return 'proxy';
  return balancers.every((api) => filtersOf(new Set([api.key]), application).length > 0) ? 'filter' : undefined;
}
