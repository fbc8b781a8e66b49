/** One call of a module, the root's own included: what the names in its expressions come to. */
import type { Tree } from '../../../evaluation/tree.ts';
import type { HclAttribute, HclBlock } from '../../../syntax/hcl-tree.ts';
import { repetitionOf, type Repetition } from '../evaluation/repetition.ts';
import type { FileAccess, ModuleNames, Scope } from '../evaluation/scope.ts';
import { failure, hole, mapping, opaque, sequence, type Site } from '../../../evaluation/computed.ts';
import { relativeFolder } from './addresses.ts';
import type { Declarations } from './declarations.ts';
import type { Deployment } from './deployment.ts';
import { fileAccess, filesBelow } from './files.ts';
import { ModuleCall } from './module-call.ts';
import { ResourceInstance } from './resource-instance.ts';
import { whereAskedFor } from './switches.ts';
import { withDefaults } from './type-constraints.ts';
import type { GivenValues } from './variable-files.ts';
import { defaultTree } from './variable-default.ts';

/** How a module got to be called: the block, the scope it stands in, and what each argument is. */
export interface Caller {
  readonly block: HclBlock;
  readonly scope: Scope;
  readonly module: ModuleInstance;
}

export class ModuleInstance implements ModuleNames {
  readonly deployment: Deployment;
  readonly declarations: Declarations;
  /** `module.queue["in"]`; empty for the root. */
  readonly address: string;
  readonly caller: Caller | undefined;
  readonly given: GivenValues | undefined;
  readonly scope: Scope = { module: this };
  readonly #values = new Map<string, Tree>();
  readonly #repetitions = new Map<HclBlock, Repetition>();
  readonly #resources = new Map<HclBlock, readonly ResourceInstance[]>();
  readonly #calls = new Map<string, ModuleCall>();
  readonly #open = new Set<string>();

  constructor(deployment: Deployment, declarations: Declarations, address: string, caller?: Caller, given?: GivenValues) {
    this.deployment = deployment;
    this.declarations = declarations;
    this.address = address;
    this.caller = caller;
    this.given = given;
  }

  /** The way from the folder of the root, as `path.module` gives it. */
  get folder(): string {
    return relativeFolder(this.deployment.folder, this.declarations.folder);
  }

  /** Is `folder` that of this module, or of one that led to it? */
  isWithin(folder: string): boolean {
    return this.declarations.folder === folder || this.caller?.module.isWithin(folder) === true;
  }

  addressOf(name: string): string {
    return this.address === '' ? name : `${this.address}.${name}`;
  }

  variable(name: string, site: Site): Tree {
    const block = this.declarations.variables.get(name);
    if (!block) return failure(`the variable ${name} is not declared`, site.at);
    return this.#once(`var.${name}`, site, () => this.#variable(name, block));
  }

