/** Roles that SAM makes for a resource that names none: `Checkout` gets `CheckoutRole`. */
import { setting, text } from '../../../evaluation/setting.ts';
import type { Mapping, Tree } from '../../../evaluation/tree.ts';
import type { Principal, Statement } from '../../../model/access.ts';
import { known, type Value } from '../../../model/value.ts';
import type { Span } from '../../../source/span.ts';
import { attachLocal } from '../aws/identities.ts';
import { statementsOf } from '../policies.ts';
import { nounOf } from '../resource-noun.ts';
import type { Reading, TemplateResource } from '../template.ts';
import { grantedStatement } from './granted-statements.ts';
import { readPolicies } from './policies.ts';

/** What a role gets beside the policies that its resource lists. */
export interface Implied {
  /** The service that may become it where no trust policy is written. */
  readonly service: string;
  readonly managedPolicies: readonly Value<string>[];
  readonly statements: readonly Statement[];
}

/** Reads the role that SAM makes for `resource`; nothing where the resource names one, for then its policies do not count. */
export function readRole(resource: TemplateResource, properties: Mapping, reading: Reading, implied: Implied): void {
  if (properties.entries.has('Role')) return;
  const id = `${resource.id}Role`;
  const attach = (policy: Tree): boolean => attachLocal(policy, reading.key(id), resource, reading);
  const permissions = readPolicies(properties.entries.get('Policies')?.value, resource.at, reading, attach);
  const trust = properties.entries.get('AssumeRolePolicyDocument')?.value;
  const document = trust && statementsOf(trust, reading, resource.at);
  reading.nouns.identities.push({
    ...nounOf(resource, reading),
    kind: 'identity',
    identityKind: 'role',
    key: reading.key(id),
    address: reading.address(id),
    type: 'AWS::IAM::Role',
    label: id,
    trust: document ? document.statements : [trustIn(implied.service, resource.at)],
    trustPartial: document?.partial === true,
    statements: [...permissions.statements, ...implied.statements],
    statementsPartial: permissions.partial || properties.partial === true,
    managedPolicies: [...permissions.managedPolicies, ...implied.managedPolicies],
    boundary: setting(properties, ['PermissionsBoundary'], text, { head: resource.at }),
  });
}

function trustIn(service: string, at: Span): Statement {
  const principal: Principal = { type: 'service', value: known(service, at) };
  return { ...grantedStatement({ actions: ['sts:AssumeRole'], resources: [] }, () => undefined, { at, via: [] }), principals: [principal] };
}
