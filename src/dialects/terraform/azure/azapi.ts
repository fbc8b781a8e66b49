/** Reads resources of the azapi provider, and lays its updates over what other resources say. */
import { scalar } from '../../../evaluation/computed.ts';
import { at, scalarText, type Entry, type Mapping } from '../../../evaluation/tree.ts';
import { emptyNouns } from '../../../model/application.ts';
import { readerOf } from '../../azure-resource-manager/azure/readers.ts';
import { gatherTexts } from '../../azure-resource-manager/texts.ts';
import type { Reading, TerraformResource } from '../reading.ts';
import { overlay } from './azapi-overlay.ts';
import { AzapiReading, type Written } from './azapi-reading.ts';
import { armTypeOf, asPart, definitionOf, foreignDefinition, ledBy, merged } from './azapi-trees.ts';

/** To be called when all other resources are read. */
export function readAzapi(reading: Reading): void {
  const [own, updates] = ['azapi_resource', 'azapi_update_resource'].map((type) =>
    reading.ofType(type).flatMap((resource) => writtenIn(resource, reading) ?? []),
  );
  if (!own || !updates || own.length + updates.length === 0) return;
  const puzzle = new Puzzle(own, reading);
  const subjects = updates.map((update) => puzzle.layOver(update));
  for (const { resource, typeText, owner } of [...own, ...puzzle.whole.values()])
    puzzle.addOwner(typeText, owner ?? ledBy(at(resource.properties, 'parent_id'), reading));
  const all = [...puzzle.whole.values(), ...puzzle.parts.values()];
  const azapi = new AzapiReading(reading, reading.nouns, all);
  for (const { resource } of puzzle.whole.values()) readerOf(azapi.of(resource).type)?.(azapi.of(resource), azapi);
  const changes = new AzapiReading(reading, emptyNouns(), all);
  for (const { resource } of puzzle.parts.values()) readerOf(changes.of(resource).type)?.(changes.of(resource), changes);
  const places = [...own, ...updates].map(({ resource }) => resource.body);
  overlay(reading.nouns, changes.nouns, places);
  for (const { resource, definition } of own) gatherTexts(textsIn(definition, azapi, resource), azapi);
  for (const [index, { definition }] of updates.entries()) gatherTexts(textsIn(definition, azapi, subjects[index]!), azapi);
}

function writtenIn(resource: TerraformResource, reading: Reading): Written | undefined {
  const typeText = armTypeOf(resource);
  return typeText === undefined ? undefined : { resource, typeText, definition: definitionOf(resource, reading) };
}

/** What stands beside the body is gathered as the texts of every resource are. */
function textsIn({ entries }: Mapping, azapi: AzapiReading, subject: TerraformResource) {
  const { address, label, type, typeText, name, definition } = azapi.of(subject);
  const properties = entries.get('properties');
  return { address, label, type, typeText, name, definition: { ...definition, entries: new Map(properties ? [['properties', properties]] : []) } };
}

/** Which resource each update changes. */
class Puzzle {
  /** What azapi declares, and updates of what is declared elsewhere. */
  readonly whole: Map<string, Written>;
  /** Resources of another provider, of which only what is said here is known in the words of templates. */
  readonly parts = new Map<string, Written>();
  readonly #reading: Reading;
  /** By type, name and what they are put into. */
  readonly #siblings = new Map<string, TerraformResource>();

  constructor(own: readonly Written[], reading: Reading) {
    this.#reading = reading;
    this.whole = new Map(own.map((one) => [one.resource.address, one]));
    for (const { resource, typeText, definition } of own) {
      const parent = ledBy(at(resource.properties, 'parent_id'), reading).target;
      this.#siblings.set(siblingKey(typeText, scalarText(at(definition, 'name')) ?? '', parent), resource);
    }
  }

  /** Gives the resource that is changed; the update itself where that is declared elsewhere. */
  layOver(update: Written): TerraformResource {
    const { resource, typeText, definition } = update;
    const id = at(resource.properties, 'resource_id');
    const { target, path } = ledBy(id ?? at(resource.properties, 'parent_id'), this.#reading);
    const name = path.at(-1);
    if (id && target && path.length === 0) return this.#change(target, typeText, definition);
    if (!id) {
      const sibling = this.#sibling(update, target);
      return sibling ? this.#change(sibling, typeText, definition) : this.#alone(update);
    }
    const owner = { target, path: path.slice(0, -2) };
    const named: Entry | undefined = name === undefined ? undefined : { key: id.at, value: scalar(name, id.at) };
    const entries = new Map([...definition.entries, ...(named ? [['name', named] as const] : [])]);
    return this.#alone({ ...update, definition: { ...definition, entries }, owner });
  }

  /** What is inside of another provider's resource changes what that one is. */
  addOwner(type: string, { target, path }: NonNullable<Written['owner']>): void {
    const outer = type.split('/').slice(0, -1);
    const owner = outer.slice(0, outer.length - Math.floor(path.length / 2)).join('/');
    if (target && owner.includes('/') && !this.whole.has(target.address) && !this.parts.has(target.address))
      this.#addPart(target, owner, this.#nothingOf(target));
  }

  #change(target: TerraformResource, type: string, definition: Mapping): TerraformResource {
    const before = this.whole.get(target.address);
    if (before) this.whole.set(target.address, { ...before, definition: merged(before.definition, definition) });
    else this.#addPart(target, type, merged(this.parts.get(target.address)?.definition ?? this.#nothingOf(target), asPart(definition)));
    return target;
  }

  #alone(update: Written): TerraformResource {
    this.whole.set(update.resource.address, { ...update, definition: asPart(update.definition) });
    return update.resource;
  }

  #addPart(resource: TerraformResource, typeText: string, definition: Mapping): void {
    this.parts.set(resource.address, { resource, typeText, definition });
  }

  #sibling({ typeText, definition }: Written, parent: TerraformResource | undefined): TerraformResource | undefined {
    const name = scalarText(at(definition, 'name'));
    return name === undefined ? undefined : this.#siblings.get(siblingKey(typeText, name, parent));
  }

  /** What is known of another provider's resource before anything is said of it. */
  #nothingOf(resource: TerraformResource): Mapping {
    const known = foreignDefinition(resource);
    const isFunction = this.#reading.nouns.functions.some(({ key }) => key === this.#reading.key(resource.address));
    if (!isFunction) return known;
    const kind: Entry = { key: resource.at, value: scalar('functionapp', resource.at) };
    return { ...known, entries: new Map([...known.entries, ['kind', kind]]) };
  }
}

function siblingKey(type: string, name: string, parent: TerraformResource | undefined): string {
  return [type.toLowerCase(), name, parent?.address ?? ''].join(' ');
}
