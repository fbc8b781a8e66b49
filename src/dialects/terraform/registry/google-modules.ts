/** Which expander reads which module of Google's. */
import { expandBalancer } from './google-balancers.ts';
import {
  expandEventFunction,
  expandFunction,
  expandOldRunService,
  expandRunJob,
  expandRunService,
  expandScheduledFunction,
} from './google-functions.ts';
import { expandAccounts, expandAudit, expandBindings, expandMember, expandPolicy, expandServices } from './google-grants.ts';
import { expandBuckets, expandDatabase, expandKeys, expandSecrets, expandSimpleBucket, expandTopic } from './google-stores.ts';
import type { Expander } from './part.ts';

/** By the name of the module, and of the one below it. */
const expanders: Readonly<Record<string, Expander>> = {
  'cloud-run': expandOldRunService,
  'cloud-run//v2': expandRunService,
  'cloud-run//job-exec': expandRunJob,
  'cloud-functions': expandFunction,
  'event-function': expandEventFunction,
  'scheduled-function': expandScheduledFunction,
  'cloud-storage': expandBuckets,
  'cloud-storage//simple_bucket': expandSimpleBucket,
  pubsub: expandTopic,
  kms: expandKeys,
  'secret-manager': expandSecrets,
  'sql-db//mysql': expandDatabase,
  'sql-db//postgresql': expandDatabase,
  'sql-db//mssql': expandDatabase,
  'service-accounts': expandAccounts,
  'service-accounts//simple-sa': expandAccounts,
  'iam//member_iam': expandMember,
  'iam//audit_config': expandAudit,
  'project-factory': expandServices,
  'project-factory//project_services': expandServices,
  'org-policy': expandPolicy,
  'org-policy//org_policy_v2': expandPolicy,
  'org-policy//domain_restricted_sharing': expandPolicy,
  'lb-http//serverless_negs': expandBalancer,
};

const registered =
  /^(?:(?:registry\.terraform\.io|registry\.opentofu\.org)\/)?(?:terraform-google-modules|GoogleCloudPlatform)\/([a-z0-9-]+)\/google(?:\/\/modules\/([\w-]+)\/?)?$/i;
const repository =
  /^(?:git::)?(?:https:\/\/|git@|ssh:\/\/git@)?github\.com[/:](?:terraform-google-modules|GoogleCloudPlatform)\/terraform-google-([a-z0-9-]+?)(?:\.git)?(?:\/\/modules\/([\w-]+)\/?)?(?:\?.*)?$/i;

export function googleExpander(source: string): Expander | undefined {
  const [, name, inner] = registered.exec(source) ?? repository.exec(source) ?? [];
  if (name === undefined) return undefined;
  if (name === 'iam' && inner !== undefined) return expanders[`iam//${inner}`] ?? expandBindings(inner);
  const key = inner === undefined ? name : `${name}//${inner}`;
  return Object.hasOwn(expanders, key) ? expanders[key] : undefined;
}
