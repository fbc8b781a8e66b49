/** Functions whose failures nobody hears of, and alarms that tell nobody. */
import type { Application } from '../../model/application.ts';
import type { ServerlessFunction } from '../../model/function.ts';
import type { Alarm } from '../../model/operations.ts';
import { effective, isOneOf, textOf } from '../../model/value.ts';
import { hole } from '../../platform/aws/arn.ts';
import { defineRule, set, write, type Problem } from '../rule.ts';

type Message = 'unwatched' | 'disabled' | 'silent' | 'nowhere';

export default defineRule<Message>({
  id: 'monitoring/unwatched-function',
  title: 'Nobody hears of failures',
  practice: 'no-alarm',
  severity: 'low',
  confidence: 'medium',
  cwe: [778],
  controls: { 'aws-security-hub': ['CloudWatch.15', 'CloudWatch.17'] },
  why: 'An attack often shows first as errors and throttled calls. Without an alarm that reaches somebody, it is found when the damage is done.',
  remedy: 'Give the function an alarm on its errors and throttles, and the alarm an action that somebody is told by.',
  references: [
    'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html',
  ],
  since: '0.1.0',
  messages: {
    unwatched: 'Nobody hears when {name} fails: no alarm watches its errors or throttles',
    disabled: 'Nobody hears of {name}: it is turned off, or its actions are',
    silent: 'Nobody hears of {name}: it has no action',
    nowhere: '{name} watches nothing: the metrics of Lambda have no {dimension} dimension, so that it never gets data',
  },

  *check(application) {
    for (const alarm of application.alarms) {
      const deaf = deafness(alarm, application);
      if (deaf) yield deaf;
    }
    if (application.alarms.some((alarm) => mayWatchAnything(alarm, application))) return;
    const watched = watchedFunctions(application);
    const called = new Set(application.endpoints.map(({ target }) => target.to));
    for (const fn of application.functions) {
      if (fn.isFrameworks || watched.has(fn)) continue;
      yield { ...unwatched(fn), ...(called.has(fn.key) ? { severity: 'low' } : { severity: 'note', together: 'uncalled' }) };
    }
  },
});

/** What other alarms, deployments and health checks look at need not tell anybody. */
function deafness(alarm: Alarm, { alarms }: Application): Problem<Message> | undefined {
  const { label: name } = alarm;
  const notify = {
    title: 'send the alarm to a topic',
    risk: 'review',
    check: 'the topic must be one that somebody reads',
    changes: [write(alarm.addAction, 'notify')],
  } as const;
  if (alarm.isFrameworks || alarm.isRead === true || alarms.some(({ composed }) => composed === true)) return undefined;
  if (isOneOf(alarm.actionsEnabled, false) === 'yes') {
    const title = 'turn it on';
    const changes = [...(alarm.actions.length === 0 ? notify.changes : []), set(alarm.actionsEnabled, true)];
    const fix = alarm.actions.length === 0 ? { ...notify, title, changes } : ({ title, risk: 'safe', changes } as const);
    return { message: 'disabled', data: { name }, at: alarm.actionsEnabled, subject: alarm, fixes: [fix] };
  }
  if (alarm.actions.length === 0) return { message: 'silent', data: { name }, at: alarm.at, subject: alarm, fixes: [notify] };
  const strange = strangeDimension(alarm);
  if (strange !== undefined) return { message: 'nowhere', data: { name, dimension: strange }, at: alarm.at, subject: alarm };
  return undefined;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
const dimensions = new Set(['FunctionName', 'Resource', 'ExecutedVersion', 'EventSourceMappingUUID']);

function strangeDimension(alarm: Alarm): string | undefined {
  if (effective(alarm.namespace) !== 'AWS/Lambda') return undefined;
  return alarm.dimensions.map(({ name }) => name).find((name) => name !== '' && !dimensions.has(name) && !/\W/.test(name));
}

/** An alarm on what cannot be known, or on all functions at once. */
function mayWatchAnything(alarm: Alarm, { functions }: Application): boolean {
  if (alarm.composed === true || alarm.namespace.state === 'unknown') return true;
  // Those of Google Cloud and Azure watch whole projects and groups; which functions are in them is not written there.
  if (alarm.provider !== 'aws') return true;
  if (effective(alarm.namespace) !== 'AWS/Lambda') return false;
  if (alarm.dimensions.length === 0) return true;
  return alarm.dimensions.some(({ value }) => value.value.state === 'unknown' && functions.every(({ key }) => key !== value.to));
}

function watchedFunctions({ alarms, functions, find }: Application): ReadonlySet<ServerlessFunction> {
  const watched = new Set<ServerlessFunction>();
  const byName = new Map(functions.map((fn) => [textOf(fn.name, hole), fn]));
  for (const { dimensions: named, metric } of alarms) {
    // How often a function is called says nothing of how it fares.
    if (/^(Invocations|ConcurrentExecutions|ProvisionedConcurrency\w*)$/.test(effective(metric) ?? '')) continue;
    for (const { value } of named) {
      const noun = find(value.to);
      const fn = functions.find((one) => one === noun) ?? byName.get(effective(value.value));
      if (fn) watched.add(fn);
    }
  }
  return watched;
}

function unwatched(fn: ServerlessFunction): Problem<Message> {
  const check = 'the topic must be one that somebody reads, and the threshold one that fits the traffic';
  const changes = [write(fn.additions?.errorAlarm, 'notify')];
  return {
    message: 'unwatched',
    data: { name: fn.label },
    at: fn.at,
    subject: fn,
    fixes: [{ title: 'add an alarm on its errors', risk: 'review', check, changes }],
  };
}
