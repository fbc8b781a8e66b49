/** Functions, stages and orchestrations that record no traces. */
import type { Application } from '../../model/application.ts';
import { rootOf, type Link, type Noun } from '../../model/noun.ts';
import { effective, textOf, type Value } from '../../model/value.ts';
import { defineRule, set } from '../rule.ts';
import { covering, isAllow } from '../statement.ts';

export default defineRule({
  id: 'monitoring/untraced-function',
  title: 'Requests are not traced',
  practice: 'no-logging',
  severity: 'low',
  confidence: 'high',
  cwe: [778],
  controls: { 'aws-fsbp': ['APIGateway.3'], 'aws-security-hub': ['Lambda.7'], 'nist-800-53-r5': ['CA-7'] },
  why: 'Without traces an incident in one function cannot be followed into the services it calls.',
  remedy: 'Turn active tracing on, and let the role send traces.',
  references: [
    'https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-xray.html',
    'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html',
  ],
  since: '0.1.0',
  messages: {
    function: 'Nobody can follow a request through {name}: the function records no traces',
    stage: 'Nobody can follow a request through {name}: the API records no traces',
    orchestration: 'Nobody can follow an execution of {name}: it records no traces',
  },

  *check(application) {
    const traceable = application.functions.filter(({ isFrameworks }) => isFrameworks !== true);
    const tracing = new Set(traceable.filter((fn) => effective(fn.tracing) !== 'pass-through').map(({ key }) => rootOf(key)));
    for (const { message, noun, tracing: mode, sender } of traced(application)) {
      if (noun.isFrameworks === true || effective(mode) !== 'pass-through') continue;
      const changes = [set(mode, 'active')];
      yield {
        message,
        data: { name: noun.label },
        at: mode,
        subject: noun,
        // Where no function of a root records traces, nobody has decided yet: one decision, one finding. Else this one was forgotten.
        ...(message === 'function' && !tracing.has(rootOf(noun.key)) ? { together: 'all' } : {}),
        fixes: [
          sender === undefined || maySend(sender, application)
            ? { title: 'turn tracing on', risk: 'safe', changes }
            : { title: 'turn tracing on', risk: 'review', check: 'its role needs xray:PutTraceSegments and xray:PutTelemetryRecords', changes },
        ],
      };
    }
  },
});

interface Traced {
  readonly message: 'function' | 'stage' | 'orchestration';
  readonly noun: Noun;
  readonly tracing: Value<'active' | 'pass-through'>;
  /** The role that sends the traces; stages need none. */
  readonly sender?: Link | undefined;
}

function* traced({ functions, stages, orchestrations }: Application): Iterable<Traced> {
  for (const fn of functions) yield { message: 'function', noun: fn, tracing: fn.tracing, sender: fn.identity };
  for (const stage of stages) yield { message: 'stage', noun: stage, tracing: stage.tracing };
  for (const machine of orchestrations) yield { message: 'orchestration', noun: machine, tracing: machine.tracing, sender: machine.identity };
}

/** A role that the tool makes gets the right by itself; others must have it. */
function maySend(sender: Link, application: Application): boolean {
  if (sender.value.state === 'absent') return true;
  const noun = application.find(sender.to);
  const role = application.identities.find((identity) => identity === noun);
  if (!role) return false;
  return (
    role.managedPolicies.some((policy) => /AWSXRayDaemonWriteAccess|AWSXrayWriteOnlyAccess|AdministratorAccess/.test(textOf(policy) ?? '')) ||
    role.statements.some((statement) => isAllow(statement) && covering(statement, ['xray:PutTraceSegments']))
  );
}
