/** Functions over lists and maps. */
import type { Entry, Tree } from '../../../../evaluation/tree.ts';
import {
  entriesOf,
  failure,
  isNull,
  itemsOf,
  known,
  mapping,
  opaque,
  patternOf,
  same,
  scalar,
  sequence,
  truth,
  usedAt,
} from '../../../../evaluation/computed.ts';
import type { Call, TerraformFunction } from './call.ts';
import { isPartial } from './sets.ts';

export const collectionFunctions: Readonly<Record<string, TerraformFunction>> = {
  merge: (given, { site }) => merged(given, site),

  concat(given, { site }) {
    if (given.length > 0 && given.every((list) => list.kind === 'opaque')) return undefined;
    return sequence(given.flatMap(itemsOf), site.at, given.some(isPartial), listEditor(given, site.editor));
  },

  lookup([map, key, otherwise], call) {
    const name = known(key);
    if (!map || name === undefined || map.kind !== 'mapping') return undefined;
    const found = map.entries.get(name)?.value;
    if (found) return chosen({ ...found, via: [...map.via, ...found.via] }, call);
    if (map.partial) return undefined;
    return otherwise ? chosen(otherwise, call) : failure(`nothing stands under ${name}`, call.site.at);
  },

  element([list, index], call) {
    const position = Number(known(index));
    if (list?.kind !== 'sequence' || Number.isNaN(position)) return undefined;
    const items = itemsOf(list);
    if (items.length === 0) return list.partial ? undefined : failure('the list is empty', call.site.at);
    if (list.partial && position >= items.length) return undefined;
    return chosen(items[((position % items.length) + items.length) % items.length]!, call);
  },

  one([list], call) {
    if (list?.kind !== 'sequence') return list?.kind === 'opaque' ? undefined : list;
    const items = itemsOf(list);
    if (items.length === 0 && !list.partial) return scalar(null, call.site.at, call.site.editor);
    return items.length === 1 ? chosen(items[0]!, call) : undefined;
  },

  coalesce(given, call) {
    for (const value of given) {
      // What is not known may well be empty, unless it is the attribute of a resource.
      if (value.kind === 'opaque') return same(value, scalar(null, value.at)) === 'no' ? chosen(value, call) : undefined;
      if (!isNull(value) && !(value.kind === 'scalar' && value.value === '')) return chosen(value, call);
    }
    return failure('all of them are empty', call.site.at);
  },

  coalescelist(given, call) {
    for (const list of given) {
      if (list.kind !== 'sequence') return undefined;
      if (list.items.length > 0) return chosen(list, call);
      if (list.partial) return undefined;
    }
    return failure('all of them are empty', call.site.at);
  },

  length([value], { site }) {
    if (!value || value.kind === 'opaque' || isPartial(value)) return undefined;
    const size = value.kind === 'mapping' ? value.entries.size : value.kind === 'sequence' ? value.items.length : String(value.value ?? '').length;
    return scalar(size, site.at, site.editor);
  },

  keys([map], { site }) {
    if (map?.kind !== 'mapping') return undefined;
    const keys = [...map.entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, entry]) => scalar(key, entry.key));
    return sequence(keys, site.at, map.partial);
  },

  values([map], { site }) {
    if (map?.kind !== 'mapping') return undefined;
    const sorted = [...entriesOf(map)].sort(([a], [b]) => (a < b ? -1 : 1));
    return sequence(
      sorted.map(([, { value }]) => value),
      site.at,
      map.partial,
    );
  },

  flatten([list], { site }) {
    if (list?.kind !== 'sequence') return undefined;
    const flat = { items: [] as Tree[], partial: false };
    flattenInto(flat, list, 0);
    return sequence(flat.items, site.at, flat.partial);
  },

  compact([list], { site }) {
    if (list?.kind !== 'sequence') return undefined;
    const items = itemsOf(list).filter((item) => !isNull(item) && !(item.kind === 'scalar' && item.value === ''));
    return sequence(items, site.at, list.partial);
  },

  contains([list, wanted], { site }) {
    if (!list || !wanted || list.kind === 'opaque') return undefined;
    const answers = itemsOf(list).map((item) => same(item, wanted));
    if (answers.includes('yes')) return scalar(true, site.at, site.editor);
    return answers.includes('unknown') || isPartial(list) ? undefined : scalar(false, site.at, site.editor);
  },

  zipmap([keys, values], { site }) {
    if (keys?.kind !== 'sequence' || values?.kind !== 'sequence' || keys.partial || values.partial) return undefined;
    const entries = new Map<string, Entry>();
    const items = itemsOf(values);
    for (const [index, key] of itemsOf(keys).entries()) {
      const [name, value] = [known(key), items[index]];
      if (name === undefined || !value) return undefined;
      entries.set(name, { key: key.at, value });
    }
    return mapping(entries, site.at);
  },

  range(given, { site }) {
    const [a = 0, b, c] = given.map((value) => Number(known(value)));
    const [start, end] = b === undefined ? [0, a] : [a, b];
    const step = c ?? (end < start ? -1 : 1);
    if ([start, end, step].some(Number.isNaN) || step === 0) return undefined;
    const count = Math.max(0, Math.ceil((end - start) / step));
    // Terraform itself refuses more than 1,024.
    return count > 1024
      ? undefined
      : sequence(
          Array.from({ length: count }, (_, index) => scalar(start + index * step, site.at)),
          site.at,
        );
  },

  reverse: ([list], { site }) => (list?.kind === 'sequence' && !list.partial ? sequence([...itemsOf(list)].reverse(), site.at) : undefined),

  sort([list], { site }) {
    if (list?.kind !== 'sequence' || itemsOf(list).some((item) => item.kind !== 'scalar')) return undefined;
    return sequence(
      [...itemsOf(list)].sort((a, b) => (String(known(a)) < String(known(b)) ? -1 : 1)),
      site.at,
      list.partial,
    );
  },

  slice([list, from, to], { site }) {
    const [start, end] = [Number(known(from)), Number(known(to))];
    if (list?.kind !== 'sequence' || list.partial || Number.isNaN(start) || Number.isNaN(end)) return undefined;
    return sequence(itemsOf(list).slice(start, end), site.at);
  },

  index([list, wanted], { site }) {
    if (!list || !wanted || isPartial(list)) return undefined;
    const position = itemsOf(list).findIndex((item) => same(item, wanted) === 'yes');
    return position < 0 ? undefined : scalar(position, site.at, site.editor);
  },

  anytrue: ([list], { site }) => (list?.kind === 'sequence' ? quantified(list, true, site) : undefined),
  alltrue: ([list], { site }) => (list?.kind === 'sequence' ? quantified(list, false, site) : undefined),
  min: (given, { site }) => numeric(given, (numbers) => Math.min(...numbers), site),
  max: (given, { site }) => numeric(given, (numbers) => Math.max(...numbers), site),
  sum: ([list], { site }) => (list ? numeric(itemsOf(list), (numbers) => numbers.reduce((a, b) => a + b, 0), site) : undefined),
};

