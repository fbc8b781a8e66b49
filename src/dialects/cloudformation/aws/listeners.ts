/** Reads the places where TLS ends: custom domains, CDN distributions, load balancers. */
import { choice, setting, text } from '../../../evaluation/setting.ts';
import { at, items, scalarText, type Mapping, type Tree } from '../../../evaluation/tree.ts';
import type { Listener, TlsVersion } from '../../../model/endpoint.ts';
import { absent, known, unknown, type Slot, type Value } from '../../../model/value.ts';
import type { Span } from '../../../source/span.ts';
import { readWay } from './load-balancers.ts';
import { readOwnFilter } from './web-filters.ts';
import { nounOf, partOf, settingOf } from '../resource-noun.ts';
import type { Reading, ResourceReader, TemplateResource } from '../template.ts';
import { balancerVersion, gatewayVersion, viewerVersion, type Plaintext } from '../../../evaluation/tls.ts';

type Versions = Value<TlsVersion>;

function addListener(
  resource: TemplateResource,
  reading: Reading,
  kind: Listener['listenerKind'],
  oldestTls: Versions,
  plaintext?: Value<Plaintext>,
  part?: string,
  behind?: Pick<Listener, 'origins' | 'fetches'>,
): void {
  const noun = part === undefined ? nounOf(resource, reading) : partOf(resource, reading, part, resource.at, resource.body);
  const refused = plaintext ?? absent<Plaintext>(resource.at, 'refused');
  reading.nouns.listeners.push({ ...noun, kind: 'listener', listenerKind: kind, transport: { plaintext: refused, oldestTls }, ...behind });
}

const readDomain: ResourceReader = (resource, reading) => {
  addListener(resource, reading, 'domain', settingOf<TlsVersion>(resource, ['SecurityPolicy'], gatewayVersion));
};

/** A domain of HTTP and WebSocket APIs knows TLS 1.2 only, where nothing else is written. */
const readDomainV2: ResourceReader = (resource, reading) => {
  for (const [index, configuration] of items(at(resource.properties, 'DomainNameConfigurations')).entries()) {
    if (configuration.kind !== 'mapping') continue;
    const version = setting<TlsVersion>(configuration, ['SecurityPolicy'], gatewayVersion, { head: resource.at, default: '1.2' });
    addListener(resource, reading, 'domain', version, undefined, `DomainNameConfigurations/${index}`);
  }
};

/** The policy of a REST API's own address, where one is written. */
export function readGatewayListener(resource: TemplateResource, reading: Reading): void {
  const version = settingOf<TlsVersion>(resource, ['SecurityPolicy'], gatewayVersion);
  if (version.state !== 'absent') addListener(resource, reading, 'domain', version, undefined, 'SecurityPolicy');
}

const viewerProtocol = choice({ 'allow-all': 'allowed', 'redirect-to-https': 'redirected', 'https-only': 'refused' });

/** One listener for the version and the default behaviour, one more for each other behaviour. */
const readDistribution: ResourceReader = (resource, reading) => {
  const written = at(resource.properties, 'DistributionConfig');
  if (written?.kind !== 'mapping') return;
  const head = { head: resource.at };
  const standard = setting<Plaintext>(written, ['DefaultCacheBehavior', 'ViewerProtocolPolicy'], viewerProtocol, head);
  addListener(resource, reading, 'cdn', viewerVersions(written, resource.at), standard, undefined, {
    origins: originsOf(written, reading),
    fetches: fetchesOf(written, resource.at),
  });
  readOwnFilter(resource, at(written, 'WebACLId'), reading);
  for (const [index, behaviour] of items(at(written, 'CacheBehaviors')).entries()) {
    if (behaviour.kind !== 'mapping') continue;
    const plaintext = setting<Plaintext>(behaviour, ['ViewerProtocolPolicy'], viewerProtocol, head);
    addListener(resource, reading, 'cdn', absent<TlsVersion>(resource.at), plaintext, `CacheBehaviors/${index}`);
  }
};

function originsOf(configuration: Mapping, reading: Reading): Listener['origins'] {
  const open = items(at(configuration, 'Origins')).filter((origin) => !at(origin, 'OriginCustomHeaders') && !at(origin, 'OriginAccessControlId'));
  return open.map((origin) => reading.link(at(origin, 'DomainName'), configuration));
}

/** `match-viewer` depends on the viewer, who has been asked already. */
const originProtocol = choice({ 'http-only': 'allowed', 'https-only': 'refused', 'match-viewer': 'refused' });

function fetchesOf(configuration: Mapping, head: Span): Listener['fetches'] {
  return items(at(configuration, 'Origins')).flatMap((origin) => {
    const written = at(origin, 'CustomOriginConfig');
    if (origin.kind !== 'mapping' || written?.kind !== 'mapping') return [];
    const plaintext = setting<'allowed' | 'refused'>(written, ['OriginProtocolPolicy'], originProtocol, { head });
    return [{ host: setting(origin, ['DomainName'], text, { head }), plaintext }];
  });
}

