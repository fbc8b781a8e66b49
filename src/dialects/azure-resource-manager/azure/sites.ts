/** Reads function apps: their settings, their ways in, the functions that a template deploys into them. */
import { asValue, choice, flag, number, setting, text } from '../../../evaluation/setting.ts';
import { at, entries, items, scalarText, type Tree } from '../../../evaluation/tree.ts';
import { hostSetting, stackSpelling, versionSpelling } from '../../../evaluation/azure-stack.ts';
import { letsIn, signInFrom } from '../../../evaluation/azure-sign-in.ts';
import { isStoreKey } from '../../../evaluation/azure-keys.ts';
import { redirectFlag, type Plaintext } from '../../../evaluation/tls.ts';
import { chosenOrigin, type Authentication, type TlsVersion } from '../../../model/endpoint.ts';
import type { ServerlessFunction, Variable } from '../../../model/function.ts';
import { absent, effective, isOneOf, known, referencesOf, unknown, type Value } from '../../../model/value.ts';
import type { Span } from '../../../source/span.ts';
import { settingsKey } from '../../../platform/azure/settings.ts';
import { identityOf } from './identities.ts';
import { nounOf, ownLink, partOf, settingOf } from '../nouns.ts';
import type { AzureResource, Reading, ResourceReader } from '../template.ts';

const tlsVersion = choice({ '1.0': '1.0', '1.1': '1.1', '1.2': '1.2', '1.3': '1.3' });

const readSite: ResourceReader = (resource, reading) => {
  const kind = at(resource.definition, 'kind');
  const isFunctions = /functionapp/i.test(scalarText(kind) ?? '');
  if (resource.existing) return;
  readCors(resource, resource, at(resource.properties, 'siteConfig', 'cors', 'allowedOrigins'), reading);
  const web = webConfig(resource, reading);
  reading.nouns.listeners.push({
    ...partOf(resource, reading, 'https'),
    kind: 'listener',
    listenerKind: 'app',
    transport: {
      // https://learn.microsoft.com/azure/app-service/configure-ssl-bindings#enforce-https: off, where nothing is said.
      plaintext: settingOf<Plaintext>(resource, ['httpsOnly'], redirectFlag, 'allowed'),
      oldestTls: web?.oldestTls ?? settingOf<TlsVersion>(resource, ['siteConfig', 'minTlsVersion'], tlsVersion, '1.2'),
    },
  });
  if (!isFunctions) return;
  const head = resource.at;
  const settings = settingsOf(resource, reading);
  const found: ServerlessFunction = {
    ...nounOf(resource, reading),
    kind: 'function',
    runtime: runtimeOf(resource, settings.environment),
    packaging: known(/container/i.test(scalarText(kind) ?? '') ? 'image' : 'zip', head),
    handler: absent(head),
    ...settings,
    environmentKey: unknown(settingsKey, head),
    tracing: insightsOf(settings, head),
    identity: identityOf(resource, reading),
    reservedConcurrency: settingOf(resource, ['siteConfig', 'functionAppScaleLimit'], number),
    failureTarget: absent(head),
    layers: [],
    codeSigning: absent(head),
    ingress: ingressOf(resource, reading),
    signIn: signInOf(resource, reading),
  };
  reading.nouns.functions.push(found);
};

/** Those of the app itself, or of its configuration `web`. https://learn.microsoft.com/azure/app-service/app-service-web-tutorial-rest-api#enable-cors */
function readCors(app: AzureResource, holder: AzureResource, list: Tree | undefined, reading: Reading): void {
  const origins = items(list).map((item): Value<string> => {
    const value = asValue(item, text);
    return { ...value, slot: (to) => (to === chosenOrigin ? reading.handIn(item, 'allowedOrigin', holder) : value.slot?.(to)) };
  });
  if (origins.length === 0) return;
  reading.nouns.corsPolicies.push({
    ...partOf(holder, reading, 'cors'),
    label: app === holder && app.type.endsWith('/config') ? 'the app' : app.label,
    kind: 'cors-policy',
    of: ownLink(app, reading),
    origins,
  });
}

