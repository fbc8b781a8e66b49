/** Makes triggers of whatever calls a function, a state machine or a queue. */
import type { Tree } from '../../../evaluation/tree.ts';
import type { Trigger } from '../../../model/data.ts';
import type { Link } from '../../../model/noun.ts';
import { absent } from '../../../model/value.ts';
import { nounOf, partOf } from '../resource-noun.ts';
import type { Reading, TemplateResource } from '../template.ts';

/** A trigger that is a part of a resource: one entry of a bucket's notifications, one target of a rule. */
export interface TriggerPart {
  readonly kind: Trigger['triggerKind'];
  /** Tells it from the resource's others; undefined where the resource is the trigger itself. */
  readonly part?: string | undefined;
  /** What names the target; its place is the part's. */
  readonly target: Tree | undefined;
  /** What it listens to, where that is not the resource. */
  readonly source?: Link | undefined;
  /** What narrows it. */
  readonly filter?: Tree | undefined;
}

export function addTrigger(resource: TemplateResource, reading: Reading, { kind, part, target, source, filter }: TriggerPart): void {
  if (!target) return;
  const noun = part === undefined ? nounOf(resource, reading) : partOf(resource, reading, part, target.at);
  reading.nouns.triggers.push({
    ...noun,
    kind: 'trigger',
    triggerKind: kind,
    source: source ?? ownLink(resource, reading),
    target: reading.link(target, resource.properties),
    isFiltered: filter !== undefined,
  });
}

/** A link to the resource that is being read. */
export function ownLink(resource: TemplateResource, reading: Reading): Link {
  return { value: absent(resource.at), to: reading.key(resource.id) };
}
