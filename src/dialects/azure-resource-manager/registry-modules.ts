/**
 * Modules of the public registry that are read as the resource that they deploy: their parameters are its settings, and what a caller
 * leaves out is what the module says, not what Azure does.
 */
import { itemsOf, mapping, opaque, scalar, sequence } from '../../evaluation/computed.ts';
import { insertAt } from '../../evaluation/setting.ts';
import { at, type Editor, type Entry, type Mapping, type Tree } from '../../evaluation/tree.ts';
import type { Span } from '../../source/span.ts';
import type { Deployment } from './deployment.ts';
import { registryModules, type RegistryModule } from './registry-table.ts';
import { addResource } from './resources.ts';
import type { AzureResource } from './template.ts';

/** How a template calls one. */
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
  const module = Object.hasOwn(registryModules, name) ? registryModules[name] : undefined;
  if (!module || parameters?.kind !== 'mapping') return false;
  const add = (type: string, symbol: string, definition: Mapping, holder?: AzureResource): AzureResource =>
    addResource(deployment, { ...place, type, symbol, definition, existing: false, holder });
  const resource = add(module.type, place.symbol, definitionOf(parameters, module));
  for (const [parameter, kind] of Object.entries(module.children ?? {})) {
    for (const [index, item] of itemsOf(at(parameters, ...parameter.split('.')) ?? nothing(parameters)).entries())
      if (item.kind === 'mapping') add(kind, `${place.symbol}/${kind}/${index}`, childOf(item), resource);
  }
  for (const [parameter, kind] of Object.entries(module.configurations ?? {})) {
    const written = at(parameters, parameter);
    const watched = kind === 'appsettings' ? insightsOf(parameters) : undefined;
    if (watched || (written && !isNull(written))) add('config', `${place.symbol}/${kind}`, configurationOf(kind, written, watched), resource);
  }
  const scope: Entry = { key: resource.at, value: opaque('it is made at deployment', resource.at, [{ reference: { address: resource.address } }]) };
  const addOnto = (type: string, list: Tree | undefined, read: (item: Mapping) => Mapping): void => {
    for (const [index, item] of itemsOf(list ?? nothing(parameters)).entries()) {
      if (item.kind !== 'mapping') continue;
      const definition = read(item);
      add(
        type,
        `${place.symbol}/${type.slice(type.indexOf('/') + 1)}/${index}`,
        mapping(new Map([...definition.entries, ['scope', scope]]), item.at),
      );
    }
  };
  addOnto('Microsoft.Authorization/roleAssignments', at(parameters, 'roleAssignments'), assignmentOf);
  addOnto('Microsoft.Insights/diagnosticSettings', at(parameters, 'diagnosticSettings'), diagnosticsOf);
  return true;
}

function nothing({ at: place }: Tree): Tree {
  return sequence([], place);
}

/** Beside `properties`, or read on their own. */
const elsewhere: ReadonlySet<string> = new Set(['roleAssignments', 'diagnosticSettings', 'privateEndpoints', 'lock', 'enableTelemetry']);

function definitionOf(parameters: Mapping, { defaults = {}, places = {}, children = {}, configurations = {} }: RegistryModule): Mapping {
  const root = new Map<string, Entry>();
  const properties = new Map<string, Entry>();
  const moved: [readonly string[], Entry][] = [];
  const isChild = new Set([...Object.keys(children).filter((name) => !name.includes('.')), ...Object.keys(configurations)]);
  for (const [name, entry] of parameters.entries) {
    if (elsewhere.has(name) || isChild.has(name)) continue;
    if (name === 'name' || name === 'tags') root.set(name, entry);
    else if (name === 'managedIdentities') root.set('identity', { key: entry.key, value: identityOf(entry.value) });
    else if (places[name]) moved.push([places[name], entry]);
    else properties.set(name, entry);
  }
  for (const [name, value] of Object.entries(defaults)) {
    const written = parameters.entries.get(name);
    if (parameters.partial || (written && !isNull(written.value))) continue;
    const entry: Entry = { key: parameters.at, value: defaultOf(value, name, parameters) };
    if (places[name]) moved.push([places[name], entry]);
    else properties.set(name, entry);
  }
  for (const [path, entry] of moved) put(path[0] === 'properties' ? properties : root, path[0] === 'properties' ? path.slice(1) : path, entry);
  root.set('properties', { key: parameters.at, value: mapping(properties, parameters.at, parameters.partial, parameters.editor) });
  return mapping(root, parameters.at, parameters.partial);
}

