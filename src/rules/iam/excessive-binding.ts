/** Roles of administrators that are bound to an identity which runs code. */
import type { Application } from '../../model/application.ts';
import type { Member, RoleBinding } from '../../model/role-binding.ts';
import type { Severity } from '../../finding/severity.ts';
import { excessiveRole as excessiveAzureRole } from '../../platform/azure/roles.ts';
import { excessiveRole as excessiveGoogleRole, type ExcessiveRole } from '../../platform/google/roles.ts';
import { memberName, roleOf, runsCode, scopeName } from '../binding.ts';
import { set, type Problem } from '../rule.ts';

export function* excessiveBindings(application: Application): Iterable<Problem<'bound'>> {
  for (const binding of application.roleBindings) {
    const role = roleOf(binding);
    const excess = role === undefined ? undefined : excessOf(role, binding);
    // People are let in by other means; what is for everybody is another rule's.
    const holders = binding.members.filter(({ type }) => type === 'identity');
    if (role === undefined || !excess || holders.length === 0) continue;
    const holder = holders.find((member) => runsCode(member, application)) ?? holders[0]!;
    const severity = severityOf(excess, binding, holder, application);
    if (!severity) continue;
    yield {
      message: 'bound',
      data: { name: memberName(holder, application), allows: excess.allows, policy: role, scope: scopeName(binding, application) },
      at: binding.role,
      subject: binding,
      evidence: role,
      severity,
      fixes:
        excess.milder === undefined
          ? []
          : [
              {
                title: `give ${excess.milder} instead`,
                risk: 'review',
                check: 'give a role for each thing that the code uses, on the resource itself: without it those calls fail',
                changes: [set(binding.role, excess.milder)],
              },
            ],
    };
  }
}

function excessOf(role: string, { provider }: RoleBinding): ExcessiveRole | undefined {
  return provider === 'azure' ? excessiveAzureRole(role) : excessiveGoogleRole(role);
}

/** Over a single resource, and for accounts that run nothing here, it is a lesser matter. */
function severityOf({ over }: ExcessiveRole, { scope }: RoleBinding, holder: Member, application: Application): Severity | undefined {
  const code = runsCode(holder, application);
  if (scope === 'resource') return code ? 'low' : undefined;
  if (over === 'account') return code ? 'critical' : 'high';
  return code ? 'high' : 'medium';
}
