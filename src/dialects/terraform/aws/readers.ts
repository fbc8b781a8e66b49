/** Which reader reads which type of AWS resource. */
import { gathered, type ReaderTable } from '../gathered.ts';
import { accountGuardReaders } from './account-guards.ts';
import { bucketReaders } from './buckets.ts';
import { corsPolicyReaders } from './cors-policies.ts';
import { databaseReaders } from './databases.ts';
import { functionPermissionReaders } from './function-permissions.ts';
import { functionReaders } from './functions.ts';
import { furtherStoreReaders } from './further-stores.ts';
import { graphQlReaders } from './graphql.ts';
import { httpApiReaders } from './http-apis.ts';
import { identityReaders } from './identities.ts';
import { listenerReaders } from './listeners.ts';
import { loadBalancerReaders } from './load-balancers.ts';
import { operationReaders } from './operations.ts';
import { permissionSetReaders } from './permission-sets.ts';
import { resourcePolicyReaders } from './resource-policies.ts';
import { restApiReaders } from './rest-apis.ts';
import { safeguardReaders } from './safeguards.ts';
import { secretReaders } from './secrets-and-keys.ts';
import { securityGroupReaders } from './security-groups.ts';
import { signInReaders } from './sign-in.ts';
import { stageReaders } from './stages.ts';
import { storeReaders } from './stores.ts';
import { triggerReaders } from './triggers.ts';
import { webFilterReaders } from './web-filters.ts';

export const awsReaders: ReaderTable = gathered([
  accountGuardReaders,
  bucketReaders,
  corsPolicyReaders,
  databaseReaders,
  functionPermissionReaders,
  functionReaders,
  furtherStoreReaders,
  graphQlReaders,
  httpApiReaders,
  identityReaders,
  listenerReaders,
  loadBalancerReaders,
  operationReaders,
  permissionSetReaders,
  resourcePolicyReaders,
  restApiReaders,
  safeguardReaders,
  secretReaders,
  securityGroupReaders,
  signInReaders,
  stageReaders,
  storeReaders,
  triggerReaders,
  webFilterReaders,
]);
