/** Puts the `resources:` of a service together as one template, whatever files and lists they are spread over. */
import { child, type DocumentNode, type MappingNode, type Pair } from '../../syntax/document.ts';
import type { Variables } from './variables.ts';

/** The sections of a template that the framework merges over a list of resources. */
const sections = new Set(['Resources', 'Outputs', 'Parameters', 'Conditions', 'Mappings', 'Metadata', 'Rules', 'extensions']);

interface TemplateRoot {
  readonly root: MappingNode;
  /** The changes to what the framework makes up, and to what other parts define: each logical id with the mappings that say so. */
  readonly extensions: ReadonlyMap<string, readonly MappingNode[]>;
  /** Of what was put together: the mapping that new entries are written into. */
  readonly written: ReadonlyMap<DocumentNode, DocumentNode>;
}

/**
 * `made` tells the logical ids that the framework makes up: what the service writes under such an id changes that resource.
 * `empty` stands for the whole where a service has no resources.
 */
export function templateRoot(resources: DocumentNode | undefined, variables: Variables, made: ReadonlySet<string>, empty: MappingNode): TemplateRoot {
  const written = new Map<DocumentNode, DocumentNode>();
  const parts = partsOf(variables.follow(resources), variables);
  const pairs = new Map<string, Pair[]>();
  for (const pair of parts.flatMap((part) => part.pairs)) pairs.set(pair.key.text, [...(pairs.get(pair.key.text) ?? []), pair]);
  const merged: Pair[] = [];
  const extensions = new Map<string, MappingNode[]>();
  for (const [name, same] of pairs) {
    const pair = sections.has(name) ? mergeSection(same, variables, written) : same.at(-1);
    if (!pair) continue;
    if (name === 'extensions') collect(pair.value, extensions);
    else merged.push(pair);
  }
  const definitions = merged.findIndex(({ key }) => key.text === 'Resources');
  const own = merged[definitions];
  if (own) merged[definitions] = withoutMade(extended(own, extensions, written), made, extensions, written);
  const [first] = parts;
  const root: MappingNode = { ...(first ?? empty), pairs: merged };
  written.set(root, first ?? empty);
  return { root, extensions, written };
}

function partsOf(node: DocumentNode | undefined, variables: Variables): readonly MappingNode[] {
  if (node?.kind === 'mapping') return [node];
  if (node?.kind !== 'sequence') return [];
  return node.items.map((item) => variables.follow(item)).filter((item) => item?.kind === 'mapping');
}

/** One section out of several, with the entries behind variables in their place. */
function mergeSection(pairs: readonly Pair[], variables: Variables, written: Map<DocumentNode, DocumentNode>): Pair | undefined {
  const last = pairs.at(-1)!;
  const mappings = pairs.map((pair) => variables.follow(pair.value)).filter((node) => node?.kind === 'mapping');
  const [first] = mappings;
  if (!first) return undefined;
  const entries = new Map<string, Pair>();
  for (const pair of mappings.flatMap((mapping) => mapping.pairs)) {
    const value = variables.follow(pair.value) ?? pair.value;
    const before = entries.get(pair.key.text);
    entries.set(pair.key.text, { key: pair.key, value: before ? mergeNodes(before.value, value, written) : value });
  }
  const node: MappingNode = { ...first, pairs: [...entries.values()] };
  written.set(node, first);
  return { key: last.key, value: node };
}

/** Two definitions of one thing; of an entry that both have, the later counts. */
function mergeNodes(before: DocumentNode, later: DocumentNode, written: Map<DocumentNode, DocumentNode>): DocumentNode {
  if (before.kind !== 'mapping' || later.kind !== 'mapping') return later;
  const entries = new Map(before.pairs.map((pair) => [pair.key.text, pair]));
  for (const pair of later.pairs) {
    const own = entries.get(pair.key.text);
    entries.set(pair.key.text, own ? { key: pair.key, value: mergeNodes(own.value, pair.value, written) } : pair);
  }
  const node: MappingNode = { ...before, pairs: [...entries.values()] };
  written.set(node, written.get(before) ?? before);
  return node;
}

/** Takes the entries out that change what the framework makes up. */
function withoutMade(pair: Pair, made: ReadonlySet<string>, extensions: Map<string, MappingNode[]>, written: Map<DocumentNode, DocumentNode>): Pair {
  const { value } = pair;
  if (value.kind !== 'mapping') return pair;
  const changes = (entry: Pair): boolean => made.has(entry.key.text) || isChange(entry.value);
  if (!value.pairs.some(changes)) return pair;
  const own = value.pairs.filter((entry) => !changes(entry));
  collect({ ...value, pairs: value.pairs.filter(changes) }, extensions);
  const node: MappingNode = { ...value, pairs: own };
  written.set(node, written.get(value) ?? value);
  return { key: pair.key, value: node };
}

/** A definition that cannot stand alone: without a type, or a route that names no API. */
function isChange(node: DocumentNode): boolean {
  if (node.kind !== 'mapping') return false;
  const type = child(node, 'Type');
  if (!type) return child(node, 'Properties') !== undefined;
  const properties = child(node, 'Properties');
  if (type.kind !== 'scalar' || !/^AWS::ApiGateway(?:::Method|V2::Route)$/.test(type.text)) return false;
  return !child(properties, 'RestApiId') && !child(properties, 'ApiId');
}

function collect(node: DocumentNode, into: Map<string, MappingNode[]>): void {
  for (const { key, value } of node.kind === 'mapping' ? node.pairs : []) {
    if (value.kind === 'mapping') into.set(key.text, [...(into.get(key.text) ?? []), value]);
  }
}

/** Extensions may change the service's own resources as well. */
function extended(pair: Pair, extensions: ReadonlyMap<string, readonly MappingNode[]>, written: Map<DocumentNode, DocumentNode>): Pair {
  const { value } = pair;
  if (value.kind !== 'mapping' || !value.pairs.some((entry) => extensions.has(entry.key.text))) return pair;
  const pairs = value.pairs.map((entry): Pair => {
    const changes = extensions.get(entry.key.text) ?? [];
    return { key: entry.key, value: changes.reduce<DocumentNode>((node, change) => mergeNodes(node, change, written), entry.value) };
  });
  const node: MappingNode = { ...value, pairs };
  written.set(node, written.get(value) ?? value);
  return { key: pair.key, value: node };
}
