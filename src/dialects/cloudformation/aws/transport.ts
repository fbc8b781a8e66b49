/** How the way to a store or a listener is protected, in the words of each service. */
import { choice, setting, type Spelling } from '../../../evaluation/setting.ts';
import { tlsFlag, versionUnset, type Plaintext } from '../../../evaluation/tls.ts';
import { at, scalarText, type Mapping } from '../../../evaluation/tree.ts';
import type { TlsVersion, Transport } from '../../../model/endpoint.ts';
import type { Span } from '../../../source/span.ts';
import type { Reading, TemplateResource } from '../template.ts';

export function flagTransport(properties: Mapping, path: readonly string[], head: Span, otherwise: Plaintext): Transport {
  return { plaintext: setting(properties, path, tlsFlag, { head, default: otherwise }), oldestTls: versionUnset(head) };
}

/** https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html */
const clientBroker = choice({ TLS: 'refused', TLS_PLAINTEXT: 'allowed', PLAINTEXT: 'allowed' });

export function brokerTransport(properties: Mapping, head: Span): Transport {
  const path = ['EncryptionInfo', 'EncryptionInTransit', 'ClientBroker'];
  return { plaintext: setting<Plaintext>(properties, path, clientBroker, { head, default: 'refused' }), oldestTls: versionUnset(head) };
}

/** https://docs.aws.amazon.com/opensearch-service/latest/developerguide/infrastructure-security.html */
const searchPolicy = choice({
  'Policy-Min-TLS-1-2-PFS-2023-10': '1.2',
  'Policy-Min-TLS-1-2-2019-07': '1.2',
  'Policy-Min-TLS-1-2-RFC9151-FIPS-2024-08': '1.2',
  'Policy-Min-TLS-1-0-2019-07': '1.0',
});

export function searchTransport(properties: Mapping, head: Span): Transport {
  return {
    plaintext: setting<Plaintext>(properties, ['DomainEndpointOptions', 'EnforceHTTPS'], tlsFlag, { head, default: 'allowed' }),
    oldestTls: setting<TlsVersion>(properties, ['DomainEndpointOptions', 'TLSSecurityPolicy'], searchPolicy, { head }),
  };
}

const daxEncryption = choice({ TLS: 'refused', NONE: 'allowed' });

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAXEncryptionInTransit.html */
export function daxTransport(properties: Mapping, head: Span): Transport {
  const path = ['ClusterEndpointEncryptionType'];
  return { plaintext: setting<Plaintext>(properties, path, daxEncryption, { head, default: 'allowed' }), oldestTls: versionUnset(head) };
}

const transitMode = choice({ required: 'refused', preferred: 'allowed' });

/** A cache with TLS "preferred" takes clear text as well: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html */
export function cacheTransport(properties: Mapping, head: Span): Transport {
  const on = flagTransport(properties, ['TransitEncryptionEnabled'], head, 'allowed');
  const mode = setting<Plaintext>(properties, ['TransitEncryptionMode'], transitMode, { head, default: 'refused' });
  return on.plaintext.state === 'known' && on.plaintext.value === 'refused' && mode.state !== 'absent' ? { ...on, plaintext: mode } : on;
}

/** Parameters of databases that refuse clear text, with what says so. */
const sslParameters: Readonly<Record<string, Spelling<Plaintext>>> = {
  'rds.force_ssl': choice({ 1: 'refused', on: 'refused', true: 'refused', 0: 'allowed', off: 'allowed', false: 'allowed' }),
  require_secure_transport: choice({ 1: 'refused', on: 'refused', true: 'refused', 0: 'allowed', off: 'allowed', false: 'allowed' }),
  require_ssl: choice({ true: 'refused', 1: 'refused', false: 'allowed', 0: 'allowed' }),
  tls: choice({ enabled: 'refused', 'tls1.2+': 'refused', 'tls1.3+': 'refused', 'fips-140-3': 'refused', disabled: 'allowed' }),
  neptune_enforce_ssl: choice({ 1: 'refused', 0: 'allowed' }),
};

/** What the parameter group that a database names says of clear text; undefined where nothing is said in the template. */
export function parameterTransport(resource: TemplateResource, reading: Reading, property: string): Transport | undefined {
  const written = at(resource.properties, property);
  const group = written && reading.behind(reading.link(written, resource.properties));
  return group && group.type.endsWith('ParameterGroup') ? groupTransport(group) : undefined;
}

function groupTransport({ properties, at: head }: TemplateResource): Transport | undefined {
  const parameters = at(properties, 'Parameters');
  for (const [name, spelling] of Object.entries(sslParameters)) {
    if (parameters?.kind === 'mapping' && parameters.entries.has(name)) {
      return { plaintext: setting<Plaintext>(parameters, [name], spelling), oldestTls: versionUnset(head) };
    }
    // Redshift lists its parameters instead.
    if (parameters?.kind !== 'sequence') continue;
    const item = parameters.items.find((entry) => scalarText(at(entry, 'ParameterName')) === name);
    if (item?.kind === 'mapping') return { plaintext: setting<Plaintext>(item, ['ParameterValue'], spelling), oldestTls: versionUnset(head) };
  }
  return undefined;
}
