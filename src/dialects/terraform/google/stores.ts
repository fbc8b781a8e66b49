/** Reads where data rests: buckets, topics, databases, datasets, caches, registries. */
import { asValue, choice, setting, text, type Path } from '../../../evaluation/setting.ts';
import { at, items, scalarText, type Mapping, type Tree } from '../../../evaluation/tree.ts';
import { keyHolder, type Encryption } from '../../../evaluation/encryption.ts';
import { versionUnset, type Plaintext } from '../../../evaluation/tls.ts';
import type { Store, StoreKind } from '../../../model/data.ts';
import type { Transport } from '../../../model/endpoint.ts';
import type { Link } from '../../../model/noun.ts';
import type { Member } from '../../../model/role-binding.ts';
import { absent, known, unknown, type Value } from '../../../model/value.ts';
import { isEnforced } from './organization-policies.ts';
import { ownKeySlot } from './own-keys.ts';
import { nounOf, ownLink, partOf, settingOf, within } from '../nouns.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';

interface Row {
  readonly kind: StoreKind;
  readonly service: string;
  /** Where a key of the customer is named. What rests in Google Cloud is encrypted in any case. */
  readonly key?: Path;
}

/** https://cloud.google.com/docs/security/encryption/default-encryption (2026-11) */
const rows: Readonly<Record<string, Row>> = {
  google_pubsub_topic: { kind: 'topic', service: 'Pub/Sub topic', key: ['kms_key_name'] },
  google_bigquery_dataset: { kind: 'warehouse', service: 'BigQuery dataset', key: within('default_encryption_configuration', 'kms_key_name') },
  google_bigquery_table: { kind: 'warehouse', service: 'BigQuery table', key: within('encryption_configuration', 'kms_key_name') },
  google_firestore_database: { kind: 'table', service: 'Firestore database', key: within('cmek_config', 'kms_key_name') },
  google_spanner_database: { kind: 'database', service: 'Spanner database', key: within('encryption_config', 'kms_key_name') },
  google_bigtable_instance: { kind: 'table', service: 'Bigtable instance', key: within('cluster', 'kms_key_name') },
  google_filestore_instance: { kind: 'file-system', service: 'Filestore instance', key: ['kms_key_name'] },
  google_artifact_registry_repository: { kind: 'registry', service: 'Artifact Registry repository', key: ['kms_key_name'] },
  google_alloydb_cluster: { kind: 'database', service: 'AlloyDB cluster', key: within('encryption_config', 'kms_key_name') },
  google_cloud_tasks_queue: { kind: 'queue', service: 'Cloud Tasks queue' },
};

function storeOf(resource: TerraformResource, reading: Reading, { kind, service, key }: Row): Store {
  return { ...nounOf(resource, reading), kind: 'store', storeKind: kind, service, encryption: encryptionOf(resource, key, reading) };
}

function encryptionOf(resource: TerraformResource, path: Path | undefined, reading: Reading): Value<Encryption> {
  const key = path ? keyHolder(resource.properties, path, resource.at) : undefined;
  return key && key.state !== 'absent' ? key : absent<Encryption>(resource.at, 'provider', path && ownKeySlot(resource, path, reading));
}

const prevention = {
  decode: (written: string | number | boolean) => String(written) === 'enforced',
  encode: (to: boolean) => (to ? 'enforced' : 'inherited'),
};

/** https://cloud.google.com/storage/docs/public-access-prevention: inherited, where nothing is said. */
const readBucket: ResourceReader = (resource, reading) => {
  reading.nouns.stores.push({
    ...storeOf(resource, reading, { kind: 'bucket', service: 'Cloud Storage bucket', key: within('encryption', 'default_kms_key_name') }),
    publicPrevented: preventionOf(resource, reading),
  });
};

function preventionOf(resource: TerraformResource, reading: Reading): Value<boolean> {
  const above = isEnforced('storage.publicAccessPrevention', resource, reading);
  const own = settingOf(resource, ['public_access_prevention'], prevention, above !== undefined);
  return above && own.state === 'known' ? known<boolean>(true, above) : own;
}

const predefined = choice({ publicRead: 'roles/storage.objectViewer', publicReadWrite: 'roles/storage.objectAdmin' });

/** Access lists, the older way beside bindings: https://cloud.google.com/storage/docs/access-control/lists */
const readBucketAcl: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const canned = at(properties, 'predefined_acl');
  if (canned && ['publicRead', 'publicReadWrite'].includes(scalarText(canned) ?? '')) {
    const member: Member = {
      type: 'any',
      value: asValue(canned, { decode: String, encode: () => undefined }),
      remove: () => canned.editor?.replace('private'),
    };
    addListBinding(resource, reading, asValue(canned, predefined), member, 'predefined_acl');
  }
  for (const [index, entry] of items(at(properties, 'role_entity')).entries()) {
    const [role, entity] = (scalarText(entry) ?? '').split(':');
    const type = entity === undefined ? undefined : everybody[entity];
    if (type)
      addListBinding(
        resource,
        reading,
        known(listRole(role), entry.at),
        { type, value: asValue(entry, text), remove: () => entry.editor?.remove?.() },
        `role_entity/${index}`,
      );
  }
};

