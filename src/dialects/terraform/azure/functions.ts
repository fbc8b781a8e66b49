/** Reads function apps and what answers for them: HTTPS, TLS, sign-in, identities. */
import { asValue, choice, flag, number, text } from '../../../evaluation/setting.ts';
import { at, entries, items, scalarText, type Tree } from '../../../evaluation/tree.ts';
import { endedHost, hostSetting, hostSpelling, stackSpelling, versionSpelling } from '../../../evaluation/azure-stack.ts';
import { letsIn, signInFrom } from '../../../evaluation/azure-sign-in.ts';
import { isStoreKey } from '../../../evaluation/azure-keys.ts';
import { redirectFlag, type Plaintext } from '../../../evaluation/tls.ts';
import type { TlsVersion } from '../../../model/endpoint.ts';
import type { ServerlessFunction, Variable } from '../../../model/function.ts';
import { absent, known, referencesOf, unknown, type Value } from '../../../model/value.ts';
import type { Span } from '../../../source/span.ts';
import { settingsKey } from '../../../platform/azure/settings.ts';
import { nounOf, ownLink, partOf, settingOf, within } from '../nouns.ts';
import { originsIn } from '../aws/origins.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';
import { identityOf } from './identities.ts';

/** `site_config { application_stack { python_version = "3.12" } }` → `python|3.12`. */
const stacks: readonly (readonly [argument: string, language: string])[] = [
  ['python_version', 'python'],
  ['node_version', 'node'],
  ['java_version', 'java'],
  ['dotnet_version', 'dotnet'],
  ['powershell_core_version', 'powershell'],
];

function runtimeOf(resource: TerraformResource, environment: readonly Variable[]): Value<string> {
  const { properties, at: head } = resource;
  // `version` of older releases: https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/function_app
  const host = properties.entries.has('functions_extension_version') ? 'functions_extension_version' : 'version';
  const ended = endedHost(settingOf(resource, [host], hostSpelling)) ?? hostSetting(environment);
  if (ended) return ended;
  const whole = at(properties, 'site_config', 'linux_fx_version') ?? at(properties, 'site_config', 'windows_fx_version');
  if (whole) return asValue(whole, stackSpelling);
  const stack = at(properties, 'site_config', 'application_stack');
  for (const [argument, language] of stacks) {
    const written = at(stack, argument);
    if (!written) continue;
    const isolated = language === 'dotnet' && scalarText(at(stack, 'use_dotnet_isolated_runtime')) === 'true';
    return asValue(written, versionSpelling(isolated ? 'dotnet-isolated' : language));
  }
  // Flex Consumption: https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/function_app_flex_consumption
  const [name, version] = [at(properties, 'runtime_name'), at(properties, 'runtime_version')];
  return name && version ? asValue(version, versionSpelling(scalarText(name) ?? '')) : absent(head);
}

function variableOf(name: string, value: Value<string>, place: Span, reading: Reading): Variable {
  const key = referencesOf(value).find(({ address, attribute }) =>
    isStoreKey(name, /(?:^|\.)(azurerm_\w+)\.\w+(?:\[[^\]]*\])?$/.exec(address)?.[1] ?? '', attribute),
  );
  return { name, value, at: place, ...(key && { keyOf: { value, to: reading.key(key.address) } }) };
}

const readFunctionApp: ResourceReader = (resource, reading) => {
  const { properties, at: head } = resource;
  const settings = at(properties, 'app_settings');
  const identity = identityOf(resource, reading);
  const environment = entries(settings).map(([name, { key, value }]): Variable => variableOf(name, asValue(value, text), key, reading));
  const found: ServerlessFunction = {
    ...nounOf(resource, reading),
    kind: 'function',
    runtime: runtimeOf(resource, environment),
    packaging: known(at(properties, 'site_config', 'application_stack', 'docker') ? 'image' : 'zip', head),
    handler: absent(head),
    environment,
    environmentPartial: settings !== undefined && (settings.kind !== 'mapping' || settings.partial === true),
    environmentKey: unknown(settingsKey, head),
    tracing: insightsOf(resource, settings),
    identity,
    reservedConcurrency: settingOf(resource, within('site_config', 'app_scale_limit'), number),
    failureTarget: absent(head),
    layers: [],
    codeSigning: absent(head),
    ingress: ingressOf(resource),
    signIn: signInOf(resource),
  };
  reading.nouns.functions.push(found);
  readWebApp(resource, reading);
};

