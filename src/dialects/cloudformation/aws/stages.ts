/** Reads the stages of APIs: logging, tracing, throttling. */
import { flag, setting, type Spelling } from '../../../evaluation/setting.ts';
import { tracingFlag } from '../../../evaluation/tracing.ts';
import { at, items, scalarText, type Mapping, type Tree } from '../../../evaluation/tree.ts';
import { absent, type Slot, type Value } from '../../../model/value.ts';
import type { Span } from '../../../source/span.ts';
import { nounOf, settingOf } from '../resource-noun.ts';
import type { Reading, ResourceReader, TemplateResource } from '../template.ts';
import { accessLogOf } from './access-logs.ts';
import { dataTraceOf, logFormatOf } from './data-trace.ts';
import { readMethodCaches } from './further-stores.ts';
import { apiOf, socketOrHttp } from './http-apis.ts';
import { coveredThrottle, describedThrottle, isStage, methodThrottle, routeThrottle } from './throttles.ts';

const usagePlan = 'AWS::ApiGateway::UsagePlan';

const readRestStage: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  readMethodCaches(resource, properties, reading);
  reading.nouns.stages.push({
    ...nounOf(resource, reading, ['StageName']),
    kind: 'stage',
    api: reading.link(at(properties, 'RestApiId'), properties),
    apiKind: 'rest',
    accessLog: accessLogOf(resource, reading, 'AccessLogSetting'),
    tracing: settingOf(resource, ['TracingEnabled'], tracingFlag, 'pass-through'),
    throttle: coveredThrottle(methodThrottle(properties, settingsOfAll(properties), resource.at), reading.ofType(usagePlan), (entry, plan) =>
      isStage(entry, plan, resource, reading),
    ),
    dataTrace: dataTraceOf(properties, resource.at) ?? methodSetting(properties, 'DataTraceEnabled', flag, resource.at, false),
    logFormat: logFormatOf(properties, 'AccessLogSetting', resource.at),
  });
};

/** A deployment that names a stage makes it, and describes it in place. */
const readDeployment: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const name = scalarText(at(properties, 'StageName'));
  if (!at(properties, 'StageName') || isWritten(name, resource, reading)) return;
  const written = at(properties, 'StageDescription');
  const description = written?.kind === 'mapping' ? written : nowhere(properties, 'StageDescription', resource.at);
  reading.nouns.stages.push({
    ...nounOf(resource, reading, ['StageName']),
    kind: 'stage',
    api: reading.link(at(properties, 'RestApiId'), properties),
    apiKind: 'rest',
    accessLog: accessLogOf(resource, reading, 'AccessLogSetting', { properties: description }),
    tracing: setting(description, ['TracingEnabled'], tracingFlag, { head: resource.at, default: 'pass-through' }),
    throttle: coveredThrottle(describedThrottle(description, resource.at), reading.ofType(usagePlan), (entry, plan) =>
      isStage(entry, plan, resource, reading),
    ),
    dataTrace: setting(description, ['DataTraceEnabled'], flag, { head: resource.at, default: false }),
    logFormat: logFormatOf(description, 'AccessLogSetting', resource.at),
  });
};

/** Is the stage that a deployment names a resource of its own? */
function isWritten(name: string | undefined, deployment: TemplateResource, reading: Reading): boolean {
  const api = reading.link(at(deployment.properties, 'RestApiId'), deployment.properties).to;
  for (const { properties } of reading.ofType('AWS::ApiGateway::Stage')) {
    if (reading.link(at(properties, 'RestApiId'), properties).to !== api) continue;
    if (name === undefined || scalarText(at(properties, 'StageName')) === name) return true;
  }
  return false;
}

/** A block that is not there; what is put into it is written with it. */
function nowhere(owner: Mapping, name: string, head: Span): Mapping {
  return {
    kind: 'mapping',
    entries: new Map(),
    at: head,
    via: [],
    partial: owner.partial,
    editor: { replace: () => undefined, put: (key, to) => owner.editor?.put?.(name, { [key]: to }) },
  };
}

/** The entry of `MethodSettings` that holds for all methods of all paths. */
export function settingsOfAll(properties: Mapping): Tree | undefined {
  return items(at(properties, 'MethodSettings')).find(
    (entry) => scalarText(at(entry, 'HttpMethod')) === '*' && ['/*', '/', undefined].includes(scalarText(at(entry, 'ResourcePath'))),
  );
}

/** A setting of `MethodSettings` that holds for all methods; the slot adds an entry for all of them. */
export function methodSetting<T>(properties: Mapping, name: string, spelling: Spelling<T>, head: Span, otherwise?: T): Value<T> {
  const all = settingsOfAll(properties);
  if (all?.kind === 'mapping') return setting(all, [name], spelling, { head, default: otherwise });
  const list = at(properties, 'MethodSettings');
  const slot: Slot<T> = (to) => {
    const plain = spelling.encode(to);
    if (plain === undefined) return undefined;
    const entry = { HttpMethod: '*', ResourcePath: '/*', [name]: plain };
    return list ? list.editor?.append?.(entry) : properties.editor?.put?.('MethodSettings', [entry]);
  };
  return absent(head, otherwise, slot);
}

const readStage: ResourceReader = (resource, reading) => {
  const { link, api } = apiOf(resource, reading);
  const apiKind = socketOrHttp(api);
  reading.nouns.stages.push({
    ...nounOf(resource, reading, ['StageName']),
    kind: 'stage',
    api: link,
    apiKind,
    accessLog: accessLogOf(resource, reading, 'AccessLogSettings', { isSocket: apiKind === 'websocket' }),
    tracing: absent<'active' | 'pass-through'>(resource.at),
    throttle: routeThrottle(resource.properties, resource.at),
    dataTrace: settingOf(resource, ['DefaultRouteSettings', 'DataTraceEnabled'], flag, false),
    logFormat: logFormatOf(resource.properties, 'AccessLogSettings', resource.at),
  });
};

export const stageReaders: Readonly<Record<string, ResourceReader>> = {
  'AWS::ApiGateway::Stage': readRestStage,
  'AWS::ApiGateway::Deployment': readDeployment,
  'AWS::ApiGatewayV2::Stage': readStage,
};