/** With CloudFront's own certificate the version cannot be chosen. */
function viewerVersions(configuration: Mapping, head: Span): Versions {
  const certificate = at(configuration, 'ViewerCertificate');
  const own = certificate?.kind === 'mapping' && ['AcmCertificateArn', 'IamCertificateId'].some((name) => certificate.entries.has(name));
  if (certificate?.kind === 'opaque') return unknown(certificate.why, certificate.at);
  if (!own) return absent<TlsVersion>(head);
  return setting<TlsVersion>(certificate, ['MinimumProtocolVersion'], viewerVersion, { head: certificate.at, default: '1.0' });
}

const readBalancerListener: ResourceReader = (resource, reading) => {
  readWay(resource, reading);
  const { properties, at: head } = resource;
  const protocol = at(properties, 'Protocol');
  const word = scalarText(protocol)?.toUpperCase();
  if (word === 'HTTPS' || word === 'TLS') {
    addListener(resource, reading, 'load-balancer', settingOf<TlsVersion>(resource, ['SslPolicy'], balancerVersion, '1.0'));
  } else if (word === 'HTTP' && protocol) {
    addListener(resource, reading, 'load-balancer', absent<TlsVersion>(head), clearText(resource, protocol, reading));
  }
};

/** Clear text is redirected where every default action says so; a balancer inside a network is another matter. */
function clearText(resource: TemplateResource, protocol: Tree, reading: Reading): Value<Plaintext> {
  const { properties } = resource;
  const actions = items(at(properties, 'DefaultActions'));
  const redirects = actions.filter((action) => scalarText(at(action, 'Type')) === 'redirect');
  const encrypted = redirects.some((action) => ['HTTPS', undefined].includes(scalarText(at(action, 'RedirectConfig', 'Protocol'))));
  if (encrypted && scalarText(at(redirects[0], 'RedirectConfig', 'Protocol')) !== undefined)
    return known<Plaintext>('redirected', protocol.at, undefined, protocol.via);
  if (isInternal(properties, reading)) return unknown('its load balancer is reached from inside a network only', protocol.at);
  return known<Plaintext>('allowed', protocol.at, redirectSlot(resource, reading), protocol.via);
}

function isInternal(properties: Mapping, reading: Reading): boolean {
  const balancer = reading.behind(reading.link(at(properties, 'LoadBalancerArn'), properties));
  return scalarText(at(balancer?.properties, 'Scheme')) === 'internal';
}

const redirect = [{ Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } }];

/** Redirecting makes sense where the same balancer has a listener with TLS to redirect to. */
function redirectSlot(resource: TemplateResource, reading: Reading): Slot<Plaintext> | undefined {
  const balancer = reading.link(at(resource.properties, 'LoadBalancerArn'), resource.properties).to;
  const secure = reading
    .ofType(resource.type)
    .some(
      ({ properties }) =>
        scalarText(at(properties, 'Protocol')) === 'HTTPS' && reading.link(at(properties, 'LoadBalancerArn'), properties).to === balancer,
    );
  const actions = at(resource.properties, 'DefaultActions');
  if (!secure || balancer === undefined || !actions) return undefined;
  return (to) => (to === 'redirected' ? actions.editor?.replace(redirect) : undefined);
}

/** The older balancers list their listeners, and cannot redirect. */
const readClassicBalancer: ResourceReader = (resource, reading) => {
  const { properties, at: head } = resource;
  const internal = scalarText(at(properties, 'Scheme')) === 'internal';
  for (const [index, listener] of items(at(properties, 'Listeners')).entries()) {
    const protocol = at(listener, 'Protocol');
    const word = scalarText(protocol)?.toUpperCase();
    const part = `Listeners/${index}`;
    if (word === 'HTTPS' || word === 'SSL') addListener(resource, reading, 'load-balancer', absent<TlsVersion>(head), undefined, part);
    else if (word === 'HTTP' && protocol && !internal)
      addListener(
        resource,
        reading,
        'load-balancer',
        absent<TlsVersion>(head),
        known<Plaintext>('allowed', protocol.at, undefined, protocol.via),
        part,
      );
  }
};

export const listenerReaders: Readonly<Record<string, ResourceReader>> = {
  'AWS::ApiGateway::DomainName': readDomain,
  'AWS::ApiGateway::DomainNameV2': readDomain,
  'AWS::ApiGatewayV2::DomainName': readDomainV2,
  'AWS::CloudFront::Distribution': readDistribution,
  'AWS::ElasticLoadBalancingV2::Listener': readBalancerListener,
  'AWS::ElasticLoadBalancing::LoadBalancer': readClassicBalancer,
};