const everybody: Readonly<Record<string, Member['type']>> = { allUsers: 'any', allAuthenticatedUsers: 'authenticated' };

/** What an entry of an access list comes to as a role. */
function listRole(word: string | undefined): string {
  return word === 'READER' ? 'roles/storage.legacyObjectReader' : 'roles/storage.objectAdmin';
}

const readAccessControl: ResourceReader = (resource, reading) => {
  const entity = at(resource.properties, 'entity');
  const type = everybody[scalarText(entity) ?? ''];
  if (!entity || !type) return;
  const role = settingOf(resource, ['role'], { decode: (word) => listRole(String(word)), encode: () => undefined });
  addListBinding(resource, reading, role, { type, value: asValue(entity, text) });
};

function addListBinding(resource: TerraformResource, reading: Reading, role: Value<string>, member: Member, part?: string): void {
  const bucket = at(resource.properties, 'bucket');
  reading.nouns.roleBindings.push({
    ...(part === undefined ? nounOf(resource, reading) : partOf(resource, reading, part)),
    kind: 'role-binding',
    role,
    members: [member],
    membersPartial: false,
    scope: 'resource',
    on: bucket ? reading.link(bucket, resource.properties) : ownLink(resource, reading),
    resourceKind: 'bucket',
    conditional: 'no',
  });
}

const sslMode = choice({
  ENCRYPTED_ONLY: 'refused',
  TRUSTED_CLIENT_CERTIFICATE_REQUIRED: 'refused',
  ALLOW_UNENCRYPTED_AND_ENCRYPTED: 'allowed',
});

const requireSsl = {
  decode: (written: string | number | boolean): Plaintext => (String(written) === 'true' ? 'refused' : 'allowed'),
  encode: (to: Plaintext) => to === 'refused',
};

/**
 * Without a private network and without a network that is authorized, clients come through the Auth Proxy or a connector only, which always speak TLS.
 * https://cloud.google.com/sql/docs/postgres/configure-ip, https://cloud.google.com/sql/docs/postgres/connect-auth-proxy (2026-11)
 */
function isReachable({ properties }: TerraformResource): boolean {
  const address = at(properties, 'settings', 'ip_configuration');
  if (address === undefined) return properties.partial === true;
  const ways = ['private_network', 'authorized_networks', 'psc_config'];
  return address.kind !== 'mapping' || address.partial === true || ways.some((name) => items(address.entries.get(name)?.value).length > 0);
}

/** https://cloud.google.com/sql/docs/postgres/configure-ssl-instance: clear text is accepted, where nothing is said. */
function sqlTransport(resource: TerraformResource): Transport {
  const block = ['settings', 'ip_configuration'] as const;
  const mode = settingOf<Plaintext>(resource, within(...block, 'ssl_mode'), sslMode, isReachable(resource) ? 'allowed' : 'refused');
  const old = settingOf<Plaintext>(resource, within(...block, 'require_ssl'), requireSsl);
  return { plaintext: mode.state === 'absent' && old.state !== 'absent' ? old : mode, oldestTls: versionUnset(resource.at) };
}

const readSql: ResourceReader = (resource, reading) => {
  // A replica takes over what its primary has.
  const replica = at(resource.properties, 'master_instance_name') !== undefined;
  reading.nouns.stores.push({
    ...storeOf(resource, reading, { kind: 'database', service: 'Cloud SQL instance', key: ['encryption_key_name'] }),
    ...(replica ? {} : { transport: sqlTransport(resource) }),
    publiclyAccessible: isClosed(resource, reading) ? absent<boolean>(resource.at, false) : openNetwork(resource),
  });
};

/** https://cloud.google.com/sql/docs/mysql/connection-org-policy */
function isClosed(resource: TerraformResource, reading: Reading): boolean {
  return ['sql.restrictPublicIp', 'sql.restrictAuthorizedNetworks'].some((constraint) => isEnforced(constraint, resource, reading) !== undefined);
}

/** A public address alone lets nobody in: networks must be authorized, or clients come through the Auth Proxy. */
function openNetwork(resource: TerraformResource): Value<boolean> {
  return openAmong(items(at(resource.properties, 'settings', 'ip_configuration', 'authorized_networks')), 'value', resource);
}

