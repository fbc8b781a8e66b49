/** The call of a module: the modules in the repository that it leads to, and what its outputs come to. */
import type { Tree } from '../../../evaluation/tree.ts';
import type { HclBlock } from '../../../syntax/hcl-tree.ts';
import type { ReferableTree } from '../evaluation/scope.ts';
import { failure, mapping, opaque, sequence, type Site } from '../../../evaluation/computed.ts';
import { referenceTo, sourceFolder } from './addresses.ts';
import type { Declarations } from './declarations.ts';
import type { Caller, ModuleInstance } from './module-instance.ts';

type MakeModule = (declarations: Declarations, address: string, caller: Caller) => ModuleInstance;

export class ModuleCall {
  readonly #caller: ModuleInstance;
  readonly #name: string;
  readonly #block: HclBlock;
  readonly #make: MakeModule;
  #modules: readonly ModuleInstance[] | undefined;

  constructor(caller: ModuleInstance, name: string, block: HclBlock, make: MakeModule) {
    this.#caller = caller;
    this.#name = name;
    this.#block = block;
    this.#make = make;
  }

  /** One for each time it is called; none where it lies elsewhere. */
  get modules(): readonly ModuleInstance[] {
    if (!this.#modules) {
      // A module that asks for itself while it is being called finds none.
      this.#modules = [];
      const declarations = this.#declarations();
      this.#modules = declarations ? this.#instances(declarations) : [];
    }
    return this.#modules;
  }

  #instances(declarations: Declarations): readonly ModuleInstance[] {
    const { deployment } = this.#caller;
    const address = this.#caller.addressOf(`module.${this.#name}`);
    return this.#caller.repetition(this.#block).instances.flatMap(({ suffix, scope }) => {
      if (!deployment.mayCall()) return [];
      return [this.#make(declarations, address + suffix, { block: this.#block, scope, module: this.#caller })];
    });
  }

  #declarations(): Declarations | undefined {
    const { deployment } = this.#caller;
    const source = sourceFolder(this.#block, this.#caller.declarations.folder);
    const written = this.#block.body.attributes.find(({ name }) => name === 'source')?.value;
    const name = written?.kind === 'literal' ? String(written.value) : this.#name;
    if (source === 'remote') {
      const isKnown = deployment.provider.isKnownModule(this.#block);
      deployment.notice('info', isKnown ? `read by its inputs alone: the module ${name}` : `not scanned: the module ${name} (remote)`, this.#block);
      return undefined;
    }
    if (source === 'outside') {
      deployment.notice('warning', `not scanned: the module ${name} lies outside of the repository`, this.#block);
      return undefined;
    }
    if (this.#caller.isWithin(source.folder)) {
      deployment.notice('warning', `not scanned: the module ${name} calls itself`, this.#block);
      return undefined;
    }
    const declarations = deployment.declarations(source.folder);
    if (!declarations) deployment.notice('warning', `not scanned: the module ${name} holds no configuration`, this.#block);
    return declarations;
  }

  tree(site: Site): Tree {
    const address = this.#caller.addressOf(`module.${this.#name}`);
    const { by, instances } = this.#caller.repetition(this.#block);
    const trees = instances.map(({ suffix }, index) => this.#outputs(address + suffix, this.modules[index], site));
    if (by === 'count') return sequence(trees, site.at);
    if (by !== 'for_each') return trees[0] ?? failure('it is not called', site.at);
    return mapping(new Map(instances.map(({ key }, index) => [String(key), { key: this.#block.head, value: trees[index]! }])), site.at);
  }

  #outputs(address: string, module: ModuleInstance | undefined, site: Site): ReferableTree {
    const why = 'what the module gives is only known at deployment';
    const attribute = (name: string, use: Site): Tree => module?.output(name, use) ?? opaque(why, use.at, referenceTo(address, name));
    return { ...opaque(why, site.at, referenceTo(address, undefined)), referable: { attribute } };
  }
}
