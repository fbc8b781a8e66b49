/** `provider.logs`: what the stages of APIs write down. https://www.serverless.com/framework/docs/providers/aws/guide/serverless.yml#logs */
import { asValue, flag, insertAt, number, setting, text } from '../../evaluation/setting.ts';
import { at, type Mapping, type Plain, type Tree } from '../../evaluation/tree.ts';
import { absent, isOneOf, known, mapValue, unknown, type Slot, type Value } from '../../model/value.ts';
import type { Span } from '../../source/span.ts';
import { resourceNoun } from './api.ts';
import { inherited } from './inherited.ts';
import type { Service } from './service.ts';

type LogsOf = 'restApi' | 'httpApi' | 'websocket';

/** Access logs without what the framework logs beside them by default: whole requests and responses. */
const turnedOn: Readonly<Record<LogsOf, Plain>> = {
  restApi: { accessLogging: true, fullExecutionData: false },
  httpApi: true,
  websocket: { accessLogging: true, fullExecutionData: false },
};

export function readAccessLog(api: LogsOf, service: Service): Value<'on' | 'off'> {
  const { settings } = service.provider;
  const head = headOf(service);
  const logs = at(settings, 'logs', api);
  if (!logs) return absentLog(api, settings, head);
  if (logs.kind === 'opaque') return unknown(logs.why, logs.at, undefined, undefined, logs.via);
  if (isOff(logs)) return known('off', logs.at, turnOn(api, logs), logs.via);
  if (logs.kind !== 'mapping') return known('on', logs.at, undefined, logs.via);
  const written = at(logs, 'accessLogging');
  if (!written) return known('on', logs.at, undefined, logs.via);
  return mapValue(
    asValue(written, flag),
    (on) => (on ? ('on' as const) : ('off' as const)),
    (to) => to === 'on',
  );
}

/** Whole requests and responses are logged unless the logs say otherwise. */
export function readDataTrace(api: 'restApi' | 'websocket', service: Service): Value<boolean> {
  const { settings } = service.provider;
  const logs = at(settings, 'logs', api);
  if (!logs || isOff(logs)) return absent(logs?.at ?? headOf(service), false);
  if (logs.kind === 'opaque') return unknown(logs.why, logs.at, undefined, undefined, logs.via);
  // What is traced goes into the execution log: without one, nothing is.
  const execution = at(logs, 'executionLogging');
  if (execution && isOff(execution)) return absent(execution.at, false);
  if (logs.kind === 'mapping')
    return setting(logs, ['fullExecutionData'], flag, { default: true, head: logs.via[0] ?? service.keyAt('provider', 'logs', api) ?? logs.at });
  const { editor } = logs;
  return { ...absent(logs.at, true, editor && ((to) => editor.replace({ fullExecutionData: to }))), via: logs.via };
}

/** What is written for each request; the framework's own format holds nothing that is secret. */
export function readLogFormat(api: LogsOf, service: Service): Value<string> {
  return setting(service.provider.settings, ['logs', api, 'format'], text, { head: headOf(service) });
}

const groups: Readonly<Record<LogsOf, { readonly id: string; readonly folder: string }>> = {
  restApi: { id: 'ApiGatewayLogGroup', folder: 'api-gateway' },
  httpApi: { id: 'HttpApiLogGroup', folder: 'http-api' },
  websocket: { id: 'WebsocketsLogGroup', folder: 'websocket' },
};

/** The log group that the framework makes for an access log. */
export function readLogGroup(api: LogsOf, accessLog: Value<'on' | 'off'>, service: Service): void {
  if (isOneOf(accessLog, 'on') !== 'yes') return;
  const { id, folder } = groups[api];
  const head = { head: accessLog.at };
  const name = service.prefix === undefined ? undefined : `/aws/${folder}/${service.prefix}`;
  service.make(id, 'AWS::Logs::LogGroup', accessLog.at);
  service.nouns.logGroups.push({
    ...resourceNoun(id, 'AWS::Logs::LogGroup', accessLog.at, service, name ?? id),
    name: name === undefined ? absent(accessLog.at) : known(name, accessLog.at),
    kind: 'log-group',
    retentionDays: inherited(
      [
        [service.extension(id), 'RetentionInDays'],
        [service.provider.settings, 'logRetentionInDays'],
      ],
      number,
      head,
      [service.provider.settings, 'logRetentionInDays'],
    ),
    encryption: absent(accessLog.at, 'provider' as const),
  });
}

function absentLog(api: LogsOf, provider: Mapping, head: Span): Value<'on' | 'off'> {
  const logs = at(provider, 'logs');
  if (provider.partial || logs?.kind === 'opaque') return unknown('part of its settings cannot be read', head);
  const slot: Slot<'on' | 'off'> = (to) => {
    if (to === 'off') return undefined;
    return logs?.kind === 'mapping' ? insertAt(logs, [api], turnedOn[api]) : insertAt(provider, ['logs', api], turnedOn[api]);
  };
  return absent<'on' | 'off'>(head, 'off', slot);
}

function turnOn(api: LogsOf, logs: Tree): Slot<'on' | 'off'> | undefined {
  const { editor } = logs;
  return editor && ((to) => (to === 'on' ? editor.replace(turnedOn[api]) : undefined));
}

function isOff(logs: Tree): boolean {
  return logs.kind === 'scalar' && (logs.value === false || logs.value === null);
}

function headOf(service: Service): Span {
  return service.keyAt('provider', 'logs') ?? service.provider.head;
}
