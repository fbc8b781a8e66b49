/** What the dialect knows of each provider's resources, put together. */
import { awsDataSources } from './aws/data-sources.ts';
import { awsNaming, namedTypes } from './aws/naming.ts';
import { awsReaders } from './aws/readers.ts';
import { azureNaming, namedAzureTypes } from './azure/naming.ts';
import { azureReaders } from './azure/readers.ts';
import type { ReaderTable } from './gathered.ts';
import { googleDataSources } from './google/data-sources.ts';
import { googleNaming, namedGoogleTypes } from './google/naming.ts';
import { googleReaders } from './google/readers.ts';
import type { DataSource } from './modules/deployment.ts';
import type { NamingFacts, ResourceReader } from './reading.ts';

interface ProviderFacts {
  readonly naming: NamingFacts;
  readonly readers: ReaderTable;
  /** Types that other configurations refer to by name. */
  readonly named: ReadonlySet<string>;
}

const aws: ProviderFacts = { naming: awsNaming, readers: awsReaders, named: namedTypes };
const azure: ProviderFacts = { naming: azureNaming, readers: azureReaders, named: namedAzureTypes };
const google: ProviderFacts = { naming: googleNaming, readers: googleReaders, named: namedGoogleTypes };

function factsOf(type: string): ProviderFacts {
  if (type.startsWith('google_')) return google;
  return /^(?:azurerm|azuread|azapi)_/.test(type) ? azure : aws;
}

export const naming: NamingFacts = {
  nameAttribute: (type) => factsOf(type).naming.nameAttribute(type),
  policyAttribute: (type) => factsOf(type).naming.policyAttribute(type),
  aliases: new Map([...awsNaming.aliases, ...googleNaming.aliases]),
};

export const dataSources: Readonly<Record<string, DataSource>> = { ...awsDataSources, ...googleDataSources };

export function readersOf(type: string): readonly ResourceReader[] {
  return factsOf(type).readers.get(type) ?? [];
}

export function isNamedElsewhere(type: string): boolean {
  return factsOf(type).named.has(type);
}
