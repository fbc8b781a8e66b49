/** Reads the stores whose resources differ only in the names of their properties: one row of a table each. */
import { choice, flag, setting } from '../../../evaluation/setting.ts';
import { at, scalarText } from '../../../evaluation/tree.ts';
import type { GrantTarget } from '../../../model/access.ts';
import type { Store } from '../../../model/data.ts';
import { absent, known, unknown, type Slot, type Value } from '../../../model/value.ts';
import { storeFacts, type StoreService } from '../../../platform/aws/stores.ts';
import { encryptionOf, keyHolder, type Encryption } from '../../../evaluation/encryption.ts';
import { nounOf, settingOf } from '../resource-noun.ts';
import type { Reading, ResourceReader, TemplateResource } from '../template.ts';
import { readTopicSubscriptions } from './event-sources.ts';
import { readOwnPolicy } from './resource-policies.ts';
import { readImageRegistry } from './safeguards.ts';
import { brokerTransport, cacheTransport, daxTransport, flagTransport, searchTransport } from './transport.ts';

interface StoreRow {
  readonly service: StoreService;
  readonly name?: string | undefined;
  readonly encryption: (resource: TemplateResource, service: StoreService) => Value<Encryption>;
  readonly more?: (resource: TemplateResource, reading: Reading) => Partial<Store>;
  /** Where a policy stands in the resource itself, and what it is on. */
  readonly policy?: readonly [GrantTarget, ...(readonly string[])] | undefined;
  readonly also?: ResourceReader | undefined;
}

/** Encryption that a flag and a key set. */
function byFlag(flagPath: readonly string[], key?: readonly string[]): StoreRow['encryption'] {
  return ({ properties, at: head }, service) => encryptionOf(properties, { flag: flagPath, key, ...storeFacts[service] }, head);
}

/** Encryption that is set by naming a key. */
function byKey(key: readonly string[], providerKey?: string): StoreRow['encryption'] {
  return ({ properties, at: head }, service) => encryptionOf(properties, { key, providerKey, ...storeFacts[service] }, head);
}

