/** Roles bound over a whole project through which an identity gets at the rights of others. */
import type { Application } from '../../model/application.ts';
import { escalations } from '../../platform/google/roles.ts';
import { memberName, roleOf, runsCode, scopeName } from '../binding.ts';
import type { Problem } from '../rule.ts';

/** On one account it is the way to lend rights; over a project it reaches every account there is. */
export function* escalatingBindings(application: Application): Iterable<Problem<'bound'>> {
  for (const binding of application.roleBindings) {
    const role = binding.provider === 'gcp' ? roleOf(binding) : undefined;
    const gains = escalations.get(role ?? '');
    const wide = binding.scope === 'project' || binding.scope === 'folder' || binding.scope === 'organization';
    const holder = binding.members.find(({ type }) => type === 'identity');
    if (role === undefined || gains === undefined || !wide || !holder) continue;
    yield {
      message: 'bound',
      data: { name: memberName(holder, application), gains, role, scope: scopeName(binding, application) },
      at: binding.role,
      subject: binding,
      evidence: role,
      severity: runsCode(holder, application) ? 'high' : 'medium',
    };
  }
}
