/** Reads the policies of queues, topics, buses, keys and other resources that say who may use them. */
import { at, items, type Mapping } from '../../../evaluation/tree.ts';
import type { GrantTarget, Statement } from '../../../model/access.ts';
import { known } from '../../../model/value.ts';
import { spellOwnAccount } from '../own-account.ts';
import { grantOf, statementsOf } from '../policies.ts';
import { nounOf, partOf } from '../resource-noun.ts';
import type { Reading, ResourceReader, TemplateResource } from '../template.ts';
import { ownLink } from './triggers.ts';

interface PolicyOn {
  readonly target: GrantTarget;
  /** The property that names what the policy is on; undefined where the policy stands in the resource itself. */
  readonly on?: string | undefined;
  readonly document: readonly string[];
}

/** Policies that are resources of their own, and those inside the resource that they protect. */
const policies: Readonly<Record<string, PolicyOn>> = {
  'AWS::SQS::QueuePolicy': { target: 'queue', on: 'Queues', document: ['PolicyDocument'] },
  'AWS::SQS::QueueInlinePolicy': { target: 'queue', on: 'Queue', document: ['PolicyDocument'] },
  'AWS::SNS::TopicPolicy': { target: 'topic', on: 'Topics', document: ['PolicyDocument'] },
  'AWS::SNS::TopicInlinePolicy': { target: 'topic', on: 'TopicArn', document: ['PolicyDocument'] },
  'AWS::SecretsManager::ResourcePolicy': { target: 'secret', on: 'SecretId', document: ['ResourcePolicy'] },
  'AWS::Kinesis::ResourcePolicy': { target: 'stream', on: 'ResourceArn', document: ['ResourcePolicy'] },
  'AWS::Logs::Destination': { target: 'log-group', document: ['DestinationPolicy'] },
  'AWS::Logs::DeliveryDestination': { target: 'log-group', document: ['DeliveryDestinationPolicy', 'DeliveryDestinationPolicy'] },
  'AWS::Logs::ResourcePolicy': { target: 'log-group', on: 'PolicyName', document: ['PolicyDocument'] },
  'AWS::CodeArtifact::Domain': { target: 'other', document: ['PermissionsPolicyDocument'] },
  'AWS::CodeArtifact::Repository': { target: 'other', document: ['PermissionsPolicyDocument'] },
  'AWS::ECR::RegistryPolicy': { target: 'registry', on: 'RegistryId', document: ['PolicyText'] },
  'AWS::EventSchemas::RegistryPolicy': { target: 'other', on: 'RegistryName', document: ['Policy'] },
  'AWS::Backup::BackupVault': { target: 'vault', document: ['AccessPolicy'] },
  'AWS::MSK::ClusterPolicy': { target: 'stream', on: 'ClusterArn', document: ['Policy'] },
};

const readPolicy: ResourceReader = (resource, reading) => {
  const policy = policies[resource.type];
  const document = policy && at(resource.properties, ...policy.document);
  if (!policy || !document) return;
  const [named] = policy.on === undefined ? [] : items(at(resource.properties, policy.on));
  const on = policy.on === undefined ? ownLink(resource, reading) : reading.link(named, resource.properties);
  reading.nouns.grants.push(grantOf(nounOf(resource, reading), policy.target, on, document, reading));
};

/** The policy that stands inside a resource, below `path`. */
export function readOwnPolicy(resource: TemplateResource, reading: Reading, target: GrantTarget, ...path: readonly string[]): void {
  const document = at(resource.properties, ...path);
  if (!document) return;
  const noun = partOf(resource, reading, path.join('/'), resource.at, resource.body);
  reading.nouns.grants.push(grantOf(noun, target, ownLink(resource, reading), document, reading));
}

/** A statement on its own, or, in the older form, its elements as properties of the resource. */
const readBusPolicy: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const written = at(properties, 'Statement');
  const own = written ?? { ...properties, entries: new Map([...properties.entries].filter(([name]) => name !== 'EventBusName')) };
  const document = { kind: 'mapping', entries: new Map([['Statement', { key: resource.at, value: own }]]), at: own.at, via: [] } as const;
  const { statements, partial } = statementsOf(document, reading, resource.at);
  const bus = at(properties, 'EventBusName');
  reading.nouns.grants.push({
    ...nounOf(resource, reading),
    kind: 'grant',
    resourceKind: 'event-bus',
    on: reading.link(bus, properties),
    statements: written ? statements : statements.map((statement) => olderForm(statement, properties)),
    statementsPartial: partial,
  });
};

/** The older form always allows, names an account in the place of a principal, and takes no condition but an organization. */
function olderForm(statement: Statement, properties: Mapping): Statement {
  const slot = (to: string) => at(properties, 'Principal')?.editor?.replace(spellOwnAccount(to));
  return {
    ...statement,
    effect: known('allow', statement.at),
    principals: statement.principals.map((principal) => ({ ...principal, value: { ...principal.value, slot } })),
    addCondition: undefined,
  };
}

export const resourcePolicyReaders: Readonly<Record<string, ResourceReader>> = {
  ...Object.fromEntries(Object.keys(policies).map((type) => [type, readPolicy])),
  'AWS::Events::EventBusPolicy': readBusPolicy,
};
