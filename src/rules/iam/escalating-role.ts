/** Roles of the application's own, on Azure, through which whoever is given them gets further rights. */
import type { Application } from '../../model/application.ts';
import { effective } from '../../model/value.ts';
import { escalationBy } from '../../platform/azure/permissions.ts';
import type { Problem } from '../rule.ts';

/** Told where the role is defined: who is given it is often decided by hand. */
export function* escalatingRoles({ customRoles }: Application): Iterable<Problem<'defined'>> {
  for (const role of customRoles) {
    if (role.provider !== 'azure' || role.excluded?.partial === true) continue;
    const excluded = role.excluded?.items.flatMap((item) => effective(item) ?? []) ?? [];
    for (const item of role.permissions.items) {
      const permission = effective(item) ?? '';
      const gains = escalationBy(permission, excluded);
      if (gains === undefined) continue;
      yield { message: 'defined', data: { name: role.label, gains, permission }, at: item, subject: role, evidence: permission };
      break;
    }
  }
}
