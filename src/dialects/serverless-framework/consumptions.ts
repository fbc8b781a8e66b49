/** Reads what the pollers of `stream` and `sqs` events do with records that the function fails on. */
import { insertAt, setting, text } from '../../evaluation/setting.ts';
import { at, type Tree } from '../../evaluation/tree.ts';
import type { Consumption } from '../../model/safeguards.ts';
import { known, unknown, type Slot } from '../../model/value.ts';
import { failureQueue } from '../cloudformation/aws/additions.ts';
import { queueFailures } from '../cloudformation/aws/safeguards.ts';
import { resourceNoun } from './api.ts';
import type { ServiceEvent } from './events.ts';
import type { Service } from './service.ts';

export function readConsumption(event: ServiceEvent, service: Service): void {
  if (event.kind !== 'stream' && event.kind !== 'sqs') return;
  const { owner, value, at: head } = event;
  const id = `${owner.id}/polling/${event.index}`;
  const arn = value?.kind === 'mapping' ? at(value, 'arn') : value;
  const source = service.template.link(arn, owner.settings);
  service.nouns.consumptions.push({
    ...resourceNoun(id, event.kind, head, service, `${event.kind} of ${owner.name}`, event.body),
    kind: 'consumption',
    sourceKind: event.kind === 'sqs' ? 'queue' : 'stream',
    source,
    target: { value: known(owner.name, owner.at), to: owner.key },
    ...(event.kind === 'sqs' ? queueFailures(service.template.behind(source), service.template, head) : streamFailures(event, arn, service)),
  });
}

/** `destinations: { onFailure: arn }`; an event that is only an ARN becomes one with settings. */
function streamFailures(event: ServiceEvent, arn: Tree | undefined, service: Service): Pick<Consumption, 'failureTarget' | 'addFailureTarget'> {
  const { owner, value, at: head } = event;
  if (value?.kind !== 'mapping') {
    return {
      failureTarget: arn
        ? { ...setting(emptyAt(value, head), ['onFailure'], text, { head }), slot: undefined }
        : unknown('its source is not known', head),
    };
  }
  const written = at(value, 'destinations', 'onFailure');
  const addFailureTarget: Slot<'queue'> = () => {
    const name = `${owner.id}StreamFailures${event.index === 0 ? '' : event.index}`;
    const used = insertAt(value, ['destinations'], { onFailure: { type: 'sqs', arn: { 'Fn::GetAtt': [name, 'Arn'] } } });
    const added = used && service.addResource(name, failureQueue);
    return added && [...used, ...added];
  };
  if (written) return { failureTarget: unknown('it is written', written.at), addFailureTarget };
  return { failureTarget: setting(value, ['destinations', 'onFailure'], text, { head }), addFailureTarget };
}

function emptyAt(value: Tree | undefined, head: ServiceEvent['at']) {
  return { kind: 'mapping', entries: new Map(), at: value?.at ?? head, via: [] } as const;
}
