/**
 * Modules of the public registry (Azure Verified Modules) that are read as the resource that they deploy: their parameters are
 * its settings under the same names, and what a caller leaves out is what the module says, not what Azure does.
 */
import { mapping, scalar } from '../../evaluation/computed.ts';
import { insertAt } from '../../evaluation/setting.ts';
import { type Editor, type Entry, type Mapping, type Tree } from '../../evaluation/tree.ts';
import type { Span } from '../../source/span.ts';
import type { Deployment } from './deployment.ts';
import { addResource } from './resources.ts';

type Default = string | boolean | number;

interface RegistryModule {
  readonly type: string;
  /** What the module sets where its caller says nothing. */
  readonly defaults?: Readonly<Record<string, Default>>;
  /** Parameters that stand beside `properties`, by their names there. */
  readonly beside?: Readonly<Record<string, string>>;
  /** What is not read from the parameters at all: lists of settings in a form of the module's own. */
  readonly unread?: readonly string[];
}

/** https://github.com/Azure/bicep-registry-modules/tree/main/avm/res: the `param` lines of each `main.bicep` (2026-11) */
const modules: Readonly<Record<string, RegistryModule>> = {};

interface Call {
  readonly path: string;
  readonly parameters: Tree | undefined;
  readonly symbol: string;
  readonly at: Span;
  readonly body: Span;
  readonly prefix: string;
  readonly targetScope: string;
}

/** `br/public:avm/res/storage/storage-account:0.14.3`, `br:mcr.microsoft.com/bicep/avm/res/…`; false where the module is not known. */
export function addRegistryModule(deployment: Deployment, { path, parameters, ...place }: Call): boolean {
  const name = /^br(?:\/public:|:mcr\.microsoft\.com\/bicep\/)([\w/.-]+):/.exec(path)?.[1] ?? '';
  const module = Object.hasOwn(modules, name) ? modules[name] : undefined;
  if (!module || parameters?.kind !== 'mapping') return false;
  addResource(deployment, {
    ...place,
    type: module.type,
    definition: definitionOf(parameters, module),
    existing: false,
    holder: undefined,
  });
  return true;
}

function definitionOf(parameters: Mapping, { defaults = {}, beside = {}, unread = [] }: RegistryModule): Mapping {
  const properties = new Map<string, Entry>(parameters.entries);
  const around = new Map<string, Entry>();
  for (const [name, value] of Object.entries(defaults)) {
    const written = properties.get(name);
    const isNothing = written?.value.kind === 'scalar' && written.value.value === null;
    if (!written || isNothing) properties.set(name, { key: parameters.at, value: defaultOf(value, name, parameters) });
  }
  for (const [name, as] of Object.entries({ name: 'name', tags: 'tags', ...beside })) {
    const entry = properties.get(name);
    properties.delete(name);
    if (entry) around.set(as, entry);
  }
  const hidden = unread.filter((name) => properties.delete(name));
  const inner = mapping(properties, parameters.at, parameters.partial === true || hidden.length > 0, parameters.editor);
  around.set('properties', { key: parameters.at, value: inner });
  return mapping(around, parameters.at, parameters.partial);
}

/** Changing what the module does by itself writes the parameter. */
function defaultOf(value: Default, name: string, parameters: Mapping): Tree {
  const editor: Editor = { replace: (to) => insertAt({ ...parameters, entries: new Map() }, [name], to) };
  return scalar(value, parameters.at, editor);
}
