/** Which reader reads which type of Azure's resources. */
import type { ResourceReader } from '../template.ts';
import { apiReaders } from './apis.ts';
import { roleReaders } from './roles.ts';
import { siteReaders } from './sites.ts';
import { storeReaders } from './stores.ts';

const readers: ReadonlyMap<string, ResourceReader> = new Map(
  [apiReaders, roleReaders, siteReaders, storeReaders].flatMap((table) => Object.entries(table)),
);

export function readerOf(type: string): ResourceReader | undefined {
  return readers.get(/\/providers\/roleassignments$/.test(type) ? 'microsoft.authorization/roleassignments' : type);
}
