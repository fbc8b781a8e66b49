/** Reads the places where TLS ends: custom domains, CDN distributions, load balancers. */
import { choice, setting, text, type BlockStep } from '../../../evaluation/setting.ts';
import { at, Block, items, scalarText, type Mapping, type Tree } from '../../../evaluation/tree.ts';
import type { Listener, TlsVersion } from '../../../model/endpoint.ts';
import { absent, known, unknown, type Slot, type Value } from '../../../model/value.ts';
import type { Span } from '../../../source/span.ts';
import { balancerVersion, gatewayVersion, viewerVersion, type Plaintext } from '../../../evaluation/tls.ts';
import { readOwnFilter } from './web-filters.ts';
import { nounOf, partOf, settingOf } from '../nouns.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';

type Versions = Value<TlsVersion>;

function addListener(
  resource: TerraformResource,
  reading: Reading,
  kind: Listener['listenerKind'],
  oldestTls: Versions,
  plaintext?: Value<Plaintext>,
  part?: string,
  behind?: Pick<Listener, 'origins' | 'fetches'>,
): void {
  const noun = part === undefined ? nounOf(resource, reading) : partOf(resource, reading, part);
  const refused = plaintext ?? absent<Plaintext>(resource.at, 'refused');
  reading.nouns.listeners.push({ ...noun, kind: 'listener', listenerKind: kind, transport: { plaintext: refused, oldestTls }, ...behind });
}

const readDomain: ResourceReader = (resource, reading) => {
  addListener(resource, reading, 'domain', settingOf<TlsVersion>(resource, ['security_policy'], gatewayVersion));
};

/** The policy of a REST API's own address, where one is written. */
const readRestApi: ResourceReader = (resource, reading) => {
  const version = settingOf<TlsVersion>(resource, ['security_policy'], gatewayVersion);
  if (version.state !== 'absent') addListener(resource, reading, 'domain', version, undefined, 'security_policy');
};

const configuration: BlockStep = { block: 'domain_name_configuration' };

/** A domain of HTTP and WebSocket APIs knows TLS 1.2 only, where nothing else is written. */
const readDomainV2: ResourceReader = (resource, reading) => {
  addListener(resource, reading, 'domain', settingOf<TlsVersion>(resource, [configuration, 'security_policy'], gatewayVersion, '1.2'));
};

const viewerProtocol = choice({ 'allow-all': 'allowed', 'redirect-to-https': 'redirected', 'https-only': 'refused' });

/** One listener for the version and the default behaviour, one more for each other behaviour. */
const readDistribution: ResourceReader = (resource, reading) => {
  const head = { head: resource.at };
  const standard = setting<Plaintext>(resource.properties, [{ block: 'default_cache_behavior' }, 'viewer_protocol_policy'], viewerProtocol, head);
  addListener(resource, reading, 'cdn', viewerVersions(resource.properties, resource.at), standard, undefined, {
    origins: originsOf(resource.properties, reading),
    fetches: fetchesOf(resource.properties, resource.at),
  });
  readOwnFilter(resource, at(resource.properties, 'web_acl_id'), reading);
  for (const [index, behaviour] of items(at(resource.properties, 'ordered_cache_behavior')).entries()) {
    if (behaviour.kind !== 'mapping') continue;
    const plaintext = setting<Plaintext>(behaviour, ['viewer_protocol_policy'], viewerProtocol, head);
    addListener(resource, reading, 'cdn', absent<TlsVersion>(resource.at), plaintext, `ordered_cache_behavior/${index}`);
  }
};

function originsOf(properties: Mapping, reading: Reading): Listener['origins'] {
  const open = items(at(properties, 'origin')).filter((origin) => !at(origin, 'custom_header') && !at(origin, 'origin_access_control_id'));
  return open.map((origin) => reading.link(at(origin, 'domain_name'), properties));
}

/** `match-viewer` depends on the viewer, who has been asked already. */
const originProtocol = choice({ 'http-only': 'allowed', 'https-only': 'refused', 'match-viewer': 'refused' });

