/** Reads container apps: what they answer, what their containers are given, who they are. */
import { asValue, flag, number, text } from '../../../evaluation/setting.ts';
import { at, items, scalarText, type Tree } from '../../../evaluation/tree.ts';
import { clearFlag, versionUnset, type Plaintext } from '../../../evaluation/tls.ts';
import type { Variable } from '../../../model/function.ts';
import { absent, known, unknown, type Value } from '../../../model/value.ts';
import { settingsKey } from '../../../platform/azure/settings.ts';
import { nounOf, ownLink, partOf, settingOf } from '../nouns.ts';
import type { AzureResource, Reading, ResourceReader } from '../template.ts';
import { identityOf } from './identities.ts';

const ingress = ['configuration', 'ingress'] as const;

/** https://learn.microsoft.com/azure/templates/microsoft.app/containerapps (2026-11) */
const readContainerApp: ResourceReader = (resource, reading) => {
  if (resource.existing) return;
  const { properties, at: head } = resource;
  const containers = at(properties, 'template', 'containers');
  const image = items(containers)
    .map((one) => at(one, 'image'))
    .find((one) => one !== undefined);
  reading.nouns.functions.push({
    ...nounOf(resource, reading),
    kind: 'function',
    runtime: absent(head),
    packaging: known('image', head),
    handler: absent(head),
    ...environmentOf(containers),
    environmentKey: unknown(settingsKey, head),
    // Containers bring their own tracing along.
    tracing: unknown('its containers may record traces by themselves', head),
    identity: identityOf(resource, reading),
    reservedConcurrency: settingOf(resource, ['template', 'scale', 'maxReplicas'], number),
    failureTarget: absent(head),
    layers: [],
    codeSigning: absent(head),
    ingress: reachOf(resource),
    ...(image && { image: asValue(image, text) }),
  });
  readIngress(resource, reading);
};

/** Every container is given variables of its own; what is kept as a secret is only named. */
function environmentOf(containers: Tree | undefined): { readonly environment: readonly Variable[]; readonly environmentPartial: boolean } {
  const lists = items(containers).map((one) => at(one, 'env'));
  const environment = lists
    .flatMap((list) => items(list))
    .flatMap((item): Variable[] => {
      const [name, value] = [at(item, 'name'), at(item, 'value')];
      const written = scalarText(name);
      return name && value && written !== undefined ? [{ name: written, value: asValue(value, text), at: name.at }] : [];
    });
  const isUnsure = (tree: Tree | undefined): boolean => tree?.kind === 'opaque' || (tree?.kind === 'sequence' && tree.partial === true);
  return { environment, environmentPartial: isUnsure(containers) || lists.some(isUnsure) };
}

/** Without ingress nobody calls it; https://learn.microsoft.com/azure/container-apps/ingress-overview */
function reachOf(resource: AzureResource): Value<'all' | 'internal' | 'gateway'> {
  const external = settingOf(resource, [...ingress, 'external'], flag, false);
  if (external.state === 'unknown') return unknown(external.why, external.at);
  const [restriction] = items(at(resource.properties, ...ingress, 'ipSecurityRestrictions'));
  if (external.value && restriction) return known<'gateway'>('gateway', restriction.at);
  return known<'all' | 'internal'>(external.value ? 'all' : 'internal', external.at, undefined, external.state === 'known' ? external.via : []);
}

function readIngress(resource: AzureResource, reading: Reading): void {
  const written = at(resource.properties, ...ingress);
  if (written?.kind !== 'mapping') return;
  const transport = scalarText(at(written, 'transport'))?.toLowerCase();
  if (transport !== 'tcp') {
    reading.nouns.listeners.push({
      ...partOf(resource, reading, 'ingress'),
      kind: 'listener',
      listenerKind: 'domain',
      transport: {
        plaintext: settingOf<Plaintext>(resource, [...ingress, 'allowInsecure'], clearFlag, 'redirected'),
        oldestTls: versionUnset(resource.at),
      },
    });
  }
  const origins = items(at(written, 'corsPolicy', 'allowedOrigins')).map((item) => asValue(item, text));
  if (origins.length > 0)
    reading.nouns.corsPolicies.push({
      ...partOf(resource, reading, 'cors'),
      label: resource.label,
      kind: 'cors-policy',
      of: ownLink(resource, reading),
      origins,
    });
}

export const containerAppReaders: Readonly<Record<string, ResourceReader>> = { 'microsoft.app/containerapps': readContainerApp };