function storeReader(row: StoreRow): ResourceReader {
  return (resource, reading) => {
    const { storeKind, service } = storeFacts[row.service];
    reading.nouns.stores.push({
      ...nounOf(resource, reading, row.name === undefined ? undefined : [row.name]),
      kind: 'store',
      storeKind,
      service,
      encryption: row.encryption(resource, row.service),
      ...row.more?.(resource, reading),
    });
    if (row.policy) {
      const [target, ...path] = row.policy;
      readOwnPolicy(resource, reading, target, ...path);
    }
    row.also?.(resource, reading);
  };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sqs-queue.html */
function queueEncryption({ properties, at: head }: TemplateResource): Value<Encryption> {
  const key = keyHolder(properties, ['KmsMasterKeyId'], head);
  if (key.state !== 'absent') return key;
  return encryptionOf(properties, { flag: ['SqsManagedSseEnabled'], ...storeFacts.sqs }, head);
}

/** A flag here chooses between two keys; there is encryption either way. */
function tableEncryption({ properties, at: head }: TemplateResource): Value<Encryption> {
  const on = setting(properties, ['SSESpecification', 'SSEEnabled'], flag, { head });
  if (on.state === 'unknown') return unknown(on.why, on.at, undefined, undefined, on.via);
  if (on.state === 'absent' || !on.value) return absent<Encryption>(head, storeFacts.dynamodb.unwritten);
  const key = keyHolder(properties, ['SSESpecification', 'KMSMasterKeyId'], head);
  return key.state === 'absent' ? known<Encryption>('provider', on.at, undefined, on.via) : key;
}

/** Services that say how and with which key in one block; the slot writes the block with the provider's key. */
function byBlock(
  path: readonly string[],
  type: readonly [string, Readonly<Record<string, Encryption>>],
  keyName: string,
  block: Readonly<Record<string, string>>,
): StoreRow['encryption'] {
  return ({ properties, at: head }, service) => {
    const [typeName, words] = type;
    const [first = ''] = path;
    const slot: Slot<Encryption> = (to) => (to === 'provider' ? properties.editor?.put?.(first, block) : undefined);
    if (!properties.entries.has(first)) {
      return properties.partial
        ? unknown('part of its settings cannot be read', head)
        : absent<Encryption>(head, storeFacts[service].unwritten, slot);
    }
    const key = keyHolder(properties, [...path, keyName], head);
    const chosen = setting<Encryption>(properties, [...path, typeName], choice(words), { head });
    if (chosen.state === 'known' && chosen.value === 'customer') return key.state === 'absent' ? { ...chosen, value: 'provider' } : key;
    if (chosen.state === 'absent' && key.state !== 'absent') return key;
    return chosen.state === 'absent' ? absent<Encryption>(head, storeFacts[service].unwritten) : chosen;
  };
}

const kmsStream = { EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' };

const searchRow: StoreRow = {
  service: 'opensearch',
  name: 'DomainName',
  encryption: byFlag(['EncryptionAtRestOptions', 'Enabled'], ['EncryptionAtRestOptions', 'KmsKeyId']),
  more: ({ properties, at: head }) => ({ transport: searchTransport(properties, head) }),
  policy: ['search', 'AccessPolicies'],
};

const rows: Readonly<Record<string, StoreRow>> = {
  'AWS::SQS::Queue': { service: 'sqs', name: 'QueueName', encryption: queueEncryption },
  'AWS::SNS::Topic': { service: 'sns', name: 'TopicName', encryption: byKey(['KmsMasterKeyId'], 'alias/aws/sns'), also: readTopicSubscriptions },
  'AWS::DynamoDB::Table': {
    service: 'dynamodb',
    name: 'TableName',
    encryption: tableEncryption,
    policy: ['table', 'ResourcePolicy', 'PolicyDocument'],
  },
  'AWS::DynamoDB::GlobalTable': { service: 'dynamodb', name: 'TableName', encryption: tableEncryption },
  'AWS::DAX::Cluster': {
    service: 'dax',
    name: 'ClusterName',
    encryption: byFlag(['SSESpecification', 'SSEEnabled']),
    more: ({ properties, at: head }) => ({ transport: daxTransport(properties, head) }),
  },
  'AWS::EFS::FileSystem': { service: 'efs', encryption: byFlag(['Encrypted'], ['KmsKeyId']), policy: ['file-system', 'FileSystemPolicy'] },
  'AWS::OpenSearchService::Domain': searchRow,
  'AWS::Elasticsearch::Domain': searchRow,
  'AWS::Kinesis::Stream': {
    service: 'kinesis',
    name: 'Name',
    encryption: byBlock(['StreamEncryption'], ['EncryptionType', { KMS: 'customer', NONE: 'none' }], 'KeyId', kmsStream),
  },
  'AWS::ElastiCache::ReplicationGroup': {
    service: 'elasticache',
    name: 'ReplicationGroupId',
    encryption: byFlag(['AtRestEncryptionEnabled'], ['KmsKeyId']),
    more: ({ properties, at: head }) => ({ transport: cacheTransport(properties, head) }),
  },
  'AWS::ElastiCache::ServerlessCache': { service: 'elasticache-serverless', name: 'ServerlessCacheName', encryption: byKey(['KmsKeyId']) },
  'AWS::MemoryDB::Cluster': {
    service: 'memorydb',
    name: 'ClusterName',
    encryption: byKey(['KmsKeyId']),
    more: ({ properties, at: head }) => ({ transport: flagTransport(properties, ['TLSEnabled'], head, 'refused') }),
  },
  'AWS::EC2::Volume': { service: 'ebs', encryption: byFlag(['Encrypted'], ['KmsKeyId']) },
  'AWS::MSK::Cluster': {
    service: 'msk',
    name: 'ClusterName',
    encryption: byKey(['EncryptionInfo', 'EncryptionAtRest', 'DataVolumeKMSKeyId']),
    more: (resource) => ({ transport: brokerTransport(resource.properties, resource.at), publiclyAccessible: publicBrokers(resource) }),
  },
  'AWS::AmazonMQ::Broker': {
    service: 'mq',
    name: 'BrokerName',
    encryption: byKey(['EncryptionOptions', 'KmsKeyId']),
    more: (resource) => ({ publiclyAccessible: settingOf(resource, ['PubliclyAccessible'], flag, false) }),
  },
  'AWS::ECR::Repository': {
    service: 'ecr',
    name: 'RepositoryName',
    encryption: byKey(['EncryptionConfiguration', 'KmsKey']),
    policy: ['registry', 'RepositoryPolicyText'],
    also: readImageRegistry,
  },
  'AWS::Events::EventBus': { service: 'eventbridge', name: 'Name', encryption: byKey(['KmsKeyIdentifier']), policy: ['event-bus', 'Policy'] },
};

const publicAccess = choice({ SERVICE_PROVIDED_EIPS: 'public', DISABLED: 'private' });

/** https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html */
function publicBrokers(resource: TemplateResource): Value<boolean> {
  const chosen = settingOf(resource, ['BrokerNodeGroupInfo', 'ConnectivityInfo', 'PublicAccess', 'Type'], publicAccess);
  const { at: place, via } = chosen;
  if (chosen.state === 'unknown') return unknown(chosen.why, place, undefined, undefined, via);
  return chosen.state === 'absent'
    ? absent<boolean>(place, false)
    : known<boolean>(chosen.value === 'public', place, (to) => chosen.slot?.(to ? 'public' : 'private'), via);
}

/** A stream that reads another one is encrypted as that one is, and has no setting of its own. */
const readDeliveryStream: ResourceReader = (resource, reading) => {
  if (scalarText(at(resource.properties, 'DeliveryStreamType')) === 'KinesisStreamAsSource') return;
  deliveryStream(resource, reading);
};

const deliveryStream = storeReader({
  service: 'firehose',
  name: 'DeliveryStreamName',
  encryption: byBlock(
    ['DeliveryStreamEncryptionConfigurationInput'],
    ['KeyType', { AWS_OWNED_CMK: 'provider', CUSTOMER_MANAGED_CMK: 'customer' }],
    'KeyARN',
    { KeyType: 'AWS_OWNED_CMK' },
  ),
});

/** Only clusters of Redis alone keep anything; they cannot be encrypted at rest (a replication group can). */
const readCacheCluster: ResourceReader = (resource, reading) => {
  const engine = scalarText(at(resource.properties, 'Engine'));
  if (engine === undefined || at(resource.properties, 'ReplicationGroupId')) return;
  const { at: head, properties } = resource;
  reading.nouns.stores.push({
    ...nounOf(resource, reading, ['ClusterName']),
    kind: 'store',
    storeKind: 'cache',
    service: 'ElastiCache cluster',
    encryption: engine === 'memcached' ? unknown('it keeps nothing on disks', head) : absent<Encryption>(head, 'none'),
    transport: flagTransport(properties, ['TransitEncryptionEnabled'], head, 'allowed'),
  });
};

export const storeReaders: Readonly<Record<string, ResourceReader>> = {
  ...Object.fromEntries(Object.entries(rows).map(([type, row]) => [type, storeReader(row)])),
  'AWS::KinesisFirehose::DeliveryStream': readDeliveryStream,
  'AWS::ElastiCache::CacheCluster': readCacheCluster,
};
