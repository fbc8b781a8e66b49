/** Reads where data rests: storage accounts and containers, databases, caches, queues, vaults. */
import { asValue, choice, flag, insertAt, setting, text, type Path, type Spelling } from '../../../evaluation/setting.ts';
import { at, scalarText } from '../../../evaluation/tree.ts';
import { keyHolder, type Encryption } from '../../../evaluation/encryption.ts';
import { tlsFlag, versionUnset, type Plaintext } from '../../../evaluation/tls.ts';
import type { BucketAcl, Store, StoreKind } from '../../../model/data.ts';
import type { TlsVersion } from '../../../model/endpoint.ts';
import { absent, effective, known, unknown, type Slot, type Value } from '../../../model/value.ts';
import { nounOf, settingOf } from '../nouns.ts';
import type { AzureResource, Reading, ResourceReader } from '../template.ts';

interface Row {
  readonly kind: StoreKind;
  readonly service: string;
  /** Where a key of the customer is named: what rests in these is encrypted in any case. */
  readonly key?: Path;
  /** The property with the oldest version of TLS, and what Azure does where it is left out. */
  readonly tls?: readonly [path: Path, otherwise: TlsVersion];
}

/** https://learn.microsoft.com/azure/security/fundamentals/encryption-overview (2026-11) */
const rows: Readonly<Record<string, Row>> = {
  'microsoft.servicebus/namespaces': {
    kind: 'queue',
    service: 'Service Bus namespace',
    key: ['encryption', 'keyVaultProperties'],
    tls: [['minimumTlsVersion'], '1.2'],
  },
  'microsoft.eventhub/namespaces': {
    kind: 'stream',
    service: 'Event Hubs namespace',
    key: ['encryption', 'keyVaultProperties'],
    tls: [['minimumTlsVersion'], '1.2'],
  },
  'microsoft.eventgrid/topics': { kind: 'topic', service: 'Event Grid topic', tls: [['minimumTlsVersionAllowed'], '1.2'] },
  'microsoft.documentdb/databaseaccounts': {
    kind: 'table',
    service: 'Cosmos DB account',
    key: ['keyVaultKeyUri'],
    tls: [['minimalTlsVersion'], '1.2'],
  },
  'microsoft.containerregistry/registries': { kind: 'registry', service: 'container registry', key: ['encryption', 'keyVaultProperties'] },
  'microsoft.search/searchservices': { kind: 'search', service: 'search service' },
};

const versions = choice({
  TLS1_2: '1.2',
  TLS1_0: '1.0',
  TLS1_1: '1.1',
  TLS1_3: '1.3',
  Tls12: '1.2',
  Tls: '1.0',
  Tls11: '1.1',
  '1.0': '1.0',
  '1.1': '1.1',
  '1.2': '1.2',
  '1.3': '1.3',
});

/** Each service spells versions in its own way: `TLS1_2`, `Tls12`, `1.2`. */
const plainVersion: Spelling<TlsVersion> = { decode: versions.decode, encode: (to) => to };
const wordVersion: Spelling<TlsVersion> = { decode: versions.decode, encode: (to) => `TLS${to.replace('.', '_')}` };

function storeOf(resource: AzureResource, reading: Reading, { kind, service, key, tls }: Row): Store {
  const written = key && at(resource.properties, ...key.map((step) => (typeof step === 'string' ? step : step.block)));
  const holder =
    written?.kind === 'mapping' || written?.kind === 'sequence'
      ? known<Encryption>('customer', written.at)
      : key && keyHolder(resource.properties, key, resource.at);
  return {
    ...nounOf(resource, reading),
    kind: 'store',
    storeKind: kind,
    service,
    encryption: holder && holder.state !== 'absent' ? holder : absent<Encryption>(resource.at, 'provider'),
    ...(tls && {
      transport: { plaintext: absent<Plaintext>(resource.at, 'refused'), oldestTls: settingOf<TlsVersion>(resource, tls[0], plainVersion, tls[1]) },
    }),
  };
}

function addStore(resource: AzureResource, reading: Reading, store: Store): void {
  // Of what is there already only this is said here: who is let in.
  if (!resource.existing || effective(store.publiclyAccessible ?? absent<boolean>(resource.at)) === true) reading.nouns.stores.push(store);
}

