/** Reads what watches an application: log buckets, alert policies; and where TLS ends. */
import { asValue, choice, flag, number, setting, text } from '../../../evaluation/setting.ts';
import { at, isPartial, items, scalarText } from '../../../evaluation/tree.ts';
import { keyHolder } from '../../../evaluation/encryption.ts';
import type { Plaintext } from '../../../evaluation/tls.ts';
import type { TlsVersion } from '../../../model/endpoint.ts';
import { absent, known, unknown, type Value } from '../../../model/value.ts';
import { nounOf, partOf, settingOf, within } from '../nouns.ts';
import type { ResourceReader, TerraformResource } from '../reading.ts';

/** https://cloud.google.com/logging/docs/buckets: entries are kept for 30 days, where nothing is said. */
const readLogBucket: ResourceReader = (resource, reading) => {
  reading.nouns.logGroups.push({
    ...nounOf(resource, reading),
    kind: 'log-group',
    retentionDays: settingOf(resource, ['retention_days'], number, 30),
    encryption: logEncryption(resource),
  });
};

function logEncryption(resource: TerraformResource): Value<'provider' | 'customer'> {
  const key = keyHolder(resource.properties, ['cmek_settings', 'kms_key_name'], resource.at);
  if (key.state === 'unknown') return unknown(key.why, key.at);
  return key.state === 'absent' ? absent<'provider' | 'customer'>(resource.at, 'provider') : known<'customer'>('customer', key.at);
}

/** https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/monitoring_alert_policy */
const readAlertPolicy: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const channels = at(properties, 'notification_channels');
  const filters = items(at(properties, 'conditions')).flatMap((condition) => {
    const filter = at(condition, 'condition_threshold', 'filter') ?? at(condition, 'condition_matched_log', 'filter');
    return filter ? [filter] : [];
  });
  reading.nouns.alarms.push({
    ...nounOf(resource, reading),
    kind: 'alarm',
    metric: filters[0] ? asValue(filters[0], text) : absent(resource.at),
    namespace: absent(resource.at),
    dimensions: filters.map((filter) => ({ name: 'filter', value: reading.link(filter, properties) })),
    actions: isPartial(channels)
      ? [unknown<string>('its channels are not wholly known', channels?.at ?? resource.at)]
      : items(channels).map((channel) => asValue(channel, text)),
    actionsEnabled: settingOf(resource, ['enabled'], flag, true),
  });
};

/** The logs of what runs code, and the records of who did what. */
const ownLogs = /^\s*(?:resource\.type\s*=\s*"?(?:cloud_function|cloud_run_\w+|gae_app)"?|logName\s*[:=~]+\s*"?[^"\s]*cloudaudit[^"\s]*"?)\s*$/i;

/** What an exclusion takes out is written nowhere: https://cloud.google.com/logging/docs/routing/overview#exclusions */
const readExclusion: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const filter = at(properties, 'filter');
  const parts = scalarText(filter)?.split(/\s+OR\s+/) ?? [];
  if (!filter || parts.length === 0 || !parts.every((part) => ownLogs.test(part.replace(/^\(|\)$/g, '')))) return;
  const off = settingOf(resource, ['disabled'], flag, false);
  if (off.state !== 'absent' && !(off.state === 'known' && !off.value)) return;
  reading.nouns.diagnostics.push({
    ...nounOf(resource, reading),
    kind: 'diagnostics',
    of: { value: absent(resource.at) },
    subject: /audit/i.test(scalarText(filter) ?? '') ? 'the project' : 'the functions',
    logs: known<boolean>(false, filter.at, (to) => (to ? off.slot?.(true) : undefined), filter.via),
  });
};

type Level = 'off' | 'error' | 'fatal' | 'all';

const callLogs = choice({ LOG_ALL_CALLS: 'all', LOG_ERRORS_ONLY: 'error', LOG_NONE: 'off' });

/** https://cloud.google.com/workflows/docs/log-workflow: what callers of executions ask for decides, where nothing is said. */
const readWorkflow: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const level = settingOf<Level>(resource, ['call_log_level'], callLogs);
  reading.nouns.orchestrations.push({
    ...nounOf(resource, reading),
    kind: 'orchestration',
    identity: reading.link(at(properties, 'service_account'), properties, 'google_service_account'),
    logLevel: level.state === 'absent' ? unknown('each execution decides', resource.at) : level,
    tracing: unknown('the platform decides', resource.at),
    logsData: absent<boolean>(resource.at, false),
  });
};

/** https://cloud.google.com/artifact-registry/docs/docker/manage-tags: tags can be moved, where nothing is said. */
const readRegistry: ResourceReader = (resource, reading) => {
  if (scalarText(at(resource.properties, 'format'))?.toUpperCase() !== 'DOCKER') return;
  const movable = { decode: (written: string | number | boolean) => String(written) !== 'true', encode: (to: boolean) => !to };
  reading.nouns.imageRegistries.push({
    ...nounOf(resource, reading),
    kind: 'image-registry',
    mutableTags: settingOf<boolean>(resource, within('docker_config', 'immutable_tags'), movable, true),
  });
};

const security = choice({ SECURE_ALWAYS: 'redirected', SECURE_OPTIONAL: 'allowed' });

/** https://cloud.google.com/functions/docs/writing/write-http-functions#security_levels */
const readFunction: ResourceReader = (resource, reading) => {
  const level = settingOf<Plaintext>(resource, ['https_trigger_security_level'], security);
  if (level.state === 'absent') return;
  reading.nouns.listeners.push({
    ...partOf(resource, reading, 'https_trigger'),
    kind: 'listener',
    listenerKind: 'domain',
    transport: { plaintext: level, oldestTls: absent<TlsVersion>(resource.at) },
  });
};

const handlerSecurity = choice({ SECURE_ALWAYS: 'redirected', SECURE_OPTIONAL: 'allowed', SECURE_NEVER: 'allowed', SECURE_DEFAULT: 'allowed' });

/** Handlers answer both, unless they redirect: https://cloud.google.com/appengine/docs/standard/reference/app-yaml#handlers_element */
const readAppVersion: ResourceReader = (resource, reading) => {
  const handlers = items(at(resource.properties, 'handlers')).filter((handler) => handler.kind === 'mapping');
  const levels = handlers.map((handler) =>
    setting<Plaintext>(handler, ['security_level'], handlerSecurity, { head: resource.at, default: 'allowed' }),
  );
  const open = levels.find((level) => level.state === 'known' && level.value === 'allowed') ?? levels.find(({ state }) => state === 'absent');
  const plaintext = open ?? levels[0] ?? absent<Plaintext>(resource.at, isPartial(at(resource.properties, 'handlers')) ? undefined : 'allowed');
  reading.nouns.listeners.push({
    ...partOf(resource, reading, 'handlers'),
    kind: 'listener',
    listenerKind: 'domain',
    transport: { plaintext, oldestTls: absent<TlsVersion>(resource.at) },
  });
};

export const operationReaders: Readonly<Record<string, ResourceReader>> = {
  google_artifact_registry_repository: readRegistry,
  google_logging_project_exclusion: readExclusion,
  google_logging_folder_exclusion: readExclusion,
  google_logging_organization_exclusion: readExclusion,
  google_workflows_workflow: readWorkflow,
  google_logging_project_bucket_config: readLogBucket,
  google_logging_folder_bucket_config: readLogBucket,
  google_logging_organization_bucket_config: readLogBucket,
  google_monitoring_alert_policy: readAlertPolicy,
  google_cloudfunctions_function: readFunction,
  google_app_engine_standard_app_version: readAppVersion,
};
