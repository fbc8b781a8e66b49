/** Secrets that a job writes to its log. */
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'workflows/printed-secret',
  title: 'Secret is written to the log',
  practice: 'workflow-ci',
  severity: 'high',
  confidence: 'medium',
  cwe: [532],
  why: 'Logs are read by more people than secrets are, and are kept for months. What hides secrets in them knows the exact text only: parts, lines and encodings come through.',
  remedy: 'Do not print it. To see whether it is there, test that it is not empty.',
  unfixable: 'what the line is to tell instead, only its author knows',
  references: ['https://docs.github.com/en/actions/reference/security/secure-use#use-secrets-for-sensitive-information'],
  since: '0.1.0',
  messages: {
    printed: 'Job {name} writes the secret {secret} to its log',
    disguised: 'Job {name} writes the secret {secret} to its log in a form that nothing hides',
  },

  *check({ pipelineJobs }) {
    for (const job of pipelineJobs) {
      for (const { name, at, disguised } of job.prints) {
        const data = { name: job.label, secret: name };
        // GitHub hides the plain form: it leaks once the text differs a little.
        yield { message: disguised ? 'disguised' : 'printed', data, at, subject: job, evidence: name, severity: disguised ? 'high' : 'medium' };
      }
    }
  },
});
