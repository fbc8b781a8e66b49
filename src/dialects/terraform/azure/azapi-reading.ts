/** Resources of the azapi provider as the readers of Azure's templates take them: the same type, the same properties, in HCL. */
import { asValue, text } from '../../../evaluation/setting.ts';
import { at, Expression, scalarText, type Mapping, type Tree } from '../../../evaluation/tree.ts';
import type { NounLists } from '../../../model/application.ts';
import type { Link, NounKey } from '../../../model/noun.ts';
import { absent, referencesOf } from '../../../model/value.ts';
import type { Edit } from '../../../source/edit.ts';
import type { Span } from '../../../source/span.ts';
import { propertiesOf } from '../../azure-resource-manager/resources.ts';
import { resourcesInside, type AzureResource, type Reading as ArmReading } from '../../azure-resource-manager/template.ts';
import { addVariable } from '../adding.ts';
import { labelOf } from '../nouns.ts';
import type { Reading, TerraformResource } from '../reading.ts';
import { armTypeOf, foreignDefinition, ledBy } from './azapi-trees.ts';
import { referToVault } from './vault-references.ts';

/** What the types of the azurerm provider are called in templates, as far as readers ask for the type of what is referred to. */
const types: Readonly<Record<string, string>> = {
  azurerm_user_assigned_identity: 'Microsoft.ManagedIdentity/userAssignedIdentities',
  azurerm_storage_account: 'Microsoft.Storage/storageAccounts',
  azurerm_network_security_group: 'Microsoft.Network/networkSecurityGroups',
};

/** What is known of one resource before it is put among the others. */
export interface Written {
  readonly resource: TerraformResource;
  readonly typeText: string;
  readonly definition: Mapping;
  /** Where it is put, when that is not what its `parent_id` says. */
  readonly owner?: { readonly target: TerraformResource | undefined; readonly path: readonly string[] } | undefined;
}

export class HclResource implements AzureResource {
  readonly address: string;
  readonly label: string;
  readonly type: string;
  readonly typeText: string;
  readonly apiVersion: string | undefined;
  readonly name: Tree | undefined;
  readonly at: Span;
  readonly body: Span;
  readonly definition: Mapping;
  readonly properties: Mapping;
  readonly existing = false;
  readonly targetScope: string;
  readonly resource: TerraformResource;
  readonly #reading: AzapiReading;
  readonly #owner: NonNullable<Written['owner']>;
  #parent: { readonly found: AzureResource | undefined } | undefined;

  constructor({ resource, typeText, definition, owner }: Written, reading: AzapiReading) {
    const led = ledBy(at(resource.properties, 'parent_id'), reading.terraform);
    this.resource = resource;
    this.#reading = reading;
    this.#owner = owner ?? led;
    this.address = resource.address;
    this.label = labelOf(resource);
    this.typeText = typeText;
    this.type = typeText.toLowerCase();
    this.apiVersion = scalarText(at(resource.properties, 'type'))?.split('@')[1];
    this.name = at(definition, 'name');
    this.at = resource.at;
    this.body = resource.body;
    this.definition = definition;
    this.properties = propertiesOf(definition);
    this.targetScope = scopeNamed(led.written);
  }

  /** `Microsoft.Web/sites/config` is put into what its `parent_id` names; a type of its own is put on it. */
  get parent(): AzureResource | undefined {
    this.#parent ??= { found: this.#findParent() };
    return this.#parent.found;
  }

  #findParent(): AzureResource | undefined {
    const outer = this.typeText.split('/').slice(0, -1);
    const { target, path } = this.#owner;
    // A path behind the id names each type and each name: `blobServices/default`.
    const type = outer.slice(0, outer.length - Math.floor(path.length / 2)).join('/');
    return outer.length > 1 && target ? this.#reading.of(target, type) : undefined;
  }

  get scope(): AzureResource | undefined {
    const { target } = this.#owner;
    const isWhole = this.typeText.split('/').length === 2;
    return isWhole && target && !groups.test(target.address) ? this.#reading.of(target) : undefined;
  }
}

const groups = /(?:^|\.)(?:azurerm_(?:resource_group|subscription|client_config|management_group)|azapi_client_config)\./;

function scopeNamed(id: string): string {
  if (/managementgroup/i.test(id.replace('_', ''))) return 'managementGroup';
  return /subscription|client_config/i.test(id) && !/resourceGroups|resource_group/i.test(id) ? 'subscription' : 'resourceGroup';
}

const origin = { description: 'Origin of the pages that may call the API, as in https://www.example.org', type: new Expression('string') };

export class AzapiReading implements ArmReading {
  readonly terraform: Reading;
  readonly nouns: NounLists;
  readonly #resources = new Map<string, HclResource>();
  readonly #byType = new Map<string, HclResource[]>();

  constructor(terraform: Reading, nouns: NounLists, written: readonly Written[]) {
    this.terraform = terraform;
    this.nouns = nouns;
    for (const one of written) this.#add(new HclResource(one, this));
    // What templates of the same account would declare: identities are looked for by their type.
    for (const resource of terraform.ofType('azurerm_user_assigned_identity')) this.of(resource);
  }

  get unit(): string {
    return this.terraform.unit;
  }

  get resources(): readonly HclResource[] {
    return [...this.#resources.values()];
  }

  /** A resource of any provider; of another provider's nothing is known but what it is. */
  of(resource: TerraformResource, type = armTypeOf(resource) ?? types[resource.type] ?? resource.type): HclResource {
    const before = this.#resources.get(resource.address);
    if (before) return before;
    const made = new HclResource({ resource, typeText: type, definition: foreignDefinition(resource) }, this);
    this.#add(made);
    return made;
  }

  #add(made: HclResource): void {
    this.#resources.set(made.address, made);
    const others = this.#byType.get(made.type);
    if (others) others.push(made);
    else this.#byType.set(made.type, [made]);
  }

  key(address: string): NounKey {
    return this.terraform.key(address);
  }

  ofType(type: string): readonly AzureResource[] {
    return this.#byType.get(type) ?? [];
  }

  inside(owner: AzureResource, type: string): readonly AzureResource[] {
    return resourcesInside(this.ofType(`${owner.type}/${type}`), owner, type);
  }

  target(tree: Tree | undefined): AzureResource | undefined {
    if (!tree) return undefined;
    for (const { address } of referencesOf(asValue(tree, text))) {
      const found = this.terraform.find(address);
      if (found) return this.of(found);
    }
    return undefined;
  }

  link(tree: Tree | undefined, owner: AzureResource): Link {
    return tree ? this.terraform.link(tree, owner.definition) : { value: absent(owner.at) };
  }

  handIn(tree: Tree, name: string, owner: AzureResource): readonly Edit[] | undefined {
    const resource = this.#resources.get(owner.address)?.resource;
    if (!resource || tree.via.length > 0) return undefined;
    const variable = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const added = addVariable(resource, variable, origin);
    const used = tree.editor?.replace(new Expression(`var.${variable}`));
    return added && used && [...used, ...added];
  }

  referTo(tree: Tree, entry: string, owner: Pick<AzureResource, 'address'>): readonly Edit[] | undefined {
    const resource = this.#resources.get(owner.address)?.resource;
    return resource && referToVault(resource, tree, entry);
  }
}