/** What every kind of app answers with: HTTPS, TLS, and to which pages. */
const readWebApp: ResourceReader = (resource, reading) => {
  readCors(resource, reading);
  const version = at(resource.properties, 'site_config', 'min_tls_version') ? 'min_tls_version' : 'minimum_tls_version';
  reading.nouns.listeners.push({
    ...partOf(resource, reading, 'https'),
    kind: 'listener',
    listenerKind: 'app',
    transport: {
      // Off, where nothing is written, on every plan: https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/function_app_flex_consumption#https_only-1 (2026-11)
      plaintext: settingOf<Plaintext>(resource, ['https_only'], redirectFlag, 'allowed'),
      oldestTls: settingOf<TlsVersion>(resource, within('site_config', version), tlsVersion, '1.2'),
    },
  });
};

/** https://learn.microsoft.com/azure/app-service/app-service-web-tutorial-rest-api#enable-cors */
function readCors(resource: TerraformResource, reading: Reading): void {
  const origins = originsIn(at(resource.properties, 'site_config', 'cors', 'allowed_origins'), resource);
  if (origins.length > 0)
    reading.nouns.corsPolicies.push({ ...partOf(resource, reading, 'cors'), kind: 'cors-policy', of: ownLink(resource, reading), origins });
}

const tlsVersion = choice({ '1.0': '1.0', '1.1': '1.1', '1.2': '1.2', '1.3': '1.3' });

/** Application Insights, by an argument or by the setting that it comes to. https://learn.microsoft.com/azure/azure-functions/configure-monitoring */
function insightsOf(resource: TerraformResource, settings: Tree | undefined): Value<'active' | 'pass-through'> {
  const written = ['application_insights_connection_string', 'application_insights_key'].map((name) => at(resource.properties, 'site_config', name));
  const named = ['APPLICATIONINSIGHTS_CONNECTION_STRING', 'APPINSIGHTS_INSTRUMENTATIONKEY'].map((name) => at(settings, name));
  const found = [...written, ...named].find((tree) => tree !== undefined);
  if (found) return known<'active'>('active', found.at);
  if (settings && (settings.kind !== 'mapping' || settings.partial)) return unknown('its settings are not wholly known', resource.at);
  return absent<'active' | 'pass-through'>(resource.at, 'pass-through');
}

/** https://learn.microsoft.com/azure/app-service/overview-authentication-authorization (2026-11) */
function signInOf(resource: TerraformResource): Value<boolean> {
  const of = (block: string, name: string): Value<boolean> => settingOf(resource, within(block, name), flag, false);
  const others = (block: string, name: string, otherwise: boolean): Value<boolean> => settingOf(resource, within(block, name), letsIn, otherwise);
  if (at(resource.properties, 'auth_settings_v2')) {
    const required = of('auth_settings_v2', 'require_authentication');
    return signInFrom(of('auth_settings_v2', 'auth_enabled'), required, others('auth_settings_v2', 'unauthenticated_action', false));
  }
  const enabled = of('auth_settings', 'enabled');
  return signInFrom(enabled, enabled, others('auth_settings', 'unauthenticated_client_action', true));
}

function ingressOf(resource: TerraformResource): NonNullable<ServerlessFunction['ingress']> {
  const open = settingOf(resource, ['public_network_access_enabled'], flag, true);
  if (open.state === 'unknown') return unknown(open.why, open.at);
  const restricted = items(at(resource.properties, 'site_config', 'ip_restriction'));
  if (open.value !== false && restricted.length > 0) return known<'gateway'>('gateway', restricted[0]!.at);
  return open.state === 'absent'
    ? absent<'all'>(open.at, 'all')
    : known<'all' | 'internal'>(open.value ? 'all' : 'internal', open.at, undefined, open.via);
}

const apps = [
  'azurerm_linux_function_app',
  'azurerm_linux_function_app_slot',
  'azurerm_windows_function_app',
  'azurerm_windows_function_app_slot',
  'azurerm_function_app',
  'azurerm_function_app_slot',
  'azurerm_function_app_flex_consumption',
];

/** Apps that no function runs in. */
const webApps = [
  'azurerm_app_service',
  'azurerm_app_service_slot',
  'azurerm_linux_web_app',
  'azurerm_linux_web_app_slot',
  'azurerm_windows_web_app',
  'azurerm_windows_web_app_slot',
  'azurerm_logic_app_standard',
];

export const functionReaders: Readonly<Record<string, ResourceReader>> = {
  ...Object.fromEntries(apps.map((type) => [type, readFunctionApp])),
  ...Object.fromEntries(webApps.map((type) => [type, readWebApp])),
};
