/** Reads the stores whose resources differ only in the names of their arguments: one row of a table each. */
import { choice, flag, setting } from '../../../evaluation/setting.ts';
import { at, scalarText } from '../../../evaluation/tree.ts';
import type { GrantTarget } from '../../../model/access.ts';
import type { Store } from '../../../model/data.ts';
import { absent, known, unknown, type Slot, type Value } from '../../../model/value.ts';
import { storeFacts, type StoreService } from '../../../platform/aws/stores.ts';
import { nounOf, settingOf, within } from '../nouns.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';
import { writeAll } from '../writing/several.ts';
import { encryptionOf, keyHolder, type Encryption } from '../../../evaluation/encryption.ts';
import { readOwnPolicy } from './resource-policies.ts';
import { brokerTransport, cacheTransport, daxTransport, flagTransport, searchTransport } from './transport.ts';

interface StoreRow {
  readonly service: StoreService;
  readonly encryption: (resource: TerraformResource, service: StoreService) => Value<Encryption>;
  readonly more?: (resource: TerraformResource, reading: Reading) => Partial<Store>;
  /** Where a policy stands in the resource itself, and what it is on. */
  readonly policy?: readonly [GrantTarget, string] | undefined;
}

/** Encryption that a flag and a key set. */
function byFlag(flagPath: readonly string[], key?: readonly string[]): StoreRow['encryption'] {
  return ({ properties, at: head }, service) =>
    encryptionOf(properties, { flag: within(...flagPath), key: key && within(...key), ...storeFacts[service] }, head);
}

/** Encryption that is set by naming a key. */
function byKey(key: readonly string[], providerKey?: string): StoreRow['encryption'] {
  return ({ properties, at: head }, service) => encryptionOf(properties, { key: within(...key), providerKey, ...storeFacts[service] }, head);
}

