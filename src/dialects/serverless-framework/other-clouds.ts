/** Services of other clouds than AWS: their functions, with the environment and who may call them. */
import { asValue, choice, flag, number, setting, text } from '../../evaluation/setting.ts';
import { at, entries, type Mapping, type Tree } from '../../evaluation/tree.ts';
import type { Authentication, Endpoint } from '../../model/endpoint.ts';
import type { ServerlessFunction, Variable } from '../../model/function.ts';
import { offerKey, type Noun, type Provider } from '../../model/noun.ts';
import { absent, known, mapValue, textOf, unknown, type Value } from '../../model/value.ts';
import { codeRootOf } from './code-root.ts';
import type { ServiceEvent } from './events.ts';
import { addText } from './functions.ts';
import { readGoogleEvent, readGoogleResources } from './google-services.ts';
import type { FunctionBlock, Service } from './service.ts';

interface Cloud {
  readonly provider: Provider;
  readonly type: string;
  /** Who may call the function that an event makes reachable; undefined where the event makes none so. */
  authentication(event: ServiceEvent, block: FunctionBlock): Value<Authentication> | undefined;
}

/** https://www.serverless.com/framework/docs-providers-google-guide-functions: callers need a role unless everybody is let in. */
const google: Cloud = {
  provider: 'gcp',
  type: 'google.function',
  authentication({ kind, at: head }, { settings }) {
    if (kind !== 'http') return undefined;
    const open = setting(settings, ['allowUnauthenticated'], flag, { head, default: false });
    return mapValue(
      open,
      (everybody): Authentication => (everybody ? 'none' : 'iam'),
      (to) => to === 'none',
    );
  },
};

const authLevels = choice({ anonymous: 'none', function: 'key', admin: 'key' });

/** The settings of an HTTP trigger stand below its kind, beside it, or below a key of their own. */
const azureSettings = 'x-azure-settings';

/** https://www.serverless.com/framework/docs-providers-azure-events-http */
const azure: Cloud = {
  provider: 'azure',
  type: 'azure.function',
  authentication({ kind, value, item, at: head }) {
    if (kind !== 'http' && !(kind === azureSettings && !item?.entries.has('http') && isHttp(value))) return undefined;
    const places = [value, at(item, azureSettings), item].filter((place) => place?.kind === 'mapping');
    const written = places.find((place) => place.entries.has('authLevel')) ?? places[0];
    return written ? setting(written, ['authLevel'], authLevels, { head, default: 'key' }) : unknown('how it is protected cannot be told', head);
  },
};

function isHttp(settings: Tree | undefined): boolean {
  return ['methods', 'route', 'authLevel'].some((name) => at(settings, name) !== undefined);
}

const clouds: Readonly<Record<string, Cloud>> = { google, azure };

/** Reads what is known of another cloud's service; false for a provider that is not known at all. */
export function readOtherCloud(name: string, events: readonly ServiceEvent[], service: Service): boolean {
  const cloud = clouds[name];
  if (!cloud) return false;
  if (name === 'google') readGoogleResources(service, service.template.deployment.offers, service.template.deployment.needs);
  for (const block of service.functions) {
    const read = readFunction(block, cloud, service);
    service.nouns.functions.push(read);
    for (const { name: variable, value } of read.environment) addText(service, read, variable, value);
    for (const event of events.filter(({ owner }) => owner.key === block.key)) {
      readEndpoint(event, block, cloud, service);
      if (name === 'google') readGoogleEvent(event, block, nounOf(block, cloud), service);
    }
  }
  return true;
}

function nounOf(block: FunctionBlock, { provider, type }: Cloud): Noun {
  const name = setting(block.settings, ['name'], text, { head: block.at });
  return { key: block.key, address: `functions.${block.name}`, type, provider, label: block.name, name, at: block.at, body: block.body };
}

function readFunction(block: FunctionBlock, cloud: Cloud, service: Service): ServerlessFunction {
  const { settings } = block;
  const provider = service.provider.settings;
  const head = { head: block.at };
  const handler = setting(settings, ['handler'], text, head);
  const own = (name: string): Value<string> =>
    at(provider, name) && !at(settings, name) ? setting(provider, [name], text) : setting(settings, [name], text, head);
  return {
    ...nounOf(block, cloud),
    ...environmentOf([provider, settings]),
    kind: 'function',
    runtime: own('runtime'),
    packaging: absent(block.at, 'zip' as const),
    handler,
    codeRoot: codeRootOf(handler, settings, service),
    environmentKey: own('kmsKeyName'),
    tracing: unknown('the platform decides', block.at),
    identity: accountOf(own('serviceAccountEmail'), service),
    reservedConcurrency: setting(settings, ['maxInstances'], number, head),
    failureTarget: absent(block.at),
    layers: [],
    codeSigning: absent(block.at),
  };
}

/** `orders@project.iam.gserviceaccount.com` is made elsewhere under the name `orders`. */
function accountOf(value: Value<string>, service: Service): ServerlessFunction['identity'] {
  const name = /^([a-z][\w-]+)@[^@]*\.iam\.gserviceaccount\.com$/.exec(textOf(value, '…') ?? '')?.[1];
  if (name === undefined) return { value };
  service.template.deployment.needs.add(name);
  return { value, to: offerKey(name) };
}

function environmentOf(owners: readonly Mapping[]): Pick<ServerlessFunction, 'environment' | 'environmentPartial'> {
  const variables = new Map<string, Variable>();
  let partial = false;
  for (const owner of owners) {
    const written = at(owner, 'environment');
    if (written?.kind === 'opaque' || (written?.kind === 'mapping' && written.partial)) partial = true;
    for (const [name, { key, value }] of entries(written)) variables.set(name, { name, value: asValue(value, text), at: key });
  }
  return { environment: [...variables.values()], environmentPartial: partial };
}

function readEndpoint(event: ServiceEvent, block: FunctionBlock, cloud: Cloud, service: Service): void {
  const authentication = cloud.authentication(event, block);
  if (!authentication) return;
  const noun = nounOf(block, cloud);
  const endpoint: Endpoint = {
    ...noun,
    key: `${noun.key}/events/${event.index}`,
    address: `${noun.address}.events[${event.index}]`,
    name: absent(event.at),
    at: event.at,
    body: event.body,
    kind: 'endpoint',
    api: { value: known(block.name, block.at), to: block.key },
    apiKind: 'function-url',
    method: known('ANY', event.at),
    path: known('/', event.at),
    authentication,
    keyRequired: absent(event.at, false),
    target: { value: known(block.name, block.at), to: block.key },
    purpose: 'route',
    origins: [],
    restricted: 'no',
  };
  service.nouns.endpoints.push(endpoint);
}