const readConfig: ResourceReader = (resource, reading) => {
  const isWeb = (scalarText(resource.name) ?? lastPart(resource.name)).toLowerCase().endsWith('web');
  if (isWeb && !resource.existing) readCors(resource.parent ?? resource, resource, at(resource.properties, 'cors', 'allowedOrigins'), reading);
};

/** `Microsoft.Web/sites/config` called `web` says the same as `siteConfig` does. */
function webConfig(resource: AzureResource, reading: Reading): { readonly oldestTls: Value<TlsVersion> } | undefined {
  const config = configOf(resource, reading, 'web');
  if (!config || !at(config.properties, 'minTlsVersion')) return undefined;
  return { oldestTls: settingOf<TlsVersion>(config, ['minTlsVersion'], tlsVersion, '1.2') };
}

function configOf(resource: AzureResource, reading: Reading, name: string): AzureResource | undefined {
  return reading.inside(resource, 'config').find((config) => (scalarText(config.name) ?? lastPart(config.name)).toLowerCase().endsWith(name));
}

function lastPart(tree: Tree | undefined): string {
  const last = tree?.kind === 'opaque' ? tree.pattern?.at(-1) : undefined;
  return typeof last === 'string' ? last : '';
}

function variableOf(name: string, tree: Tree, place: Span, reading: Reading): Variable {
  const value = asValue(tree, text);
  const store = reading.target(tree);
  const holdsKey = store !== undefined && referencesOf(value).some(({ attribute }) => isStoreKey(name, store.type, attribute));
  return { name, value, at: place, ...(holdsKey && { keyOf: { value, to: reading.key(store.address) } }) };
}

/** `appSettings: [{ name, value }]`, and the object of a configuration of its own. */
function settingsOf(resource: AzureResource, reading: Reading): Pick<ServerlessFunction, 'environment' | 'environmentPartial'> {
  const list = at(resource.properties, 'siteConfig', 'appSettings');
  const config = configOf(resource, reading, 'appsettings');
  const named = items(list).flatMap((item): Variable[] => {
    const [name, value] = [at(item, 'name'), at(item, 'value')];
    const written = scalarText(name);
    return name && value && written !== undefined ? [variableOf(written, value, name.at, reading)] : [];
  });
  const own = entries(config?.properties).map(([name, { key, value }]): Variable => variableOf(name, value, key, reading));
  const partial =
    list?.kind === 'opaque' || (list?.kind === 'sequence' && (list.partial === true || list.items.some((item) => item.kind === 'opaque')));
  return { environment: [...named, ...own], environmentPartial: partial || config?.properties.partial === true };
}

/** `linuxFxVersion: 'PYTHON|3.12'`, the runtime of Flex Consumption, or, on Windows, a version for the language that a setting names. */
function runtimeOf(resource: AzureResource, environment: readonly Variable[]): Value<string> {
  const ended = hostSetting(environment);
  if (ended) return ended;
  const flex = at(resource.properties, 'functionAppConfig', 'runtime');
  if (flex) {
    const language = scalarText(at(flex, 'name')) ?? '';
    const version = at(flex, 'version');
    return version ? asValue(version, versionSpelling(language)) : absent(resource.at);
  }
  const config = (name: string): Tree | undefined => at(resource.properties, 'siteConfig', name);
  const stack = config('linuxFxVersion') ?? config('windowsFxVersion');
  if (stack) return asValue(stack, stackSpelling);
  const worker = environment.find(({ name }) => name === 'FUNCTIONS_WORKER_RUNTIME')?.value;
  const language = worker ? (effective(worker) ?? '') : '';
  const argument = { dotnet: 'netFrameworkVersion', 'dotnet-isolated': 'netFrameworkVersion', java: 'javaVersion', powershell: 'powerShellVersion' }[
    language
  ];
  const version = argument === undefined ? undefined : config(argument);
  return version ? asValue(version, versionSpelling(language)) : absent(resource.at);
}

