/** One deploy root while it is read: the template, the modules and nested templates it leads to, and everything they declare. */
import { hole, known, opaque } from '../../evaluation/computed.ts';
import { asValue, text } from '../../evaluation/setting.ts';
import type { Tree } from '../../evaluation/tree.ts';
import type { NounLists } from '../../model/application.ts';
import type { Link, NounKey } from '../../model/noun.ts';
import { absent, referencesOf, textOf } from '../../model/value.ts';
import type { Edit } from '../../source/edit.ts';
import type { FileTree, Notice } from '../../source/file-tree.ts';
import type { Span } from '../../source/span.ts';
import { Evaluator } from './evaluator.ts';
import { handIn, referTo } from './adding.ts';
import { resourcesInside, type AzureResource, type Reading } from './template.ts';

/** Modules in one root at most: one that calls itself by way of others would never end. */
const mostModules = 200;

export class Deployment implements Reading {
  readonly unit: string;
  readonly files: FileTree;
  readonly nouns: NounLists;
  readonly evaluator = new Evaluator();
  readonly resources: AzureResource[] = [];
  readonly notices: Notice[] = [];
  readonly took = new Set<string>();
  readonly needs = new Set<string>();
  #modules = mostModules;
  readonly #byAddress = new Map<string, AzureResource>();
  /** Resources that are still to be read, by their type and whole name. */
  readonly #planned = new Map<string, string>();

  constructor(unit: string, files: FileTree, nouns: NounLists) {
    this.unit = unit;
    this.files = files;
    this.nouns = nouns;
  }

  /** Is there room for one more module? */
  enter(): boolean {
    return this.#modules-- > 0;
  }

  add(resource: AzureResource): void {
    this.resources.push(resource);
    if (!this.#byAddress.has(resource.address)) this.#byAddress.set(resource.address, resource);
  }

  /** Says beforehand under which address a resource will be found: templates refer to what is written below. */
  plan(type: string, name: Tree, address: string): void {
    const whole = `${type.toLowerCase()} ${patternText(name)}`;
    if (patternText(name) !== '') this.#planned.set(whole, this.#planned.has(whole) ? '' : address);
  }

  /** An address that nothing else has. */
  address(wanted: string): string {
    if (!this.#byAddress.has(wanted)) return wanted;
    for (let index = 2; ; index++) if (!this.#byAddress.has(`${wanted}#${index}`)) return `${wanted}#${index}`;
  }

  key(address: string): NounKey {
    return `${this.unit}#${address}`;
  }

  find(address: string): AzureResource | undefined {
    return this.#byAddress.get(address);
  }

  ofType(type: string): readonly AzureResource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  inside(owner: AzureResource, type: string): readonly AzureResource[] {
    return resourcesInside(this.resources, owner, type);
  }

  target(tree: Tree | undefined): AzureResource | undefined {
    if (!tree) return undefined;
    const value = asValue(tree, text);
    for (const { address } of referencesOf(value)) {
      const found = this.find(address);
      if (found) return found;
    }
    const written = textOf(value, '…') ?? '';
    const [, type, name] = /\/providers\/([\w.]+\/[\w/]+)\/([^/]+)$/.exec(written) ?? [];
    if (type === undefined || name === undefined) return undefined;
    return this.ofType(type.toLowerCase()).find((resource) => nameText(resource) === name);
  }

  link(tree: Tree | undefined, owner: AzureResource): Link {
    if (!tree) return { value: absent(owner.at) };
    const value = asValue(tree, text);
    const found = this.target(tree);
    return found ? { value, to: this.key(found.address) } : { value };
  }

  handIn(tree: Tree, name: string): readonly Edit[] | undefined {
    return handIn(tree, name, this.unit);
  }

  referTo(tree: Tree, entry: string): readonly Edit[] | undefined {
    return referTo(tree, entry, this);
  }

  /** The resource of a type whose name reads alike. */
  named(type: string, names: readonly Tree[]): string | undefined {
    const wanted = names.map((name) => patternText(name)).join('/');
    const types = type.toLowerCase();
    const [found, ...others] = this.resources.filter(
      (resource) => (types === '' || resource.type === types) && fullName(resource) === wanted && wanted !== '',
    );
    if (found) return others.length === 0 ? found.address : undefined;
    return this.#planned.get(`${types} ${wanted}`) || undefined;
  }
}

/** The whole name of a resource inside of others: `account/default/uploads`. */
function fullName(resource: AzureResource): string {
  const own = patternText(resource.name);
  return resource.parent && !own.includes('/') ? `${fullName(resource.parent)}/${own}` : own;
}

function nameText({ name }: AzureResource): string {
  return patternText(name).split('/').at(-1) ?? '';
}

/** A text with a mark for each part that is not known: two names that read alike are taken for the same. */
function patternText(tree: Tree | undefined): string {
  if (!tree) return '';
  if (tree.kind === 'opaque') {
    return (tree.pattern ?? [hole])
      .map((part) => (typeof part === 'string' ? part : `{${part.reference?.address ?? ''}${part.reference?.attribute ?? ''}}`))
      .join('');
  }
  return known(tree) ?? '';
}

/** What a parameter stands for that nobody gives a value: a text of its own, so that two uses of it are alike. */
export function parameterHole(name: string, at: Span): Tree {
  return opaque('its parameter has no default', at, [{ reference: { address: `param.${name}` } }]);
}