  #variable(name: string, block: HclBlock): Tree {
    const attributes = new Map(block.body.attributes.map((attribute) => [attribute.name, attribute]));
    const type = attributes.get('type')?.value;
    const value = this.#given(name, block) ?? defaultTree(this.deployment.evaluator, block, this.scope);
    if (!value) return opaque(`the variable ${name} has no default`, block.head, [{ reference: { address: this.addressOf(`var.${name}`) } }]);
    return type ? withDefaults(this.deployment.evaluator, value, type, this.scope) : value;
  }

  /** Does a variable have its default, because neither a caller nor a file of values says anything else? */
  hasDefault(name: string): boolean {
    const block = this.declarations.variables.get(name);
    const hasOne = block?.body.attributes.some((attribute) => attribute.name === 'default') === true;
    return block !== undefined && hasOne && this.#given(name, block) === undefined;
  }

  /** What a caller or a file of values says. */
  #given(name: string, block: HclBlock): Tree | undefined {
    const { evaluator } = this.deployment;
    if (this.caller) {
      const argument = this.caller.block.body.attributes.find((attribute) => attribute.name === name);
      return argument && evaluator.evaluate(argument.value, this.caller.scope);
    }
    const automatic = this.given?.automatic.get(name);
    if (automatic) return evaluator.evaluate(automatic.value, this.scope);
    return this.given && this.#named(name, block, this.given);
  }

  /** Files that are named at deployment: one of them, or those that agree, say what is deployed. */
  #named(name: string, block: HclBlock, { named }: GivenValues): Tree | undefined {
    const values = named.flatMap((file): HclAttribute[] => (file.has(name) ? [file.get(name)!] : []));
    const [first] = values;
    if (!first || values.length < named.length) return undefined;
    const [tree, ...others] = values.map((value) => this.deployment.evaluator.evaluate(value.value, this.scope));
    const texts = others.map((other) => other.kind === 'scalar' && tree?.kind === 'scalar' && other.value === tree.value);
    if (texts.every(Boolean)) return tree;
    return opaque(`the variable ${name} has another value in each of ${named.length} files`, block.head, [{ reference: { address: `var.${name}` } }]);
  }

  local(name: string, site: Site): Tree {
    const attribute = this.declarations.locals.get(name);
    if (!attribute) return failure(`the local value ${name} is not declared`, site.at);
    return this.#once(`local.${name}`, site, () => this.deployment.evaluator.evaluate(attribute.value, this.scope));
  }

  output(name: string, site: Site): Tree {
    const value = this.declarations.outputs.get(name)?.body.attributes.find((attribute) => attribute.name === 'value');
    if (!value) return failure(`the module has no output ${name}`, site.at);
    return this.#once(`output.${name}`, site, () => this.deployment.evaluator.evaluate(value.value, this.scope));
  }

  /** Works a value out once; asking for it while that goes on is a circle. */
  #once(name: string, site: Site, work: () => Tree): Tree {
    const before = this.#values.get(name);
    if (before) return before;
    if (this.#open.has(name)) return opaque(`${name} refers to itself`, site.at);
    this.#open.add(name);
    const tree = work();
    this.#open.delete(name);
    this.#values.set(name, tree);
    return tree;
  }

  called(name: string, site: Site): Tree {
    return this.call(name)?.tree(site) ?? failure(`the module ${name} is not called`, site.at);
  }

  /** The module called under `name`. */
  call(name: string): ModuleCall | undefined {
    const block = this.declarations.calls.get(name);
    if (!block) return undefined;
    let call = this.#calls.get(name);
    if (!call) {
      call = new ModuleCall(this, name, block, (declarations, address, caller) => new ModuleInstance(this.deployment, declarations, address, caller));
      this.#calls.set(name, call);
    }
    return call;
  }

  /** The instances of a resource or data source. */
  resources(block: HclBlock, data: boolean): readonly ResourceInstance[] {
    let instances = this.#resources.get(block);
    if (!instances) {
      const [type = '', name = ''] = block.labels;
      const base = this.addressOf(`${data ? 'data.' : ''}${type}.${name}`);
      instances = this.repetition(block).instances.map((instance) => new ResourceInstance(this, block, data, base + instance.suffix, instance));
      this.#resources.set(block, instances);
    }
    return instances;
  }

  repetition(block: HclBlock): Repetition {
    let repetition = this.#repetitions.get(block);
    if (!repetition) {
      // A resource whose number depends on itself is there once.
      this.#repetitions.set(block, { by: 'unknown', instances: [{ suffix: '', scope: this.scope }] });
      repetition = repetitionOf(this.deployment.evaluator, block.body, this.scope);
      if (repetition.instances.length === 0) repetition = whereAskedFor(block.body, this) ?? repetition;
      this.#repetitions.set(block, repetition);
    }
    return repetition;
  }

  resource(data: boolean, type: string, name: string, site: Site): Tree {
    const block = (data ? this.declarations.data : this.declarations.resources).get(`${type}.${name}`);
    if (!block) return opaque(`${type}.${name} is not declared here`, site.at, [hole]);
    const { by } = this.repetition(block);
    const instances = this.resources(block, data);
    if (by === 'count')
      return sequence(
        instances.map((instance) => instance.tree(site)),
        site.at,
      );
    if (by !== 'for_each') return instances[0]?.tree(site) ?? failure('there is none', site.at);
    const entries = new Map(instances.map((instance) => [String(instance.key), { key: block.head, value: instance.tree(site) }]));
    return mapping(entries, site.at);
  }

  file(written: string): FileAccess {
    return fileAccess(written, this.deployment);
  }

  filesBelow(written: string): readonly string[] | undefined {
    return filesBelow(written, this.deployment);
  }
}
