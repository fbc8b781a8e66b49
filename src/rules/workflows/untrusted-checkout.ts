/** Strangers' code, fetched by a job that runs with the rights of the repository. */
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'workflows/untrusted-checkout',
  title: 'Privileged job fetches the code of strangers',
  practice: 'workflow-ci',
  severity: 'high',
  confidence: 'medium',
  cwe: [829, 94],
  why:
    'Workflows of this trigger have the secrets and a token that may write, even when a fork sets them off. Building, testing or installing what ' +
    'the fork brings runs its code with them.',
  remedy: 'Build and test under `pull_request`, which has no secrets, and hand results over to a second workflow as artifacts.',
  unfixable: 'the workflow has to be split into one that runs the code and one that has the rights',
  references: [
    'https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/',
    'https://docs.github.com/en/actions/reference/security/secure-use#mitigating-the-risks-of-untrusted-code-checkout',
  ],
  since: '0.1.0',
  messages: {
    head: 'Job {name} runs on {trigger}, with the rights of the repository, and fetches the code of whoever sets it off',
  },

  *check({ pipelineJobs }) {
    for (const job of pipelineJobs) {
      for (const { at, guarded, trigger } of job.checkouts) {
        if (guarded === 'no') yield { message: 'head', data: { name: job.label, trigger }, at, subject: job, evidence: trigger };
      }
    }
  },
});