function openAmong(networks: readonly Tree[], name: string, { at: head }: TerraformResource): Value<boolean> {
  const open = networks.find((network) => /^(?:0\.0\.0\.0\/[0-7]|::\/0)$/.test(scalarText(at(network, name)) ?? ''));
  const place = open && at(open, name);
  if (!open || !place) return absent<boolean>(head, false);
  return known<boolean>(true, place.at, (to) => (to ? undefined : open.editor?.remove?.()), place.via);
}

/** https://cloud.google.com/alloydb/docs/connection-secure (2026-11): TLS only, where nothing is said. */
const readAlloyInstance: ResourceReader = (resource, reading) => {
  const mode = settingOf<Plaintext>(resource, within('client_connection_config', 'ssl_config', 'ssl_mode'), sslMode, 'refused');
  const networks = items(at(resource.properties, 'network_config', 'authorized_external_networks'));
  reading.nouns.stores.push({
    ...storeOf(resource, reading, { kind: 'database', service: 'AlloyDB instance' }),
    // What rests in it is encrypted by its cluster.
    encryption: unknown<Encryption>('its cluster decides', resource.at),
    transport: { plaintext: mode, oldestTls: versionUnset(resource.at) },
    publiclyAccessible: openAmong(networks, 'cidr_range', resource),
  });
};

const redisTransport = choice({
  SERVER_AUTHENTICATION: 'refused',
  DISABLED: 'allowed',
  TRANSIT_ENCRYPTION_MODE_SERVER_AUTHENTICATION: 'refused',
  TRANSIT_ENCRYPTION_MODE_DISABLED: 'allowed',
  TRANSIT_ENCRYPTION_DISABLED: 'allowed',
});

/** https://cloud.google.com/memorystore/docs/redis/about-in-transit-encryption */
const readRedis: ResourceReader = (resource, reading) => {
  const mode = settingOf<Plaintext>(resource, ['transit_encryption_mode'], redisTransport, 'allowed');
  reading.nouns.stores.push({
    ...storeOf(resource, reading, { kind: 'cache', service: 'Memorystore instance', key: ['customer_managed_key'] }),
    transport: { plaintext: mode, oldestTls: versionUnset(resource.at) },
  });
};

/** `access { special_group = "allAuthenticatedUsers" }` in a dataset: a binding by another name. */
const readDatasetAccess: ResourceReader = (resource, reading) => {
  for (const [index, access] of items(at(resource.properties, 'access')).entries()) {
    if (access.kind === 'mapping')
      addDatasetAccess(resource, access, ownLink(resource, reading), `access/${index}`, () => access.editor?.remove?.(), reading);
  }
};

/** One entry in a resource of its own. */
const readOneAccess: ResourceReader = (resource, reading) => {
  const dataset = at(resource.properties, 'dataset_id');
  const on = dataset ? reading.link(dataset, resource.properties) : ownLink(resource, reading);
  addDatasetAccess(resource, resource.properties, on, 'access', () => undefined, reading);
};

function addDatasetAccess(
  resource: TerraformResource,
  access: Mapping,
  on: Link,
  part: string,
  remove: NonNullable<Member['remove']>,
  reading: Reading,
): void {
  const group = at(access, 'special_group') ?? at(access, 'iam_member');
  const type = everybody[scalarText(group) ?? ''];
  if (!group || !type) return;
  reading.nouns.roleBindings.push({
    ...partOf(resource, reading, part),
    kind: 'role-binding',
    role: setting(access, ['role'], text, { head: access.at }),
    members: [{ type, value: asValue(group, text), remove }],
    membersPartial: false,
    scope: 'resource',
    on,
    resourceKind: 'table',
    conditional: 'no',
  });
}

const plainStores = Object.entries(rows).map(([type, row]): readonly [string, ResourceReader] => [
  type,
  (resource, reading) => void reading.nouns.stores.push(storeOf(resource, reading, row)),
]);

export const storeReaders: Readonly<Record<string, ResourceReader>> = {
  ...Object.fromEntries(plainStores),
  google_storage_bucket: readBucket,
  google_storage_bucket_acl: readBucketAcl,
  google_storage_default_object_acl: readBucketAcl,
  google_storage_bucket_access_control: readAccessControl,
  google_storage_default_object_access_control: readAccessControl,
  google_storage_object_access_control: readAccessControl,
  google_sql_database_instance: readSql,
  google_redis_instance: readRedis,
  google_redis_cluster: readRedis,
  google_memorystore_instance: readRedis,
  google_alloydb_instance: readAlloyInstance,
};

export const datasetReaders: Readonly<Record<string, ResourceReader>> = {
  google_bigquery_dataset: readDatasetAccess,
  google_bigquery_dataset_access: readOneAccess,
};
