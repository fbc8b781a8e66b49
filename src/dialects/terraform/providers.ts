/** What the dialect knows of each provider's resources, put together. */
import { awsDataSources } from './aws/data-sources.ts';
import { awsNaming, namedTypes } from './aws/naming.ts';
import { awsReaders } from './aws/readers.ts';
import { googleDataSources } from './google/data-sources.ts';
import { googleNaming, namedGoogleTypes } from './google/naming.ts';
import { googleReaders } from './google/readers.ts';
import type { DataSource } from './modules/deployment.ts';
import type { NamingFacts, ResourceReader } from './reading.ts';

const isGoogle = (type: string): boolean => type.startsWith('google_');

export const naming: NamingFacts = {
  nameAttribute: (type) => (isGoogle(type) ? googleNaming : awsNaming).nameAttribute(type),
  policyAttribute: (type) => (isGoogle(type) ? googleNaming : awsNaming).policyAttribute(type),
  aliases: new Map([...awsNaming.aliases, ...googleNaming.aliases]),
};

export const dataSources: Readonly<Record<string, DataSource>> = { ...awsDataSources, ...googleDataSources };

export function readersOf(type: string): readonly ResourceReader[] {
  return (isGoogle(type) ? googleReaders : awsReaders).get(type) ?? [];
}

/** Do other configurations refer to it by name? */
export function isNamedElsewhere(type: string): boolean {
  return (isGoogle(type) ? namedGoogleTypes : namedTypes).has(type);
}
