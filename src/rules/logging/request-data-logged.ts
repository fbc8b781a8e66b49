/** Stages and state machines that write whole requests, credentials of callers, or the data of steps to a log. */
import type { Application } from '../../model/application.ts';
import type { Stage } from '../../model/endpoint.ts';
import type { Orchestration } from '../../model/operations.ts';
import { effective, textOf, type Value } from '../../model/value.ts';
import { hole } from '../../platform/aws/arn.ts';
import { sensitiveIn, withoutSensitive } from '../../platform/aws/log-format.ts';
import { defineRule, set, type Problem } from '../rule.ts';

type Message = 'bodies' | 'format' | 'steps';

export default defineRule<Message>({
  id: 'logging/request-data-logged',
  title: 'The log holds what callers send',
  practice: 'log-sensitive-data',
  severity: 'medium',
  confidence: 'high',
  cwe: [532],
  why:
    'Logs are read by more people than the data itself, and are kept for longer. ' +
    'Bodies, tokens and keys that end in them can be used by whoever reads the log.',
  remedy: 'Turn the tracing of bodies off, and log chosen fields: who called what, when, and with which answer.',
  references: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html',
    'https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html',
  ],
  since: '0.1.0',
  messages: {
    bodies: 'The log of {name} holds whole requests and responses: data tracing is on',
    format: 'The access log of {name} holds {what}',
    steps: 'The log of {name} holds the input and output of every step',
  },

  *check(application) {
    for (const stage of application.stages) {
      const traced = tracing(stage, application);
      if (traced) yield traced;
      const formatted = format(stage, application);
      if (formatted) yield formatted;
    }
    for (const machine of application.orchestrations) if (logsSteps(machine)) yield steps(machine);
  },
});

function labelOf(stage: Stage, application: Application): string {
  return application.find(stage.api.to)?.label ?? stage.label;
}

function tracing(stage: Stage, application: Application): Problem<Message> | undefined {
  if (effective(stage.dataTrace) !== true) return undefined;
  return {
    message: 'bodies',
    data: { name: labelOf(stage, application) },
    at: stage.dataTrace,
    subject: stage,
    fixes: [{ title: 'turn data tracing off', risk: 'safe', changes: [set(stage.dataTrace, false)] }],
  };
}

function format(stage: Stage, application: Application): Problem<Message> | undefined {
  const { logFormat } = stage;
  const written = logFormat && logFormat.state !== 'absent' ? textOf(logFormat, hole) : undefined;
  const found = written === undefined ? undefined : sensitiveIn(written);
  // HTTP APIs know no keys: there the variable comes to nothing.
  if (!logFormat || found === undefined || (stage.apiKind === 'http' && found.variable === 'key')) return undefined;
  return {
    message: 'format',
    data: { name: labelOf(stage, application), what: found.what },
    at: logFormat,
    subject: stage,
    fixes: withoutFields(logFormat),
  };
}

function withoutFields(logFormat: Value<string>) {
  const cleaned = logFormat.state === 'known' ? withoutSensitive(logFormat.value) : undefined;
  if (cleaned === undefined) return [];
  return [{ title: 'leave these fields out of the log', risk: 'safe', changes: [set(logFormat, cleaned)] } as const];
}

/** Data is logged only where something is logged at all. */
function logsSteps({ logsData, logLevel }: Orchestration): boolean {
  return effective(logsData) === true && effective(logLevel) !== 'off';
}

function steps(machine: Orchestration): Problem<Message> {
  return {
    message: 'steps',
    data: { name: machine.label },
    at: machine.logsData,
    subject: machine,
    severity: 'low',
    fixes: [
      {
        title: 'leave the data of steps out of the log',
        risk: 'review',
        check: 'what failed is then told by the history of the execution, which is kept for 90 days (Express workflows keep none)',
        changes: [set(machine.logsData, false)],
      },
    ],
  };
}