/** The argument that a function picks is used where the function stands. */
function chosen(tree: Tree, call: Call): Tree {
  return tree.via.length > 0 || tree.kind === 'opaque' ? usedAt(tree, call.site) : tree;
}

function merged(given: readonly Tree[], site: Call['site']): Tree | undefined {
  const entries = new Map<string, Entry>();
  let partial = false;
  for (const map of given) {
    if (map.kind === 'opaque') {
      // What is not known may replace everything before it.
      for (const [key, entry] of entries) entries.set(key, { key: entry.key, value: opaque(map.why, entry.value.at, patternOf(entry.value)) });
      partial = true;
    }
    for (const [key, entry] of entriesOf(map)) entries.set(key, entry);
    partial ||= isPartial(map);
  }
  if (given.length > 0 && given.every((map) => map.kind === 'opaque')) return undefined;
  const last = given.findLast((map) => map.kind === 'mapping' && map.via.length === 0);
  const put = last?.editor?.put;
  const editor = put &&
    site.editor && { replace: site.editor.replace.bind(site.editor), put: put.bind(last.editor), remove: () => site.editor?.remove?.() };
  return mapping(entries, site.at, partial, editor ?? site.editor);
}

/** Items are added to the last list that is written in the call itself. */
function listEditor(given: readonly Tree[], whole: Call['site']['editor']): Call['site']['editor'] {
  const last = given.findLast((list) => list.kind === 'sequence' && list.via.length === 0);
  const append = last?.editor?.append;
  return append && whole ? { replace: whole.replace.bind(whole), append: append.bind(last.editor), remove: () => whole.remove?.() } : whole;
}

function flattenInto(flat: { items: Tree[]; partial: boolean }, tree: Tree, depth: number): void {
  if (tree.kind === 'opaque' && tree.pattern?.every((part) => typeof part !== 'string' && !part.reference)) flat.partial = true;
  else if (tree.kind !== 'sequence' || depth > 50) flat.items.push(tree);
  else {
    flat.partial ||= tree.partial === true;
    for (const item of itemsOf(tree)) flattenInto(flat, item, depth + 1);
  }
}

function quantified(list: Tree, deciding: boolean, site: Call['site']): Tree | undefined {
  const answers = itemsOf(list).map(truth);
  if (answers.includes(deciding)) return scalar(deciding, site.at, site.editor);
  return answers.includes(undefined) || isPartial(list) ? undefined : scalar(!deciding, site.at, site.editor);
}

function numeric(given: readonly Tree[], calculate: (numbers: readonly number[]) => number, site: Call['site']): Tree | undefined {
  const numbers = given.map((value) => Number(known(value)));
  return numbers.length === 0 || numbers.some(Number.isNaN) ? undefined : scalar(calculate(numbers), site.at, site.editor);
}
