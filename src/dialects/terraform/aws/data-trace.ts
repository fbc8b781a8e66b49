/** What the stages of APIs write of the requests themselves: traces of whole bodies, and the format of the access log. */
import { flag, setting, text } from '../../../evaluation/setting.ts';
import { at, scalarText, type Mapping } from '../../../evaluation/tree.ts';
import { known, type Value } from '../../../model/value.ts';
import { settingOf, within } from '../nouns.ts';
import type { Reading, TerraformResource } from '../reading.ts';

/** Bodies that are traced for any method; the slot turns all traces off that are on. Undefined where none is on. */
export function dataTraceOf(stage: TerraformResource, reading: Reading): Value<boolean> | undefined {
  const traces = methodSettingsOf(stage, reading).flatMap(({ properties, at: head }) => {
    const level = setting(properties, within('settings', 'logging_level'), text);
    // Nothing is traced where execution logs are turned off.
    if (level.state === 'known' && level.value.toUpperCase() === 'OFF') return [];
    return [setting(properties, within('settings', 'data_trace_enabled'), flag, { head })];
  });
  const on = traces.filter((trace) => trace.state === 'known' && trace.value);
  const [first] = on;
  if (!first) return undefined;
  const slot: Value<boolean>['slot'] = (to) => {
    const edits = on.map((trace) => trace.slot?.(to));
    return edits.includes(undefined) ? undefined : edits.flatMap((some) => some ?? []);
  };
  return known<boolean>(true, first.at, slot, first.via);
}

function methodSettingsOf(stage: TerraformResource, reading: Reading): readonly TerraformResource[] {
  const api = reading.target(at(stage.properties, 'rest_api_id'), 'aws_api_gateway_rest_api');
  const name = scalarText(at(stage.properties, 'stage_name'));
  return reading.ofType('aws_api_gateway_method_settings').filter(({ properties }) => {
    if (reading.target(at(properties, 'stage_name')) === stage) return true;
    const sameName = name !== undefined && scalarText(at(properties, 'stage_name')) === name;
    return sameName && api !== undefined && reading.target(at(properties, 'rest_api_id'), 'aws_api_gateway_rest_api') === api;
  });
}

/** What is written for each request; a format that is encoded from an object is read as the text that it comes to. */
export function logFormatOf(resource: TerraformResource): Value<string> {
  const written = at(resource.properties, 'access_log_settings', 'format');
  return written?.kind === 'mapping' ? encoded(written) : settingOf(resource, within('access_log_settings', 'format'), text);
}

/** The slot takes the fields out of the object that the new text has no more. */
function encoded(object: Mapping): Value<string> {
  const fields = [...object.entries].map(([name, { value }]): [string, string] => [name, scalarText(value) ?? '']);
  const slot: Value<string>['slot'] = (to) => {
    const kept = new Set(namesIn(to));
    const edits = [...object.entries].flatMap(([name, { value }]) => (kept.has(name) ? [] : [value.editor?.remove?.()]));
    return edits.includes(undefined) ? undefined : edits.flatMap((some) => some ?? []);
  };
  return known<string>(JSON.stringify(Object.fromEntries(fields)), object.at, slot, object.via);
}

function namesIn(format: string): readonly string[] {
  const fields: unknown = JSON.parse(format);
  return typeof fields === 'object' && fields !== null ? Object.keys(fields) : [];
}
