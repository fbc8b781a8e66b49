/** YAML's merge key: `<<: *base` and `<<: [*a, *b]` bring the entries of other mappings. */
import type { DocumentNode, Pair } from './document.ts';
import { maxNodes } from './limits.ts';

/**
 * The entries with those of merged mappings before them, so that a reader who takes the last one of a key takes the
 * mapping's own. Source: https://yaml.org/type/merge.html
 */
export function mergePairs(pairs: readonly Pair[], report: (offset: number, message: string) => void): readonly Pair[] {
  if (!pairs.some(isMerge)) return pairs;
  const merged: Pair[] = [];
  for (const pair of pairs) {
    if (!isMerge(pair)) continue;
    const sources = pair.value.kind === 'sequence' ? pair.value.items.toReversed() : [pair.value];
    for (const source of sources) take(source, pair, merged, report);
  }
  const own = pairs.filter((pair) => !isMerge(pair));
  const names = new Set(own.map((pair) => pair.key.text));
  return [...lastOfEach(merged).filter((pair) => !names.has(pair.key.text)), ...own];
}

function isMerge(pair: Pair): boolean {
  return pair.key.text === '<<' && pair.key.style === 'plain';
}

function take(source: DocumentNode, pair: Pair, merged: Pair[], report: (offset: number, message: string) => void): void {
  if (source.kind !== 'mapping') return report(pair.key.at.start, 'Only mappings can be merged');
  if (merged.length + source.pairs.length > maxNodes) return report(pair.key.at.start, 'Too much is merged here');
  for (const entry of source.pairs) merged.push({ key: entry.key, value: entry.value, merged: true });
}

function lastOfEach(pairs: readonly Pair[]): readonly Pair[] {
  return [...new Map(pairs.map((pair) => [pair.key.text, pair])).values()];
}
