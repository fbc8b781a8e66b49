/** Secrets, keys, identities and projects that a role binding opens to everybody. */
import type { Application } from '../../model/application.ts';
import type { GrantTarget } from '../../model/access.ts';
import { closing, scopeName, strangers, strangersIn } from '../binding.ts';
import { invokesThrough, roleName } from '../bound-role.ts';
import type { Problem } from '../rule.ts';

/** What is open on these is found by other rules. */
const otherRules: ReadonlySet<GrantTarget> = new Set(['function', 'bucket', 'table', 'topic', 'queue', 'log-group']);

/** Images are published, and APIs ask for themselves. */
const published: ReadonlySet<GrantTarget> = new Set(['registry', 'api']);

export function* openBindings(application: Application): Iterable<Problem<'binding'>> {
  for (const binding of application.roleBindings) {
    const [member] = strangersIn(binding);
    const role = roleName(binding, application);
    if (!member || role === undefined || binding.provider !== 'gcp') continue;
    if (otherRules.has(binding.resourceKind) || published.has(binding.resourceKind)) continue;
    // Who may invoke everything in a project is a public invocation.
    if (binding.scope !== 'resource' && (invokesThrough(binding, application) || role.startsWith('roles/logging.'))) continue;
    yield {
      message: 'binding',
      data: { anyone: strangers(member), name: scopeName(binding, application), role },
      at: member.value,
      subject: binding,
      evidence: role,
      severity: 'critical',
      fixes: closing(member, binding, application, 'use it', 'name the accounts that use it today'),
    };
  }
}
