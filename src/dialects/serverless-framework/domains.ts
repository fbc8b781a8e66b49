/** Where TLS ends: custom domains of APIs, and the distribution that `cloudFront` events make. */
import { choice, setting, type Spelling } from '../../evaluation/setting.ts';
import { at, entries, items, scalarText, type Mapping, type Tree } from '../../evaluation/tree.ts';
import type { Listener, TlsVersion } from '../../model/endpoint.ts';
import { absent, type Value } from '../../model/value.ts';
import type { Span } from '../../source/span.ts';
import { gatewayVersion } from '../../evaluation/tls.ts';
import { resourceNoun } from './api.ts';
import type { ServiceEvent } from './events.ts';
import { definitionAt } from './place.ts';
import type { Service } from './service.ts';

const labels: Readonly<Record<string, string>> = { rest: 'REST domain', http: 'HTTP domain', websocket: 'WebSocket domain' };

export function readDomains(service: Service): void {
  const plugin = ['customDomain', 'customDomains'].map((name) => ['custom', name] as const);
  const builtIn = ['domain', 'domains'].map((name) => ['provider', name] as const);
  for (const path of [...plugin, ...builtIn]) {
    const written = path[0] === 'provider' ? at(service.provider.settings, path[1]) : service.section(...path);
    const key = service.keyAt(...path);
    if (!written || !key) continue;
    for (const [index, item] of items(written).entries()) readDomain(item, `${path.join('.')}[${index}]`, key, service);
  }
  readOwnAddress(service);
}

/** The policy of a REST API's own address, where one is written. */
function readOwnAddress(service: Service): void {
  const head = service.keyAt('provider', 'apiGateway', 'endpoint');
  const endpoint = at(service.provider.settings, 'apiGateway', 'endpoint');
  if (!head || endpoint?.kind !== 'mapping' || !endpoint.entries.has('securityPolicy')) return;
  service.nouns.listeners.push({
    ...resourceNoun(
      'provider.apiGateway.endpoint',
      'AWS::ApiGateway::RestApi',
      head,
      service,
      service.name ?? 'the REST API',
      definitionAt(head, endpoint),
    ),
    kind: 'listener',
    listenerKind: 'domain',
    transport: { plaintext: absent(head, 'refused' as const), oldestTls: setting(endpoint, ['securityPolicy'], gatewayVersion, { head }) },
  });
}

/** A domain, or several by the kind of their API: `rest: {…}`, `http: {…}`. */
function readDomain(tree: Tree, address: string, key: Span, service: Service): void {
  if (tree.kind === 'scalar') return addDomain(undefined, tree, address, key, service);
  const kinds = entries(tree).filter(([name, { value }]) => labels[name] && value.kind === 'mapping');
  for (const [name, entry] of kinds) readDomain(entry.value, `${address}.${name}`, entry.key, service);
  if (tree.kind !== 'mapping' || kinds.length > 0 || scalarText(at(tree, 'enabled')) === 'false') return;
  addDomain(tree, tree, address, key, service);
}

function addDomain(settings: Mapping | undefined, tree: Tree, address: string, key: Span, service: Service): void {
  const head = settings?.entries.get('domainName')?.key ?? settings?.entries.get('name')?.key ?? key;
  const name = scalarText(settings ? (at(settings, 'domainName') ?? at(settings, 'name')) : tree);
  const oldestTls: Value<TlsVersion> = settings
    ? setting(settings, ['securityPolicy'], securityPolicy, { head, default: '1.2' })
    : absent<TlsVersion>(head, '1.2');
  const listener: Listener = {
    ...resourceNoun(address, 'AWS::ApiGateway::DomainName', head, service, name ?? 'the custom domain', definitionAt(key, tree)),
    kind: 'listener',
    listenerKind: 'domain',
    // API Gateway does not answer clear text. https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html
    transport: { plaintext: absent(head, 'refused' as const), oldestTls },
  };
  service.nouns.listeners.push(listener);
}

/** `tls_1_2` in the plugin's words; in the gateway's own as well. */
const securityPolicy: Spelling<TlsVersion> = {
  decode: (written) => gatewayVersion.decode(/^tls_/i.test(String(written)) ? String(written).toUpperCase() : written),
  encode: (value) => (value === '1.2' ? 'tls_1_2' : undefined),
};

const viewers = choice({ 'allow-all': 'allowed', 'redirect-to-https': 'redirected', 'https-only': 'refused' });

/** The framework lets viewers speak clear text unless the event says otherwise. */
export function readDistribution(events: readonly ServiceEvent[], service: Service): void {
  for (const event of events) {
    const { value, owner } = event;
    if (event.kind !== 'cloudFront' || !value || value.kind === 'opaque') continue;
    const settings: Mapping = value.kind === 'mapping' ? value : { kind: 'mapping', entries: new Map(), at: event.at, via: [] };
    const id = `CloudFrontDistribution/${owner.name}/${event.index}`;
    service.nouns.listeners.push({
      ...resourceNoun(id, 'AWS::CloudFront::Distribution', event.at, service, `distribution of ${owner.name}`, event.body),
      kind: 'listener',
      listenerKind: 'cdn',
      transport: {
        plaintext: setting(settings, ['behavior', 'ViewerProtocolPolicy'], viewers, { head: event.at, default: 'allowed' }),
        oldestTls: absent(event.at),
      },
    });
  }
}
