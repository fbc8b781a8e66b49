/** The functions of Azure's template languages that put lists and objects together and take them apart. */
import { entriesOf, itemsOf, known, mapping, same, scalar, sequence, usedAt, type Site } from '../../evaluation/computed.ts';
import type { Entry, Mapping, Tree } from '../../evaluation/tree.ts';
import type { TemplateFunction } from './template-function.ts';

/** https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-array, …-object (2026-11) */
export const collectionFunctions: Readonly<Record<string, TemplateFunction>> = {
  take: ([value, count], { site }) => {
    const number = Number(known(count));
    if (Number.isNaN(number)) return undefined;
    if (value?.kind === 'sequence') return sequence(value.items.slice(0, number), site.at, value.partial, site.editor);
    return known(value) === undefined ? undefined : scalar((known(value) ?? '').slice(0, number), site.at, site.editor);
  },
  first: ([value], { site }) =>
    value?.kind === 'sequence' ? value.items[0] : known(value) === undefined ? undefined : scalar((known(value) ?? '')[0] ?? '', site.at),
  last: ([value], { site }) =>
    value?.kind === 'sequence' ? value.items.at(-1) : known(value) === undefined ? undefined : scalar((known(value) ?? '').at(-1) ?? '', site.at),
  length: ([value], { site }) => {
    if (value?.kind === 'sequence') return value.partial ? undefined : scalar(value.items.length, site.at);
    return known(value) === undefined ? undefined : scalar((known(value) ?? '').length, site.at);
  },
  empty: ([value], { site }) => {
    if (value?.kind === 'sequence') return value.partial ? undefined : scalar(value.items.length === 0, site.at);
    if (value?.kind === 'mapping') return value.partial ? undefined : scalar(value.entries.size === 0, site.at);
    return value?.kind === 'scalar' ? scalar(value.value === '' || value.value === null, site.at) : undefined;
  },
  contains: ([holder, item], { site }) => {
    const wanted = known(item);
    if (wanted === undefined) return undefined;
    if (holder?.kind === 'mapping') return holder.partial ? undefined : scalar(holder.entries.has(wanted), site.at);
    if (holder?.kind === 'sequence')
      return holder.partial
        ? undefined
        : scalar(
            holder.items.some((one) => known(one) === wanted),
            site.at,
          );
    return known(holder) === undefined ? undefined : scalar((known(holder) ?? '').includes(wanted), site.at);
  },
  createarray: (given, { site }) => sequence(given, site.at, false, site.editor),
  array: ([value], { site }) => (value?.kind === 'sequence' ? value : value && sequence([value], site.at)),
  createobject: (given, { site }) => {
    const entries = new Map<string, Entry>();
    for (let index = 0; index + 1 < given.length; index += 2) {
      const key = known(given[index]);
      if (key === undefined) return undefined;
      entries.set(key, { key: given[index]!.at, value: given[index + 1]! });
    }
    return mapping(entries, site.at, false, site.editor);
  },
  union: (given, { site }) => united(given, site),
  range: ([from, count], { site }) => {
    const [start, number] = [Number(known(from)), Number(known(count))];
    if (Number.isNaN(start) || Number.isNaN(number) || number > 1000) return undefined;
    return sequence(
      Array.from({ length: Math.max(number, 0) }, (_, index) => scalar(start + index, site.at)),
      site.at,
    );
  },
  flatten: ([list], { site }) => {
    if (list?.kind !== 'sequence') return undefined;
    const inner = itemsOf(list);
    const partial = list.partial === true || inner.some((one) => one.kind !== 'sequence' || one.partial === true);
    return sequence(
      inner.flatMap((one) => itemsOf(one)),
      site.at,
      partial,
    );
  },
  items: ([object], { site }) => {
    if (object?.kind !== 'mapping') return undefined;
    const sorted = [...entriesOf(object)].sort(([a], [b]) => (a < b ? -1 : 1));
    const list = sorted.map(([name, { key, value }]) =>
      mapping(
        new Map([
          ['key', { key, value: scalar(name, key) }],
          ['value', { key, value }],
        ]),
        key,
      ),
    );
    return sequence(list, site.at, object.partial);
  },
  objectkeys: ([object], { site }) => {
    if (object?.kind !== 'mapping') return undefined;
    return sequence(
      [...object.entries].map(([name, { key }]) => scalar(name, key)),
      site.at,
      object.partial,
    );
  },
  skip: ([value, count], { site }) => {
    const number = Number(known(count));
    if (Number.isNaN(number)) return undefined;
    if (value?.kind === 'sequence') return value.partial ? undefined : sequence(itemsOf(value).slice(number), site.at);
    return known(value) === undefined ? undefined : scalar((known(value) ?? '').slice(number), site.at);
  },
  intersection: (given, { site }) => {
    const [first, ...others] = given;
    if (first?.kind !== 'sequence' || given.some((one) => one.kind !== 'sequence' || one.partial)) return undefined;
    return sequence(
      itemsOf(first).filter((item) => others.every((other) => itemsOf(other).some((one) => same(one, item) === 'yes'))),
      site.at,
    );
  },
  shallowmerge: ([list], { site }) => (list?.kind === 'sequence' && !list.partial ? united(itemsOf(list), site, false) : undefined),
  tryget: ([object, ...path], { evaluator, scope, site }) => {
    if (!object || path.some((key) => key.kind !== 'scalar' || key.value === null)) return undefined;
    return path.reduce((tree, key) => evaluator.member(tree, known(key) ?? '', scope, site, true), object);
  },
};

/** Objects within objects are put together as well, but not by `shallowMerge`. */
function united(given: readonly Tree[], site: Site, deep = true): Tree | undefined {
  if (given.some((one) => one.kind === 'sequence')) {
    const partial = given.some((one) => one.kind !== 'sequence' || one.partial === true);
    return sequence(
      given.flatMap((one) => itemsOf(one.kind === 'sequence' ? one : sequence([], site.at))),
      site.at,
      partial,
      site.editor,
    );
  }
  const entries = new Map<string, Entry>();
  let partial = false;
  for (const one of given) {
    if (one.kind !== 'mapping' || one.partial) partial = true;
    for (const [key, { key: place, value }] of entriesOf(one)) {
      const before = entries.get(key)?.value;
      const isNested = deep && before?.kind === 'mapping' && value.kind === 'mapping';
      const united = isNested ? unitedMappings(before, value) : value;
      entries.set(key, { key: place, value: usedAt(united, { at: site.at }) });
    }
  }
  return mapping(entries, site.at, partial);
}

function unitedMappings(a: Mapping, b: Mapping): Mapping {
  const entries = new Map(entriesOf(a));
  for (const [key, entry] of entriesOf(b)) {
    const before = entries.get(key)?.value;
    const isNested = before?.kind === 'mapping' && entry.value.kind === 'mapping';
    entries.set(key, isNested ? { key: entry.key, value: unitedMappings(before, entry.value) } : entry);
  }
  return mapping(entries, b.at, a.partial === true || b.partial === true, b.editor);
}
