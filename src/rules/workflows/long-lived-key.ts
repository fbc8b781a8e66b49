/** Jobs that sign in to a cloud with a key that stays valid. */
import type { Provider } from '../../model/noun.ts';
import { defineRule, write } from '../rule.ts';

/** What has to be there before the job can sign in without a key. */
const preparation: Readonly<Record<Provider, string>> = {
  aws: 'add the OIDC provider of the pipeline to the account, make a role that trusts this repository alone, set AWS_ROLE_ARN to it, and delete the key',
  gcp: 'make a workload identity pool that admits this repository alone, set GCP_WORKLOAD_IDENTITY_PROVIDER and GCP_SERVICE_ACCOUNT, and delete the key',
  azure: 'add a federated credential for this repository, set AZURE_CLIENT_ID, AZURE_TENANT_ID and AZURE_SUBSCRIPTION_ID, and delete the secret',
};

export default defineRule({
  id: 'workflows/long-lived-key',
  title: 'Pipeline signs in with a long-lived key',
  practice: 'workflow-ci',
  severity: 'high',
  confidence: 'high',
  cwe: [522, 798],
  why:
    'The key works from anywhere and until somebody deletes it: whoever gets hold of it, through an action, a log or a fork, has what the pipeline has. ' +
    'A token that the pipeline asks for in its own name is valid for one job.',
  remedy: 'Let the cloud trust the pipeline’s identity provider (OIDC), and delete the key.',
  references: [
    'https://docs.github.com/en/actions/concepts/security/openid-connect',
    'https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws',
    'https://github.com/google-github-actions/auth#preferred-direct-workload-identity-federation',
    'https://learn.microsoft.com/azure/developer/github/connect-from-azure-openid-connect',
  ],
  since: '0.1.0',
  messages: {
    key: 'Job {name} signs in with {what} that stays valid until somebody deletes it',
  },

  *check({ pipelineJobs }) {
    for (const job of pipelineJobs) {
      for (const what of new Set(job.keys.map((key) => key.what))) {
        const [first, ...others] = job.keys.filter((key) => key.what === what);
        if (!first) continue;
        const slots = [first, ...others].flatMap(({ federate }) => federate ?? []);
        const fix = {
          title: 'sign in with a token of the job',
          risk: 'review',
          check: preparation[first.cloud],
          changes: slots.map((slot) => write(slot, true)),
        } as const;
        yield {
          message: 'key',
          data: { name: job.label, what },
          at: first.value,
          subject: job,
          evidence: what,
          related: others.map(({ value }) => ({ at: value.at, text: 'the job is handed it here as well' })),
          fixes: slots.length > others.length ? [fix] : [],
        };
      }
    }
  },
});
