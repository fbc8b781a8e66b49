/** `Fn::ForEach`: writes entries once for each item of a collection. */
import { items, scalarText, type Tree } from '../../evaluation/tree.ts';
import type { DocumentNode, Pair, ScalarNode } from '../../syntax/document.ts';
import type { Evaluator } from './evaluator.ts';

/** The names that stand for an item, innermost first. */
export interface Loop {
  readonly name: string;
  readonly value: Tree;
  readonly outer: Loop | undefined;
  /** Stands around an included document, so that it cannot include itself: no loop, and no name. */
  readonly included?: DocumentNode;
  /** A condition that holds for all that is in the scope, whatever it comes to by default. */
  readonly holds?: string;
}

/** AWS allows five loops in each other and far fewer items than this. */
const mostItems = 1000;

/** Twenty times what a stack may hold. */
const mostEntries = 10_000;

export function isLoop(key: string): boolean {
  return key.startsWith('Fn::ForEach::');
}

export function loopValue(loop: Loop | undefined, name: string): Tree | undefined {
  for (let at = loop; at; at = at.outer) if (at.name === name) return at.value;
  return undefined;
}

/** The text with `${Name}` and `&{Name}` (letters and digits only) of the loops around it filled in. */
export function withLoopNames(text: string, loop: Loop): string {
  if (!text.includes('{')) return text;
  return text.replace(/([$&])\{([A-Za-z0-9_]+)\}/g, (written, sign: string, name: string) => {
    const value = scalarText(loopValue(loop, name));
    if (value === undefined) return written;
    return sign === '&' ? value.replace(/[^A-Za-z0-9]/g, '') : value;
  });
}

/** Gives every entry that the loop `[name, collection, entries]` makes to `add`; false when the collection is not known. */
export function expandLoop(evaluator: Evaluator, definition: DocumentNode, loop: Loop | undefined, add: (pair: Pair, loop: Loop) => void): boolean {
  if (definition.kind !== 'sequence') return false;
  const [nameNode, collectionNode, body] = definition.items;
  if (nameNode?.kind !== 'scalar' || !collectionNode || body?.kind !== 'mapping') return false;
  const collection = evaluator.evaluate(collectionNode, loop);
  if (!collection || collection.kind === 'opaque' || collection.kind === 'mapping') return false;
  const values = items(collection);
  for (const value of values.slice(0, mostItems)) {
    if (value.kind !== 'scalar') continue;
    if (!evaluator.spend(body.pairs.length)) return false;
    for (const pair of body.pairs) add(pair, { name: nameNode.text, value, outer: loop });
  }
  return values.length <= mostItems && values.every((value) => value.kind === 'scalar');
}

/** An entry of a section: a resource, an output, a condition. */
export interface SectionEntry {
  readonly key: ScalarNode;
  readonly node: DocumentNode;
  /** What it was written by, where a loop wrote it. */
  readonly loop: Loop | undefined;
}

/** The entries of a section by name, the last one where a name is written twice. */
export function sectionEntries(section: DocumentNode | undefined, evaluator: Evaluator): ReadonlyMap<string, SectionEntry> {
  const found = new Map<string, SectionEntry>();
  const add = ({ key, value }: Pair, loop: Loop | undefined): void => {
    const name = loop ? withLoopNames(key.text, loop) : key.text;
    if (isLoop(name)) expandLoop(evaluator, value, loop, add);
    else if (found.size < mostEntries) found.set(name, { key, node: value, loop });
  };
  if (section?.kind === 'mapping') for (const pair of section.pairs) add(pair, undefined);
  return found;
}
