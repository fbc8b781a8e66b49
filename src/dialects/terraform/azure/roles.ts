/** Reads role assignments: who holds which role, and over how much. */
import { asValue, text } from '../../../evaluation/setting.ts';
import { at, isPartial, items, type Tree } from '../../../evaluation/tree.ts';
import type { Elements } from '../../../model/access.ts';
import type { BindingScope, Member, RoleBinding } from '../../../model/role-binding.ts';
import { absent, referencesOf, textOf, type Value } from '../../../model/value.ts';
import { builtInRoles } from '../../../platform/azure/roles.ts';
import { nounOf, settingOf } from '../nouns.ts';
import { armTypeOf } from './azapi-trees.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';

const readAssignment: ResourceReader = (resource, reading) => {
  const { properties, at: head } = resource;
  const scope = at(properties, 'scope');
  const principal = at(properties, 'principal_id');
  const binding: RoleBinding = {
    ...nounOf(resource, reading),
    name: absent(head),
    kind: 'role-binding',
    role: roleOf(resource),
    members: principal ? [memberOf(principal, reading)] : [],
    membersPartial: !principal,
    scope: scopeOf(scope, reading),
    on: scope ? reading.link(scope, properties) : { value: absent(head) },
    resourceKind: 'unknown',
    conditional: at(properties, 'condition') ? 'yes' : 'no',
  };
  reading.nouns.roleBindings.push(binding);
};

/** By name, or by the id of a role that Azure brings along. */
function roleOf(resource: TerraformResource): Value<string> {
  const named = settingOf(resource, ['role_definition_name'], text);
  if (named.state !== 'absent') return named;
  return settingOf(resource, ['role_definition_id'], {
    decode: (written) => {
      const id = /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.exec(String(written))?.[1]?.toLowerCase();
      return id === undefined ? undefined : builtInRoles.get(id);
    },
    encode: () => undefined,
  });
}

/** `azurerm_linux_function_app.x.identity[0].principal_id`, `azurerm_user_assigned_identity.x.principal_id`. */
function memberOf(tree: Tree, reading: Reading): Member {
  const value = asValue(tree, text);
  const target = reading.target(tree);
  if (!target) return { type: 'unknown', value };
  const type = armTypeOf(target) ?? target.type;
  const own = /function_app|web_app|app_service|container_app|logic_app|^Microsoft\.(?!ManagedIdentity)/i.test(type)
    ? `${target.address}/identity`
    : target.address;
  return { type: 'identity', value, identity: reading.key(own) };
}

const scopes: readonly (readonly [type: RegExp, scope: BindingScope])[] = [
  [/(?:^|\.)azurerm_(?:subscription|client_config)\./, 'project'],
  [/(?:^|\.)azurerm_management_group\./, 'organization'],
  [/(?:^|\.)azurerm_resource_group\./, 'group'],
];

/** From what is referred to, or from the parts of an id that is written out. */
function scopeOf(tree: Tree | undefined, reading: Reading): BindingScope {
  if (!tree) return 'unknown';
  const value = asValue(tree, text);
  const [reference] = referencesOf(value);
  const written = textOf(value, '…') ?? '';
  if (/\/providers\/(?!Microsoft\.Management\/)/i.test(written)) return 'resource';
  if (/\/resourceGroups\/[^/]+\/?$/i.test(written)) return 'group';
  if (reference) return scopes.find(([type]) => type.test(reference.address))?.[1] ?? (reading.find(reference.address) ? 'resource' : 'unknown');
  if (/^\/subscriptions\/[^/]+\/?$/i.test(written)) return 'project';
  return /\/managementGroups\//i.test(written) ? 'organization' : 'unknown';
}

/** https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/role_definition (2026-11) */
const readDefinition: ResourceReader = (resource, reading) => {
  const { properties, at: head } = resource;
  const blocks = items(at(properties, 'permissions'));
  const listed = (...keys: readonly string[]): Elements => {
    const lists = blocks.flatMap((block) => keys.flatMap((key) => at(block, key) ?? []));
    return {
      items: lists.flatMap((list) => items(list)).map((item) => asValue(item, text)),
      partial: properties.partial === true || blocks.some(isPartial) || lists.some(isPartial),
      at: blocks[0]?.at ?? head,
    };
  };
  reading.nouns.customRoles.push({
    ...nounOf(resource, reading),
    kind: 'custom-role',
    permissions: listed('actions', 'data_actions'),
    excluded: listed('not_actions', 'not_data_actions'),
  });
};

export const roleReaders: Readonly<Record<string, ResourceReader>> = {
  azurerm_role_assignment: readAssignment,
  azurerm_role_definition: readDefinition,
};
