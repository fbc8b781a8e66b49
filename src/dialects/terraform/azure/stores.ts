/** Reads where data rests: storage accounts and containers, databases, caches, queues, vaults. */
import { choice, flag, setting, text, type Path } from '../../../evaluation/setting.ts';
import { at, Block, scalarText } from '../../../evaluation/tree.ts';
import { keyHolder, type Encryption } from '../../../evaluation/encryption.ts';
import { tlsFlag, versionUnset, type Plaintext } from '../../../evaluation/tls.ts';
import type { BucketAcl, Store, StoreKind } from '../../../model/data.ts';
import type { TlsVersion } from '../../../model/endpoint.ts';
import { absent, known, type Slot, type Value } from '../../../model/value.ts';
import { nounOf, settingOf, within } from '../nouns.ts';
import { majorVersion } from '../modules/provider-version.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';

interface Row {
  readonly kind: StoreKind;
  readonly service: string;
  /** Where a key of the customer is named: what rests in these is encrypted in any case. */
  readonly key?: Path;
  /** The argument with the oldest version of TLS, and what the provider writes where it is left out. */
  readonly tls?: readonly [argument: string, otherwise: TlsVersion];
}

/** https://learn.microsoft.com/azure/security/fundamentals/encryption-overview (2026-11) */
const rows: Readonly<Record<string, Row>> = {
  azurerm_servicebus_namespace: {
    kind: 'queue',
    service: 'Service Bus namespace',
    key: within('customer_managed_key', 'key_vault_key_id'),
    tls: ['minimum_tls_version', '1.2'],
  },
  azurerm_eventhub_namespace: { kind: 'stream', service: 'Event Hubs namespace', tls: ['minimum_tls_version', '1.2'] },
  azurerm_eventgrid_topic: { kind: 'topic', service: 'Event Grid topic' },
  azurerm_eventgrid_domain: { kind: 'topic', service: 'Event Grid domain' },
  azurerm_cosmosdb_account: { kind: 'table', service: 'Cosmos DB account', key: ['key_vault_key_id'], tls: ['minimal_tls_version', '1.2'] },
  azurerm_container_registry: { kind: 'registry', service: 'container registry', key: within('encryption', 'key_vault_key_id') },
  azurerm_search_service: { kind: 'search', service: 'search service' },
  azurerm_data_lake_store: { kind: 'bucket', service: 'Data Lake store' },
};

const tlsWords = choice({
  '1.2': '1.2',
  '1.0': '1.0',
  '1.1': '1.1',
  '1.3': '1.3',
  TLS1_2: '1.2',
  TLS1_0: '1.0',
  TLS1_1: '1.1',
  TLS1_3: '1.3',
  Tls12: '1.2',
  Tls: '1.0',
  Tls11: '1.1',
  Disabled: '1.0',
});

/** The words of the argument itself: each resource spells versions in its own way. */
function tlsOf(resource: TerraformResource, path: Path, otherwise: TlsVersion, spelling: 'plain' | 'word' | 'camel' = 'plain'): Value<TlsVersion> {
  const encode = {
    plain: (to: TlsVersion) => to,
    word: (to: TlsVersion) => `TLS${to.replace('.', '_')}`,
    camel: (to: TlsVersion) => `Tls${to.replace('.', '')}`,
  };
  return settingOf<TlsVersion>(resource, path, { decode: tlsWords.decode, encode: encode[spelling] }, otherwise);
}

function storeOf(resource: TerraformResource, reading: Reading, { kind, service, key, tls }: Row): Store {
  const holder = key ? keyHolder(resource.properties, key, resource.at) : undefined;
  return {
    ...nounOf(resource, reading),
    kind: 'store',
    storeKind: kind,
    service,
    encryption: holder && holder.state !== 'absent' ? holder : absent<Encryption>(resource.at, 'provider'),
    ...(tls && { transport: { plaintext: absent<Plaintext>(resource.at, 'refused'), oldestTls: tlsOf(resource, [tls[0]], tls[1]) } }),
  };
}

/** Names of an argument have changed with releases of the provider; the first that is written counts. */
function firstOf(resource: TerraformResource, ...names: readonly string[]): string {
  return names.find((name) => resource.properties.entries.has(name)) ?? names[0]!;
}

const newestProvider = 5;

/**
 * May containers be made public, where the account does not say? The provider said no up to its version 2, yes in 3 and 4, and no since 5.0
 * of July 2026, which is what is taken where no version is asked for.
 * https://github.com/hashicorp/terraform-provider-azurerm/blob/main/website/docs/5.0-upgrade-guide.html.markdown#azurerm_storage_account (2026-11)
 */
