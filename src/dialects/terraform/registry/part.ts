/** Resources that a module of the public registry makes: not read from its text, but from what its caller says, by the module's documented inputs. */
import { mapping, opaque, scalar } from '../../../evaluation/computed.ts';
import { Block, type Editor, type Entry, type Mapping, type Plain, type Tree } from '../../../evaluation/tree.ts';
import type { Edit } from '../../../source/edit.ts';
import type { HclBlock } from '../../../syntax/hcl-tree.ts';
import type { Instance } from '../evaluation/repetition.ts';
import { referenceTo } from '../modules/addresses.ts';
import { ModuleInstance } from '../modules/module-instance.ts';
import { ResourceInstance } from '../modules/resource-instance.ts';

/** One call of a module of the registry. */
export interface RegistryCall {
  /** Its inputs, worked out where it is called. */
  readonly inputs: Mapping;
  readonly block: HclBlock;
  /** What the caller calls it. */
  readonly name: string;
  /** `module.orders`. */
  readonly address: string;
  readonly instance: Instance;
  /** Stands for the module; it declares nothing that could be referred to. */
  readonly module: ModuleInstance;
}

/** The input that stands for an attribute, or those that stand for the attributes of a nested block. */
export type Inputs = { readonly [attribute: string]: string | Readonly<Record<string, string>> };

/** Makes what a call comes to; the first of them is what its outputs are mostly about. */
export type Expander = (call: RegistryCall) => readonly Part[];

export class Part extends ResourceInstance {
  override readonly isPart = true;
  readonly #properties: Mapping;

  constructor({ module, block, address, instance }: RegistryCall, type: string, name: string, properties: Mapping) {
    super(module, { ...block, labels: [type, name] }, false, `${address}.${type}.${name}`, instance);
    this.#properties = properties;
  }

  override get properties(): Mapping {
    return this.#properties;
  }
}

export function callOf(caller: ModuleInstance, name: string, block: HclBlock, instance: Instance): RegistryCall {
  const { deployment } = caller;
  const address = caller.addressOf(`module.${name}`) + instance.suffix;
  const module = new ModuleInstance(deployment, nothing, address, { block, scope: instance.scope, module: caller });
  return { inputs: deployment.body(block.body, instance.scope, block, true), block, name, address, instance, module };
}

const nothing = {
  folder: '\0',
  files: [],
  variables: new Map(),
  locals: new Map(),
  outputs: new Map(),
  calls: new Map(),
  resources: new Map(),
  data: new Map(),
  providers: [],
  requirements: [],
  notices: [],
};

/** A resource whose attributes are inputs of the call; `more` are those that are not. */
export function part(
  call: RegistryCall,
  type: string,
  inputs: Inputs,
  more: Readonly<Record<string, Tree | undefined>> = {},
  name = call.name,
): Part {
  return new Part(call, type, name, attributesOf(call, inputs, more));
}

function attributesOf(call: RegistryCall, inputs: Inputs, more: Readonly<Record<string, Tree | undefined>>): Mapping {
  const entries = new Map<string, Entry>();
  for (const [attribute, input] of Object.entries(inputs)) {
    const entry = typeof input === 'string' ? call.inputs.entries.get(input) : nested(call, input);
    if (entry) entries.set(attribute, entry);
  }
  for (const [attribute, value] of Object.entries(more)) if (value) entries.set(attribute, { key: call.block.head, value });
  return mapping(entries, call.block.at, call.inputs.partial, new InputEditor(call, inputs));
}

/** A nested block is there where one of its inputs is. */
function nested(call: RegistryCall, inputs: Readonly<Record<string, string>>): Entry | undefined {
  const value = attributesOf(call, inputs, {});
  return value.entries.size > 0 ? { key: call.block.head, value } : undefined;
}

/** Adds the input that stands for an attribute. */
class InputEditor implements Editor {
  readonly #call: RegistryCall;
  readonly #inputs: Inputs;

  constructor(call: RegistryCall, inputs: Inputs) {
    this.#call = call;
    this.#inputs = inputs;
  }

  replace() {
    return undefined;
  }

