/** What a bucket tells about its objects, and whom. */
import { at, items } from '../../../evaluation/tree.ts';
import type { Reading, TemplateResource } from '../template.ts';
import { addTrigger } from './triggers.ts';

const lists: readonly (readonly [list: string, target: string])[] = [
  ['LambdaConfigurations', 'Function'],
  ['QueueConfigurations', 'Queue'],
  ['TopicConfigurations', 'Topic'],
];

export function readBucketTriggers(resource: TemplateResource, reading: Reading): void {
  const notifications = at(resource.properties, 'NotificationConfiguration');
  for (const [list, property] of lists) {
    for (const [index, item] of items(at(notifications, list)).entries()) {
      addTrigger(resource, reading, { kind: 'bucket', part: `${list}/${index}`, target: at(item, property), filter: at(item, 'Filter') });
    }
  }
}
