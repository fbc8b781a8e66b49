/** One resource or data source of one call of a module: its settings, worked out when they are asked for. */
import type { Mapping, Tree } from '../../../evaluation/tree.ts';
import type { Span } from '../../../source/span.ts';
import type { HclBlock } from '../../../syntax/hcl-tree.ts';
import type { Instance } from '../evaluation/repetition.ts';
import type { Referable, ReferableTree, Scope } from '../evaluation/scope.ts';
import { isFailure, opaque, type Site } from '../../../evaluation/computed.ts';
import type { DataHandle } from './deployment.ts';
import { referenceTo } from './addresses.ts';
import type { ModuleInstance } from './module-instance.ts';

export class ResourceInstance implements Referable, DataHandle {
  readonly module: ModuleInstance;
  readonly block: HclBlock;
  readonly data: boolean;
  /** `module.api.aws_sqs_queue.in["a"]`, `data.aws_region.here`. */
  readonly address: string;
  readonly type: string;
  readonly name: string;
  /** What tells it from the other instances of its block. */
  readonly key: string | number | undefined;
  readonly scope: Scope;
  /** A module of the registry makes it: nothing can be written beside it that refers to it. */
  readonly isPart: boolean = false;
  #properties: Mapping | undefined;
  #attributes: Map<string, Tree> | undefined;

  constructor(module: ModuleInstance, block: HclBlock, data: boolean, address: string, instance: Instance) {
    this.module = module;
    this.block = block;
    this.data = data;
    this.address = address;
    this.type = block.labels[0] ?? '';
    this.name = block.labels[1] ?? '';
    this.key = instance.key;
    this.scope = instance.scope;
  }

  /** The type and labels of its block. */
  get at(): Span {
    return this.block.head;
  }

  get body(): Span {
    return this.block.at;
  }

  /** Of data sources, which only expressions look at, the values as expressions take them. */
  get properties(): Mapping {
    this.#properties ??= this.module.deployment.body(this.block.body, this.scope, this.block, !this.data);
    return this.#properties;
  }

  tree(site: Site): ReferableTree {
    return { ...opaque('it is made at deployment', site.at, referenceTo(this.address, undefined)), referable: this };
  }

  /** What an expression reads from it: what is written, or a reference to what the cloud makes of it. */
  attribute(name: string, site: Site): Tree {
    this.#attributes ??= new Map();
    const before = this.#attributes.get(name);
    if (before) return before;
    const unknown = opaque(this.data ? 'it is read at deployment' : 'it is made at deployment', site.at, referenceTo(this.address, name));
    // While it is being worked out, it stands for itself.
    this.#attributes.set(name, unknown);
    const tree = this.#known(name, site) ?? unknown;
    this.#attributes.set(name, tree);
    return tree;
  }

  #known(name: string, site: Site): Tree | undefined {
    if (this.data) {
      const sources = this.module.deployment.provider.dataSources;
      const known = Object.hasOwn(sources, this.type) ? sources[this.type]?.(name, this, site) : undefined;
      if (known) return known;
    }
    if (!this.data && (name === 'id' || name === 'arn' || name === this.module.deployment.provider.nameAttribute(this.type))) return undefined;
    const written = this.block.body.attributes.find((attribute) => attribute.name === name);
    if (!written) return undefined;
    const tree = this.module.deployment.evaluator.evaluate(written.value, this.scope);
    return (tree.kind === 'opaque' && !tree.pattern?.some((part) => typeof part === 'string' || part.reference)) || isFailure(tree)
      ? undefined
      : tree;
  }
}
