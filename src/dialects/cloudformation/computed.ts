/** Trees that an intrinsic function makes: texts known in part, values seen through a reference, things that cannot be known. */
import * as trees from '../../evaluation/computed.ts';
import { hole, type Site } from '../../evaluation/computed.ts';
import type { Mapping, Opaque, Scalar, Tree } from '../../evaluation/tree.ts';
import type { Hole, Pattern } from '../../model/value.ts';

export { hole, type Site };

export function opaque(why: string, { at, editor }: Site, pattern?: Pattern): Opaque {
  return trees.opaque(why, at, pattern, editor);
}

export function scalar(value: Scalar['value'], { at, editor }: Site): Scalar {
  return trees.scalar(value, at, editor);
}

/** What a node adds to a text: its own, or a hole. */
export function patternOf(tree: Tree | undefined): Pattern {
  if (tree?.kind === 'scalar') return [tree.value === null ? '' : String(tree.value)];
  if (tree?.kind === 'opaque' && tree.pattern) return tree.pattern;
  return [hole];
}

/** The text that `parts` make up: known when all of them are. */
export function joined(parts: readonly Pattern[], why: string, site: Site): Scalar | Opaque {
  const merged: (string | Hole)[] = [];
  for (const part of parts.flat()) {
    if (part === '') continue;
    const last = merged.at(-1);
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  if (merged.length === 0) return scalar('', site);
  const [only] = merged;
  return merged.length === 1 && typeof only === 'string' ? scalar(only, site) : opaque(why, site, merged);
}

/** Why the first of `trees` that is unknown is so. */
export function firstWhy(trees: readonly (Tree | undefined)[], otherwise = 'part of it is made up at deployment'): string {
  return trees.find((tree) => tree?.kind === 'opaque')?.why ?? otherwise;
}

/** The same tree, used at `site`: its text stays where it is, the use becomes the first step of the way to it. */
export function usedAt(tree: Tree, site: Site): Tree {
  return tree.kind === 'opaque' ? { ...tree, at: site.at, via: [], editor: site.editor } : broughtTo(tree, site);
}

/** What is computed inside a mapping or sequence stays where it is computed. */
function broughtTo(tree: Tree, site: Site): Tree {
  const via = [site.at, ...tree.via];
  if (tree.kind === 'scalar' || tree.kind === 'opaque') return { ...tree, via };
  if (tree.kind === 'sequence') return { ...tree, via, items: tree.items.map((item) => broughtTo(item, site)) };
  const entries = new Map([...tree.entries].map(([key, entry]) => [key, { key: entry.key, value: broughtTo(entry.value, site) }]));
  return { ...tree, via, entries };
}

/** Do two trees come to the same? False also where that cannot be known. */
export function sameTree(a: Tree | undefined, b: Tree | undefined): boolean {
  if (!a || !b) return a === b;
  if (a.kind === 'scalar' && b.kind === 'scalar') return String(a.value) === String(b.value);
  if (a.kind === 'sequence' && b.kind === 'sequence') {
    return a.items.length === b.items.length && !a.partial && !b.partial && a.items.every((item, index) => sameTree(item, b.items[index]));
  }
  if (a.kind === 'mapping' && b.kind === 'mapping') return sameMapping(a, b);
  return a.kind === 'opaque' && b.kind === 'opaque' && samePattern(a.pattern, b.pattern);
}

function sameMapping(a: Mapping, b: Mapping): boolean {
  if (a.entries.size !== b.entries.size || a.partial || b.partial) return false;
  return [...a.entries].every(([key, entry]) => sameTree(entry.value, b.entries.get(key)?.value));
}

function samePattern(a: Pattern | undefined, b: Pattern | undefined): boolean {
  if (!a || !b || a.length !== b.length) return false;
  return a.every((part, index) => {
    const other = b[index];
    if (typeof part === 'string' || typeof other === 'string') return part === other;
    return (
      part.reference !== undefined && part.reference.address === other?.reference?.address && part.reference.attribute === other.reference.attribute
    );
  });
}
