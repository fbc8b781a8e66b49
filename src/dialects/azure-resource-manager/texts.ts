/** The literal texts of a template that could hold a secret. */
import { asValue, text } from '../../evaluation/setting.ts';
import { at, scalarText, type Mapping, type Tree } from '../../evaluation/tree.ts';
import type { TextLiteral } from '../../model/text.ts';
import type { AzureResource, Reading } from './template.ts';

type Role = TextLiteral['role'];

/** Properties whose texts are read elsewhere, describe things, or only name other resources. */
const passedOver: ReadonlySet<string> = new Set([
  'name',
  'description',
  'location',
  'type',
  'apiVersion',
  'dependsOn',
  'kind',
  'template',
  'scope',
  'parent',
  'roleDefinitionId',
]);

const roles: Readonly<Record<string, Role>> = {
  tags: 'tag',
  appsettings: 'environment',
  connectionstrings: 'environment',
  env: 'container',
  environmentvariables: 'container',
  commandtoexecute: 'user-data',
  customdata: 'user-data',
  scriptcontent: 'user-data',
};

const shortest = 4;
const longest = 65_536;
const deepest = 12;

/** Texts of one resource that are offered at most. */
const most = 5000;

/** Whose texts are gathered. */
type Owner = Pick<AzureResource, 'address' | 'label' | 'type' | 'typeText' | 'name' | 'definition'>;

export function gatherTexts(resource: Owner, reading: Reading): void {
  let left = most;
  // Settings of apps, and of nothing else, may refer to a vault.
  const refers = /^microsoft\.web\/sites(?:\/|$)/.test(resource.type);
  const owner = { owner: reading.key(resource.address), ownerLabel: resource.label, ownerType: resource.typeText };

  const add = (name: string, tree: Tree, role: Role): void => {
    if (left-- <= 0) return;
    const reference = refers && role === 'environment' ? (entry: string) => reading.referTo(tree, entry, resource) : undefined;
    reading.nouns.texts.push({ role, name, value: asValue(tree, text), ...owner, at: tree.at, ...(reference && { reference }) });
  };
  const walk = (name: string, tree: Tree, role: Role, depth: number): void => {
    if (depth > deepest || left <= 0) return;
    if (tree.kind === 'mapping') pairOrMapping(tree, role, depth);
    else if (tree.kind === 'sequence') for (const item of tree.items) walk(name, item, role, depth + 1);
    else if (isText(tree, role === 'tag' ? 1 : shortest)) add(name, tree, role);
  };
  /** `{ name: 'DB_PASSWORD', value: … }` is a text under the name that it gives. */
  const pairOrMapping = (mapping: Mapping, role: Role, depth: number): void => {
    const name = scalarText(at(mapping, 'name'));
    const value = at(mapping, 'value') ?? at(mapping, 'connectionString');
    if (name !== undefined && value) walk(name, value, role, depth + 1);
    else all(mapping, role, depth);
  };
  const all = (mapping: Mapping, role: Role, depth: number): void => {
    for (const [key, { value }] of mapping.entries) {
      if (passedOver.has(key) && depth < 3) continue;
      walk(key, value, role === 'property' ? (roles[key.toLowerCase()] ?? role) : role, depth + 1);
    }
  };
  all(resource.definition, settingsRole(resource), 0);
}

/** A configuration of its own that holds nothing but settings. */
function settingsRole({ type, name }: Owner): Role {
  const last = name?.kind === 'opaque' ? name.pattern?.at(-1) : scalarText(name);
  return type.endsWith('/config') && typeof last === 'string' && /(?:appsettings|connectionstrings)$/i.test(last) ? 'environment' : 'property';
}

function isText(tree: Tree, least: number): boolean {
  if (tree.kind === 'scalar') return tree.value !== null && String(tree.value).length >= least && String(tree.value).length <= longest;
  return tree.kind === 'opaque' && tree.pattern?.some((part) => typeof part === 'string' && part.length >= 4 && part.length <= longest) === true;
}
