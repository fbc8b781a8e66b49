/** Reads container apps: what they answer, what their containers are given, who they are. */
import { asValue, flag, number, text } from '../../../evaluation/setting.ts';
import { at, isPartial, items, scalarText, type Tree } from '../../../evaluation/tree.ts';
import { clearFlag, versionUnset, type Plaintext } from '../../../evaluation/tls.ts';
import type { Variable } from '../../../model/function.ts';
import { absent, known, unknown, type Value } from '../../../model/value.ts';
import { settingsKey } from '../../../platform/azure/settings.ts';
import { nounOf, ownLink, partOf, settingOf, within } from '../nouns.ts';
import { originsIn } from '../aws/origins.ts';
import type { ResourceReader, TerraformResource } from '../reading.ts';
import { identityOf } from './identities.ts';

/** https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/container_app (2026-11) */
const readContainerApp: ResourceReader = (resource, reading) => {
  const { properties, at: head } = resource;
  const containers = items(at(properties, 'template', 'container'));
  const image = containers.map((one) => at(one, 'image')).find((one) => one !== undefined);
  const lists = containers.map((one) => at(one, 'env'));
  reading.nouns.functions.push({
    ...nounOf(resource, reading),
    kind: 'function',
    runtime: absent(head),
    packaging: known('image', head),
    handler: absent(head),
    environment: lists.flatMap(variablesOf),
    environmentPartial: lists.some(isPartial) || isPartial(at(properties, 'template')),
    environmentKey: unknown(settingsKey, head),
    // Containers bring their own tracing along.
    tracing: unknown('its containers may record traces by themselves', head),
    identity: identityOf(resource, reading),
    reservedConcurrency: settingOf(resource, within('template', 'max_replicas'), number),
    failureTarget: absent(head),
    layers: [],
    codeSigning: absent(head),
    ingress: reachOf(resource),
    ...(image && { image: asValue(image, text) }),
  });
  const ingress = at(properties, 'ingress');
  if (!ingress) return;
  if (scalarText(at(ingress, 'transport'))?.toLowerCase() !== 'tcp') {
    reading.nouns.listeners.push({
      ...partOf(resource, reading, 'ingress'),
      kind: 'listener',
      listenerKind: 'domain',
      transport: {
        plaintext: settingOf<Plaintext>(resource, within('ingress', 'allow_insecure_connections'), clearFlag, 'redirected'),
        oldestTls: versionUnset(head),
      },
    });
  }
  const origins = originsIn(at(ingress, 'cors', 'allowed_origins'), resource);
  if (origins.length > 0)
    reading.nouns.corsPolicies.push({ ...partOf(resource, reading, 'cors'), kind: 'cors-policy', of: ownLink(resource, reading), origins });
};

/** What is kept as a secret is only named. */
function variablesOf(list: Tree | undefined): readonly Variable[] {
  return items(list).flatMap((item) => {
    const [name, value] = [at(item, 'name'), at(item, 'value')];
    const written = scalarText(name);
    return name && value && written !== undefined ? [{ name: written, value: asValue(value, text), at: name.at }] : [];
  });
}

/** Without ingress nobody calls it; https://learn.microsoft.com/azure/container-apps/ingress-overview */
function reachOf(resource: TerraformResource): Value<'all' | 'internal' | 'gateway'> {
  const external = settingOf(resource, within('ingress', 'external_enabled'), flag, false);
  if (external.state === 'unknown') return unknown(external.why, external.at);
  const [restriction] = items(at(resource.properties, 'ingress', 'ip_security_restriction'));
  if (external.value && restriction) return known<'gateway'>('gateway', restriction.at);
  return known<'all' | 'internal'>(external.value ? 'all' : 'internal', external.at, undefined, external.state === 'known' ? external.via : []);
}

export const containerAppReaders: Readonly<Record<string, ResourceReader>> = { azurerm_container_app: readContainerApp };
