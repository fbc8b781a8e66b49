/** Reads what watches Azure's resources: diagnostic settings, alert rules, Defender's plans. */
import { asValue, flag, text } from '../../../evaluation/setting.ts';
import { at, Block, isPartial, items, scalarText, type Tree } from '../../../evaluation/tree.ts';
import { absent, known, unknown, type Value } from '../../../model/value.ts';
import { nounOf, settingOf } from '../nouns.ts';
import type { ResourceReader, TerraformResource } from '../reading.ts';

/** https://learn.microsoft.com/azure/azure-monitor/essentials/diagnostic-settings: figures alone tell nothing of who did what. */
const readDiagnostics: ResourceReader = (resource, reading) => {
  const target = at(resource.properties, 'target_resource_id');
  const of = reading.target(target);
  reading.nouns.diagnostics.push({
    ...nounOf(resource, reading),
    kind: 'diagnostics',
    of: reading.link(target, resource.properties),
    subject: of?.name ?? resource.name,
    logs: recorded(resource),
  });
};

/** `enabled_log`, and `log` of older releases, which may be turned off. */
function recorded(resource: TerraformResource): Value<boolean> {
  const { properties, at: head } = resource;
  const [today, older] = [at(properties, 'enabled_log'), at(properties, 'log')];
  if (properties.partial || isPartial(today) || isPartial(older)) return unknown('its categories are not wholly known', head);
  const [first] = items(today);
  if (first) return known(true, first.at);
  const logs = items(older);
  const switches = logs.map((log) => at(log, 'enabled'));
  if (switches.some((one) => one?.kind === 'opaque')) return unknown('its categories are not wholly known', head);
  if (logs.some((log) => scalarText(at(log, 'enabled')) !== 'false')) return known(true, head);
  const [off] = switches;
  if (off) return known(false, off.at, (to) => (to ? off.editor?.replace(true) : undefined), off.via);
  return known(false, head, (to) => (to ? properties.editor?.put?.('enabled_log', new Block({ category_group: 'allLogs' })) : undefined));
}

const readAlert: ResourceReader = (resource, reading) => {
  const { properties, at: head } = resource;
  const criteria = [...items(at(properties, 'criteria')), ...items(at(properties, 'dynamic_criteria'))];
  const metric = criteria.map((one) => at(one, 'metric_name')).find((one) => one !== undefined);
  const scopes = items(at(properties, 'scopes'));
  reading.nouns.alarms.push({
    ...nounOf(resource, reading),
    kind: 'alarm',
    metric: metric ? asValue(metric, text) : absent(head),
    namespace: absent(head),
    dimensions: scopes.map((scope) => ({ name: 'scope', value: reading.link(scope, properties) })),
    actions: actionsOf(at(properties, 'action'), resource),
    actionsEnabled: settingOf(resource, ['enabled'], flag, true),
  });
};

/** `action { action_group_id }` of metric alerts, `action { action_groups = [ ] }` of query rules; what cannot be read may be one. */
function actionsOf(written: Tree | undefined, resource: TerraformResource): readonly Value<string>[] {
  if (isPartial(written) || resource.properties.partial) return [unknown('its actions are not wholly known', resource.at)];
  return items(written).flatMap((action) => {
    const named = at(action, 'action_group_id') ?? at(action, 'action_groups') ?? at(action, 'action_group');
    if (!named) return [];
    return named.kind === 'sequence' ? named.items.map((item) => asValue(item, text)) : [asValue(named, text)];
  });
}

const tier = {
  decode: (written: string | number | boolean): boolean | undefined => ({ standard: true, free: false })[String(written).toLowerCase()],
  encode: (on: boolean): string => (on ? 'Standard' : 'Free'),
};

/** Defender for Cloud, plan by plan. https://learn.microsoft.com/azure/defender-for-cloud/defender-for-cloud-introduction */
const readPricing: ResourceReader = (resource, reading) => {
  const plan = scalarText(at(resource.properties, 'resource_type')) ?? 'VirtualMachines';
  reading.nouns.accountGuards.push({
    ...nounOf(resource, reading),
    label: `Microsoft Defender for ${plan}`,
    kind: 'account-guard',
    guard: 'threat-detection',
    identifier: absent(resource.at),
    recording: settingOf(resource, ['tier'], tier),
    recordsFunctions: absent(resource.at),
  });
};

export const operationReaders: Readonly<Record<string, ResourceReader>> = {
  azurerm_monitor_diagnostic_setting: readDiagnostics,
  azurerm_monitor_metric_alert: readAlert,
  azurerm_monitor_scheduled_query_rules_alert_v2: readAlert,
  azurerm_monitor_scheduled_query_rules_alert: readAlert,
  azurerm_monitor_activity_log_alert: readAlert,
  azurerm_security_center_subscription_pricing: readPricing,
};
