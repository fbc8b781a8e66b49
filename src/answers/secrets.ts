/** Keys that other tools see and that open nothing: vendors print them in their documentation. */
import { effective } from '../model/value.ts';
import { exposures } from '../rules/secrets/exposure.ts';
import type { Answer } from './answer.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/security-creds-programmatic-access.html */
const documentationKey = /\bA(?:KI|SI)A[0-9A-Z]{9}EXAMPLE\b/;

export const secretAnswers: readonly Answer[] = [
  {
    id: 'documentation-key',
    to: ['checkov/CKV_AWS_45', 'checkov/CKV_AWS_41', 'checkov/CKV_AWS_46'],
    *check(application) {
      const exposed = new Set(exposures(application).map(({ subject }) => subject.key));
      const printed = application.texts.flatMap(({ value, owner }) => (documentationKey.test(effective(value) ?? '') && owner ? [owner] : []));
      for (const owner of new Set(printed)) {
        const subject = application.find(owner);
        if (subject && !exposed.has(owner))
          yield { subject, harmless: 'the only key in it is the example of AWS’s documentation, which opens nothing' };
      }
    },
  },
];
