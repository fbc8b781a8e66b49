/** Reads application load balancers in front of what runs code: who asks for identities, which firewall looks at requests, where TLS ends. */
import { asValue, choice, flag, setting } from '../../../evaluation/setting.ts';
import { at, Block, Expression, isPartial, items, scalarText, type Tree } from '../../../evaluation/tree.ts';
import type { Plaintext } from '../../../evaluation/tls.ts';
import type { Api, TlsVersion } from '../../../model/endpoint.ts';
import type { Link } from '../../../model/noun.ts';
import { absent, known, unknown, type Answer, type Slot, type Value } from '../../../model/value.ts';
import { addBeside } from '../adding.ts';
import { nounOf, ownLink, partOf, settingOf } from '../nouns.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';

const groupTypes = ['google_compute_region_network_endpoint_group', 'google_compute_global_network_endpoint_group'];

/** https://cloud.google.com/load-balancing/docs/negs/serverless-neg-concepts: for each platform, where its service is named. */
const platforms = [
  ['cloud_run', 'service', ['google_cloud_run_v2_service', 'google_cloud_run_service', 'google_cloudfunctions2_function']],
  ['cloud_function', 'function', ['google_cloudfunctions_function', 'google_cloudfunctions2_function']],
  ['serverless_deployment', 'resource', ['google_api_gateway_gateway']],
] as const;

/** What serverless endpoints a service of a load balancer hands requests to; undefined where it has none. */
function serverlessBehind({ properties }: TerraformResource, reading: Reading): readonly Link[] | undefined {
  const groups = items(at(properties, 'backend')).flatMap((backend) => {
    const group = reading.target(at(backend, 'group'), ...groupTypes);
    return group && scalarText(at(group.properties, 'network_endpoint_type')) === 'INTERNET_FQDN_PORT' ? [] : group ? [group] : [];
  });
  const serverless = groups.filter((group) => /^SERVERLESS$/.test(scalarText(at(group.properties, 'network_endpoint_type')) ?? 'SERVERLESS'));
  if (serverless.length === 0) return undefined;
  return serverless.flatMap((group) =>
    platforms.flatMap(([block, name, types]) => {
      const named = at(group.properties, block, name);
      return named ? [reading.link(named, group.properties, ...types)] : [];
    }),
  );
}

/** https://cloud.google.com/load-balancing/docs/backend-service: one for all regions faces the internet, where nothing is said. */
function reachOf({ type, properties, at: head }: TerraformResource): Api['reach'] {
  const written = at(properties, 'load_balancing_scheme');
  if (!written) return absent(head, type === 'google_compute_backend_service' ? 'internet' : 'private');
  return asValue(
    written,
    choice({ EXTERNAL_MANAGED: 'internet', EXTERNAL: 'internet', INTERNAL_MANAGED: 'private', INTERNAL_SELF_MANAGED: 'private' }),
  );
}

/** https://cloud.google.com/iap/docs/enabling-cloud-run: older releases of the provider had no switch, the block was one. */
function proxyOf({ properties, at: head }: TerraformResource): Value<boolean> {
  const block = at(properties, 'iap');
  if (!block) return properties.partial ? unknown('part of its settings cannot be read', head) : absent<boolean>(head, false);
  const [written] = items(block);
  if (written?.kind !== 'mapping') return unknown('its settings cannot be read', block.at);
  return setting(written, ['enabled'], flag, { head: written.at, default: true });
}

const readBackend: ResourceReader = (resource, reading) => {
  const fronts = serverlessBehind(resource, reading);
  if (!fronts) return;
  reading.nouns.apis.push({
    ...nounOf(resource, reading),
    kind: 'api',
    apiKind: 'load-balancer',
    reach: reachOf(resource),
    routesPartial: true,
    fronts,
    identityProxy: proxyOf(resource),
  });
  const policy = ['security_policy', 'edge_security_policy'].map((name) => at(resource.properties, name)).find(isNamed);
  if (!policy) return;
  for (const [index, protects] of [ownLink(resource, reading), ...definitionsBehind(fronts, reading)].entries())
    reading.nouns.webFilters.push({
      ...partOf(resource, reading, `security_policy/${index}`),
      kind: 'web-filter',
      protects,
      limitsRate: limitsRate(policy, reading),
    });
};

function isNamed(policy: Tree | undefined): boolean {
  return policy !== undefined && !(policy.kind === 'scalar' && (policy.value === null || policy.value === ''));
}

/** An API Gateway stands for the definition that it was given. */
function definitionsBehind(fronts: readonly Link[], reading: Reading): readonly Link[] {
  return fronts.flatMap(({ to }) => {
    const gateway = reading.ofType('google_api_gateway_gateway').find(({ address }) => reading.key(address) === to);
    const config = at(gateway?.properties, 'api_config');
    return gateway && config ? [reading.link(config, gateway.properties)] : [];
  });
}

/** https://cloud.google.com/armor/docs/rate-limiting-overview: rules that throttle or ban count requests. */
function limitsRate(written: Tree, reading: Reading): Answer {
  const policy = reading.target(written, 'google_compute_security_policy', 'google_compute_region_security_policy');
  if (!policy) return 'unknown';
  const own = at(policy.properties, 'rule') ?? at(policy.properties, 'rules');
  const apart = ['google_compute_security_policy_rule', 'google_compute_region_security_policy_rule'].flatMap((type) =>
    reading.belonging(policy, type, 'security_policy').map(({ properties }): Tree => properties),
  );
  const actions = [...items(own), ...apart].map((rule) => at(rule, 'action'));
  if (actions.some((action) => /^(?:throttle|rate_based_ban)$/.test(scalarText(action) ?? ''))) return 'yes';
  return isPartial(own) || policy.properties.partial || actions.some((action) => action?.kind === 'opaque') ? 'unknown' : 'no';
}

