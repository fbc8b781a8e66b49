/** Events that vanish when their function fails. */
import type { Application } from '../../model/application.ts';
import type { Trigger } from '../../model/data.ts';
import type { ServerlessFunction } from '../../model/function.ts';
import type { Consumption } from '../../model/safeguards.ts';
import { defineRule, write, type Problem } from '../rule.ts';

type Message = 'event' | 'stream' | 'queue';

export default defineRule<Message>({
  id: 'hardening/lost-failures',
  title: 'Failed events are lost',
  practice: 'function-hardening',
  severity: 'low',
  confidence: 'high',
  cwe: [391],
  why: 'What was dropped can be neither repaired nor explained, and an attacker can have his traces dropped.',
  remedy: 'Give the function or its queue a place where failures go, and watch it.',
  references: [
    'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html',
  ],
  since: '0.1.0',
  messages: {
    event: 'Events that {name} fails on are lost: it is triggered by {source} and has nowhere to send them',
    stream: 'Records of the stream that {name} fails on are lost: the poller has no on-failure destination',
    queue: 'Messages that {name} fails on come back until they are too old: their queue has no dead-letter queue',
  },
  particulars: {
    event: {
      why: 'Lambda tries an event that nobody waits for three times and then drops it.',
      remedy: 'Give the function an on-failure destination or a dead-letter queue, and watch it.',
    },
    stream: {
      why: 'A record that keeps failing holds up its shard until its tries or its time run out, and is gone then.',
      remedy: 'Give the event source mapping an on-failure destination, and watch it.',
    },
    queue: {
      why: 'A message that can never be handled is tried again and again until its time runs out, and is gone then.',
      remedy: 'Give the queue a dead-letter queue, and watch that.',
    },
  },

  *check(application) {
    yield* lostEvents(application);
    for (const consumption of application.consumptions) {
      const lost = lostRecords(consumption, application);
      if (lost) yield lost;
    }
  },
});

/** Whoever sends these does not wait for an answer. */
const senders: Partial<Record<Trigger['triggerKind'], string>> = {
  bucket: 'a bucket',
  topic: 'a topic',
  'event-bus': 'an event bus',
  schedule: 'a schedule',
  iot: 'a device rule',
  log: 'a log',
};

/** Functions that something sends events to without waiting for the answer, each with the first that does. */
export function sentTo({ functions, triggers, find }: Application): ReadonlyMap<ServerlessFunction, string> {
  const sent = new Map<ServerlessFunction, string>();
  for (const { target, triggerKind, isRetried } of triggers) {
    const source = isRetried === true ? undefined : senders[triggerKind];
    const noun = find(target.to);
    const fn = functions.find((one) => one === noun);
    if (fn && source !== undefined && !sent.has(fn)) sent.set(fn, source);
  }
  return sent;
}

function* lostEvents(application: Application): Iterable<Problem<Message>> {
  for (const [fn, source] of sentTo(application)) {
    if (fn.isFrameworks || fn.failureTarget.state !== 'absent') continue;
    const changes = [write(fn.additions?.failureTarget, 'queue')];
    const check = 'somebody must look at the queue, and a role that stands elsewhere must be allowed to send to it';
    yield {
      message: 'event',
      data: { name: fn.label, source },
      at: fn.at,
      subject: fn,
      fixes: [{ title: 'send failed events to a queue', risk: 'review', check, changes }],
    };
  }
}

function lostRecords(consumption: Consumption, { find }: Application): Problem<Message> | undefined {
  const { failureTarget, sourceKind, target, addFailureTarget } = consumption;
  if (failureTarget.state !== 'absent' || sourceKind === 'other') return undefined;
  const check = 'somebody must look at the queue, and a role that stands elsewhere must be allowed to send to it';
  const changes = [write(addFailureTarget, 'queue')];
  return {
    message: sourceKind,
    data: { name: find(target.to)?.label ?? consumption.label },
    at: failureTarget,
    subject: consumption,
    severity: sourceKind === 'queue' ? 'note' : 'low',
    fixes: [{ title: 'send what fails to a queue', risk: 'review', check, changes }],
  };
}