/** Accounts take HTTPS alone since this version of the API: https://learn.microsoft.com/rest/api/storagerp/storage-accounts/create (2026-11) */
function securedSince(version: string, { apiVersion }: AzureResource): Plaintext | undefined {
  if (apiVersion === undefined || apiVersion === '') return undefined;
  return apiVersion >= version ? 'refused' : 'allowed';
}

const readAccount: ResourceReader = (resource, reading) => {
  const allow = settingOf(resource, ['allowBlobPublicAccess'], flag, false);
  const source = scalarText(at(resource.properties, 'encryption', 'keySource'));
  addStore(resource, reading, {
    ...storeOf(resource, reading, { kind: 'bucket', service: 'storage account' }),
    ...(source?.toLowerCase() === 'microsoft.keyvault' && { encryption: known<Encryption>('customer', resource.at) }),
    publicPrevented: inverted(allow),
    transport: {
      plaintext: settingOf<Plaintext>(resource, ['supportsHttpsTrafficOnly'], tlsFlag, securedSince('2019-04-01', resource)),
      // Azure Storage has taken no older version since February 2026: https://learn.microsoft.com/azure/storage/common/transport-layer-security-configure-minimum-version
      oldestTls: settingOf<TlsVersion>(resource, ['minimumTlsVersion'], wordVersion, '1.2'),
    },
  });
};

/** "May be public" the other way round. */
function inverted(allow: Value<boolean>): Value<boolean> {
  const slot = allow.slot && ((to: boolean) => allow.slot?.(!to));
  if (allow.state === 'known') return { ...allow, value: !allow.value, slot };
  return allow.state === 'absent' ? absent(allow.at, allow.value === undefined ? undefined : !allow.value, slot) : { ...allow, slot };
}

const access = choice({ None: 'private', Blob: 'public-read', Container: 'public-read' });

/** https://learn.microsoft.com/azure/storage/blobs/anonymous-read-access-configure: the account has the last word, and says no by itself since 2023. */
const readContainer: ResourceReader = (resource, reading) => {
  const account = accountOf(resource);
  addStore(resource, reading, {
    ...storeOf(resource, reading, { kind: 'bucket', service: 'blob container' }),
    acl: settingOf<BucketAcl>(resource, ['publicAccess'], access, 'private'),
    ...(account && !account.existing && { publicPrevented: inverted(settingOf(account, ['allowBlobPublicAccess'], flag, false)) }),
  });
};

function accountOf(resource: AzureResource): AzureResource | undefined {
  let owner = resource.parent;
  while (owner && owner.type !== 'microsoft.storage/storageaccounts') owner = owner.parent;
  return owner;
}

/** Lets in whom its firewall names: everybody where that is the whole internet. */
const readDatabase =
  (service: string, tls?: readonly [path: Path, otherwise: TlsVersion]): ResourceReader =>
  (resource, reading) => {
    const open = scalarText(at(resource.properties, 'publicNetworkAccess') ?? at(resource.properties, 'network', 'publicNetworkAccess'));
    const gate = reading
      .inside(resource, 'firewallrules')
      .find(
        (rule) =>
          scalarText(at(rule.properties, 'startIpAddress')) === '0.0.0.0' && scalarText(at(rule.properties, 'endIpAddress')) === '255.255.255.255',
      );
    const end = gate && at(gate.properties, 'endIpAddress');
    const parameter = reading.inside(resource, 'configurations').find((one) => scalarText(one.name) === 'require_secure_transport');
    addStore(resource, reading, {
      ...storeOf(resource, reading, { kind: 'database', service, ...(tls && { tls }) }),
      publiclyAccessible:
        end && open?.toLowerCase() !== 'disabled' ? known<boolean>(true, end.at, undefined, end.via) : absent<boolean>(resource.at, false),
      ...(parameter && {
        transport: {
          plaintext: setting<Plaintext>(parameter.properties, ['value'], onOff, { head: parameter.at }),
          oldestTls: versionUnset(resource.at),
        },
      }),
      ...(at(resource.properties, 'sslEnforcement') && {
        transport: { plaintext: settingOf<Plaintext>(resource, ['sslEnforcement'], enforcement), oldestTls: versionUnset(resource.at) },
      }),
    });
  };

