/** `Fn::ForEach`: writes entries once for each item of a collection. */
import { items } from '../../evaluation/tree.ts';
import type { DocumentNode, Pair, ScalarNode } from '../../syntax/document.ts';
import type { Evaluator } from './evaluator.ts';
import { withNamesOf, type Scope } from './scope.ts';

/** AWS allows five loops in each other and far fewer items than this. */
const mostItems = 1000;

/** Twenty times what a stack may hold. */
const mostEntries = 10_000;

export function isLoop(key: string): boolean {
  return key.startsWith('Fn::ForEach::');
}

/** Gives every entry that the loop `[name, collection, entries]` makes to `add`; false when the collection is not known. */
export function expandLoop(
  evaluator: Evaluator,
  definition: DocumentNode,
  scope: Scope | undefined,
  add: (pair: Pair, scope: Scope) => void,
): boolean {
  if (definition.kind !== 'sequence') return false;
  const [nameNode, collectionNode, body] = definition.items;
  if (nameNode?.kind !== 'scalar' || !collectionNode || body?.kind !== 'mapping') return false;
  const collection = evaluator.evaluate(collectionNode, scope);
  if (!collection || collection.kind === 'opaque' || collection.kind === 'mapping') return false;
  const values = items(collection);
  for (const value of values.slice(0, mostItems)) {
    if (value.kind !== 'scalar') continue;
    if (!evaluator.spend(body.pairs.length)) return false;
    for (const pair of body.pairs) add(pair, { kind: 'name', name: nameNode.text, value, outer: scope });
  }
  return values.length <= mostItems && values.every((value) => value.kind === 'scalar');
}

/** An entry of a section: a resource, an output, a condition. */
export interface SectionEntry {
  readonly key: ScalarNode;
  readonly node: DocumentNode;
  /** What it was written by, where a loop wrote it. */
  readonly scope: Scope | undefined;
}

/** The entries of a section by name, the last one where a name is written twice. */
export function sectionEntries(section: DocumentNode | undefined, evaluator: Evaluator): ReadonlyMap<string, SectionEntry> {
  const found = new Map<string, SectionEntry>();
  const add = ({ key, value }: Pair, scope: Scope | undefined): void => {
    const name = scope ? withNamesOf(key.text, scope) : key.text;
    if (isLoop(name)) expandLoop(evaluator, value, scope, add);
    else if (found.size < mostEntries) found.set(name, { key, node: value, scope });
  };
  if (section?.kind === 'mapping') for (const pair of section.pairs) add(pair, undefined);
  return found;
}
