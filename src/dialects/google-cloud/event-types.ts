/** What the types of events of Google Cloud tell of where they come from. https://cloud.google.com/eventarc/docs/event-types (2026-11) */
import type { Trigger } from '../../model/data.ts';

type Kind = Trigger['triggerKind'];

/** By the beginning of an event's type. */
const kinds: readonly (readonly [prefix: string, kind: Kind])[] = [
  ['google.pubsub', 'topic'],
  ['google.cloud.pubsub', 'topic'],
  ['providers/cloud.pubsub', 'topic'],
  ['google.storage', 'bucket'],
  ['google.cloud.storage', 'bucket'],
  ['providers/cloud.storage', 'bucket'],
  ['google.cloud.firestore', 'table'],
  ['providers/cloud.firestore', 'table'],
  ['google.firebase', 'table'],
];

export function triggerKindOf(type: string | undefined): Kind {
  return kinds.find(([prefix]) => type?.startsWith(prefix))?.[1] ?? 'event-bus';
}
