/** Reads role assignments of templates: which role, for whom, over how much. */
import { asValue, text, type Spelling } from '../../../evaluation/setting.ts';
import { at, items, scalarText, type Tree } from '../../../evaluation/tree.ts';
import type { Elements } from '../../../model/access.ts';
import type { BindingScope, Member } from '../../../model/role-binding.ts';
import { absent, known, textOf, unknown, type Known, type Slot, type Value } from '../../../model/value.ts';
import { replaceText } from '../../../source/edit.ts';
import { textAt } from '../../../source/span.ts';
import { builtInRoles } from '../../../platform/azure/roles.ts';
import type { ResourceId } from '../functions.ts';
import { nounOf } from '../nouns.ts';
import type { AzureResource, Reading, ResourceReader } from '../template.ts';

const readAssignment: ResourceReader = (resource, reading) => {
  const principal = at(resource.properties, 'principalId');
  reading.nouns.roleBindings.push({
    ...nounOf(resource, reading),
    name: absent(resource.at),
    kind: 'role-binding',
    role: roleOf(at(resource.properties, 'roleDefinitionId'), resource),
    members: principal ? [memberOf(principal, resource, reading)] : [],
    membersPartial: !principal,
    scope: scopeOf(resource),
    on: resource.scope ? { value: absent(resource.at), to: reading.key(resource.scope.address) } : { value: absent(resource.at) },
    resourceKind: 'unknown',
    conditional: at(resource.properties, 'condition') ? 'yes' : 'no',
  });
};

const roleId = /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

const ids: ReadonlyMap<string, string> = new Map([...builtInRoles].map(([id, name]) => [name, id]));

/** The name of a built-in role for its id, which stands at the end of the text. */
const byId: Spelling<string> = {
  // Modules of the registry take names as well.
  decode: (written) =>
    builtInRoles.get(roleId.exec(String(written))?.[1]?.toLowerCase() ?? '') ?? (ids.has(String(written)) ? String(written) : undefined),
  encode: (to) => ids.get(to),
};

/** By the id of a role that Azure brings along; the place is that of the id, wherever it is kept. */
function roleOf(tree: ResourceId | undefined, resource: AzureResource): Value<string> {
  if (!tree) return absent(resource.at);
  const named = tree.named && asValue(tree.named, byId);
  if (named?.state === 'known') return isConstant(named) ? atUse(named, tree) : named;
  const written = textOf(asValue(tree, text), '…') ?? '';
  const name = byId.decode(written);
  return name === undefined
    ? unknown('its role is not one that Azure brings along', tree.at, undefined, undefined, tree.via)
    : known(name, tree.at, undefined, tree.via);
}

/** Does the name of what is used say the role itself, as `ownerRoleId` does? Then the text behind it is right, and its use decides. */
function isConstant({ value, via }: Known<string>): boolean {
  const use = via[0];
  return use !== undefined && bare(textAt(use)).includes(bare(value));
}

function bare(words: string): string {
  return words.toLowerCase().replace(/[^a-z]/g, '');
}

function atUse({ value, via }: Known<string>, whole: Tree): Value<string> {
  const use = via[0] ?? whole.at;
  const slot: Slot<string> = (to) => {
    const id = ids.get(to);
    if (id === undefined) return undefined;
    if (/^[\w.]+$/.test(textAt(use))) return [replaceText(use, `'${id}'`)];
    return whole.editor?.replace(`[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${id}')]`);
  };
  return known(value, use, slot);
}

function memberOf(tree: Tree, resource: AzureResource, reading: Reading): Member {
  const value = asValue(tree, text);
  const target = reading.target(tree);
  const kind = textOf(asValue(at(resource.properties, 'principalType') ?? tree, text)) ?? '';
  if (/^(?:user|group)$/i.test(kind)) return { type: /group/i.test(kind) ? 'group' : 'user', value };
  if (!target) return { type: /serviceprincipal/i.test(kind) ? 'identity' : 'unknown', value };
  const own = target.type.startsWith('microsoft.managedidentity') ? target.address : `${target.address}/identity`;
  return { type: 'identity', value, identity: reading.key(own) };
}

const scopes: Readonly<Record<string, BindingScope>> = {
  resourceGroup: 'group',
  subscription: 'project',
  managementGroup: 'organization',
  tenant: 'organization',
};

function scopeOf(resource: AzureResource): BindingScope {
  if (resource.scope) return 'resource';
  const written = at(resource.definition, 'scope');
  if (written) {
    const value = textOf(asValue(written, text), '…') ?? '';
    return /\/providers\//i.test(value) ? 'resource' : 'unknown';
  }
  // The old way: the type of a resource with the assignment behind it.
  if (!resource.type.startsWith('microsoft.authorization/')) return 'resource';
  return scopes[resource.targetScope] ?? 'unknown';
}

/** https://learn.microsoft.com/azure/role-based-access-control/custom-roles-template */
const readDefinition: ResourceReader = (resource, reading) => {
  if (resource.existing) return;
  const written = at(resource.properties, 'permissions');
  const named = at(resource.properties, 'roleName');
  const noun = nounOf(resource, reading);
  reading.nouns.customRoles.push({
    ...noun,
    label: scalarText(named) ?? noun.label,
    kind: 'custom-role',
    permissions: elementsOf(written, ['actions', 'dataActions'], resource),
    excluded: elementsOf(written, ['notActions', 'notDataActions'], resource),
  });
};

function elementsOf(permissions: Tree | undefined, keys: readonly string[], resource: AzureResource): Elements {
  const lists = items(permissions).flatMap((one) => keys.flatMap((key) => at(one, key) ?? []));
  const isUnsure = (tree: Tree): boolean => tree.kind === 'opaque' || (tree.kind !== 'scalar' && tree.partial === true);
  return {
    items: lists.flatMap((list) => items(list)).map((item) => asValue(item, text)),
    partial: items(permissions).some(isUnsure) || lists.some(isUnsure),
    at: permissions?.at ?? resource.at,
  };
}

export const roleReaders: Readonly<Record<string, ResourceReader>> = {
  'microsoft.authorization/roleassignments': readAssignment,
  'microsoft.authorization/roledefinitions': readDefinition,
};
