/** Which reader reads which type of Google Cloud's resources. */
import { gathered, type ReaderTable } from '../gathered.ts';
import { accountGuardReaders } from './account-guards.ts';
import { auditReaders } from './audit.ts';
import { firewallReaders } from './firewalls.ts';
import { functionReaders } from './functions.ts';
import { gatewayReaders } from './gateways.ts';
import { iamReaders } from './iam.ts';
import { loadBalancerReaders } from './load-balancers.ts';
import { operationReaders } from './operations.ts';
import { secretReaders } from './secrets-and-keys.ts';
import { securityRuleReaders } from './security-rules.ts';
import { datasetReaders, storeReaders } from './stores.ts';
import { triggerReaders } from './triggers.ts';

export const googleReaders: ReaderTable = gathered([
  accountGuardReaders,
  auditReaders,
  datasetReaders,
  firewallReaders,
  functionReaders,
  gatewayReaders,
  iamReaders,
  loadBalancerReaders,
  operationReaders,
  secretReaders,
  securityRuleReaders,
  storeReaders,
  triggerReaders,
]);
