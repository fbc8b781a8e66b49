/** Resources of the Azure Resource Manager, written in JSON, in Bicep or in HCL, as their readers see them. */
import type { Mapping, Tree } from '../../evaluation/tree.ts';
import type { NounLists } from '../../model/application.ts';
import type { Link, NounKey } from '../../model/noun.ts';
import type { Edit } from '../../source/edit.ts';
import type { Span } from '../../source/span.ts';

/** One resource, worked out. */
export interface AzureResource {
  /** Its symbol in Bicep; in JSON its type and name. Behind the path of the modules it is in. */
  readonly address: string;
  /** What its author calls it. */
  readonly label: string;
  /** The whole type in lower case, of resources inside of others as well: `microsoft.web/sites/config`. */
  readonly type: string;
  /** As it is written. */
  readonly typeText: string;
  /** Of the API that it is sent to, where it is known: `2023-05-01`. Defaults change with it. */
  readonly apiVersion: string | undefined;
  readonly name: Tree | undefined;
  readonly at: Span;
  readonly body: Span;
  /** The whole definition: `properties`, `kind`, `sku`, `identity` … */
  readonly definition: Mapping;
  /** Its `properties`; an empty mapping where there are none. */
  readonly properties: Mapping;
  readonly parent: AzureResource | undefined;
  /** What it is put on, for diagnostic settings, locks and role assignments; undefined: its resource group. */
  readonly scope: AzureResource | undefined;
  readonly existing: boolean;
  /** What its template is deployed to: `resourceGroup`, `subscription`, `managementGroup`, `tenant`. */
  readonly targetScope: string;
}

/** What a reader of resources is given. */
export interface Reading {
  readonly unit: string;
  readonly nouns: NounLists;
  readonly resources: readonly AzureResource[];
  key(address: string): NounKey;
  ofType(type: string): readonly AzureResource[];
  /** The resources inside of `owner`, by the rest of their type: `config`, `blobservices/containers`. */
  inside(owner: AzureResource, type: string): readonly AzureResource[];
  /** The resource that a tree refers to: by its symbol, its id, or its name. */
  target(tree: Tree | undefined): AzureResource | undefined;
  link(tree: Tree | undefined, owner: AzureResource): Link;
  /** Edits that make a text a parameter without default, which is handed in at deployment. */
  handIn(tree: Tree, name: string, owner: AzureResource): readonly Edit[] | undefined;
  /** Edits that put a reference to an entry of a vault in the place of a text, among the settings of an app. */
  referTo(tree: Tree, entry: string, owner: Pick<AzureResource, 'address'>): readonly Edit[] | undefined;
}

/** The resources inside of `owner`, by the rest of their type. */
export function resourcesInside(resources: readonly AzureResource[], owner: AzureResource, type: string): readonly AzureResource[] {
  const wanted = `${owner.type}/${type}`;
  const isInside = (resource: AzureResource | undefined): boolean => resource !== undefined && (resource === owner || isInside(resource.parent));
  return resources.filter((resource) => resource.type === wanted && isInside(resource.parent));
}

/** Reads the resources of one type into nouns. */
export type ResourceReader = (resource: AzureResource, reading: Reading) => void;
