/** Reads AWS::IAM resources: roles, users and groups with what their policies let them do. */
import { asRemovable, asValue, text } from '../../../evaluation/setting.ts';
import { at, isPartial, items, type Tree } from '../../../evaluation/tree.ts';
import type { Identity, Statement } from '../../../model/access.ts';
import { absent, unknown } from '../../../model/value.ts';
import type { NounKey } from '../../../model/noun.ts';
import { statementsOf, type Statements } from '../policies.ts';
import { nounOf, settingOf } from '../resource-noun.ts';
import type { Reading, ResourceReader, TemplateResource } from '../template.ts';

const holders = {
  'AWS::IAM::Role': ['role', 'RoleName'],
  'AWS::IAM::User': ['user', 'UserName'],
  'AWS::IAM::Group': ['group', 'GroupName'],
} as const;

/** Roles, users and groups with their inline policies; what else is attached joins them once everything is read. */
const readHolder: ResourceReader = (resource, reading) => {
  const [identityKind, nameProperty] = holders[resource.type as keyof typeof holders];
  const { properties } = resource;
  const trust = statementsOf(at(properties, 'AssumeRolePolicyDocument'), reading, resource.at);
  const inline = inlineStatements(resource, reading);
  const managed = at(properties, 'ManagedPolicyArns');
  const attached = items(managed).map((arn) => ({ value: asRemovable(arn), to: localPolicy(arn, resource, reading) }));
  reading.nouns.identities.push({
    ...nounOf(resource, reading, [nameProperty]),
    kind: 'identity',
    identityKind,
    trust: trust.statements,
    trustPartial: trust.partial,
    statements: inline.statements,
    statementsPartial: inline.partial || isPartial(managed) || properties.partial === true,
    managedPolicies: attached.flatMap(({ value, to }) => (to === undefined ? [value] : [])),
    boundary: settingOf(resource, ['PermissionsBoundary'], text),
    attach: (arn) =>
      managed ? (managed.kind === 'sequence' ? managed.editor?.append?.(arn) : undefined) : properties.editor?.put?.('ManagedPolicyArns', [arn]),
  });
  const own = reading.key(resource.id);
  for (const { to } of attached) if (to !== undefined) attachmentsOf(reading).attach(to, own);
};

function inlineStatements(resource: TemplateResource, reading: Reading): Statements {
  const policies = at(resource.properties, 'Policies');
  const read = items(policies).map((policy): Statements => {
    if (policy.kind === 'opaque') return { statements: [], partial: true };
    return statementsOf(at(policy, 'PolicyDocument'), reading, resource.at);
  });
  return { statements: read.flatMap(({ statements }) => statements), partial: isPartial(policies) || read.some(({ partial }) => partial) };
}

/** The managed policy of the same template that an attachment names. */
function localPolicy(arn: Tree, resource: TemplateResource, reading: Reading): NounKey | undefined {
  const link = reading.link(arn, resource.properties);
  return reading.behind(link)?.type === 'AWS::IAM::ManagedPolicy' ? link.to : undefined;
}

/** Attaches the managed policy of the same template that `arn` names to an identity; false where it names no such policy. */
export function attachLocal(arn: Tree, holder: NounKey, owner: TemplateResource, reading: Reading): boolean {
  const policy = localPolicy(arn, owner, reading);
  if (policy !== undefined) attachmentsOf(reading).attach(policy, holder);
  return policy !== undefined;
}

/** Policies that are resources of their own. */
const readPolicy: ResourceReader = (resource, reading) => {
  const { statements, partial } = statementsOf(at(resource.properties, 'PolicyDocument'), reading, resource.at);
  const attachments = attachmentsOf(reading);
  const name = resource.type === 'AWS::IAM::ManagedPolicy' ? 'ManagedPolicyName' : 'PolicyName';
  attachments.add({
    ...nounOf(resource, reading, [name]),
    kind: 'identity',
    identityKind: 'policy',
    trust: [],
    trustPartial: false,
    statements,
    statementsPartial: partial,
    managedPolicies: [],
    boundary: absent(resource.at),
  });
  for (const list of ['Roles', 'Users', 'Groups', 'RoleName', 'UserName', 'GroupName']) {
    for (const holder of items(at(resource.properties, list))) {
      const { to } = reading.link(holder, resource.properties);
      if (to !== undefined) attachments.attach(reading.key(resource.id), to);
    }
  }
};

/** What people get in the accounts of an organization: a role in each of them. */
const readPermissionSet: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const inline = statementsOf(at(properties, 'InlinePolicy'), reading, resource.at);
  const managed = at(properties, 'ManagedPolicies');
  reading.nouns.identities.push({
    ...nounOf(resource, reading, ['Name']),
    kind: 'identity',
    identityKind: 'group',
    trust: [],
    trustPartial: false,
    statements: inline.statements,
    statementsPartial: inline.partial || isPartial(managed) || at(properties, 'CustomerManagedPolicyReferences') !== undefined,
    managedPolicies: items(managed).map((arn) => asValue(arn, text)),
    boundary: at(properties, 'PermissionsBoundary') ? unknown('it is another policy', resource.at) : absent(resource.at),
  });
};

/** Which policies hang on which identities: known only when the whole template is read. */
export class Attachments {
  readonly #policies = new Map<NounKey, Identity>();
  readonly #holders = new Map<NounKey, Set<NounKey>>();

  add(policy: Identity): void {
    this.#policies.set(policy.key, policy);
  }

  attach(policy: NounKey, holder: NounKey): void {
    const known = this.#holders.get(policy);
    if (known) known.add(holder);
    else this.#holders.set(policy, new Set([holder]));
  }

  /** Gives each identity the statements of its policies; a policy that hangs on nothing here stands alone. */
  settle(identities: Identity[]): void {
    const more = new Map<NounKey, Identity[]>();
    for (const [key, policy] of this.#policies) {
      for (const holder of this.#holders.get(key) ?? []) more.set(holder, [...(more.get(holder) ?? []), policy]);
    }
    const held = new Set<NounKey>();
    for (const [index, identity] of identities.entries()) {
      const policies = more.get(identity.key);
      if (!policies) continue;
      for (const { key } of policies) held.add(key);
      identities[index] = {
        ...identity,
        statements: [...identity.statements, ...policies.flatMap(({ statements }): readonly Statement[] => statements)],
        statementsPartial: identity.statementsPartial || policies.some(({ statementsPartial }) => statementsPartial),
      };
    }
    identities.push(...[...this.#policies.values()].filter(({ key }) => !held.has(key)));
  }
}

function attachmentsOf(reading: Reading): Attachments {
  const { shared } = reading;
  if (shared.attachments) return shared.attachments;
  const made = new Attachments();
  shared.attachments = made;
  reading.afterwards(() => made.settle(reading.nouns.identities));
  return made;
}

export const identityReaders: Readonly<Record<string, ResourceReader>> = {
  'AWS::IAM::Role': readHolder,
  'AWS::IAM::User': readHolder,
  'AWS::IAM::Group': readHolder,
  'AWS::IAM::Policy': readPolicy,
  'AWS::IAM::ManagedPolicy': readPolicy,
  'AWS::IAM::RolePolicy': readPolicy,
  'AWS::IAM::UserPolicy': readPolicy,
  'AWS::IAM::GroupPolicy': readPolicy,
  'AWS::IoT::Policy': readPolicy,
  'AWS::SSO::PermissionSet': readPermissionSet,
};
