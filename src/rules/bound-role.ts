/** What a role binding lets its members do, whether its role is one of the cloud's or one that the application lists itself. */
import type { Application } from '../model/application.ts';
import type { CustomRole } from '../model/custom-role.ts';
import type { RoleBinding } from '../model/role-binding.ts';
import { effective } from '../model/value.ts';
import { dataAccessBy, invokesBy, sendsBy } from '../platform/google/permissions.ts';
import { dataAccess, maySend, mayInvoke } from '../platform/google/roles.ts';
import { roleOf } from './binding.ts';

/** The role's own definition, where it stands in the application. */
export function definitionOf({ definition }: RoleBinding, { customRoles }: Application): CustomRole | undefined {
  return definition === undefined ? undefined : customRoles.find(({ key }) => key === definition);
}

/** How a message names the role. */
export function roleName(binding: RoleBinding, application: Application): string | undefined {
  return definitionOf(binding, application)?.label ?? roleOf(binding);
}

function permissionsOf(binding: RoleBinding, application: Application): readonly string[] | undefined {
  return definitionOf(binding, application)?.permissions.items.flatMap((item) => effective(item) ?? []);
}

export function accessThrough(binding: RoleBinding, application: Application): ReturnType<typeof dataAccess> {
  const permissions = permissionsOf(binding, application);
  return permissions ? dataAccessBy(permissions) : dataAccess(roleOf(binding) ?? '');
}

export function invokesThrough(binding: RoleBinding, application: Application): boolean {
  const permissions = permissionsOf(binding, application);
  return permissions ? invokesBy(permissions) : mayInvoke(roleOf(binding) ?? '');
}

export function sendsThrough(binding: RoleBinding, application: Application): boolean {
  const permissions = permissionsOf(binding, application);
  return permissions ? sendsBy(permissions) : maySend(roleOf(binding) ?? '');
}
