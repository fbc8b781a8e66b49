/** Tokens of pipelines that may do more than the job needs. */
import { listing } from '../listing.ts';
import { defineRule, write } from '../rule.ts';

export default defineRule({
  id: 'workflows/broad-permissions',
  title: 'Token of the pipeline may write too much',
  practice: 'workflow-ci',
  severity: 'medium',
  confidence: 'high',
  cwe: [250, 732],
  why: 'Each step of the job, and each action it uses, has the token: one that is tampered with can change the code, its releases and its packages.',
  remedy: 'Let the workflow read only, and give single jobs the rights that they need.',
  references: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions',
    'https://docs.github.com/en/actions/reference/security/secure-use',
  ],
  since: '0.1.0',
  messages: {
    everything: 'The token of {name} may write everything in the repository',
    shared: 'Every job of the workflow may write {scopes}, whether it needs to or not',
  },

  *check({ pipelineJobs }) {
    for (const job of pipelineJobs) {
      for (const { extent, scopes, at, narrow } of job.rights) {
        if (extent === 'everything') {
          const check = 'add what the jobs write: releases need contents, comments need pull-requests or issues, images need packages';
          const fixes = narrow ? ([{ title: 'let it read only', risk: 'review', check, changes: [write(narrow, true)] }] as const) : [];
          yield { message: 'everything', data: { name: job.label }, at, subject: job, fixes };
        } else if (extent === 'shared') {
          yield { message: 'shared', data: { scopes: listing(scopes) }, at, subject: job, severity: 'low' };
        }
      }
    }
  },
});
