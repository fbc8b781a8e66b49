/** Log groups that keep everything for ever. */
import type { Application } from '../../model/application.ts';
import type { ServerlessFunction } from '../../model/function.ts';
import { rootOf } from '../../model/noun.ts';
import type { LogGroup } from '../../model/operations.ts';
import { effective } from '../../model/value.ts';
import { defineRule, set, write, type Problem } from '../rule.ts';

type Message = 'group' | 'implied';

/** Long enough to look back at an incident, short enough to forget. */
const days = 90;

export default defineRule<Message>({
  id: 'logging/unbounded-retention',
  title: 'Logs are kept for ever',
  practice: 'log-access',
  severity: 'low',
  confidence: 'high',
  cwe: [779],
  controls: { 'aws-security-hub': ['CloudWatch.16'], 'nist-800-53-r5': ['AU-6', 'AU-10', 'AU-11', 'CA-7', 'SI-12'] },
  why: 'What is kept can leak, is asked for, and is paid for. Logs of people’s doings may not be kept longer than they are needed.',
  remedy: 'Say for how many days the log group keeps its entries.',
  references: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html',
  ],
  since: '0.1.0',
  messages: {
    group: '{name} keeps every entry for ever: it has no retention',
    implied: 'What {name} logs is kept for ever: the log group that Lambda makes for it has no retention',
  },

  *check(application) {
    const bounded = new Set(application.logGroups.filter((group) => !isUnbounded(group)).map(({ key }) => rootOf(key)));
    for (const group of application.logGroups) {
      if (!isUnbounded(group)) continue;
      // Where no group of a root has a retention, somebody has yet to choose one for all of them; else this one was forgotten.
      yield bounded.has(rootOf(group.key)) ? unbounded(group) : { ...unbounded(group), together: 'all' };
    }
    for (const fn of application.functions) if (!fn.isFrameworks && !hasGroup(fn, application)) yield implied(fn);
  },
});

/** An unknown number of days is a number. */
function isUnbounded({ retentionDays }: LogGroup): boolean {
  return retentionDays.state === 'absent' && effective(retentionDays) === undefined;
}

function unbounded(group: LogGroup): Problem<Message> {
  return {
    message: 'group',
    data: { name: group.label },
    at: group.retentionDays,
    subject: group,
    fixes: [
      {
        title: `keep entries for ${days} days`,
        risk: 'review',
        check: 'older entries are deleted; laws and contracts may ask for another number of days',
        changes: [set(group.retentionDays, days)],
      },
    ],
  };
}

/** Is its log group written anywhere here: named by it, or named after it? */
function hasGroup(fn: ServerlessFunction, { logGroups, find, functions }: Application): boolean {
  if (fn.logGroup) return true;
  if (!fn.additions?.logGroup) return true;
  const name = effective(fn.name);
  return (
    logGroups.some(({ name: written }) => {
      if (written.state === 'known') return name !== undefined && written.value === `/aws/lambda/${name}`;
      if (written.state !== 'unknown') return false;
      const references = (written.pattern ?? []).flatMap((part) => (typeof part === 'string' ? [] : [part.reference?.address]));
      // A name that cannot be known may be that of any function.
      return (
        references.length === 0 ||
        references.some(
          (address) => address === undefined || fn.address.endsWith(address) || !functions.some((other) => other.address.endsWith(address)),
        )
      );
    }) || find(fn.key) === undefined
  );
}

function implied(fn: ServerlessFunction): Problem<Message> {
  return {
    message: 'implied',
    data: { name: fn.label },
    at: fn.at,
    subject: fn,
    severity: 'note',
    together: 'implied',
    fixes: [
      {
        title: `log to a group that keeps entries for ${days} days`,
        risk: 'review',
        check: 'entries written so far stay in the old group, and a role that may only write to /aws/lambda/… needs the new one',
        // A group that is written down can want a key of its own.
        leaves: ['logging/provider-key-only'],
        changes: [write(fn.additions?.logGroup, days)],
      },
    ],
  };
}