function allowedByDefault(reading: Reading): { readonly allowed: boolean; readonly isSure: boolean } {
  const major = majorVersion('azurerm', newestProvider, reading.modules, reading.deployment);
  return { allowed: major === 3 || major === 4, isSure: major !== undefined };
}

function publicNested(account: TerraformResource, reading: Reading): Value<boolean> {
  const name = firstOf(account, 'allow_nested_items_to_be_public', 'allow_blob_public_access');
  return settingOf(account, [name], flag, allowedByDefault(reading).allowed);
}

const readAccount: ResourceReader = (resource, reading) => {
  const key =
    reading.belonging(resource, 'azurerm_storage_account_customer_managed_key', 'storage_account_id')[0] ??
    at(resource.properties, 'customer_managed_key');
  reading.nouns.stores.push({
    ...storeOf(resource, reading, { kind: 'bucket', service: 'storage account' }),
    ...(key && { encryption: known<Encryption>('customer', key.at) }),
    publicPrevented: inverted(publicNested(resource, reading)),
    transport: {
      plaintext: settingOf<Plaintext>(resource, [firstOf(resource, 'https_traffic_only_enabled', 'enable_https_traffic_only')], tlsFlag, 'refused'),
      oldestTls: tlsOf(resource, ['min_tls_version'], '1.2', 'word'),
    },
  });
};

/** "May be public" the other way round. */
function inverted(allow: Value<boolean>): Value<boolean> {
  const slot = allow.slot && ((to: boolean) => allow.slot?.(!to));
  if (allow.state === 'known') return { ...allow, value: !allow.value, slot };
  return allow.state === 'absent' ? absent(allow.at, allow.value === undefined ? undefined : !allow.value, slot) : { ...allow, slot };
}

const access = choice({ private: 'private', blob: 'public-read', container: 'public-read' });

/** https://learn.microsoft.com/azure/storage/blobs/anonymous-read-access-configure: the account has the last word. */
const readContainer: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const account = reading.target(at(properties, 'storage_account_id') ?? at(properties, 'storage_account_name'), 'azurerm_storage_account');
  const allow = account && publicNested(account, reading);
  // Who makes a container public and asks for no version of the provider has one that lets him.
  const isOpen = allow?.state !== 'absent' || allowedByDefault(reading).isSure;
  reading.nouns.stores.push({
    ...storeOf(resource, reading, { kind: 'bucket', service: 'blob container' }),
    acl: settingOf<BucketAcl>(resource, ['container_access_type'], access, 'private'),
    ...(allow && isOpen && { publicPrevented: inverted(allow) }),
  });
};

const reachable = choice({ true: 'yes', false: 'no' });

/** A public address lets in whom the firewall names: everybody where it names the whole internet. */
const readDatabase =
  (
    service: string,
    rule: string,
    reference: string,
    tls?: readonly [argument: string, otherwise: TlsVersion],
    sslArgument?: string,
  ): ResourceReader =>
  (resource, reading) => {
    const open = settingOf(resource, ['public_network_access_enabled'], reachable, 'yes');
    const gate = reading
      .belonging(resource, rule, reference)
      .find(
        (one) =>
          scalarText(at(one.properties, 'start_ip_address')) === '0.0.0.0' && scalarText(at(one.properties, 'end_ip_address')) === '255.255.255.255',
      );
    const end = gate && at(gate.properties, 'end_ip_address');
    reading.nouns.stores.push({
      ...storeOf(resource, reading, { kind: 'database', service, ...(tls && { tls }) }),
      publiclyAccessible:
        end && open.state !== 'unknown' && open.value === 'yes'
          ? known<boolean>(true, end.at, undefined, end.via)
          : absent<boolean>(resource.at, false),
      ...(sslArgument !== undefined && {
        transport: {
          plaintext: settingOf<Plaintext>(resource, [sslArgument], tlsFlag),
          oldestTls: tls ? tlsOf(resource, [tls[0]], tls[1], 'word') : versionUnset(resource.at),
        },
      }),
    });
  };

/** Flexible servers say it in a parameter of their own. https://learn.microsoft.com/azure/postgresql/security/security-tls */
const readFlexible =
  (service: string, kind: 'postgresql' | 'mysql'): ResourceReader =>
  (resource, reading) => {
    readDatabase(service, `azurerm_${kind}_flexible_server_firewall_rule`, kind === 'postgresql' ? 'server_id' : 'server_name')(resource, reading);
    const parameter = reading
      .belonging(resource, `azurerm_${kind}_flexible_server_configuration`, kind === 'postgresql' ? 'server_id' : 'server_name')
      .find((one) => scalarText(at(one.properties, 'name')) === 'require_secure_transport');
    const server = reading.nouns.stores.pop();
    if (!server) return;
    const plaintext = parameter
      ? setting<Plaintext>(parameter.properties, ['value'], onOff, { head: parameter.at })
      : absent<Plaintext>(resource.at, 'refused');
    reading.nouns.stores.push({ ...server, transport: { plaintext, oldestTls: versionUnset(resource.at) } });
  };

