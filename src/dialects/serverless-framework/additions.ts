/** Adds what a function lacks: a queue for failed events, a key, an alarm. */
import { insertAt } from '../../evaluation/setting.ts';
import { at } from '../../evaluation/tree.ts';
import type { Additions } from '../../model/safeguards.ts';
import { additionsOf } from '../cloudformation/aws/additions.ts';
import type { FunctionBlock, Service } from './service.ts';

export function functionAdditions({ id, settings }: FunctionBlock, service: Service): Additions {
  const { template } = service;
  return additionsOf({
    id,
    reading: template,
    addResource: (name, definition) => service.addResource(name, definition),
    useQueue: (arn) => (at(settings, 'destinations') ? undefined : insertAt(settings, ['destinations'], { onFailure: { type: 'sqs', arn } })),
    useKey: (arn) => insertAt(settings, ['kmsKeyArn'], arn),
    alarmTopic: () => ({ plain: '${param:alarmTopicArn}', edits: [] }),
  });
}

/** Alarms that a plugin makes, which are not written one by one. */
export function hasAlarmPlugin(service: Service): boolean {
  return service.section('custom', 'alerts') !== undefined || service.section('custom', 'slicWatch') !== undefined;
}
