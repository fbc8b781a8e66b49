/** Functions that run code which nobody trusted has signed. */
import { effective, isWritten } from '../../model/value.ts';
import { defineRule, set } from '../rule.ts';

export default defineRule({
  id: 'hardening/unsigned-code',
  title: 'Unsigned code is admitted',
  practice: 'function-hardening',
  severity: 'medium',
  confidence: 'high',
  cwe: [347],
  why:
    'Whoever can write to the bucket of packages, or may update the function, runs his own code with its rights. ' +
    'A signature that is checked and not enforced stops nobody.',
  remedy: 'Refuse code that is not signed by one of your signing profiles, for every function beside those that do.',
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html'],
  since: '0.1.0',
  messages: {
    warned: 'Functions under {name} run unsigned code: it only warns of it',
    exempt: '{name} runs whatever is uploaded, unlike the functions beside it, which take signed code only',
  },

  *check({ codeSignings, functions }) {
    for (const config of codeSignings) {
      if (effective(config.unsigned) !== 'admitted') continue;
      yield {
        message: 'warned',
        data: { name: config.label },
        at: config.unsigned,
        subject: config,
        fixes: [
          {
            title: 'refuse unsigned code',
            risk: 'review',
            check: 'every pipeline that deploys these functions must sign their packages',
            changes: [set(config.unsigned, 'refused')],
          },
        ],
      };
    }
    const signed = functions.some(({ codeSigning }) => isWritten(codeSigning));
    for (const fn of functions) {
      // Images are signed in their registry, in another way.
      if (!signed || fn.isFrameworks || effective(fn.packaging) !== 'zip' || isWritten(fn.codeSigning) || fn.inlineCode) continue;
      yield { message: 'exempt', data: { name: fn.label }, at: fn.at, subject: fn, severity: 'low' };
    }
  },
});
