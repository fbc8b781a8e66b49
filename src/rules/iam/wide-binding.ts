/** Roles for single resources that are given over a whole project, to an identity that runs code. */
import type { Application } from '../../model/application.ts';
import type { RoleBinding } from '../../model/role-binding.ts';
import { resourceRole } from '../../platform/google/roles.ts';
import { memberName, roleOf, runsCode, scopeName } from '../binding.ts';
import type { Problem } from '../rule.ts';

/** A role that its code needs on what stands beside it; with secrets, nobody needs them all. */
export function* wideBindings(application: Application): Iterable<Problem<'bound'>> {
  for (const binding of application.roleBindings) {
    const role = binding.provider === 'gcp' && isWide(binding) ? roleOf(binding) : undefined;
    const found = role === undefined ? undefined : resourceRole(role);
    const holder = binding.members.find((member) => member.type === 'identity' && runsCode(member, application));
    if (role === undefined || !found || !holder || !(found.holds === 'secrets' || has(found.holds, application))) continue;
    yield {
      message: 'bound',
      data: { name: memberName(holder, application), allows: found.allows, scope: scopeName(binding, application), role },
      at: binding.role,
      subject: binding,
      evidence: role,
      severity: found.holds === 'secrets' ? 'medium' : 'low',
    };
  }
}

function isWide({ scope, conditional }: RoleBinding): boolean {
  return conditional === 'no' && (scope === 'project' || scope === 'folder' || scope === 'organization');
}

/** Is something of that kind there, so that the role could be given on it instead? */
function has(kind: string, { stores, functions, keys }: Application): boolean {
  if (kind === 'functions') return functions.some(({ provider }) => provider === 'gcp');
  if (kind === 'keys') return keys.some(({ provider }) => provider === 'gcp');
  return stores.some(({ provider, storeKind }) => provider === 'gcp' && storeKind === kind);
}
