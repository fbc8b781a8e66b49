/** Stages of APIs that keep no record of who called what. */
import { effective } from '../../model/value.ts';
import { defineRule, set } from '../rule.ts';

export default defineRule({
  id: 'monitoring/unlogged-endpoint',
  title: 'Requests are not logged',
  practice: 'no-logging',
  severity: 'medium',
  confidence: 'high',
  cwe: [778],
  controls: { 'aws-fsbp': ['APIGateway.1', 'APIGateway.9', 'AppSync.2'] },
  why:
    'After an attack the access log is what tells who called what, from where, and with which answer. ' +
    'What was not logged cannot be found out later.',
  remedy: 'Send the access log of the stage to a log group of its own.',
  references: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html',
  ],
  since: '0.1.0',
  messages: {
    unlogged: 'Nobody can tell who called {name}: its stage writes no access log',
  },

  *check(application) {
    for (const stage of application.stages) {
      if (effective(stage.accessLog) !== 'off') continue;
      const api = application.find(stage.api.to);
      // A log that is there can be kept too long, or want a key of its own.
      const leaves = ['logging/unbounded-retention', 'logging/provider-key-only'];
      const fix = { title: 'write an access log', leaves, changes: [set(stage.accessLog, 'on')] };
      yield {
        message: 'unlogged',
        data: { name: api?.label ?? stage.label },
        at: stage.accessLog,
        subject: stage,
        severity: api?.type === stage.type ? 'low' : 'medium',
        fixes: [
          stage.apiKind === 'rest'
            ? {
                ...fix,
                risk: 'review',
                check: 'API Gateway needs a role for CloudWatch in the settings of the account, once for each region',
              }
            : stage.apiKind === 'graphql'
              ? { ...fix, risk: 'review', check: 'a role is made with it: whoever deploys must be allowed to (CAPABILITY_IAM)' }
              : { ...fix, risk: 'safe' },
        ],
      };
    }
  },
});
