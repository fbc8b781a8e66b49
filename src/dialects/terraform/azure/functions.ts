/** Reads function apps and what answers for them: HTTPS, TLS, sign-in, identities. */
import { asValue, choice, flag, number, text } from '../../../evaluation/setting.ts';
import { at, entries, items, scalarText, type Tree } from '../../../evaluation/tree.ts';
import { redirectFlag, type Plaintext } from '../../../evaluation/tls.ts';
import type { Identity } from '../../../model/access.ts';
import type { TlsVersion } from '../../../model/endpoint.ts';
import type { ServerlessFunction, Variable } from '../../../model/function.ts';
import type { Link } from '../../../model/noun.ts';
import { absent, known, unknown, type Value } from '../../../model/value.ts';
import { settingsKey } from '../../../platform/azure/settings.ts';
import { nounOf, ownLink, partOf, settingOf, within } from '../nouns.ts';
import { originsIn } from '../aws/origins.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';

/** `site_config { application_stack { python_version = "3.12" } }` → `python|3.12`. */
const stacks: readonly (readonly [argument: string, language: string])[] = [
  ['python_version', 'python'],
  ['node_version', 'node'],
  ['java_version', 'java'],
  ['dotnet_version', 'dotnet'],
  ['powershell_core_version', 'powershell'],
];

function runtimeOf({ properties, at: head }: TerraformResource): Value<string> {
  const stack = at(properties, 'site_config', 'application_stack');
  for (const [argument, language] of stacks) {
    const written = at(stack, argument);
    if (!written) continue;
    const isolated = language === 'dotnet' && scalarText(at(stack, 'use_dotnet_isolated_runtime')) === 'true';
    return asValue(written, versionOf(isolated ? 'dotnet-isolated' : language));
  }
  // Flex Consumption: https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/function_app_flex_consumption
  const [name, version] = [at(properties, 'runtime_name'), at(properties, 'runtime_version')];
  return name && version ? asValue(version, versionOf(scalarText(name) ?? '')) : absent(head);
}

/** `~18`, `18-lts`, `v8.0`: the number is what counts. */
function versionOf(language: string) {
  return {
    decode: (written: string | number | boolean) =>
      `${language}|${String(written)
        .replace(/^[~v]+|-lts$/gi, '')
        .replace(/^(\d+)\.0$/, '$1')}`,
    encode: (to: string) => to.slice(to.indexOf('|') + 1),
  };
}

const readFunctionApp: ResourceReader = (resource, reading) => {
  const { properties, at: head } = resource;
  const settings = at(properties, 'app_settings');
  const identity = identityOf(resource, reading);
  const found: ServerlessFunction = {
    ...nounOf(resource, reading),
    kind: 'function',
    runtime: runtimeOf(resource),
    packaging: known(at(properties, 'site_config', 'application_stack', 'docker') ? 'image' : 'zip', head),
    handler: absent(head),
    environment: entries(settings).map(([name, { key, value }]): Variable => ({ name, value: asValue(value, text), at: key })),
    environmentPartial: settings !== undefined && (settings.kind !== 'mapping' || settings.partial === true),
    environmentKey: unknown(settingsKey, head),
    tracing: insightsOf(resource, settings),
    identity,
    reservedConcurrency: settingOf(resource, within('site_config', 'app_scale_limit'), number),
    failureTarget: absent(head),
    layers: [],
    codeSigning: absent(head),
    ingress: ingressOf(resource),
  };
  reading.nouns.functions.push(found);
  readCors(resource, reading);
  reading.nouns.listeners.push({
    ...partOf(resource, reading, 'https'),
    kind: 'listener',
    listenerKind: 'app',
    transport: {
      plaintext: settingOf<Plaintext>(resource, ['https_only'], redirectFlag, httpsByDefault(resource)),
      oldestTls: settingOf<TlsVersion>(resource, within('site_config', 'minimum_tls_version'), tlsVersion, '1.2'),
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

/** The provider leaves HTTPS off where nothing is written; apps on Flex Consumption have it on. */
function httpsByDefault({ type }: TerraformResource): Plaintext {
  return type === 'azurerm_function_app_flex_consumption' ? 'redirected' : 'allowed';
}

/** Application Insights, by an argument or by the setting that it comes to. https://learn.microsoft.com/azure/azure-functions/configure-monitoring */
function insightsOf(resource: TerraformResource, settings: Tree | undefined): Value<'active' | 'pass-through'> {
  const written = ['application_insights_connection_string', 'application_insights_key'].map((name) => at(resource.properties, 'site_config', name));
  const named = ['APPLICATIONINSIGHTS_CONNECTION_STRING', 'APPINSIGHTS_INSTRUMENTATIONKEY'].map((name) => at(settings, name));
  const found = [...written, ...named].find((tree) => tree !== undefined);
  if (found) return known<'active'>('active', found.at);
  if (settings && (settings.kind !== 'mapping' || settings.partial)) return unknown('its settings are not wholly known', resource.at);
  return absent<'active' | 'pass-through'>(resource.at, 'pass-through');
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

/** A user-assigned identity where one is named, else the app's own. */
function identityOf(resource: TerraformResource, reading: Reading): Link {
  const { properties, at: head } = resource;
  const block = at(properties, 'identity');
  const [assigned] = items(at(block, 'identity_ids'));
  if (assigned) return reading.link(assigned, properties, 'azurerm_user_assigned_identity');
  if (!block) return { value: absent(head) };
  const own = partOf(resource, reading, 'identity', block.at);
  reading.nouns.identities.push(managedIdentity(own));
  return { value: absent(head), to: own.key };
}

function managedIdentity(noun: ReturnType<typeof nounOf>): Identity {
  return {
    ...noun,
    kind: 'identity',
    identityKind: 'managed-identity',
    trust: [],
    trustPartial: false,
    statements: [],
    statementsPartial: false,
    managedPolicies: [],
    boundary: absent(noun.at),
  };
}

const readIdentity: ResourceReader = (resource, reading) => void reading.nouns.identities.push(managedIdentity(nounOf(resource, reading)));

/** https://learn.microsoft.com/azure/active-directory/workload-identities/workload-identity-federation */
const readFederatedCredential: ResourceReader = (resource, reading) => {
  reading.nouns.federations.push({
    ...nounOf(resource, reading),
    kind: 'federation',
    issuer: settingOf(resource, ['issuer'], text),
    admission: settingOf(resource, ['subject'], text),
    admissionKind: 'subject',
  });
};

const apps = [
  'azurerm_linux_function_app',
  'azurerm_linux_function_app_slot',
  'azurerm_windows_function_app',
  'azurerm_windows_function_app_slot',
  'azurerm_function_app',
  'azurerm_function_app_slot',
  'azurerm_function_app_flex_consumption',
];

export const functionReaders: Readonly<Record<string, ResourceReader>> = {
  ...Object.fromEntries(apps.map((type) => [type, readFunctionApp])),
  azurerm_user_assigned_identity: readIdentity,
  azurerm_federated_identity_credential: readFederatedCredential,
  azuread_application_federated_identity_credential: readFederatedCredential,
};
