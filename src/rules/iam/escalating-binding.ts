/** Roles bound over a whole project through which an identity gets at the rights of others. */
import type { Application } from '../../model/application.ts';
import type { Member, RoleBinding } from '../../model/role-binding.ts';
import { effective } from '../../model/value.ts';
import { escalationBy } from '../../platform/google/permissions.ts';
import { escalations } from '../../platform/google/roles.ts';
import { memberName, roleOf, runsCode, scopeName } from '../binding.ts';
import { definitionOf } from '../bound-role.ts';
import type { Problem } from '../rule.ts';

/** On one account it is the way to lend rights; over a project it reaches every account there is. */
export function* escalatingBindings(application: Application): Iterable<Problem<'bound' | 'listed'>> {
  for (const binding of application.roleBindings) {
    const wide = binding.scope === 'project' || binding.scope === 'folder' || binding.scope === 'organization';
    const holder = binding.members.find(({ type }) => type === 'identity');
    if (binding.provider !== 'gcp' || !wide || !holder) continue;
    const role = roleOf(binding);
    const gains = escalations.get(role ?? '');
    const severity = runsCode(holder, application) ? 'high' : 'medium';
    const data = { name: memberName(holder, application), scope: scopeName(binding, application) };
    if (role !== undefined && gains !== undefined)
      yield { message: 'bound', data: { ...data, gains, role }, at: binding.role, subject: binding, evidence: role, severity };
    const listed = listedEscalation(binding, holder, application);
    if (listed) yield { ...listed, severity };
  }
}

/** A role of the application's own that lists such a permission. */
function listedEscalation(binding: RoleBinding, holder: Member, application: Application): Problem<'listed'> | undefined {
  const definition = definitionOf(binding, application);
  for (const item of definition?.permissions.items ?? []) {
    const permission = effective(item) ?? '';
    const gains = escalationBy(permission);
    if (!definition || gains === undefined) continue;
    return {
      message: 'listed',
      data: { name: memberName(holder, application), gains, role: definition.label, permission, scope: scopeName(binding, application) },
      at: item,
      subject: definition,
      evidence: permission,
    };
  }
  return undefined;
}
