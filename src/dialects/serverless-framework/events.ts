/** The events of a service's functions and state machines, one by one. */
import { at, items, type Mapping, type Tree } from '../../evaluation/tree.ts';
import type { NounKey } from '../../model/noun.ts';
import type { Span } from '../../source/span.ts';
import { definitionAt } from './place.ts';
import type { Service } from './service.ts';

export interface ServiceEvent {
  /** `http`, `sqs`, `schedule` … */
  readonly kind: string;
  /** What is configured; undefined for an event that is a mere name (`- alexaSkill`). */
  readonly value: Tree | undefined;
  /** The place of the key, with the value where it is a short text: the event's head. */
  readonly at: Span;
  readonly body: Span;
  /** The entry of the list, where it is a mapping: some providers write settings beside the kind. */
  readonly item?: Mapping | undefined;
  /** Counted from 0 within its owner. */
  readonly index: number;
  readonly owner: EventOwner;
}

/** A function or a state machine. */
export interface EventOwner {
  readonly kind: 'function' | 'machine';
  readonly name: string;
  readonly id: string;
  readonly key: NounKey;
  readonly at: Span;
  readonly settings: Mapping;
}

interface ServiceEvents {
  readonly events: readonly ServiceEvent[];
  /** Some events stand where they cannot be read. */
  readonly partial: boolean;
}

export function readEvents(owners: readonly EventOwner[], service: Service): ServiceEvents {
  const events: ServiceEvent[] = [];
  let partial = service.functionsPartial;
  for (const owner of owners) {
    const list = at(owner.settings, 'events');
    if (list?.kind === 'opaque' || (!list && owner.settings.partial)) partial = true;
    for (const [index, item] of items(list).entries()) {
      if (item.kind === 'opaque') partial = true;
      events.push(...eventsOf(item, index, owner));
    }
  }
  return { events, partial };
}

function eventsOf(item: Tree, index: number, owner: EventOwner): ServiceEvent[] {
  if (item.kind === 'scalar' && typeof item.value === 'string') {
    return [{ kind: item.value, value: undefined, at: item.at, body: item.at, index, owner }];
  }
  if (item.kind !== 'mapping') return [];
  return [...item.entries].map(([kind, { key, value }]) => {
    const body = definitionAt(key, value);
    const short = value.kind !== 'mapping' && value.kind !== 'sequence' && isOneLine(body);
    return { kind, value, at: short ? body : key, body, item, index, owner };
  });
}

function isOneLine({ file, start, end }: Span): boolean {
  const next = file.text.indexOf('\n', start);
  return next < 0 || next >= end;
}
