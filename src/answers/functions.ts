/** What other tools ask of every function, and why it comes to nothing for this one. */
import { sentTo } from '../rules/hardening/lost-failures.ts';
import { tellingVariables } from '../rules/storage/provider-key-environment.ts';
import type { Answer } from './answer.ts';

export const functionAnswers: readonly Answer[] = [
  {
    id: 'nobody-sends-it-events',
    to: ['checkov/CKV_AWS_116'],
    *check(application) {
      const sent = sentTo(application);
      const harmless = 'only events that nobody waits for need a place to go when they fail, and nothing here sends it any';
      for (const subject of application.functions) if (subject.provider === 'aws' && !sent.has(subject)) yield { subject, harmless };
    },
  },
  {
    id: 'plain-environment',
    to: ['checkov/CKV_AWS_173'],
    *check({ functions, parameters }) {
      const harmless = 'the provider’s key encrypts the environment, and all that it holds are switches and names of resources';
      for (const subject of functions) {
        if (subject.provider !== 'aws' || subject.environmentPartial || tellingVariables(subject, parameters).length > 0) continue;
        yield { subject, harmless };
      }
    },
  },
];
