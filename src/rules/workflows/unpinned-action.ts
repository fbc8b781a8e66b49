/** Other people's actions, in jobs that deploy or hold secrets, by a name that can come to mean something else. */
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'workflows/unpinned-action',
  title: 'Action of others is not pinned',
  practice: 'workflow-ci',
  severity: 'medium',
  confidence: 'high',
  cwe: [829, 1357],
  why:
    'Whoever can move the tag or the branch, its owner or somebody who has taken over the account, runs code of their own beside the ' +
    'secrets of the job at its next run.',
  remedy: 'Name the action by the full hash of a commit that you have looked at, with the version as a comment.',
  unfixable: 'the hash of the version has to be looked up where the action is kept',
  references: [
    'https://docs.github.com/en/actions/reference/security/secure-use#using-third-party-actions',
    'https://www.cisa.gov/news-events/alerts/2025/03/18/supply-chain-compromise-third-party-tj-actionschanged-files-cve-2025-30066-and-reviewdogaction',
  ],
  since: '0.1.0',
  messages: {
    branch: 'Job {name} runs whatever {action} is at that moment: it is named by a branch',
    tag: 'Job {name} runs {action} by a tag, which its owner can move',
  },

  *check({ pipelineJobs }) {
    for (const job of pipelineJobs) {
      if (!job.deploys && !job.holdsSecrets) continue;
      for (const { reference, name, version, isPlatforms } of job.components) {
        if (version === 'branch') {
          yield { message: 'branch', data: { name: job.label, action: name }, at: reference, subject: job, evidence: name };
        } else if (version === 'tag' && !isPlatforms) {
          yield { message: 'tag', data: { name: job.label, action: name }, at: reference, subject: job, evidence: name };
        }
      }
    }
  },
});
