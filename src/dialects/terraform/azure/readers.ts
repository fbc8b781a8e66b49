/** Which reader reads which type of Azure's resources. */
import { gathered, type ReaderTable } from '../gathered.ts';
import { apiReaders } from './apis.ts';
import { containerAppReaders } from './container-apps.ts';
import { functionReaders } from './functions.ts';
import { identityReaders } from './identities.ts';
import { operationReaders } from './operations.ts';
import { roleReaders } from './roles.ts';
import { securityGroupReaders } from './security-groups.ts';
import { storeReaders } from './stores.ts';

export const azureReaders: ReaderTable = gathered([
  apiReaders,
  containerAppReaders,
  functionReaders,
  identityReaders,
  operationReaders,
  roleReaders,
  securityGroupReaders,
  storeReaders,
]);
