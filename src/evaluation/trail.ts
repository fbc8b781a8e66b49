/** What a trail of CloudTrail records, under whatever keys a dialect writes it. */
import { absent, known, mapValue, unknown, type Slot, type Value } from '../model/value.ts';
import type { Span } from '../source/span.ts';
import { flag, setting } from './setting.ts';
import { at, isPartial, items, scalarText, type Mapping, type Tree } from './tree.ts';

/** Where a dialect writes the selectors. */
export interface TrailKeys {
  readonly globalEvents: string;
  readonly basic: string;
  readonly managementEvents: string;
  readonly dataResources: string;
  readonly type: string;
  readonly advanced: string;
  readonly fields: string;
  readonly field: string;
  readonly equals: string;
}

/** Calls of global services, and those that manage resources, are recorded unless somebody leaves them out. */
export function trailLeavesOut(properties: Mapping, keys: TrailKeys, head: Span): Value<boolean> {
  const isOff = (value: Value<boolean>): boolean => value.state === 'known' && !value.value;
  const back = (to: boolean): boolean => !to;
  const globals = setting(properties, [keys.globalEvents], flag, { head, default: true });
  if (isOff(globals)) return mapValue(globals, (on) => !on, back);
  const [selector, ...others] = items(at(properties, keys.basic));
  if (selector?.kind === 'mapping' && others.length === 0) {
    const managing = setting(selector, [keys.managementEvents], flag, { head, default: true });
    if (isOff(managing)) return mapValue(managing, (on) => !on, back);
  }
  return absent<boolean>(head, false);
}

/** Are the calls of functions recorded? `record` adds them. */
export function trailFunctionData(properties: Mapping, keys: TrailKeys, head: Span, record: Slot<true>): Value<boolean> {
  const basic = at(properties, keys.basic);
  const advanced = at(properties, keys.advanced);
  if (isPartial(basic) || isPartial(advanced)) return unknown('its selectors are not wholly known', head);
  const resources = items(basic).flatMap((selector) => items(at(selector, keys.dataResources)));
  const found = resources.find((resource) => scalarText(at(resource, keys.type)) === 'AWS::Lambda::Function') ?? advancedSelector(advanced, keys);
  if (found) return known<boolean>(true, found.at, undefined, found.via);
  const slot: Slot<boolean> = (to) => (to ? record(true) : undefined);
  const [written] = items(advanced ?? basic);
  // A trail of other data events is there for those.
  const isGeneral = resources.length === 0 && !recordsData(advanced, keys);
  return written && isGeneral ? known<boolean>(false, written.at, slot, written.via) : absent<boolean>(head, false, slot);
}

function recordsData(selectors: Tree | undefined, keys: TrailKeys): boolean {
  const fields = items(selectors).flatMap((selector) => items(at(selector, keys.fields)));
  return fields.some((field) => scalarText(at(field, keys.field)) === 'resources.type');
}

function advancedSelector(selectors: Tree | undefined, keys: TrailKeys): Tree | undefined {
  return items(selectors).find((selector) =>
    items(at(selector, keys.fields)).some(
      (field) =>
        scalarText(at(field, keys.field)) === 'resources.type' &&
        items(at(field, keys.equals)).some((type) => scalarText(type) === 'AWS::Lambda::Function'),
    ),
  );
}