const ruleTypes = ['google_compute_global_forwarding_rule', 'google_compute_forwarding_rule'];

/** Do all rules that lead to a proxy stay within the network? */
function isInternal(proxy: TerraformResource, reading: Reading): boolean {
  const rules = ruleTypes.flatMap((type) => reading.belonging(proxy, type, 'target'));
  return rules.length > 0 && rules.every(({ properties }) => (scalarText(at(properties, 'load_balancing_scheme')) ?? '').startsWith('INTERNAL'));
}

/** A proxy for clear text; its map of addresses may do nothing but redirect. */
const readHttpProxy: ResourceReader = (resource, reading) => {
  if (isInternal(resource, reading)) return;
  const map = reading.target(at(resource.properties, 'url_map'));
  const redirects = scalarText(at(map?.properties, 'default_url_redirect', 'https_redirect')) === 'true';
  const plaintext = map
    ? known<Plaintext>(redirects ? 'redirected' : 'allowed', resource.at, redirecting(resource, map, reading))
    : unknown<Plaintext>('its URL map is not known', resource.at);
  reading.nouns.listeners.push({
    ...nounOf(resource, reading),
    kind: 'listener',
    listenerKind: 'load-balancer',
    transport: { plaintext, oldestTls: absent<TlsVersion>(resource.at) },
  });
};

/** Where the same addresses are served over TLS already, a map of its own can send everybody there. */
function redirecting(proxy: TerraformResource, map: TerraformResource, reading: Reading): Slot<Plaintext> {
  return (to) => {
    const regional = proxy.type.includes('_region_');
    const secure = reading.ofType(regional ? 'google_compute_region_target_https_proxy' : 'google_compute_target_https_proxy');
    const isServed = secure.some(({ properties }) => reading.target(at(properties, 'url_map')) === map);
    const written = at(proxy.properties, 'url_map');
    if (to !== 'redirected' || !isServed || proxy.key !== undefined || !written) return undefined;
    const name = `${proxy.name}_redirect`;
    const region = at(proxy.properties, 'region');
    const place = regional && region?.kind === 'scalar' ? { region: scalarText(region) ?? '' } : {};
    const added = addBeside(proxy, regional ? 'google_compute_region_url_map' : 'google_compute_url_map', name, () => ({
      name: name.replaceAll('_', '-').toLowerCase(),
      ...place,
      default_url_redirect: new Block({ https_redirect: true, strip_query: false }),
    }));
    const edits = added && written.editor?.replace(new Expression(`${added.reference}.id`));
    return edits && [...edits, ...added.edits];
  };
}

const oldest = choice({ TLS_1_0: '1.0', TLS_1_1: '1.1', TLS_1_2: '1.2', TLS_1_3: '1.3' });

/** https://cloud.google.com/load-balancing/docs/ssl-policies-concepts (2026-11): TLS 1.0, where nothing is said. */
const readSslPolicy: ResourceReader = (resource, reading) => {
  const oldestTls = settingOf<TlsVersion>(resource, ['min_tls_version'], oldest, '1.0');
  addTlsListener(resource, oldestTls, reading);
};

/** One that names a policy is as good as that. */
const readHttpsProxy: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  if (isNamed(at(properties, 'ssl_policy')) || properties.partial === true || isInternal(resource, reading)) return;
  const regional = resource.type.includes('_region_');
  const slot: Slot<TlsVersion> = (to) => {
    const version = oldest.encode(to);
    if (typeof version !== 'string' || regional || resource.key !== undefined) return undefined;
    const name = `${resource.name}_tls`;
    const content = { name: name.replaceAll('_', '-').toLowerCase(), profile: 'MODERN', min_tls_version: version };
    const added = addBeside(resource, 'google_compute_ssl_policy', name, () => content);
    const edits = added && properties.editor?.put?.('ssl_policy', new Expression(`${added.reference}.id`));
    return edits && [...edits, ...added.edits];
  };
  addTlsListener(resource, absent<TlsVersion>(resource.at, '1.0', slot), reading);
};

function addTlsListener(resource: TerraformResource, oldestTls: Value<TlsVersion>, reading: Reading): void {
  reading.nouns.listeners.push({
    ...nounOf(resource, reading),
    kind: 'listener',
    listenerKind: 'load-balancer',
    transport: { plaintext: absent<Plaintext>(resource.at, 'refused'), oldestTls },
  });
}

export const loadBalancerReaders: Readonly<Record<string, ResourceReader>> = {
  google_compute_backend_service: readBackend,
  google_compute_region_backend_service: readBackend,
  google_compute_ssl_policy: readSslPolicy,
  google_compute_region_ssl_policy: readSslPolicy,
  google_compute_target_http_proxy: readHttpProxy,
  google_compute_region_target_http_proxy: readHttpProxy,
  google_compute_target_https_proxy: readHttpsProxy,
  google_compute_region_target_https_proxy: readHttpsProxy,
};
