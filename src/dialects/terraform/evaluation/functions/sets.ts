/** Functions that make and join sets. A set is a sequence that holds each known value once. */
import type { Tree } from '../../../../evaluation/tree.ts';
import { itemsOf, same, sequence, type Site } from '../../../../evaluation/computed.ts';
import type { TerraformFunction } from './call.ts';

/** Longer lists are not searched for values that stand twice. */
const longest = 500;

export const setFunctions: Readonly<Record<string, TerraformFunction>> = {
  toset: ([list], { site }) => (list?.kind === 'sequence' ? unique([list], site) : undefined),
  distinct: ([list], { site }) => (list?.kind === 'sequence' ? unique([list], site) : undefined),
  setunion: (lists, { site }) => unique(lists, site),

  setintersection([first, ...others], { site }) {
    if (!first || [first, ...others].some((list) => list.kind !== 'sequence' || list.partial || list.items.length > longest)) return undefined;
    return sequence(
      itemsOf(first).filter((item) => others.every((list) => has(list, item))),
      site.at,
    );
  },

  setsubtract([first, second], { site }) {
    if (!first || !second || [first, second].some((list) => list.kind !== 'sequence' || list.partial || list.items.length > longest))
      return undefined;
    return sequence(
      itemsOf(first).filter((item) => !has(second, item)),
      site.at,
    );
  },

  setproduct(lists, { site }) {
    if (lists.some((list) => list.kind !== 'sequence' || list.partial)) return undefined;
    const size = lists.reduce((product, list) => product * itemsOf(list).length, 1);
    if (size > 1000) return undefined;
    let rows: readonly (readonly Tree[])[] = [[]];
    for (const list of lists) rows = rows.flatMap((row) => itemsOf(list).map((item) => [...row, item]));
    return sequence(
      rows.map((row) => sequence(row, site.at)),
      site.at,
    );
  },
};

export function isPartial(tree: Tree): boolean {
  return tree.kind === 'opaque' || ((tree.kind === 'sequence' || tree.kind === 'mapping') && tree.partial === true);
}

function unique(lists: readonly Tree[], site: Site): Tree {
  const kept: Tree[] = [];
  const texts = new Set<string>();
  for (const item of lists.flatMap(itemsOf)) {
    if (item.kind === 'scalar') {
      if (texts.has(String(item.value))) continue;
      texts.add(String(item.value));
    } else if (kept.length < longest && kept.some((other) => same(other, item) === 'yes')) continue;
    kept.push(item);
  }
  const [only] = lists;
  const editor = lists.length === 1 && only?.via.length === 0 ? only.editor : site.editor;
  return sequence(kept, lists.length === 1 && only ? only.at : site.at, lists.some(isPartial), editor);
}

function has(list: Tree, wanted: Tree): boolean {
  return itemsOf(list).some((item) => same(item, wanted) === 'yes');
}
