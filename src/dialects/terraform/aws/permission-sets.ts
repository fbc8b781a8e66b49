/** Reads the permission sets of IAM Identity Center: what people get in the accounts of an organization. */
import { asValue, text } from '../../../evaluation/setting.ts';
import { at, type Mapping } from '../../../evaluation/tree.ts';
import type { Value } from '../../../model/value.ts';
import { absent, unknown } from '../../../model/value.ts';
import { nounOf } from '../nouns.ts';
import type { ResourceReader } from '../reading.ts';
import { statementsOf } from './policies.ts';

const readPermissionSet: ResourceReader = (resource, reading) => {
  const of = (type: string) => reading.belonging(resource, type, 'permission_set_arn');
  const inline = of('aws_ssoadmin_permission_set_inline_policy').map((policy) =>
    statementsOf(at(policy.properties, 'inline_policy'), policy, reading),
  );
  const managed = of('aws_ssoadmin_managed_policy_attachment').map(({ properties }) => attachedBy(properties));
  reading.nouns.identities.push({
    ...nounOf(resource, reading),
    kind: 'identity',
    identityKind: 'group',
    trust: [],
    trustPartial: false,
    statements: inline.flatMap(({ statements }) => statements),
    statementsPartial: inline.some(({ partial }) => partial) || of('aws_ssoadmin_customer_managed_policy_attachment').length > 0,
    managedPolicies: managed.filter((arn) => arn !== undefined),
    boundary: of('aws_ssoadmin_permissions_boundary_attachment').length > 0 ? unknown('it is another policy', resource.at) : absent(resource.at),
  });
};

function attachedBy(properties: Mapping): Value<string> | undefined {
  const arn = at(properties, 'managed_policy_arn');
  return arn && asValue(arn, text);
}

export const permissionSetReaders: Readonly<Record<string, ResourceReader>> = {
  aws_ssoadmin_permission_set: readPermissionSet,
};