function storeReader(row: StoreRow): ResourceReader {
  return (resource, reading) => {
    const { storeKind, service } = storeFacts[row.service];
    reading.nouns.stores.push({
      ...nounOf(resource, reading),
      kind: 'store',
      storeKind,
      service,
      encryption: row.encryption(resource, row.service),
      ...row.more?.(resource, reading),
    });
    if (row.policy) readOwnPolicy(resource, reading, ...row.policy);
  };
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/sqs_queue */
function queueEncryption({ properties, at: head }: TerraformResource): Value<Encryption> {
  const key = keyHolder(properties, ['kms_master_key_id'], head);
  if (key.state !== 'absent') return key;
  return encryptionOf(properties, { flag: ['sqs_managed_sse_enabled'], ...storeFacts.sqs }, head);
}

/** A flag here chooses between two keys; there is encryption either way. */
function tableEncryption({ properties, at: head }: TerraformResource): Value<Encryption> {
  const on = setting(properties, within('server_side_encryption', 'enabled'), flag, { head });
  if (on.state === 'unknown') return unknown(on.why, on.at, undefined, undefined, on.via);
  if (on.state === 'absent' || !on.value) return absent<Encryption>(head, storeFacts.dynamodb.unwritten);
  const key = keyHolder(properties, within('server_side_encryption', 'kms_key_arn'), head);
  return key.state === 'absent' ? known<Encryption>('provider', on.at, undefined, on.via) : key;
}

/** Encrypted unless told otherwise with Valkey, not with Redis: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elasticache_replication_group */
function cacheEncryption({ properties, at: head }: TerraformResource): Value<Encryption> {
  const unwritten = scalarText(at(properties, 'engine')) === 'valkey' ? 'provider' : storeFacts.elasticache.unwritten;
  return encryptionOf(properties, { flag: ['at_rest_encryption_enabled'], key: ['kms_key_id'], unwritten }, head);
}

const streamType = choice({ KMS: 'customer', NONE: 'none' });

function streamEncryption({ properties, at: head }: TerraformResource): Value<Encryption> {
  const chosen = setting<Encryption>(properties, ['encryption_type'], streamType, { head });
  const turnOn: Slot<Encryption> = (to) => {
    if (to !== 'provider') return undefined;
    return writeAll(properties, { encryption_type: 'KMS', ...(at(properties, 'kms_key_id') ? {} : { kms_key_id: 'alias/aws/kinesis' }) });
  };
  if (chosen.state === 'absent') return absent<Encryption>(head, storeFacts.kinesis.unwritten, turnOn);
  if (chosen.state === 'unknown' || chosen.value === 'none') return { ...chosen, slot: turnOn };
  const key = keyHolder(properties, ['kms_key_id'], head);
  return key.state === 'absent' ? { ...chosen, value: 'provider', slot: undefined } : key;
}

const deliveryKey = choice({ AWS_OWNED_CMK: 'provider', CUSTOMER_MANAGED_CMK: 'customer' });

function deliveryEncryption({ properties, at: head }: TerraformResource): Value<Encryption> {
  const on = setting(properties, within('server_side_encryption', 'enabled'), flag, { head });
  const turnOn: Slot<Encryption> = (to) => (to === 'provider' ? on.slot?.(true) : undefined);
  if (on.state === 'absent') return absent<Encryption>(head, storeFacts.firehose.unwritten, turnOn);
  if (on.state === 'unknown') return unknown(on.why, on.at, undefined, turnOn, on.via);
  if (!on.value) return known<Encryption>('none', on.at, turnOn, on.via);
  const type = setting<Encryption>(properties, within('server_side_encryption', 'key_type'), deliveryKey, { head, default: 'provider' });
  return type.state === 'absent' ? known<Encryption>('provider', on.at, turnOn, on.via) : type;
}

const searchRow: StoreRow = {
  service: 'opensearch',
  encryption: byFlag(['encrypt_at_rest', 'enabled'], ['encrypt_at_rest', 'kms_key_id']),
  more: ({ properties, at: head }) => ({ transport: searchTransport(properties, head) }),
  policy: ['search', 'access_policies'],
};

const rows: Readonly<Record<string, StoreRow>> = {
  aws_sqs_queue: { service: 'sqs', encryption: queueEncryption, policy: ['queue', 'policy'] },
  aws_sns_topic: { service: 'sns', encryption: byKey(['kms_master_key_id'], 'alias/aws/sns'), policy: ['topic', 'policy'] },
  aws_dynamodb_table: { service: 'dynamodb', encryption: tableEncryption },
  aws_dax_cluster: {
    service: 'dax',
    encryption: byFlag(['server_side_encryption', 'enabled']),
    more: ({ properties, at: head }) => ({ transport: daxTransport(properties, head) }),
  },
  aws_efs_file_system: { service: 'efs', encryption: byFlag(['encrypted'], ['kms_key_id']) },
  aws_opensearch_domain: searchRow,
  aws_elasticsearch_domain: searchRow,
  aws_kinesis_stream: { service: 'kinesis', encryption: streamEncryption },
  aws_elasticache_replication_group: {
    service: 'elasticache',
    encryption: cacheEncryption,
    more: ({ properties, at: head }) => ({ transport: cacheTransport(properties, head) }),
  },
  aws_elasticache_serverless_cache: { service: 'elasticache-serverless', encryption: byKey(['kms_key_id']) },
  aws_memorydb_cluster: {
    service: 'memorydb',
    encryption: byKey(['kms_key_arn']),
    more: ({ properties, at: head }) => ({ transport: flagTransport(properties, ['tls_enabled'], head, 'refused') }),
  },
  aws_ebs_volume: { service: 'ebs', encryption: byFlag(['encrypted'], ['kms_key_id']) },
  aws_msk_cluster: {
    service: 'msk',
    encryption: byKey(['encryption_info', 'encryption_at_rest_kms_key_arn']),
    more: (resource) => ({ transport: brokerTransport(resource.properties, resource.at), publiclyAccessible: publicBrokers(resource) }),
  },
  aws_mq_broker: {
    service: 'mq',
    encryption: byKey(['encryption_options', 'kms_key_id']),
    more: (resource) => ({ publiclyAccessible: settingOf(resource, ['publicly_accessible'], flag, false) }),
  },
  aws_ecr_repository: { service: 'ecr', encryption: byKey(['encryption_configuration', 'kms_key']) },
  aws_cloudwatch_event_bus: { service: 'eventbridge', encryption: byKey(['kms_key_identifier']) },
};

const publicAccess = choice({ SERVICE_PROVIDED_EIPS: 'public', DISABLED: 'private' });

/** https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html */
function publicBrokers(resource: TerraformResource): Value<boolean> {
  const chosen = settingOf(resource, within('broker_node_group_info', 'connectivity_info', 'public_access', 'type'), publicAccess);
  const { at: place, via } = chosen;
  if (chosen.state === 'unknown') return unknown(chosen.why, place, undefined, undefined, via);
  if (chosen.state === 'absent') return absent<boolean>(place, false);
  return known<boolean>(chosen.value === 'public', place, (to) => chosen.slot?.(to ? 'public' : 'private'), via);
}

/** A stream that reads another one is encrypted as that one is, and has no setting of its own. */
const readDeliveryStream: ResourceReader = (resource, reading) => {
  if (!at(resource.properties, 'kinesis_source_configuration')) deliveryStream(resource, reading);
};

const deliveryStream = storeReader({ service: 'firehose', encryption: deliveryEncryption });

/** Only clusters of Redis alone keep anything; they cannot be encrypted at rest (a replication group can). */
const readCacheCluster: ResourceReader = (resource, reading) => {
  const engine = scalarText(at(resource.properties, 'engine'));
  if (engine === undefined || at(resource.properties, 'replication_group_id')) return;
  const { at: head, properties } = resource;
  reading.nouns.stores.push({
    ...nounOf(resource, reading),
    kind: 'store',
    storeKind: 'cache',
    service: 'ElastiCache cluster',
    encryption: engine === 'memcached' ? unknown('it keeps nothing on disks', head) : absent<Encryption>(head, 'none'),
    transport: flagTransport(properties, ['transit_encryption_enabled'], head, 'allowed'),
  });
};

export const storeReaders: Readonly<Record<string, ResourceReader>> = {
  ...Object.fromEntries(Object.entries(rows).map(([type, row]) => [type, storeReader(row)])),
  aws_kinesis_firehose_delivery_stream: readDeliveryStream,
  aws_elasticache_cluster: readCacheCluster,
};