const onOff = choice({ ON: 'refused', OFF: 'allowed' });
const enforcement = choice({ Enabled: 'refused', Disabled: 'allowed' });

const clearPort: Spelling<Plaintext> = {
  decode: (written) => (flag.decode(written) === undefined ? undefined : flag.decode(written) ? 'allowed' : 'refused'),
  encode: (to) => to === 'allowed',
};

const readCache: ResourceReader = (resource, reading) => {
  addStore(resource, reading, {
    ...storeOf(resource, reading, { kind: 'cache', service: 'Redis cache' }),
    transport: {
      plaintext: settingOf<Plaintext>(resource, ['enableNonSslPort'], clearPort, 'refused'),
      oldestTls: settingOf<TlsVersion>(resource, ['minimumTlsVersion'], plainVersion, '1.2'),
    },
  });
};

const readSecret: ResourceReader = (resource, reading) => {
  const content = at(resource.properties, 'value');
  const expiry = at(resource.properties, 'attributes', 'exp');
  reading.nouns.secrets.push({
    ...nounOf(resource, reading),
    kind: 'secret',
    secretKind: 'vault',
    content: content ? asValue(content, text) : absent(resource.at),
    generated: absent<boolean>(resource.at, false),
    rotation: expiry ? known<boolean>(true, expiry.at) : absent<boolean>(resource.at, false),
    encryption: absent<Encryption>(resource.at, 'provider'),
  });
};

/** A policy that rotates it, or a date from which on it is of no use: https://learn.microsoft.com/azure/key-vault/keys/how-to-configure-key-rotation (2026-11) */
const readKey: ResourceReader = (resource, reading) => {
  const rotation = at(resource.properties, 'rotationPolicy') ?? at(resource.properties, 'attributes', 'exp');
  const slot: Slot<boolean> = (to) => (to ? insertAt(resource.properties, ['rotationPolicy'], yearly) : undefined);
  if (resource.existing) return;
  reading.nouns.keys.push({
    ...nounOf(resource, reading),
    kind: 'key',
    rotation: rotation
      ? known<boolean>(true, rotation.at)
      : resource.properties.partial
        ? unknown('part of its settings cannot be read', resource.at)
        : absent<boolean>(resource.at, false, slot),
    symmetric: known(true, resource.at),
  });
};

const yearly = { lifetimeActions: [{ trigger: { timeAfterCreate: 'P365D' }, action: { type: 'rotate' } }] };

/** Off, where nothing is said: https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview#purge-protection (2026-11) */
const readVault: ResourceReader = (resource, reading) => {
  if (resource.existing) return;
  const purgeProtected = settingOf(resource, ['enablePurgeProtection'], flag, false);
  reading.nouns.vaults.push({ ...nounOf(resource, reading), kind: 'vault', purgeProtected });
};

const plainStores = Object.entries(rows).map(([type, row]): readonly [string, ResourceReader] => [
  type,
  (resource, reading) => addStore(resource, reading, storeOf(resource, reading, row)),
]);

export const storeReaders: Readonly<Record<string, ResourceReader>> = {
  ...Object.fromEntries(plainStores),
  'microsoft.storage/storageaccounts': readAccount,
  'microsoft.storage/storageaccounts/blobservices/containers': readContainer,
  'microsoft.sql/servers': readDatabase('SQL server', [['minimalTlsVersion'], '1.2']),
  'microsoft.dbforpostgresql/servers': readDatabase('PostgreSQL server'),
  'microsoft.dbforpostgresql/flexibleservers': readDatabase('PostgreSQL server'),
  'microsoft.dbformysql/servers': readDatabase('MySQL server'),
  'microsoft.dbformysql/flexibleservers': readDatabase('MySQL server'),
  'microsoft.cache/redis': readCache,
  'microsoft.keyvault/vaults': readVault,
  'microsoft.keyvault/vaults/keys': readKey,
  'microsoft.keyvault/vaults/secrets': readSecret,
};
