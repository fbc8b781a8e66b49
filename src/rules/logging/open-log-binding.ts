/** Logs that a role binding opens to everybody, or to all of an organization. */
import type { Application } from '../../model/application.ts';
import { textOf } from '../../model/value.ts';
import { readsLogs } from '../../platform/google/roles.ts';
import { closing, roleOf, scopeName, strangers, strangersIn } from '../binding.ts';
import type { Problem } from '../rule.ts';

/** Roles over everything are other rules'. */
export function* openLogBindings(application: Application): Iterable<Problem<'binding' | 'domain'>> {
  for (const binding of application.roleBindings) {
    const role = roleOf(binding);
    if (binding.provider !== 'gcp' || role === undefined || !role.startsWith('roles/logging.') || !readsLogs(role)) continue;
    const name = scopeName(binding, application);
    const [member] = strangersIn(binding);
    if (member) {
      const fixes = closing(member, binding, application, 'read them', 'name those who read the logs today');
      yield {
        message: 'binding',
        data: { anyone: strangers(member), name, role },
        at: member.value,
        subject: binding,
        evidence: role,
        severity: 'critical',
        fixes,
      };
      continue;
    }
    const domain = binding.conditional === 'no' ? binding.members.find(({ type }) => type === 'domain') : undefined;
    if (!domain) continue;
    const who = textOf(domain.value, '…')?.replace(/^domain:/, '') ?? 'the domain';
    yield { message: 'domain', data: { domain: who, name, role }, at: domain.value, subject: binding, evidence: role };
  }
}
