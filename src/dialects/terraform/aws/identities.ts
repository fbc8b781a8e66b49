/** Reads IAM: roles, users and groups with what their policies let them do, wherever those are written. */
import { asRemovable, asValue, text } from '../../../evaluation/setting.ts';
import { at, Expression, isPartial, items, type Mapping, type Tree } from '../../../evaluation/tree.ts';
import type { Identity, Statement } from '../../../model/access.ts';
import { absent, type Slot, type Value } from '../../../model/value.ts';
import { addBeside } from '../adding.ts';
import { nounOf, settingOf } from '../nouns.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';
import { statementsOf } from './policies.ts';

interface Permissions {
  readonly statements: Statement[];
  readonly managed: Value<string>[];
  partial: boolean;
}

const holders = { aws_iam_role: 'role', aws_iam_user: 'user', aws_iam_group: 'group' } as const;
type HolderType = keyof typeof holders;

/** A role, user or group with everything that is written into it or attached to it in the same root. */
const readHolder: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const kind = holders[resource.type as HolderType];
  const trust = statementsOf(at(properties, 'assume_role_policy'), resource, reading);
  const permissions: Permissions = { statements: [], managed: [], partial: false };
  for (const policy of inlineBlocks(properties)) add(permissions, at(policy, 'policy'), resource, reading);
  attach(permissions, at(properties, 'managed_policy_arns'), reading, asRemovable);
  for (const other of reading.belonging(resource, `aws_iam_${kind}_policy`, kind)) add(permissions, at(other.properties, 'policy'), other, reading);
  for (const other of reading.belonging(resource, `aws_iam_${kind}_policy_attachment`, kind))
    attach(permissions, at(other.properties, 'policy_arn'), reading);
  for (const other of reading.belonging(resource, `aws_iam_${kind}_policy_attachments_exclusive`, `${kind}_name`)) {
    attach(permissions, at(other.properties, 'policy_arns'), reading);
  }
  for (const other of attachmentsTo(resource, kind, reading)) attach(permissions, at(other.properties, 'policy_arn'), reading);
  if (isPartial(properties.entries.get('inline_policy')?.value)) permissions.partial = true;
  reading.nouns.identities.push({
    ...nounOf(resource, reading),
    kind: 'identity',
    identityKind: kind,
    trust: trust.statements,
    trustPartial: trust.partial,
    statements: permissions.statements,
    statementsPartial: permissions.partial,
    managedPolicies: permissions.managed,
    boundary: settingOf(resource, ['permissions_boundary'], text),
    attach: attachmentSlot(resource, kind),
  });
};

/** Attaches a managed policy by a resource of its own. */
function attachmentSlot(resource: TerraformResource, kind: string): Slot<string> {
  const name = `${resource.name}_managed`;
  const type = `aws_iam_${kind}_policy_attachment`;
  return (arn) => addBeside(resource, type, name, (owner) => ({ [kind]: new Expression(`${owner}.name`), policy_arn: arn }))?.edits;
}

function inlineBlocks(properties: Mapping): readonly Tree[] {
  return items(at(properties, 'inline_policy')).filter((block) => block.kind === 'mapping');
}

/** Adds the statements of a policy document. */
function add(permissions: Permissions, document: Tree | undefined, owner: TerraformResource, reading: Reading): void {
  const { statements, partial } = statementsOf(document, owner, reading);
  permissions.statements.push(...statements);
  permissions.partial ||= partial;
}

/** Adds what policies named by ARN allow: those of the same root by their statements, others by name. */
function attach(permissions: Permissions, arns: Tree | undefined, reading: Reading, read = (arn: Tree) => asValue(arn, text)): void {
  if (arns?.kind === 'scalar' && arns.value === null) return;
  if (arns?.kind === 'sequence' && arns.partial) permissions.partial = true;
  for (const arn of items(arns)) {
    const policy = reading.target(arn, 'aws_iam_policy');
    if (policy) {
      add(permissions, at(policy.properties, 'policy'), policy, reading);
      attached(reading).add(policy);
      continue;
    }
    permissions.managed.push(read(arn));
    if (arn.kind === 'opaque' && !arn.pattern?.some((part) => typeof part === 'string')) permissions.partial = true;
  }
}

/** `aws_iam_policy_attachment` lists several holders at once. */
function attachmentsTo(resource: TerraformResource, kind: string, reading: Reading): readonly TerraformResource[] {
  return reading
    .ofType('aws_iam_policy_attachment')
    .filter((attachment) => items(at(attachment.properties, `${kind}s`)).some((holder) => reading.target(holder, resource.type) === resource));
}

const attachedPolicies = new WeakMap<Reading, Set<TerraformResource>>();

/** The policies of the root that hang on one of its roles, users or groups. */
function attached(reading: Reading): Set<TerraformResource> {
  let policies = attachedPolicies.get(reading);
  if (!policies) {
    policies = new Set();
    attachedPolicies.set(reading, policies);
  }
  return policies;
}

/** Once every holder is read: policies that hang on none of them stand alone. */
export function readLoosePolicies(reading: Reading): void {
  const loose = reading.ofType('aws_iam_policy').filter((policy) => !attached(reading).has(policy));
  const inline = ['role', 'user', 'group'].flatMap((kind) =>
    reading.ofType(`aws_iam_${kind}_policy`).filter((policy) => !reading.target(at(policy.properties, kind), `aws_iam_${kind}`)),
  );
  // What devices may do says a policy of its own kind, which hangs on certificates.
  const devices = reading.ofType('aws_iot_policy');
  for (const resource of [...loose, ...inline, ...devices]) reading.nouns.identities.push(loosePolicy(resource, [], reading));
  for (const kind of ['role', 'user', 'group']) readForeignAttachments(kind, reading);
}

function loosePolicy(resource: TerraformResource, managedPolicies: readonly Value<string>[], reading: Reading): Identity {
  const { statements, partial } = statementsOf(at(resource.properties, 'policy'), resource, reading);
  return {
    ...nounOf(resource, reading),
    kind: 'identity',
    identityKind: 'policy',
    trust: [],
    trustPartial: false,
    statements,
    statementsPartial: partial,
    managedPolicies,
    boundary: absent(resource.at),
  };
}

/** Policies that are attached to a holder which is written elsewhere. */
function readForeignAttachments(kind: string, reading: Reading): void {
  for (const resource of reading.ofType(`aws_iam_${kind}_policy_attachment`)) {
    if (reading.target(at(resource.properties, kind), `aws_iam_${kind}`)) continue;
    const arn = at(resource.properties, 'policy_arn');
    const policy = reading.target(arn, 'aws_iam_policy');
    if (arn && !policy) reading.nouns.identities.push(loosePolicy(resource, [asValue(arn, text)], reading));
  }
}

export const identityReaders: Readonly<Record<string, ResourceReader>> = {
  aws_iam_role: readHolder,
  aws_iam_user: readHolder,
  aws_iam_group: readHolder,
};
