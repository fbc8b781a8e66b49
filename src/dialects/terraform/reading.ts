/** What readers of resources are given: the resources of one deploy root, worked out, and ways to find and add others. */
import { asValue, text } from '../../evaluation/setting.ts';
import { Expression, type Mapping, type Plain, type Tree } from '../../evaluation/tree.ts';
import type { ResourceText } from '../../model/access.ts';
import type { NounLists } from '../../model/application.ts';
import { offerKey, type Link, type NounKey } from '../../model/noun.ts';
import { absent, referencesOf, type Pattern, type Value } from '../../model/value.ts';
import { folderOf, type FileTree, type Notice } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import type { Deployment } from './modules/deployment.ts';
import type { ModuleInstance } from './modules/module-instance.ts';
import { registryParts } from './registry/known-modules.ts';
import type { ResourceInstance } from './modules/resource-instance.ts';

export type TerraformResource = ResourceInstance;

/** Reads the resources of one type into nouns. */
export type ResourceReader = (resource: TerraformResource, reading: Reading) => void;

/** What a provider knows of the addresses and names of its resources. */
export interface NamingFacts {
  nameAttribute(type: string): string;
  /** The attribute by which policies name a resource: its ARN, for most. */
  policyAttribute(type: string): string;
  /** Types that stand for another resource, and the attribute that names it: an alias of a function. */
  readonly aliases: ReadonlyMap<string, string>;
}

/** Chains of aliases are two long; this bounds circles. */
const longestChain = 5;

export class Reading {
  readonly unit: string;
  readonly files: FileTree;
  readonly deployment: Deployment;
  readonly nouns: NounLists;
  readonly naming: NamingFacts;
  readonly resources: readonly TerraformResource[];
  readonly modules: readonly ModuleInstance[];
  readonly needs = new Set<string>();
  readonly #byAddress = new Map<string, TerraformResource>();
  readonly #byType = new Map<string, TerraformResource[]>();
  readonly #byName = new Map<string, TerraformResource[]>();
  readonly #joined = new Map<string, ReadonlyMap<TerraformResource, readonly TerraformResource[]>>();

