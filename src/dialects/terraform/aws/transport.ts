/** How the way to a store is protected, in the words of each service. */
import { choice, setting, type Path, type Spelling } from '../../../evaluation/setting.ts';
import { at, items, scalarText, type Mapping } from '../../../evaluation/tree.ts';
import type { TlsVersion, Transport } from '../../../model/endpoint.ts';
import type { Span } from '../../../source/span.ts';
import { tlsFlag, versionUnset, type Plaintext } from '../../../evaluation/tls.ts';
import { within } from '../nouns.ts';
import type { Reading, TerraformResource } from '../reading.ts';

export function flagTransport(properties: Mapping, path: Path, head: Span, otherwise: Plaintext): Transport {
  return { plaintext: setting(properties, path, tlsFlag, { head, default: otherwise }), oldestTls: versionUnset(head) };
}

/** https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html */
const clientBroker = choice({ TLS: 'refused', TLS_PLAINTEXT: 'allowed', PLAINTEXT: 'allowed' });

export function brokerTransport(properties: Mapping, head: Span): Transport {
  const path = within('encryption_info', 'encryption_in_transit', 'client_broker');
  return { plaintext: setting<Plaintext>(properties, path, clientBroker, { head, default: 'refused' }), oldestTls: versionUnset(head) };
}

/** https://docs.aws.amazon.com/opensearch-service/latest/developerguide/infrastructure-security.html */
const searchPolicy = choice({
  'Policy-Min-TLS-1-2-PFS-2023-10': '1.2',
  'Policy-Min-TLS-1-2-2019-07': '1.2',
  'Policy-Min-TLS-1-2-RFC9151-FIPS-2024-08': '1.2',
  'Policy-Min-TLS-1-0-2019-07': '1.0',
});

/** The provider enforces HTTPS by itself where the block is there (`enforce_https` defaults to true). */
export function searchTransport(properties: Mapping, head: Span): Transport {
  const block = at(properties, 'domain_endpoint_options');
  return {
    plaintext: setting<Plaintext>(properties, within('domain_endpoint_options', 'enforce_https'), tlsFlag, {
      head,
      default: block ? 'refused' : 'allowed',
    }),
    oldestTls: setting<TlsVersion>(properties, within('domain_endpoint_options', 'tls_security_policy'), searchPolicy, { head }),
  };
}

const daxEncryption = choice({ TLS: 'refused', NONE: 'allowed' });

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAXEncryptionInTransit.html */
export function daxTransport(properties: Mapping, head: Span): Transport {
  const path = ['cluster_endpoint_encryption_type'];
  return { plaintext: setting<Plaintext>(properties, path, daxEncryption, { head, default: 'allowed' }), oldestTls: versionUnset(head) };
}

const transitMode = choice({ required: 'refused', preferred: 'allowed' });

/** A cache with TLS "preferred" takes clear text as well: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html */
export function cacheTransport(properties: Mapping, head: Span): Transport {
  const on = flagTransport(properties, ['transit_encryption_enabled'], head, 'allowed');
  const mode = setting<Plaintext>(properties, ['transit_encryption_mode'], transitMode, { head, default: 'refused' });
  return on.plaintext.state === 'known' && on.plaintext.value === 'refused' && mode.state !== 'absent' ? { ...on, plaintext: mode } : on;
}

const onOrOff = choice({ 1: 'refused', on: 'refused', true: 'refused', 0: 'allowed', off: 'allowed', false: 'allowed' });

/** Parameters of databases that refuse clear text, with what says so. */
const sslParameters: ReadonlyMap<string, Spelling<Plaintext>> = new Map([
  ['rds.force_ssl', onOrOff],
  ['require_secure_transport', onOrOff],
  ['require_ssl', onOrOff],
  ['neptune_enforce_ssl', onOrOff],
  ['tls', choice({ enabled: 'refused', 'tls1.2+': 'refused', 'tls1.3+': 'refused', 'fips-140-3': 'refused', disabled: 'allowed' })],
]);

/** What the parameter group that a database names says of clear text; undefined where nothing is said in the configuration. */
export function parameterTransport(resource: TerraformResource, reading: Reading, argument: string): Transport | undefined {
  const group = reading.target(at(resource.properties, argument));
  if (!group || !group.type.endsWith('parameter_group')) return undefined;
  for (const parameter of items(at(group.properties, 'parameter'))) {
    const spelling = sslParameters.get(scalarText(at(parameter, 'name')) ?? '');
    if (spelling && parameter.kind === 'mapping')
      return { plaintext: setting<Plaintext>(parameter, ['value'], spelling), oldestTls: versionUnset(group.at) };
  }
  return undefined;
}
