/** Reads the policies of queues, topics, buses, keys and other resources that say who may use them. */
import { at, type Tree } from '../../../evaluation/tree.ts';
import type { GrantTarget, Statement } from '../../../model/access.ts';
import { asValue, text } from '../../../evaluation/setting.ts';
import { absent, known, type Slot, type Value } from '../../../model/value.ts';
import { nounOf, ownLink, partOf } from '../nouns.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';
import { addingAccount, grantOf, spellOwnAccount } from './policies.ts';

interface PolicyOn {
  readonly target: GrantTarget;
  /** The argument that names what the policy is on; undefined where it is on everything. */
  readonly on?: string;
  readonly document: string;
}

/** Policies that are resources of their own. */
const policies: Readonly<Record<string, PolicyOn>> = {
  aws_acmpca_policy: { target: 'other', on: 'resource_arn', document: 'policy' },
  aws_api_gateway_rest_api_policy: { target: 'api', on: 'rest_api_id', document: 'policy' },
  aws_backup_vault_policy: { target: 'vault', on: 'backup_vault_name', document: 'policy' },
  aws_cloudwatch_event_bus_policy: { target: 'event-bus', on: 'event_bus_name', document: 'policy' },
  aws_cloudwatch_log_delivery_destination_policy: {
    target: 'log-group',
    on: 'delivery_destination_name',
    document: 'delivery_destination_policy',
  },
  aws_cloudwatch_log_destination_policy: { target: 'log-group', on: 'destination_name', document: 'access_policy' },
  aws_cloudwatch_log_resource_policy: { target: 'log-group', document: 'policy_document' },
  aws_codeartifact_domain_permissions_policy: { target: 'other', on: 'domain', document: 'policy_document' },
  aws_codeartifact_repository_permissions_policy: { target: 'other', on: 'repository', document: 'policy_document' },
  aws_dynamodb_resource_policy: { target: 'table', on: 'resource_arn', document: 'policy' },
  aws_ecr_registry_policy: { target: 'registry', document: 'policy' },
  aws_ecr_repository_policy: { target: 'registry', on: 'repository', document: 'policy' },
  aws_efs_file_system_policy: { target: 'file-system', on: 'file_system_id', document: 'policy' },
  aws_elasticsearch_domain_policy: { target: 'search', on: 'domain_name', document: 'access_policies' },
  aws_glue_resource_policy: { target: 'other', document: 'policy' },
  aws_kinesis_resource_policy: { target: 'stream', on: 'resource_arn', document: 'policy' },
  aws_kms_key_policy: { target: 'key', on: 'key_id', document: 'policy' },
  aws_msk_cluster_policy: { target: 'stream', on: 'cluster_arn', document: 'policy' },
  aws_opensearch_domain_policy: { target: 'search', on: 'domain_name', document: 'access_policies' },
  aws_s3_access_point: { target: 'bucket', on: 'bucket', document: 'policy' },
  aws_s3control_access_point_policy: { target: 'bucket', on: 'access_point_arn', document: 'policy' },
  aws_schemas_registry_policy: { target: 'other', on: 'registry_name', document: 'policy' },
  aws_secretsmanager_secret_policy: { target: 'secret', on: 'secret_arn', document: 'policy' },
  aws_ses_identity_policy: { target: 'other', on: 'identity', document: 'policy' },
  aws_sesv2_email_identity_policy: { target: 'other', on: 'email_identity', document: 'policy' },
  aws_sns_topic_policy: { target: 'topic', on: 'arn', document: 'policy' },
  aws_sqs_queue_policy: { target: 'queue', on: 'queue_url', document: 'policy' },
};

const readPolicy: ResourceReader = (resource, reading) => {
  const policy = policies[resource.type];
  const { properties } = resource;
  const document = policy && at(properties, policy.document);
  if (!policy || !document) return;
  const on = policy.on === undefined ? { value: absent<string>(resource.at) } : reading.link(at(properties, policy.on), properties);
  reading.nouns.grants.push(grantOf(nounOf(resource, reading), policy.target, on, document, resource, reading));
};

/** The policy that stands inside the resource it protects. */
export function readOwnPolicy(resource: TerraformResource, reading: Reading, target: GrantTarget, argument: string): void {
  const document = at(resource.properties, argument);
  if (!document || (document.kind === 'scalar' && document.value === null)) return;
  reading.nouns.grants.push(grantOf(partOf(resource, reading, argument), target, ownLink(resource, reading), document, resource, reading));
}

/** A bus that lets one account, or everybody, put events (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPermission.html). */
const readBusPermission: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const principal = at(properties, 'principal');
  const condition = at(properties, 'condition');
  const values = at(condition, 'value');
  const none = { items: [], partial: false, at: resource.at };
  const statement: Statement = {
    effect: known('allow', resource.at),
    actions: { items: [known('events:PutEvents', resource.at)], partial: false, at: resource.at },
    notActions: none,
    resources: none,
    notResources: none,
    principals: principal
      ? [{ type: principal.kind === 'scalar' && principal.value === '*' ? 'any' : 'aws', value: accountOf(principal, resource) }]
      : [],
    notPrincipals: [],
    principalsPartial: false,
    conditions:
      condition && values ? [{ operator: 'StringEquals', key: 'aws:principalorgid', values: [asValue(values, text)], at: condition.at }] : [],
    conditionsPartial: condition?.kind === 'opaque',
    at: resource.body,
  };
  reading.nouns.grants.push({
    ...nounOf(resource, reading),
    kind: 'grant',
    on: reading.link(at(properties, 'event_bus_name'), properties),
    resourceKind: 'event-bus',
    statements: [statement],
    statementsPartial: false,
  });
};

/** An account's number, or an asterisk. */
function accountOf(principal: Tree, resource: TerraformResource): Value<string> {
  const write: Slot<string> = (to) => {
    const plain = spellOwnAccount(to, resource);
    return plain === undefined ? undefined : principal.editor?.replace(plain);
  };
  return { ...asValue(principal, text), slot: addingAccount(write, resource) };
}

export const resourcePolicyReaders: Readonly<Record<string, ResourceReader>> = {
  ...Object.fromEntries(Object.keys(policies).map((type) => [type, readPolicy])),
  aws_cloudwatch_event_permission: readBusPermission,
};
