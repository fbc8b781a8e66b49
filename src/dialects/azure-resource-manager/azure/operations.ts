/** Reads what watches resources: diagnostic settings, alert rules, Defender's plans. */
import { asValue, flag, text } from '../../../evaluation/setting.ts';
import { at, items, scalarText, type Sequence, type Tree } from '../../../evaluation/tree.ts';
import { absent, known, unknown, type Slot, type Value } from '../../../model/value.ts';
import { nounOf, settingOf } from '../nouns.ts';
import type { AzureResource, ResourceReader } from '../template.ts';

/** https://learn.microsoft.com/azure/azure-monitor/essentials/diagnostic-settings: figures alone tell nothing of who did what. */
const readDiagnostics: ResourceReader = (resource, reading) => {
  const of = resource.scope ?? resource.parent;
  reading.nouns.diagnostics.push({
    ...nounOf(resource, reading),
    kind: 'diagnostics',
    of: of ? { value: absent(resource.at), to: reading.key(of.address) } : { value: absent(resource.at) },
    subject: of?.label ?? resource.label,
    logs: recorded(resource),
  });
};

/** Is any category of logs turned on? */
function recorded(resource: AzureResource): Value<boolean> {
  const written = at(resource.properties, 'logs');
  if (!written)
    return resource.properties.partial ? unknown('part of its settings cannot be read', resource.at) : known(false, resource.at, addTo(resource));
  if (written.kind !== 'sequence' || written.partial) return unknown('its categories are not wholly known', written.at);
  const categories = written.items;
  if (categories.some((category) => category.kind !== 'mapping' || at(category, 'enabled')?.kind === 'opaque'))
    return unknown('its categories are not wholly known', written.at);
  const on = categories.find((category) => scalarText(at(category, 'enabled')) === 'true');
  if (on) return known(true, on.at, undefined, on.via);
  const [off] = categories;
  const enabled = at(off, 'enabled');
  return known(false, enabled?.at ?? written.at, turnOn(written, enabled), written.via);
}

const allLogs = { categoryGroup: 'allLogs', enabled: true };

/** What is there and turned off is turned on; an empty list is given everything. */
function turnOn(list: Sequence, enabled: Tree | undefined): Slot<boolean> {
  return (to) => {
    if (!to) return undefined;
    if (enabled) return enabled.editor?.replace(true);
    return list.items.length === 0 ? list.editor?.append?.(allLogs) : undefined;
  };
}

function addTo({ properties }: AzureResource): Slot<boolean> {
  return (to) => (to ? properties.editor?.put?.('logs', [allLogs]) : undefined);
}

const readAlert: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const criteria = items(at(properties, 'criteria', 'allOf'));
  const metric = criteria.map((one) => at(one, 'metricName')).find((one) => one !== undefined);
  reading.nouns.alarms.push({
    ...nounOf(resource, reading),
    kind: 'alarm',
    metric: metric ? asValue(metric, text) : absent(resource.at),
    namespace: absent(resource.at),
    dimensions: items(at(properties, 'scopes')).map((scope) => ({ name: 'scope', value: reading.link(scope, resource) })),
    actions: actionsOf(resource),
    actionsEnabled: settingOf(resource, ['enabled'], flag, true),
  });
};

/** Action groups of metric alerts and of query rules; what cannot be read may be one. */
function actionsOf({ properties, at: head }: AzureResource): readonly Value<string>[] {
  const written = at(properties, 'actions');
  const groups = at(written, 'actionGroups');
  const isUnread = (tree: Tree | undefined) =>
    tree?.kind === 'opaque' || ((tree?.kind === 'sequence' || tree?.kind === 'mapping') && tree.partial === true);
  if (properties.partial || isUnread(written) || isUnread(groups)) return [unknown('its actions are not wholly known', written?.at ?? head)];
  const listed = written?.kind === 'sequence' ? written.items : items(groups);
  return listed.map((action) => asValue(at(action, 'actionGroupId') ?? action, text));
}

const tier = {
  decode: (written: string | number | boolean): boolean | undefined => ({ standard: true, free: false })[String(written).toLowerCase()],
  encode: (on: boolean): string => (on ? 'Standard' : 'Free'),
};

/** Defender for Cloud, plan by plan. https://learn.microsoft.com/azure/templates/microsoft.security/pricings */
const readPricing: ResourceReader = (resource, reading) => {
  const plan = scalarText(resource.name) ?? resource.label;
  reading.nouns.accountGuards.push({
    ...nounOf(resource, reading),
    label: `Microsoft Defender for ${plan}`,
    kind: 'account-guard',
    guard: 'threat-detection',
    identifier: absent(resource.at),
    recording: settingOf(resource, ['pricingTier'], tier),
    recordsFunctions: absent(resource.at),
  });
};

export const operationReaders: Readonly<Record<string, ResourceReader>> = {
  'microsoft.insights/diagnosticsettings': readDiagnostics,
  'microsoft.insights/metricalerts': readAlert,
  'microsoft.insights/scheduledqueryrules': readAlert,
  'microsoft.security/pricings': readPricing,
};
