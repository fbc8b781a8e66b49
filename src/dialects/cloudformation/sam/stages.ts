/** The stages and domains of SAM's APIs. */
import { flag, setting, text } from '../../../evaluation/setting.ts';
import { tracingFlag } from '../../../evaluation/tracing.ts';
import { at } from '../../../evaluation/tree.ts';
import type { Stage } from '../../../model/endpoint.ts';
import { absent, effective, type Value } from '../../../model/value.ts';
import { accessLogOf } from '../aws/access-logs.ts';
import { dataTraceOf, logFormatOf } from '../aws/data-trace.ts';
import { readMethodCaches } from '../aws/further-stores.ts';
import { readGatewayListener } from '../aws/listeners.ts';
import { methodSetting, settingsOfAll } from '../aws/stages.ts';
import { coveredThrottle, methodThrottle, planThrottle, routeThrottle } from '../aws/throttles.ts';
import { gatewayVersion } from '../../../evaluation/tls.ts';
import { ownLink } from '../aws/triggers.ts';
import { nounOf, partOf } from '../resource-noun.ts';
import type { Reading, TemplateResource } from '../template.ts';
import type { SamApi } from './apis.ts';
import type { SamTemplate } from './sam-template.ts';

/** The one stage that SAM makes for an API, and the domain in front of it. */
export function readApiStage(api: SamApi, template: SamTemplate): void {
  const { reading } = template;
  const { resource, kind } = api;
  const name = setting(resource.properties, ['StageName'], text, { head: resource.at, default: kind === 'rest' ? 'Prod' : '$default' });
  const id = stageId(resource.id, name);
  reading.nouns.stages.push({
    ...nounOf(resource, reading),
    key: reading.key(id),
    address: reading.address(id),
    name,
    kind: 'stage',
    api: ownLink(resource, reading),
    apiKind: kind,
    ...(kind === 'rest' ? restSettings(resource, template) : routeSettings(resource, reading)),
  });
  readDomain(resource, reading, kind === 'rest');
  if (kind === 'rest') readGatewayListener(resource, reading);
  if (kind === 'rest') readMethodCaches(resource, resource.properties, reading);
}

/**
 * The logical id that SAM gives a stage, so that what refers to it finds it
 * (https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-api.html).
 */
function stageId(api: string, name: Value<string>): string {
  const written = effective(name) ?? '';
  if (written === '$default') return `${api}ApiGatewayDefaultStage`;
  return `${api}${/^[a-z0-9]+$/i.test(written) ? written : ''}Stage`;
}

type Settings = Pick<Stage, 'accessLog' | 'tracing' | 'throttle' | 'dataTrace' | 'logFormat'>;

function restSettings(resource: TemplateResource, template: SamTemplate): Settings {
  const { properties, at: head } = resource;
  return {
    accessLog: accessLogOf(resource, template.reading, 'AccessLogSetting'),
    tracing: setting(properties, ['TracingEnabled'], tracingFlag, { head, default: 'pass-through' }),
    throttle: restThrottle(resource, template),
    dataTrace: dataTraceOf(properties, head) ?? methodSetting(properties, 'DataTraceEnabled', flag, head, false),
    logFormat: logFormatOf(properties, 'AccessLogSetting', head),
  };
}

/** A usage plan limits its callers where the stage itself does not: the API's own, or one beside it. */
function restThrottle({ id, properties, at: head }: TemplateResource, { reading, usagePlans }: SamTemplate): Value<number> {
  const own = methodThrottle(properties, settingsOfAll(properties), head);
  if (own.state !== 'absent') return own;
  if (at(properties, 'Auth', 'UsagePlan')) return planThrottle(properties, head, ['Auth', 'UsagePlan', 'Throttle']);
  return coveredThrottle(own, usagePlans, (entry, plan) => reading.link(at(entry, 'ApiId'), plan).to === reading.key(id));
}

/** What stages of HTTP and WebSocket APIs have; neither is traced. */
export function routeSettings(resource: TemplateResource, reading: Reading, isSocket = false): Settings {
  const { properties, at: head } = resource;
  return {
    accessLog: accessLogOf(resource, reading, 'AccessLogSettings', { isSocket }),
    tracing: absent(head),
    throttle: routeThrottle(properties, head),
    dataTrace: setting(properties, ['DefaultRouteSettings', 'DataTraceEnabled'], flag, { head, default: false }),
    logFormat: logFormatOf(properties, 'AccessLogSettings', head),
  };
}

/** A domain of HTTP and WebSocket APIs knows TLS 1.2 only, where nothing else is written. */
export function readDomain(resource: TemplateResource, reading: Reading, isRest: boolean): void {
  const { properties, at: head } = resource;
  const domain = properties.entries.get('Domain');
  if (!domain) return;
  const isInherited = domain.value.via.length > 0;
  const place = isInherited ? head : domain.key;
  reading.nouns.listeners.push({
    ...partOf(resource, reading, 'Domain', place, isInherited ? resource.body : domain.value.at),
    kind: 'listener',
    listenerKind: 'domain',
    transport: {
      plaintext: absent(place, 'refused'),
      oldestTls: setting(properties, ['Domain', 'SecurityPolicy'], gatewayVersion, isRest ? { head: place } : { head: place, default: '1.2' }),
    },
  });
}
