/** Reads the stages of APIs: logging, tracing, throttling. */
import { flag, setting, type Spelling } from '../../../evaluation/setting.ts';
import { tracingFlag } from '../../../evaluation/tracing.ts';
import { at, Block, Expression, scalarText } from '../../../evaluation/tree.ts';
import { absent, type Slot, type Value } from '../../../model/value.ts';
import { addBeside } from '../adding.ts';
import { nounOf, settingOf, within } from '../nouns.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';
import { dataTraceOf, logFormatOf } from './data-trace.ts';
import { socketOrHttp } from './http-apis.ts';
import { accessLogOf } from './log-groups.ts';
import { coveredThrottle, methodThrottle, routeThrottle } from './throttles.ts';

const readRestStage: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  reading.nouns.stages.push({
    ...nounOf(resource, reading),
    kind: 'stage',
    api: reading.link(at(properties, 'rest_api_id'), properties, 'aws_api_gateway_rest_api'),
    apiKind: 'rest',
    accessLog: accessLogOf(resource),
    tracing: settingOf(resource, ['xray_tracing_enabled'], tracingFlag, 'pass-through'),
    throttle: throttleOf(resource, reading),
    methodSettings: settingsForAll(resource, reading)?.at,
    dataTrace: dataTraceOf(resource, reading) ?? methodSetting(resource, 'data_trace_enabled', flag, reading, false),
    logFormat: logFormatOf(resource),
  });
};

/** Older releases of the provider make a stage of a deployment that names one. */
const readDeployment: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const name = at(properties, 'stage_name');
  if (!name || scalarText(name) === '') return;
  const api = reading.target(at(properties, 'rest_api_id'), 'aws_api_gateway_rest_api');
  const stages = api ? reading.belonging(api, 'aws_api_gateway_stage', 'rest_api_id') : [];
  if (stages.some((stage) => scalarText(at(stage.properties, 'stage_name')) === scalarText(name))) return;
  reading.nouns.stages.push({
    ...nounOf(resource, reading),
    name: settingOf(resource, ['stage_name'], { decode: String, encode: (value: string) => value }),
    kind: 'stage',
    api: reading.link(at(properties, 'rest_api_id'), properties, 'aws_api_gateway_rest_api'),
    apiKind: 'rest',
    accessLog: absent<'on' | 'off'>(resource.at, 'off'),
    tracing: absent<'active' | 'pass-through'>(resource.at, 'pass-through'),
    throttle: throttleOf(resource, reading),
    methodSettings: settingsForAll(resource, reading)?.at,
    dataTrace: dataTraceOf(resource, reading) ?? methodSetting(resource, 'data_trace_enabled', flag, reading, false),
    logFormat: logFormatOf(resource),
  });
};

/** The settings for all methods of a stage, and those for single ones. */
function settingsOf(stage: TerraformResource, reading: Reading): readonly TerraformResource[] {
  const api = reading.target(at(stage.properties, 'rest_api_id'), 'aws_api_gateway_rest_api');
  const name = scalarText(at(stage.properties, 'stage_name'));
  return reading.ofType('aws_api_gateway_method_settings').filter(({ properties }) => {
    if (reading.target(at(properties, 'stage_name')) === stage) return true;
    const sameName = name !== undefined && scalarText(at(properties, 'stage_name')) === name;
    return sameName && api !== undefined && reading.target(at(properties, 'rest_api_id'), 'aws_api_gateway_rest_api') === api;
  });
}

/** A setting that holds for all methods; the slot adds a resource for all of them. */
function methodSetting<T>(stage: TerraformResource, name: string, spelling: Spelling<T>, reading: Reading, otherwise?: T): Value<T> {
  const all = settingsOf(stage, reading).find(({ properties }) => scalarText(at(properties, 'method_path')) === '*/*');
  if (all) return setting(all.properties, within('settings', name), spelling, { head: all.at, default: otherwise });
  const slot: Slot<T> = (to) => {
    const plain = spelling.encode(to);
    if (plain === undefined || stage.type !== 'aws_api_gateway_stage') return undefined;
    return addBeside(stage, 'aws_api_gateway_method_settings', stage.name, (owner) => ({
      rest_api_id: new Expression(`${owner}.rest_api_id`),
      stage_name: new Expression(`${owner}.stage_name`),
      method_path: '*/*',
      settings: new Block({ [name]: plain }),
    }))?.edits;
  };
  return absent(stage.at, otherwise, slot);
}

function throttleOf(stage: TerraformResource, reading: Reading): Value<number> {
  return coveredThrottle(methodThrottle(stage, settingsOf(stage, reading), settingsForAll(stage, reading)), stage, reading);
}

function settingsForAll(stage: TerraformResource, reading: Reading): TerraformResource | undefined {
  return settingsOf(stage, reading).find(({ properties }) => scalarText(at(properties, 'method_path')) === '*/*');
}

const readStage: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const apiKind = socketOrHttp(reading.target(at(properties, 'api_id'), 'aws_apigatewayv2_api'));
  reading.nouns.stages.push({
    ...nounOf(resource, reading),
    kind: 'stage',
    api: reading.link(at(properties, 'api_id'), properties, 'aws_apigatewayv2_api'),
    apiKind,
    accessLog: accessLogOf(resource, apiKind === 'websocket'),
    tracing: absent<'active' | 'pass-through'>(resource.at),
    throttle: routeThrottle(resource),
    dataTrace: settingOf(resource, within('default_route_settings', 'data_trace_enabled'), flag, false),
    logFormat: logFormatOf(resource),
  });
};

export const stageReaders: Readonly<Record<string, ResourceReader>> = {
  aws_api_gateway_stage: readRestStage,
  aws_api_gateway_deployment: readDeployment,
  aws_apigatewayv2_stage: readStage,
};