function fetchesOf(properties: Mapping, head: Span): Listener['fetches'] {
  return items(at(properties, 'origin')).flatMap((origin) => {
    const written = items(at(origin, 'custom_origin_config'))[0];
    if (origin.kind !== 'mapping' || written?.kind !== 'mapping') return [];
    const plaintext = setting<'allowed' | 'refused'>(written, ['origin_protocol_policy'], originProtocol, { head });
    return [{ host: setting(origin, ['domain_name'], text, { head }), plaintext }];
  });
}

/** With CloudFront's own certificate the version cannot be chosen. */
function viewerVersions(properties: Mapping, head: Span): Versions {
  const certificate = at(properties, 'viewer_certificate');
  if (certificate?.kind === 'opaque') return unknown(certificate.why, certificate.at);
  const own =
    certificate?.kind === 'mapping' && ['acm_certificate_arn', 'iam_certificate_id'].some((name) => isWritten(certificate.entries.get(name)?.value));
  if (!own) return absent<TlsVersion>(head);
  return setting<TlsVersion>(certificate, ['minimum_protocol_version'], viewerVersion, { head: certificate.at, default: '1.0' });
}

function isWritten(tree: Tree | undefined): boolean {
  return tree !== undefined && !(tree.kind === 'scalar' && tree.value === null);
}

const readBalancerListener: ResourceReader = (resource, reading) => {
  const { properties, at: head } = resource;
  const protocol = at(properties, 'protocol');
  const word = scalarText(protocol)?.toUpperCase();
  if (word === 'HTTPS' || word === 'TLS') {
    addListener(resource, reading, 'load-balancer', settingOf<TlsVersion>(resource, ['ssl_policy'], balancerVersion, '1.0'));
  } else if (word === 'HTTP' || (!protocol && scalarText(at(properties, 'port')) === '80')) {
    // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb_listener: HTTP is the default.
    addListener(resource, reading, 'load-balancer', absent<TlsVersion>(head), clearText(resource, protocol, reading));
  }
};

/** Clear text is redirected where every default action says so; a balancer inside a network is another matter. */
function clearText(resource: TerraformResource, protocol: Tree | undefined, reading: Reading): Value<Plaintext> {
  const { properties } = resource;
  const place = protocol?.at ?? resource.at;
  const via = protocol?.via ?? [];
  const actions = items(at(properties, 'default_action'));
  const redirected = actions.some(
    (action) => scalarText(at(action, 'type')) === 'redirect' && scalarText(at(action, 'redirect', 'protocol')) === 'HTTPS',
  );
  if (redirected) return known<Plaintext>('redirected', place, undefined, via);
  const balancer = reading.target(at(properties, 'load_balancer_arn'));
  const internal = at(balancer?.properties, 'internal');
  if (scalarText(internal) === 'true' || scalarText(at(balancer?.properties, 'load_balancer_type')) === 'gateway') {
    return unknown('its load balancer is reached from inside a network only', place);
  }
  if (internal?.kind === 'opaque') return unknown('it is not known whether its load balancer is reached from the internet', place);
  return known<Plaintext>('allowed', place, redirectSlot(resource, balancer, reading), via);
}

const redirect = new Block({ type: 'redirect', redirect: new Block({ port: '443', protocol: 'HTTPS', status_code: 'HTTP_301' }) });

/** Redirecting makes sense where the same balancer has a listener with TLS to redirect to. */
function redirectSlot(resource: TerraformResource, balancer: TerraformResource | undefined, reading: Reading): Slot<Plaintext> | undefined {
  const secure =
    balancer &&
    reading.belonging(balancer, resource.type, 'load_balancer_arn').some(({ properties }) => scalarText(at(properties, 'protocol')) === 'HTTPS');
  const actions = items(at(resource.properties, 'default_action'));
  const [only] = actions;
  if (!secure || actions.length !== 1 || !only) return undefined;
  return (to) => (to === 'redirected' ? only.editor?.replace(redirect) : undefined);
}

export const listenerReaders: Readonly<Record<string, ResourceReader>> = {
  aws_api_gateway_domain_name: readDomain,
  aws_api_gateway_rest_api: readRestApi,
  aws_apigatewayv2_domain_name: readDomainV2,
  aws_cloudfront_distribution: readDistribution,
  aws_lb_listener: readBalancerListener,
  aws_alb_listener: readBalancerListener,
};
