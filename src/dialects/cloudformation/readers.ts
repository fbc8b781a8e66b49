/** The readers of every resource type of CloudFormation and SAM. */
import { accountGuardReaders } from './aws/account-guards.ts';
import { bucketReaders } from './aws/buckets.ts';
import { corsPolicyReaders } from './aws/cors-policies.ts';
import { databaseReaders } from './aws/databases.ts';
import { eventSourceReaders } from './aws/event-sources.ts';
import { functionPermissionReaders } from './aws/function-permissions.ts';
import { functionReaders } from './aws/functions.ts';
import { furtherStoreReaders } from './aws/further-stores.ts';
import { graphQlReaders } from './aws/graphql.ts';
import { httpApiReaders } from './aws/http-apis.ts';
import { identityReaders } from './aws/identities.ts';
import { listenerReaders } from './aws/listeners.ts';
import { loadBalancerReaders } from './aws/load-balancers.ts';
import { operationReaders } from './aws/operations.ts';
import { resourcePolicyReaders } from './aws/resource-policies.ts';
import { restApiReaders } from './aws/rest-apis.ts';
import { safeguardReaders } from './aws/safeguards.ts';
import { secretReaders } from './aws/secrets-and-keys.ts';
import { securityGroupReaders } from './aws/security-groups.ts';
import { signInReaders } from './aws/sign-in.ts';
import { stageReaders } from './aws/stages.ts';
import { storeReaders } from './aws/stores.ts';
import { webFilterReaders } from './aws/web-filters.ts';
import { samReaders } from './sam/readers.ts';
import type { ResourceReader } from './template.ts';

export const resourceReaders: Readonly<Record<string, ResourceReader>> = {
  ...functionReaders,
  ...functionPermissionReaders,
  ...identityReaders,
  ...restApiReaders,
  ...httpApiReaders,
  ...stageReaders,
  ...graphQlReaders,
  ...listenerReaders,
  ...bucketReaders,
  ...storeReaders,
  ...databaseReaders,
  ...furtherStoreReaders,
  ...secretReaders,
  ...resourcePolicyReaders,
  ...eventSourceReaders,
  ...operationReaders,
  ...safeguardReaders,
  ...accountGuardReaders,
  ...securityGroupReaders,
  ...signInReaders,
  ...corsPolicyReaders,
  ...loadBalancerReaders,
  ...webFilterReaders,
  ...samReaders,
};
