/** Trails that record too little to tell what happened in an account. */
import type { Application } from '../../model/application.ts';
import type { Trail } from '../../model/operations.ts';
import { effective, isWritten } from '../../model/value.ts';
import { defineRule, set, type Problem } from '../rule.ts';
import { exemptions } from './exempted-member.ts';

type Message = 'exempted' | 'unrecorded' | 'stopped' | 'unstarted' | 'regional' | 'partial' | 'unvalidated' | 'invocations' | 'calls';

export default defineRule<Message>({
  id: 'audit/weak-trail',
  title: 'The audit trail has holes',
  practice: 'no-audit',
  severity: 'medium',
  confidence: 'high',
  cwe: [778],
  controls: { 'aws-fsbp': ['CloudTrail.1', 'CloudTrail.4'], 'cis-aws-5.0.0': ['3.1', '3.2'], 'cis-gcp-5.0.0': ['2.1'] },
  why:
    'After a break-in the trail is what tells who did what. ' +
    'An attacker works where it does not look: in another region, or in files that can be changed unseen.',
  remedy: 'Let the trail run, in all regions, with validation of its files, and with the invocations of functions where these matter.',
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html',
    'https://cloud.google.com/logging/docs/audit/configure-data-access',
  ],
  since: '0.1.0',
  messages: {
    exempted: 'Access by {members} leaves no trace: the records of {service} ({type}) leave it out',
    unrecorded: 'Who reads and changes data leaves no trace: the records of all services leave out {types}',
    stopped: '{name} records nothing: it is turned off',
    unstarted: '{name} records nothing: it is made, and nothing here starts it',
    regional: '{name} records one region only: what is done in another leaves no trace',
    partial: '{name} leaves out what everybody looks for first: changes of roles, users and resources',
    unvalidated: 'Nobody would see that the files of {name} were changed: they are not validated',
    calls: '{name} does not record who invokes the functions of the account',
    invocations: '{name} does not record who invokes the functions beside it',
  },

  *check(application) {
    for (const trail of application.trails) yield* holes(trail, application);
    yield* exemptions(application);
  },
});

function* holes(trail: Trail, { functions }: Application): Iterable<Problem<Message>> {
  const data = { name: trail.label };
  const fix = <T>(title: string, setting: Parameters<typeof set<T>>[0], to: NoInfer<T>) =>
    [{ title, risk: 'safe', changes: [set(setting, to)] }] as const;
  const { logging, allRegions, validated, functionData, leavesOut } = trail;
  if (effective(logging) === false) {
    const message = isWritten(logging) ? 'stopped' : 'unstarted';
    yield { message, data, at: logging, subject: trail, fixes: fix('turn the trail on', logging, true) };
  }
  if (effective(allRegions) === false) {
    yield { message: 'regional', data, at: allRegions, subject: trail, fixes: fix('record all regions', allRegions, true) };
  }
  if (effective(leavesOut) === true) {
    yield { message: 'partial', data, at: leavesOut, subject: trail, fixes: fix('record these as well', leavesOut, false) };
  }
  if (effective(validated) === false) {
    const severity = isWritten(validated) ? 'medium' : 'low';
    yield { message: 'unvalidated', data, at: validated, subject: trail, severity, fixes: fix('validate its files', validated, true) };
  }
  // Where the functions stand elsewhere, only somebody who chose what is recorded has left them out.
  if (effective(functionData) === false && (functions.length > 0 || isWritten(functionData))) {
    const [message, severity] = functions.length > 0 ? (['invocations', 'low'] as const) : (['calls', 'note'] as const);
    yield { message, data, at: functionData, subject: trail, severity, fixes: [invocations(trail)] };
  }
}

function invocations({ functionData }: Trail) {
  return {
    title: 'record invocations',
    risk: 'review',
    check: 'each recorded invocation costs a little',
    changes: [set(functionData, true)],
  } as const;
}
