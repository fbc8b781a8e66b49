/** Functions whose role cannot write logs, and orchestrations that write none. */
import type { Identity } from '../../model/access.ts';
import type { Application } from '../../model/application.ts';
import { effective, textOf, type Value } from '../../model/value.ts';
import { defineRule, set, write, type Fix } from '../rule.ts';
import { silencedDiagnostics } from './silenced-diagnostics.ts';
import { covering, isAllow } from '../statement.ts';

const writing = ['logs:PutLogEvents'];

/** https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSLambdaBasicExecutionRole.html */
const basicExecution = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';

/** Managed policies that surely do not let logs be written; of the others it is not claimed. */
const withoutLogs = new Set([
  'AmazonDynamoDBFullAccess',
  'AmazonDynamoDBReadOnlyAccess',
  'AmazonS3FullAccess',
  'AmazonS3ReadOnlyAccess',
  'AmazonSNSFullAccess',
  'AmazonSNSReadOnlyAccess',
  'AmazonSQSFullAccess',
  'AmazonSQSReadOnlyAccess',
  'AmazonSSMReadOnlyAccess',
  'AWSXRayDaemonWriteAccess',
]);

export default defineRule({
  id: 'monitoring/unlogged-function',
  title: 'Executions are not logged',
  practice: 'no-logging',
  severity: 'medium',
  confidence: 'medium',
  cwe: [778],
  controls: { 'aws-fsbp': ['StepFunctions.1'], 'cis-azure-5.0.0': ['6.1.1.4', '6.1.4'], mcsb: ['LT-3'] },
  why: 'What runs without a log leaves nothing behind: neither failures nor abuse can be found, let alone explained.',
  remedy:
    'Let the role write logs (AWSLambdaBasicExecutionRole, or logs:CreateLogStream and logs:PutLogEvents on the log group), ' +
    'and turn the logging of state machines and pipes on.',
  references: [
    'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html',
    'https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html',
    'https://learn.microsoft.com/azure/azure-monitor/essentials/diagnostic-settings',
  ],
  since: '0.1.0',
  messages: {
    silenced: 'What happens in {name} leaves no trace: its logs are turned off',
    denied: 'What {name} does leaves no trace: its role is denied to write logs',
    mute: 'What {name} does leaves no trace: its role may not write logs',
    off: 'Executions of {name} leave no trace: logging is turned off',
    unwritten: 'Executions of {name} leave no trace: nothing turns logging on',
  },
  particulars: {
    silenced: { remedy: 'Turn its logging on.' },
    off: { remedy: 'Turn its logging on.' },
    unwritten: { remedy: 'Turn its logging on.' },
  },

  *check(application) {
    for (const fn of application.functions) {
      const role = roleOf(fn.identity.to, application);
      const denial = role && denialOf(role);
      if (role && denial) yield { message: 'denied', data: { name: fn.label }, at: denial, subject: role };
      else if (role && isMute(role)) yield { message: 'mute', data: { name: fn.label }, at: role.at, subject: role, fixes: [attachment(role)] };
    }
    yield* silencedDiagnostics(application);
    for (const machine of application.orchestrations) {
      if (effective(machine.logLevel) !== 'off') continue;
      const written = machine.logLevel.state === 'known';
      yield {
        message: written ? 'off' : 'unwritten',
        data: { name: machine.label },
        at: machine.logLevel,
        subject: machine,
        severity: written ? 'medium' : 'low',
        fixes: [
          {
            title: 'log executions',
            risk: 'review',
            check: 'its role needs the rights to deliver logs (logs:CreateLogDelivery and those beside it)',
            changes: [set(machine.logLevel, 'all')],
          },
        ],
      };
    }
  },
});

function roleOf(key: string | undefined, application: Application): Identity | undefined {
  const noun = application.find(key);
  return application.identities.find((identity) => identity === noun && identity.identityKind === 'role');
}

function denialOf({ statements }: Identity): Value<string> | undefined {
  const denial = statements.find(
    (statement) => effective(statement.effect) === 'deny' && statement.conditions.length === 0 && covering(statement, writing),
  );
  return denial && covering(denial, writing);
}

function attachment(role: Identity): Fix {
  return { title: 'let the role write logs', risk: 'safe', changes: [write(role.attach, basicExecution)] };
}

/** Is everything that the role may do known, and writing logs not among it? */
function isMute({ statements, statementsPartial, managedPolicies }: Identity): boolean {
  if (statementsPartial || statements.length + managedPolicies.length === 0) return false;
  if (!managedPolicies.every((policy) => withoutLogs.has(textOf(policy)?.split('/').at(-1) ?? ''))) return false;
  return statements.every((statement) => {
    if (!isAllow(statement)) return effective(statement.effect) === 'deny';
    const { actions, notActions } = statement;
    const known = !actions.partial && !notActions.partial && notActions.items.length === 0 && actions.items.every(({ state }) => state === 'known');
    return known && !covering(statement, writing);
  });
}
