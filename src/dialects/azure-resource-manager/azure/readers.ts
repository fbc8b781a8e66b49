/** Which reader reads which type of Azure's resources. */
import type { ResourceReader } from '../template.ts';
import { apiReaders } from './apis.ts';
import { containerAppReaders } from './container-apps.ts';
import { identityReaders } from './identities.ts';
import { operationReaders } from './operations.ts';
import { roleReaders } from './roles.ts';
import { securityGroupReaders } from './security-groups.ts';
import { siteReaders } from './sites.ts';
import { storeReaders } from './stores.ts';

const readers: ReadonlyMap<string, ResourceReader> = new Map(
  [apiReaders, containerAppReaders, identityReaders, operationReaders, roleReaders, securityGroupReaders, siteReaders, storeReaders].flatMap(
    (table) => Object.entries(table),
  ),
);

export function readerOf(type: string): ResourceReader | undefined {
  // Put on a resource in the old way, behind its type.
  const diagnostics = 'microsoft.insights/diagnosticsettings';
  if (type.endsWith(`/providers/${diagnostics}`)) return readers.get(diagnostics);
  const assignment = 'microsoft.authorization/roleassignments';
  return readers.get(type.endsWith(assignment) ? assignment : type);
}