/** Builds the mappings in between. */
function put(into: Map<string, Entry>, [step = '', ...rest]: readonly string[], entry: Entry): void {
  if (rest.length === 0) {
    into.set(step, entry);
    return;
  }
  const before = into.get(step)?.value;
  const inner = new Map(before?.kind === 'mapping' ? before.entries : []);
  put(inner, rest, entry);
  into.set(step, { key: entry.key, value: mapping(inner, entry.key) });
}

function isNull(tree: Tree): boolean {
  return tree.kind === 'scalar' && tree.value === null;
}

/** Changing what the module does by itself writes the parameter. */
function defaultOf(value: string | boolean, name: string, parameters: Mapping): Tree {
  const editor: Editor = { replace: (to) => insertAt({ ...parameters, entries: new Map() }, [name], to) };
  return scalar(value, parameters.at, editor);
}

/** `{ systemAssigned: true, userAssignedResourceIds: [id] }` */
function identityOf(written: Tree): Tree {
  const assigned = at(written, 'userAssignedResourceIds');
  const ids = assigned && itemsOf(assigned);
  if (!ids || ids.length === 0) return at(written, 'systemAssigned') ? mapping(new Map(), written.at) : written;
  return mapping(new Map([['userAssignedIdentities', { key: written.at, value: sequence(ids, written.at) }]]), written.at);
}

/** Some lists hold `properties`, others hold them beside the name. */
function childOf(item: Mapping): Mapping {
  if (item.entries.has('properties')) return item;
  const name = item.entries.get('name');
  const others = new Map([...item.entries].filter(([key]) => key !== 'name'));
  const properties: Entry = { key: item.at, value: mapping(others, item.at, item.partial, item.editor) };
  return mapping(new Map([...(name ? [['name', name] as const] : []), ['properties', properties]]), item.at);
}

/** The module puts the address of Application Insights among the settings by itself. */
function insightsOf(parameters: Mapping): Entry | undefined {
  const entry = ['appInsightResourceId', 'applicationInsightResourceId'].map((name) => parameters.entries.get(name)).find(Boolean);
  return entry && !isNull(entry.value) && !(entry.value.kind === 'scalar' && entry.value.value === '') ? entry : undefined;
}

function configurationOf(kind: string, settings: Tree | undefined, watched: Entry | undefined): Mapping {
  const written = settings && !isNull(settings) ? settings : mapping(new Map(), watched?.key ?? settings!.at);
  const more: readonly (readonly [string, Entry])[] = watched ? [['APPLICATIONINSIGHTS_CONNECTION_STRING', watched]] : [];
  const properties =
    written.kind === 'mapping'
      ? mapping(new Map([...written.entries, ...more]), written.at, written.partial, written.editor)
      : mapping(new Map(more), written.at, true);
  return mapping(
    new Map([
      ['name', { key: written.at, value: scalar(kind, written.at) }],
      ['properties', { key: written.at, value: properties }],
    ]),
    written.at,
  );
}

/** `{ roleDefinitionIdOrName, principalId, principalType }` */
function assignmentOf(item: Mapping): Mapping {
  const role = item.entries.get('roleDefinitionIdOrName');
  const properties = new Map([...item.entries, ...(role ? [['roleDefinitionId', role] as const] : [])]);
  return mapping(new Map([['properties', { key: item.at, value: mapping(properties, item.at, item.partial, item.editor) }]]), item.at);
}

/** Every log, where no categories are named. */
function diagnosticsOf(item: Mapping): Mapping {
  const named = at(item, 'logCategoriesAndGroups');
  const categories = named && !isNull(named) ? named : sequence([mapping(new Map(), item.at)], item.at);
  const enabled = (category: Tree): Tree => {
    if (category.kind !== 'mapping' || category.entries.has('enabled')) return category;
    return mapping(new Map([...category.entries, ['enabled', { key: category.at, value: scalar(true, category.at) }]]), category.at);
  };
  const logs = categories.kind === 'sequence' ? sequence(categories.items.map(enabled), categories.at, categories.partial) : categories;
  const properties = mapping(new Map([...item.entries, ['logs', { key: item.at, value: logs }]]), item.at, item.partial);
  return mapping(new Map([['properties', { key: item.at, value: properties }]]), item.at);
}