  put(attribute: string, to: Plain): readonly Edit[] | undefined {
    return this.putAll({ [attribute]: to });
  }

  #companions(written: Readonly<Record<string, Plain>>): Readonly<Record<string, Plain>> {
    const asked = Object.keys(written).flatMap((input) => Object.entries(companions[input] ?? {}));
    return Object.fromEntries(asked.filter(([input]) => !this.#call.inputs.entries.has(input)));
  }

  putAll(content: Readonly<Record<string, Plain>>): readonly Edit[] | undefined {
    const written: Record<string, Plain> = {};
    for (const [attribute, to] of Object.entries(content)) {
      const input = this.#inputs[attribute];
      const inner = to instanceof Block ? Object.entries(to.content) : undefined;
      if (typeof input === 'string' && !inner) written[input] = to;
      else if (typeof input === 'object' && inner) {
        for (const [name, value] of inner) {
          const meant = input[name];
          if (meant === undefined || value instanceof Block) return undefined;
          written[meant] = value;
        }
      } else return undefined;
    }
    return this.#call.inputs.editor?.putAll?.({ ...written, ...this.#companions(written) });
  }
}

/** What has to be said beside an input: the service refuses traces of a role that may not send them. */
const companions: Readonly<Record<string, Readonly<Record<string, Plain>>>> = { tracing_mode: { attach_tracing_policy: true } };

/** A value that the module sets where its caller says nothing; writing it writes the input. */
export function preset({ inputs, block }: RegistryCall, input: string, value: string | boolean | number): Tree {
  const written = inputs.entries.get(input)?.value;
  if (written && !(written.kind === 'scalar' && written.value === null)) return written;
  return scalar(value, block.head, { replace: (to) => inputs.editor?.put?.(input, to) });
}

/** Is a switch of the module on? Undefined where that is not known. */
export function isOn({ inputs }: RegistryCall, input: string, otherwise: boolean): boolean | undefined {
  const written = inputs.entries.get(input)?.value;
  if (!written || (written.kind === 'scalar' && written.value === null)) return otherwise;
  return written.kind === 'scalar' ? String(written.value) === 'true' : undefined;
}

/** A reference to another resource of the same call. */
export function referring({ address, block, name }: RegistryCall, type: string, attribute: string): Tree {
  return opaque('it is made at deployment', block.head, referenceTo(`${address}.${type}.${name}`, attribute));
}

/** The entries of an input that is a map or a list of objects; undefined where they cannot be read. */
export function objectsIn({ inputs }: RegistryCall, input: string): readonly (readonly [string, Mapping])[] | undefined {
  const tree = inputs.entries.get(input)?.value;
  if (!tree || (tree.kind === 'scalar' && tree.value === null)) return [];
  if (tree.kind !== 'mapping' && tree.kind !== 'sequence') return undefined;
  const values: readonly (readonly [string, Tree])[] =
    tree.kind === 'mapping'
      ? [...tree.entries].map(([key, { value }]) => [key, value] as const)
      : tree.items.map((value, index) => [String(index), value] as const);
  return values.flatMap(([key, value]) => (value.kind === 'mapping' ? [[key, value] as const] : []));
}

/** A block that the module writes itself; what is not there is left out. */
export function record(content: Readonly<Record<string, Tree | undefined>>, { block }: RegistryCall): Mapping {
  const entries = new Map<string, Entry>();
  for (const [name, value] of Object.entries(content)) if (value) entries.set(name, { key: block.head, value });
  return mapping(entries, block.head);
}

/** What the caller gives for an input; undefined where that is nothing. */
export function given({ inputs }: RegistryCall, input: string): Tree | undefined {
  const written = inputs.entries.get(input)?.value;
  return written && written.kind === 'scalar' && (written.value === null || written.value === '') ? undefined : written;
}

/** A resource that the module makes for one of several things, which `key` tells apart. */
export function partFor(call: RegistryCall, type: string, key: string, content: Readonly<Record<string, Tree | undefined>>): Part {
  return new Part(call, type, `${call.name}_${key}`, record(content, call));
}
