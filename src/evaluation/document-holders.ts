/** Which mapping or sequence a node of a document stands in. */
import type { DocumentNode, MappingNode, Pair } from '../syntax/document.ts';
import { isWithin, type Holder } from './document-places.ts';

/** Who holds a node: the way down to it leads through what is written around it. */
export function findHolder(roots: readonly DocumentNode[], wanted: DocumentNode): Holder | undefined {
  const open: DocumentNode[] = [...roots];
  const seen = new Set<DocumentNode>();
  for (let node = open.pop(); node; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.kind === 'mapping') {
      for (const pair of node.pairs) {
        if ((pair.value !== wanted && !isWithin(wanted, pair.value)) || !isOwn(pair, node)) continue;
        if (pair.value === wanted) return { kind: 'pair', parent: node, pair };
        open.push(pair.value);
      }
    } else if (node.kind === 'sequence') {
      for (let index = 0; index < node.items.length; index++) {
        const item = node.items[index]!;
        if ((item !== wanted && !isWithin(wanted, item)) || !isWithin(item, node)) continue;
        if (item === wanted) return { kind: 'item', parent: node, index };
        open.push(item);
      }
    }
  }
  return undefined;
}

/** Who holds what. */
export function listHolders(roots: readonly DocumentNode[]): ReadonlyMap<DocumentNode, Holder> {
  const holders = new Map<DocumentNode, Holder>();
  const open: DocumentNode[] = [...roots];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.kind === 'mapping') {
      for (const pair of node.pairs) {
        if (!isOwn(pair, node) || holders.has(pair.value)) continue;
        holders.set(pair.value, { kind: 'pair', parent: node, pair });
        open.push(pair.value);
      }
    } else if (node.kind === 'sequence') {
      for (const [index, item] of node.items.entries()) {
        if (!isWithin(item, node) || holders.has(item)) continue;
        holders.set(item, { kind: 'item', parent: node, index });
        open.push(item);
      }
    }
  }
  return holders;
}

/** Is the value written at its key? What aliases and merge keys bring is held where it is written. */
function isOwn(pair: Pair, mapping: MappingNode): boolean {
  return !pair.merged && isWithin(pair.value, mapping) && pair.value.whole.start >= pair.key.at.end;
}
