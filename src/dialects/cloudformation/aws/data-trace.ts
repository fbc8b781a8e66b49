/** What the stages of REST APIs write of the requests themselves: traces of whole bodies, and the format of the access log. */
import { flag, setting, text } from '../../../evaluation/setting.ts';
import { items, at, type Mapping } from '../../../evaluation/tree.ts';
import { known, type Value } from '../../../model/value.ts';
import type { Span } from '../../../source/span.ts';

/** Bodies that are traced for any method; the slot turns all traces off that are on. Undefined where none is on. */
export function dataTraceOf(properties: Mapping, head: Span): Value<boolean> | undefined {
  const traces = items(at(properties, 'MethodSettings')).flatMap((entry) => {
    if (entry.kind !== 'mapping') return [];
    const level = setting(entry, ['LoggingLevel'], text);
    // Nothing is traced where execution logs are turned off.
    if (level.state === 'known' && level.value.toUpperCase() === 'OFF') return [];
    return [setting(entry, ['DataTraceEnabled'], flag, { head })];
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

/** What is written for each request: `AccessLogSetting: { Format }`. */
export function logFormatOf(properties: Mapping, property: string, head: Span): Value<string> {
  return setting(properties, [property, 'Format'], text, { head });
}