const onOff = choice({ ON: 'refused', on: 'refused', OFF: 'allowed', off: 'allowed' });

/** Caches take no older version, whatever the provider's own default: https://learn.microsoft.com/azure/azure-cache-for-redis/cache-remove-tls-10-11 (2026-11) */
const readCache: ResourceReader = (resource, reading) => {
  const clear = settingOf<Plaintext>(
    resource,
    [firstOf(resource, 'non_ssl_port_enabled', 'enable_non_ssl_port')],
    choice({ true: 'allowed', false: 'refused' }),
    'refused',
  );
  reading.nouns.stores.push({
    ...storeOf(resource, reading, { kind: 'cache', service: 'Redis cache' }),
    transport: { plaintext: clear, oldestTls: tlsOf(resource, ['minimum_tls_version'], '1.2') },
  });
};

/** A secret in a vault: what is written into it stands in the configuration. */
const readSecret: ResourceReader = (resource, reading) => {
  const expiry = at(resource.properties, 'expiration_date');
  const content = settingOf(resource, ['value'], text);
  reading.nouns.secrets.push({
    ...nounOf(resource, reading),
    kind: 'secret',
    secretKind: 'vault',
    content,
    generated: absent<boolean>(resource.at, false),
    rotation: expiry ? known<boolean>(true, expiry.at) : absent<boolean>(resource.at, false),
    encryption: absent<Encryption>(resource.at, 'provider'),
  });
};

/** A policy that rotates it, or a date from which on it is of no use: https://learn.microsoft.com/azure/key-vault/keys/how-to-configure-key-rotation (2026-11) */
const readKey: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const rotation = at(properties, 'rotation_policy') ?? at(properties, 'expiration_date');
  const yearly = new Block({ automatic: new Block({ time_after_creation: 'P365D' }) });
  const slot: Slot<boolean> = (to) => (to ? properties.editor?.put?.('rotation_policy', yearly) : undefined);
  reading.nouns.keys.push({
    ...nounOf(resource, reading),
    kind: 'key',
    rotation: rotation ? known<boolean>(true, rotation.at) : absent<boolean>(resource.at, false, slot),
    symmetric: known(true, resource.at),
  });
};

/** Off, where nothing is said: https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/key_vault (2026-11) */
const readVault: ResourceReader = (resource, reading) => {
  const purgeProtected = settingOf(resource, ['purge_protection_enabled'], flag, false);
  reading.nouns.vaults.push({ ...nounOf(resource, reading), kind: 'vault', purgeProtected });
};

const plainStores = Object.entries(rows).map(([type, row]): readonly [string, ResourceReader] => [
  type,
  (resource, reading) => void reading.nouns.stores.push(storeOf(resource, reading, row)),
]);

export const storeReaders: Readonly<Record<string, ResourceReader>> = {
  ...Object.fromEntries(plainStores),
  azurerm_storage_account: readAccount,
  azurerm_storage_container: readContainer,
  azurerm_mssql_server: readDatabase('SQL server', 'azurerm_mssql_firewall_rule', 'server_id', ['minimum_tls_version', '1.2']),
  azurerm_sql_server: readDatabase('SQL server', 'azurerm_sql_firewall_rule', 'server_name'),
  azurerm_postgresql_server: readDatabase(
    'PostgreSQL server',
    'azurerm_postgresql_firewall_rule',
    'server_name',
    ['ssl_minimal_tls_version_enforced', '1.2'],
    'ssl_enforcement_enabled',
  ),
  azurerm_mysql_server: readDatabase(
    'MySQL server',
    'azurerm_mysql_firewall_rule',
    'server_name',
    ['ssl_minimal_tls_version_enforced', '1.2'],
    'ssl_enforcement_enabled',
  ),
  azurerm_postgresql_flexible_server: readFlexible('PostgreSQL server', 'postgresql'),
  azurerm_mysql_flexible_server: readFlexible('MySQL server', 'mysql'),
  azurerm_redis_cache: readCache,
  azurerm_key_vault: readVault,
  azurerm_key_vault_secret: readSecret,
  azurerm_key_vault_key: readKey,
};
