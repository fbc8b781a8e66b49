/** Reads what guards a project or an organization as a whole: Security Command Center, Web Security Scanner, policies, sinks. */
import { insertAt, setting } from '../../../evaluation/setting.ts';
import { at, scalarText } from '../../../evaluation/tree.ts';
import type { AccountGuard } from '../../../model/safeguards.ts';
import { absent, type Value } from '../../../model/value.ts';
import { nounOf, within } from '../nouns.ts';
import type { ResourceReader, TerraformResource } from '../reading.ts';
import { policyTypes } from './organization-policies.ts';

function guardReader(guard: AccountGuard['guard'], recording?: (resource: TerraformResource) => Value<boolean>): ResourceReader {
  return (resource, reading) => {
    reading.nouns.accountGuards.push({
      ...nounOf(resource, reading),
      kind: 'account-guard',
      guard,
      identifier: absent(resource.at),
      recording: recording?.(resource) ?? absent<boolean>(resource.at, true),
      recordsFunctions: absent<boolean>(resource.at, true),
    });
  };
}

const enabled = {
  decode: (written: string | number | boolean) => ({ ENABLED: true, INHERITED: true, DISABLED: false })[String(written)],
  encode: (to: boolean) => (to ? 'ENABLED' : 'DISABLED'),
};

/** Detectors of one's own can be there and be off. */
const readModule = guardReader('security-center', ({ properties, at: head }) =>
  setting<boolean>(properties, ['enablement_state'], enabled, { head, default: true }),
);

/** https://cloud.google.com/security-command-center/docs/concepts-web-security-scanner-overview: without a schedule somebody has to start it. */
const readScan: ResourceReader = guardReader('web-scan', ({ properties, at: head }) => {
  if (at(properties, 'schedule') || properties.partial) return absent<boolean>(head, true);
  const weekly = within('schedule', 'interval_duration_days');
  return absent<boolean>(head, false, (to) => (to ? insertAt(properties, weekly, 7) : undefined));
});

/** Turning a service's interface on is how the Center is begun with. */
const readService: ResourceReader = (resource, reading) => {
  const service = at(resource.properties, 'service');
  const written = scalarText(service);
  // One that is handed in may be any.
  if (written === undefined || /^(?:securitycenter|websecurityscanner|securityposture)\.googleapis\.com$/.test(written))
    guardReader('security-center')(resource, reading);
};

const centers = [
  'google_scc_source',
  'google_scc_v2_organization_source',
  'google_scc_notification_config',
  'google_scc_v2_organization_notification_config',
  'google_scc_folder_notification_config',
  'google_scc_v2_folder_notification_config',
  'google_scc_project_notification_config',
  'google_scc_v2_project_notification_config',
  'google_scc_mute_config',
  'google_scc_v2_organization_mute_config',
  'google_scc_v2_project_mute_config',
  'google_scc_organization_scc_big_query_export',
  'google_scc_folder_scc_big_query_export',
  'google_scc_project_scc_big_query_export',
  'google_scc_v2_organization_scc_big_query_export',
  'google_scc_v2_organization_scc_big_query_exports',
  'google_securityposture_posture',
  'google_securityposture_posture_deployment',
];

const modules = [
  'google_scc_organization_custom_module',
  'google_scc_folder_custom_module',
  'google_scc_project_custom_module',
  'google_scc_event_threat_detection_custom_module',
  'google_scc_management_organization_security_health_analytics_custom_module',
  'google_scc_management_folder_security_health_analytics_custom_module',
  'google_scc_management_project_security_health_analytics_custom_module',
  'google_scc_management_organization_event_threat_detection_custom_module',
];

/** What only those write who look after an organization as a whole. */
const baselines = [
  ...policyTypes.filter((type) => type !== 'google_project_organization_policy'),
  'google_logging_organization_sink',
  'google_organization_iam_audit_config',
];

export const accountGuardReaders: Readonly<Record<string, ResourceReader>> = {
  ...Object.fromEntries(centers.map((type) => [type, guardReader('security-center')])),
  ...Object.fromEntries(modules.map((type) => [type, readModule])),
  ...Object.fromEntries(baselines.map((type) => [type, guardReader('baseline')])),
  google_security_scanner_scan_config: readScan,
  google_project_service: readService,
};