  constructor(deployment: Deployment, modules: readonly ModuleInstance[], nouns: NounLists, naming: NamingFacts) {
    this.unit = deployment.unit;
    this.files = deployment.files;
    this.deployment = deployment;
    this.modules = modules;
    this.nouns = nouns;
    this.naming = naming;
    const declared = modules.flatMap((module) => [...module.declarations.resources.values()].flatMap((block) => module.resources(block, false)));
    const made = modules.flatMap(registryParts);
    this.resources = [...declared, ...made.flatMap(([, parts]) => parts)];
    // What a call gives is mostly about the first of what it makes.
    for (const [call, [first]] of made) if (first) this.#byAddress.set(call, first);
    for (const resource of this.resources) {
      this.#byAddress.set(resource.address, resource);
      push(this.#byType, resource.type, resource);
      const name = this.nameOf(resource);
      if (name !== undefined) push(this.#byName, name, resource);
    }
  }

  notice(notice: Notice): void {
    this.deployment.notices.push(notice);
  }

  key(address: string): NounKey {
    return `${this.unit}#${address}`;
  }

  ofType(...types: readonly string[]): readonly TerraformResource[] {
    return types.flatMap((type) => this.#byType.get(type) ?? []);
  }

  /** The name that a resource carries in the cloud, where it is known. */
  nameOf(resource: TerraformResource): string | undefined {
    const tree = resource.properties.entries.get(this.naming.nameAttribute(resource.type))?.value;
    return tree?.kind === 'scalar' && typeof tree.value === 'string' ? tree.value : undefined;
  }

  /** A resource by its address; one of several instances where the address does not say which. */
  find(address: string): TerraformResource | undefined {
    const exact = this.#byAddress.get(address);
    if (exact) return exact;
    const base = address.replace(/\[[^\]]*\]$/, '');
    return this.#byAddress.get(base) ?? this.#byAddress.get(`${base}[0]`);
  }

  /** The resource that a tree refers to, by reference or by name; of these types, where any are given. */
  target(tree: Tree | undefined, ...types: readonly string[]): TerraformResource | undefined {
    if (!tree) return undefined;
    const fits = (resource: TerraformResource | undefined) => resource !== undefined && (types.length === 0 || types.includes(resource.type));
    const value = asValue(tree, text);
    for (const { address } of referencesOf(value)) {
      const found = this.find(address);
      const behind = found && this.behindAlias(found);
      if (fits(found)) return found;
      if (fits(behind)) return behind;
    }
    const named = namesIn(value)
      .flatMap((name) => this.#byName.get(name) ?? [])
      .find(fits);
    return named && this.behindAlias(named);
  }

  /** The function behind an alias, the key behind its alias. */
  behindAlias(resource: TerraformResource): TerraformResource {
    let found = resource;
    for (let step = 0; step < longestChain; step++) {
      const attribute = this.naming.aliases.get(found.type);
      const tree = attribute === undefined ? undefined : found.properties.entries.get(attribute)?.value;
      const [reference] = tree ? referencesOf(asValue(tree, text)) : [];
      const next = reference && this.find(reference.address);
      if (!next) return found;
      found = next;
    }
    return found;
  }

  /** A link to whatever `tree` refers to; a resource of one of `types`, where it refers to several. */
  link(tree: Tree | undefined, owner: Mapping, ...types: readonly string[]): Link {
    const value: Value<string> = tree ? asValue(tree, text) : absent(owner.at);
    const found = this.target(tree, ...types) ?? (types.length > 0 ? this.target(tree) : undefined);
    if (found) return { value, to: this.key(this.behindAlias(found).address) };
    const [reference] = referencesOf(value);
    if (reference && !/(?:^|\.)data\./.test(reference.address)) return { value, to: this.key(reference.address) };
    const name = nameIn(value);
    // Every account has a default bus, and other things of that name.
    if (name === undefined || name === 'default') return { value };
    this.needs.add(name);
    return { value, to: offerKey(name) };
  }

  /** The resources of `type` whose `attribute` refers to `resource`. */
  belonging(resource: TerraformResource, type: string, attribute: string): readonly TerraformResource[] {
    const kind = `${type} ${attribute}`;
    let joined = this.#joined.get(kind);
    if (!joined) {
      const groups = new Map<TerraformResource, TerraformResource[]>();
      for (const other of this.ofType(type)) {
        const target = this.target(other.properties.entries.get(attribute)?.value);
        if (target) push(groups, target, other);
      }
      joined = groups;
      this.#joined.set(kind, joined);
    }
    return joined.get(resource) ?? [];
  }

  /** What to write for a resource's ARN with text behind it, in a file; undefined where that file's module cannot refer to it. */
  reference({ address, suffix }: ResourceText, file: SourceFile): Plain | undefined {
    const resource = this.#byAddress.get(address);
    if (!resource || resource.module.declarations.folder !== folderOf(file.path)) return undefined;
    const local = resource.module.address === '' ? address : address.slice(resource.module.address.length + 1);
    const expression = `${local}.${this.naming.policyAttribute(resource.type)}`;
    return new Expression(suffix === '' ? expression : `"\${${expression}}${suffix}"`);
  }
}

function push<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}

/** Whatever in a text may be the name of a resource of the same root. */
function namesIn(value: Value<string>): readonly string[] {
  const name = nameIn(value);
  if (value.state !== 'known') return name === undefined ? [] : [name];
  const logGroup = /^arn:[^:]*:logs:[^:]*:[^:]*:log-group:([^:]+)/.exec(value.value)?.[1];
  return [logGroup ?? value.value, ...(name === undefined ? [] : [name])];
}

/** The name in an ARN, or the text itself where it can be a name; undefined for texts that name nothing of the user's. */
function nameIn(value: Value<string>): string | undefined {
  if (value.state === 'known') return nameInText(value.value);
  return value.state === 'unknown' && value.pattern ? nameInPattern(value.pattern) : undefined;
}

function nameInText(written: string): string | undefined {
  // What an API calls stands inside of the address of the call.
  const inner = written.startsWith('arn:') ? written.indexOf('/arn:') : -1;
  if (inner >= 0) return nameInText(written.slice(inner + 1).replace(/\/invocations$/, ''));
  const arn = /^arn:[^:]*:([^:]*):[^:]*:([^:]*):(.+)$/.exec(written);
  if (!arn) return /^[\w.+=@-]{2,}$/.test(written) ? written : undefined;
  const [, service = '', account, resource = ''] = arn;
  // Calls of a service's own actions name nothing of the user's.
  if (account === 'aws' || service === 'apigateway' || resource.startsWith('aws-sdk:')) return undefined;
  if (service === 's3') return resource.split('/')[0] || undefined;
  const [name] = service === 'lambda' ? [resource.split(':')[1]] : resource.split(/[:/]/).slice(-1);
  return name || undefined;
}

/** `arn:aws:sns:{}:{}:orders`: the end of an ARN whose region and account are not known. */
function nameInPattern(pattern: Pattern): string | undefined {
  if (pattern[0] !== undefined && typeof pattern[0] === 'string' && !pattern[0].startsWith('arn:')) return undefined;
  const last = pattern.at(-1);
  if (pattern.length < 2 || typeof last !== 'string') return undefined;
  const text = pattern.map((part) => (typeof part === 'string' ? part : '')).join('');
  return last.includes(':') && text.startsWith('arn:') ? nameInText(text) : undefined;
}