const insights = new Set(['APPLICATIONINSIGHTS_CONNECTION_STRING', 'APPINSIGHTS_INSTRUMENTATIONKEY']);

/** https://learn.microsoft.com/azure/azure-functions/configure-monitoring */
function insightsOf({ environment, environmentPartial }: Pick<ServerlessFunction, 'environment' | 'environmentPartial'>, head: AzureResource['at']) {
  const found = environment.find(({ name }) => insights.has(name));
  if (found) return known<'active' | 'pass-through'>('active', found.at);
  // Settings are often handed to a module of their own.
  if (environmentPartial || environment.length === 0) return unknown<'active' | 'pass-through'>('its settings are not wholly known', head);
  return absent<'active' | 'pass-through'>(head, 'pass-through');
}

const access = choice({ Enabled: 'all', Disabled: 'internal' });

function ingressOf(resource: AzureResource, reading: Reading): NonNullable<ServerlessFunction['ingress']> {
  const own = settingOf<'all' | 'internal' | 'gateway'>(resource, ['publicNetworkAccess'], access, 'all');
  const web = configOf(resource, reading, 'web');
  const [restriction] = items(at(web?.properties, 'ipSecurityRestrictions') ?? at(resource.properties, 'siteConfig', 'ipSecurityRestrictions'));
  return own.state !== 'unknown' && own.value === 'all' && restriction ? known<'gateway'>('gateway', restriction.at) : own;
}

const level = choice({ anonymous: 'none', function: 'key', admin: 'key' });

/** A function that the template itself puts into an app: its bindings are those of a function.json. */
const readFunction: ResourceReader = (resource, reading) => {
  for (const [index, binding] of items(at(resource.properties, 'config', 'bindings')).entries()) {
    if (binding.kind !== 'mapping' || !/^httptrigger$/i.test(scalarText(at(binding, 'type')) ?? '')) continue;
    const authentication = setting<Authentication>(binding, ['authLevel'], functionLevel, { head: resource.at, default: 'key' });
    reading.nouns.endpoints.push({
      ...partOf(resource, reading, `bindings/${index}`),
      kind: 'endpoint',
      api: ownLink(resource, reading),
      apiKind: 'function-url',
      method: known('ANY', binding.at),
      path: setting(binding, ['route'], text, { head: binding.at }),
      authentication,
      keyRequired: absent<boolean>(resource.at, false),
      target: ownLink(resource, reading),
      purpose: 'route',
      origins: [],
      restricted: resource.parent ? isOneOf(signInOf(resource.parent, reading), true) : 'no',
    });
  }
};

/** Keys are what Functions can ask for by itself. */
const functionLevel = {
  decode: (written: string | number | boolean): Authentication | undefined => level.decode(written),
  encode: (to: Authentication): string | undefined => (to === 'none' ? 'anonymous' : 'function'),
};

/** Does the app ask everybody to sign in first? https://learn.microsoft.com/azure/app-service/overview-authentication-authorization (2026-11) */
function signInOf(site: AzureResource, reading: Reading): Value<boolean> {
  const config = configOf(site, reading, 'authsettingsv2');
  if (config) {
    const enabled = settingOf(config, ['platform', 'enabled'], flag, false);
    const required = settingOf(config, ['globalValidation', 'requireAuthentication'], flag, false);
    const others = settingOf(config, ['globalValidation', 'unauthenticatedClientAction'], letsIn, false);
    return signInFrom(enabled, required, others);
  }
  const older = configOf(site, reading, 'authsettings');
  if (!older) return absent<boolean>(site.at, false);
  const enabled = settingOf(older, ['enabled'], flag, false);
  return signInFrom(enabled, enabled, settingOf(older, ['unauthenticatedClientAction'], letsIn, true));
}

export const siteReaders: Readonly<Record<string, ResourceReader>> = {
  'microsoft.web/sites': readSite,
  'microsoft.web/sites/slots': readSite,
  'microsoft.web/sites/config': readConfig,
  'microsoft.web/sites/functions': readFunction,
};
