/** Reads whose access is recorded, and what becomes of the records: audit configurations in all their spellings, sinks. */
import { asValue, flag, text } from '../../../evaluation/setting.ts';
import { at, isPartial, items, scalarText, type Tree } from '../../../evaluation/tree.ts';
import type { AuditConfig } from '../../../model/audit-config.ts';
import { absent, known, textOf, unknown, type Value } from '../../../model/value.ts';
import { nounOf, partOf, settingOf } from '../nouns.ts';
import type { ResourceReader, TerraformResource } from '../reading.ts';

/** https://cloud.google.com/logging/docs/audit/configure-data-access */
const readConfig: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  reading.nouns.auditConfigs.push({
    ...nounOf(resource, reading),
    name: absent(resource.at),
    kind: 'audit-config',
    service: settingOf(resource, ['service'], text),
    logs: items(at(properties, 'audit_log_config')).map(logOf),
  });
};

/** As a block, as the data source of policies writes it, and as JSON does. */
function logOf(log: Tree): AuditConfig['logs'][number] {
  const type = at(log, 'log_type') ?? at(log, 'logType');
  const exempted = at(log, 'exempted_members') ?? at(log, 'exemptedMembers');
  return {
    type: type ? asValue(type, text) : absent<string>(log.at),
    exempted: items(exempted).map((member) => asValue(member, text)),
    clear: exempted?.editor?.remove ? () => exempted.editor?.remove?.() : undefined,
  };
}

/** A whole policy says besides who may what whose access is recorded. */
const readPolicy: ResourceReader = (resource, reading) => {
  const written = at(resource.properties, 'policy_data');
  const document = written && (reading.deployment.evaluator.document(written) ?? written);
  const configs = at(document, 'audit_config') ?? at(document, 'auditConfigs');
  for (const [index, config] of items(configs).entries()) {
    const service = at(config, 'service');
    const part = partOf(resource, reading, `audit_config/${index}`, service?.at ?? config.at, config.at);
    reading.nouns.auditConfigs.push({
      ...part,
      kind: 'audit-config',
      service: service ? asValue(service, text) : absent<string>(config.at),
      logs: items(at(config, 'audit_log_configs') ?? at(config, 'auditLogConfigs')).map(logOf),
    });
  }
};

const records = /cloudaudit(?:\.googleapis\.com|%2F)/i;

/**
 * A sink that takes the records of who did what is a trail of them.
 * https://cloud.google.com/logging/docs/export/configure_export_v2, https://cloud.google.com/logging/docs/routing/overview#exclusions
 */
const readSink: ResourceReader = (resource, reading) => {
  const { properties, at: head } = resource;
  const filter = at(properties, 'filter');
  const wanted = filter ? textOf(asValue(filter, text), '…') : undefined;
  const isWhole = wanted === undefined && !filter && resource.type !== 'google_logging_project_sink';
  if (!isWhole && !(wanted !== undefined && records.test(wanted) && !/NOT\s*\(?\s*logName/i.test(wanted))) return;
  const off = settingOf(resource, ['disabled'], flag, false);
  const logging: Value<boolean> =
    off.state === 'unknown'
      ? unknown(off.why, off.at)
      : off.value === true
        ? known<boolean>(false, off.at, (to) => off.slot?.(!to), off.via)
        : absent<boolean>(head, true);
  reading.nouns.trails.push({
    ...nounOf(resource, reading),
    kind: 'trail',
    logging,
    allRegions: absent<boolean>(head, true),
    validated: unknown('the service vouches for them', head),
    functionData: unknown('audit configurations decide', head),
    leavesOut: leavesOut(resource),
  });
};

/** Does an exclusion take records out that the sink was made for? */
function leavesOut({ properties, at: head }: TerraformResource): Value<boolean> {
  const exclusions = at(properties, 'exclusions');
  if (isPartial(exclusions)) return unknown('its exclusions cannot be read', exclusions?.at ?? head);
  for (const exclusion of items(exclusions)) {
    const filter = at(exclusion, 'filter');
    if (!filter || !records.test(scalarText(filter) ?? '') || scalarText(at(exclusion, 'disabled')) === 'true') continue;
    // One that names a service, a method or a person takes out a part that somebody has thought about.
    if (/\b(?:AND|protoPayload|resource\.|severity)/.test(scalarText(filter) ?? '')) continue;
    return known<boolean>(true, filter.at, (to) => (to ? undefined : exclusion.editor?.remove?.()), filter.via);
  }
  return absent<boolean>(head, false);
}

export const auditReaders: Readonly<Record<string, ResourceReader>> = {
  google_project_iam_audit_config: readConfig,
  google_folder_iam_audit_config: readConfig,
  google_organization_iam_audit_config: readConfig,
  google_project_iam_policy: readPolicy,
  google_folder_iam_policy: readPolicy,
  google_organization_iam_policy: readPolicy,
  google_logging_project_sink: readSink,
  google_logging_folder_sink: readSink,
  google_logging_organization_sink: readSink,
  google_logging_billing_account_sink: readSink,
};
