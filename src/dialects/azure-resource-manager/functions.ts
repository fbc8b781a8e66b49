/** The functions of Azure's template languages: which are known, and what they come to. */
import { hole, known, mapping, opaque, patternOf, scalar, sequence, textFrom, truth, usedAt, type Site } from '../../evaluation/computed.ts';
import type { Entry, Tree } from '../../evaluation/tree.ts';
import type { Pattern } from '../../model/value.ts';
import type { CallExpression } from '../../syntax/template-expression.ts';
import type { Evaluator, Scope } from './evaluator.ts';

interface Call {
  readonly name: string;
  readonly evaluator: Evaluator;
  readonly scope: Scope;
  readonly site: Site;
}

/** Undefined where it cannot be worked out. */
type TemplateFunction = (given: readonly Tree[], call: Call) => Tree | undefined;

const deployed = 'it is only known at deployment';

/** Texts with a hole for what only the deployment knows. */
const unknownText =
  (...before: Pattern): TemplateFunction =>
  (_given, { site }) =>
    opaque(deployed, site.at, [...before, hole], site.editor);

const functions: Readonly<Record<string, TemplateFunction>> = {
  parameters: ([name], { scope, site }) => used(known(name), (written) => scope.parameter(written, site), site),
  variables: ([name], { scope, site }) => used(known(name), (written) => scope.variable(written, site), site),
  concat: (given, { site }) =>
    given.some((one) => one.kind === 'sequence')
      ? sequence(
          given.flatMap((one) => (one.kind === 'sequence' ? one.items : [])),
          site.at,
          given.some((one) => one.kind !== 'sequence' || one.partial === true),
          site.editor,
        )
      : textFrom(given.map(patternOf), site.at, site.editor),
  format: ([template, ...given], { site }) => {
    const written = known(template);
    if (written === undefined) return undefined;
    const parts = written.split(/(\{\d+(?::[^}]*)?\})/).map((part): Pattern => {
      const index = /^\{(\d+)/.exec(part)?.[1];
      const value = index === undefined ? undefined : given[Number(index)];
      return value ? patternOf(value) : [part];
    });
    return textFrom(parts, site.at, site.editor);
  },
  tolower: ([text], { site }) => text && mapped(text, (part) => part.toLowerCase(), site),
  toupper: ([text], { site }) => text && mapped(text, (part) => part.toUpperCase(), site),
  trim: ([text], { site }) => text && mapped(text, (part) => part.trim(), site),
  string: ([value], { site }) => value && textFrom([patternOf(value)], site.at, site.editor),
  int: ([value], { site }) => (known(value) === undefined ? undefined : scalar(Number(known(value)), site.at, site.editor)),
  bool: ([value], { site }) => (known(value) === undefined ? undefined : scalar(/^(?:true|1)$/i.test(known(value) ?? ''), site.at, site.editor)),
  replace: ([text, from, to], { site }) => {
    const [old, changed] = [known(from), known(to)];
    return text && old !== undefined && old !== '' && changed !== undefined ? mapped(text, (part) => part.replaceAll(old, changed), site) : undefined;
  },
  substring: ([text, from, length], { site }) => {
    const [value, start] = [known(text), Number(known(from))];
    const count = length ? Number(known(length)) : undefined;
    if (value === undefined || Number.isNaN(start) || Number.isNaN(count)) return undefined;
    return scalar(value.slice(start, count === undefined ? undefined : start + count), site.at, site.editor);
  },
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
  split: ([text, separator], { site }) => {
    const [value, sign] = [known(text), known(separator)];
    return value === undefined || sign === undefined || !text
      ? undefined
      : sequence(
          value.split(sign).map((part) => ({ ...scalar(part, text.at), via: text.via })),
          site.at,
        );
  },
  join: ([list, separator], { site }) => {
    const sign = known(separator);
    if (list?.kind !== 'sequence' || sign === undefined || list.partial) return undefined;
    return textFrom(
      list.items.flatMap((item, index): Pattern[] => (index === 0 ? [patternOf(item)] : [[sign], patternOf(item)])),
      site.at,
      site.editor,
    );
  },
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
  startswith: ([text, start], { site }) => answered(text, start, (a, b) => a.toLowerCase().startsWith(b.toLowerCase()), site),
  endswith: ([text, end], { site }) => answered(text, end, (a, b) => a.toLowerCase().endsWith(b.toLowerCase()), site),
  equals: ([a, b], { site }) => answered(a, b, (left, right) => left.toLowerCase() === right.toLowerCase(), site),
  not: ([value], { site }) => (value && truth(value) !== undefined ? scalar(!truth(value), site.at) : undefined),
  and: (given, { site }) => combined(given, false, site),
  or: (given, { site }) => combined(given, true, site),
  true: (_given, { site }) => scalar(true, site.at, site.editor),
  false: (_given, { site }) => scalar(false, site.at, site.editor),
  null: (_given, { site }) => scalar(null, site.at, site.editor),
  coalesce: (given) => given.find((one) => !(one.kind === 'scalar' && one.value === null)),
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
  json: ([text], { site }) => {
    const written = known(text);
    if (written === undefined) return undefined;
    try {
      const value: unknown = JSON.parse(written);
      return value === null || ['string', 'number', 'boolean'].includes(typeof value)
        ? scalar(value as string | number | boolean | null, site.at, site.editor)
        : undefined;
    } catch {
      return undefined;
    }
  },
  resourceid: (given, call) => idOf(given, call),
  extensionresourceid: ([scope, ...rest], call) => resourceId([scope ? patternOf(scope) : [hole], ['/providers/'], path(rest)], rest, call),
  subscriptionresourceid: (given, call) => resourceId([['/subscriptions/', hole, '/providers/'], path(given)], given, call),
  tenantresourceid: (given, call) => resourceId([['/providers/'], path(given)], given, call),
  managementgroupresourceid: (given, call) =>
    resourceId([['/providers/Microsoft.Management/managementGroups/', hole, '/providers/'], path(given)], given, call),
  reference: ([id], { scope, site }) => {
    const address =
      id?.kind === 'opaque'
        ? id.pattern?.flatMap((part) => (typeof part === 'string' || !part.reference ? [] : [part.reference.address]))[0]
        : addressNamed(id, scope);
    return opaque(deployed, site.at, address === undefined ? [hole] : [{ reference: { address, attribute: 'properties' } }], site.editor);
  },
  resourcegroup: (_given, { site }) => opaque(deployed, site.at, [{ reference: { address: '@resourceGroup' } }]),
  subscription: (_given, { site }) => opaque(deployed, site.at, [{ reference: { address: '@subscription' } }]),
  managementgroup: (_given, { site }) => opaque(deployed, site.at, [{ reference: { address: '@managementGroup' } }]),
  copyindex: (given, { scope, site }) =>
    scope.copy === undefined ? undefined : scalar(scope.copy + (Number(known(given.at(-1))) || 0), site.at, site.editor),
  uniquestring: unknownText(),
  guid: unknownText(),
  newguid: unknownText(),
  utcnow: unknownText(),
};

export function callFunction(evaluator: Evaluator, expression: CallExpression, scope: Scope, site: Site): Tree {
  if (expression.name === 'if' && expression.arguments.length === 3) {
    const [condition, then, otherwise] = expression.arguments;
    return evaluator.choose(
      evaluator.evaluate(condition!, scope),
      () => evaluator.evaluate(then!, scope),
      () => evaluator.evaluate(otherwise!, scope),
      site,
    );
  }
  const given = expression.arguments.map((argument) => evaluator.evaluate(argument, scope));
  const run = expression.receiver || !Object.hasOwn(functions, expression.name) ? undefined : functions[expression.name];
  const result = run?.(given, { name: expression.name, evaluator, scope, site });
  if (result) return result;
  // `vault.getSecret('x')`, `listKeys(…)`: read when it is deployed, and never shown.
  const source = expression.receiver && evaluator.evaluate(expression.receiver, scope);
  const reference = source?.kind === 'opaque' ? source.pattern?.find((part) => typeof part !== 'string') : undefined;
  return opaque(deployed, site.at, [reference ?? hole], site.editor);
}

function used(name: string | undefined, find: (name: string) => Tree | undefined, site: Site): Tree | undefined {
  const found = name === undefined ? undefined : find(name);
  return found && usedAt(found, site);
}

function mapped(text: Tree, change: (part: string) => string, site: Site): Tree {
  return textFrom([patternOf(text).map((part) => (typeof part === 'string' ? change(part) : part))], site.at, site.editor);
}

function answered(a: Tree | undefined, b: Tree | undefined, decide: (a: string, b: string) => boolean, site: Site): Tree | undefined {
  const [left, right] = [known(a), known(b)];
  return left === undefined || right === undefined ? undefined : scalar(decide(left, right), site.at);
}

function combined(given: readonly Tree[], decides: boolean, site: Site): Tree | undefined {
  const values = given.map(truth);
  if (values.includes(decides)) return scalar(decides, site.at);
  return values.includes(undefined) ? undefined : scalar(!decides, site.at);
}

function united(given: readonly Tree[], site: Site): Tree | undefined {
  if (given.some((one) => one.kind === 'sequence')) {
    return sequence(
      given.flatMap((one) => (one.kind === 'sequence' ? one.items : [])),
      site.at,
      given.some((one) => one.kind !== 'sequence' || one.partial === true),
      site.editor,
    );
  }
  const entries = new Map<string, Entry>();
  let partial = false;
  for (const one of given) {
    if (one.kind !== 'mapping') partial = true;
    else {
      if (one.partial) partial = true;
      for (const [key, entry] of one.entries) entries.set(key, { key: entry.key, value: usedAt(entry.value, { at: site.at }) });
    }
  }
  return mapping(entries, site.at, partial);
}

/** `Microsoft.Web/sites`, `a`, `b` → `Microsoft.Web/sites/a/b`: types and names take turns in a real id, which nobody looks at here. */
function path(parts: readonly Tree[]): Pattern {
  return parts.flatMap((part, index): Pattern => (index === 0 ? patternOf(part) : ['/', ...patternOf(part)]));
}

/** The id of a resource, and the name in it: often what decides, and written elsewhere. */
export type ResourceId = Tree & { readonly named?: Tree };

function resourceId(parts: readonly Pattern[], given: readonly Tree[], { site }: Call): ResourceId {
  const named = given.at(-1);
  return { ...textFrom(parts, site.at, site.editor), ...(named && { named }) };
}

/** A resource of the template is referred to; another keeps its id, as far as it is known. */
function idOf(given: readonly Tree[], call: Call): Tree {
  const start = given.findIndex((one) => /^[\w.]+\/[\w/.]+$/.test(known(one) ?? ''));
  const type = known(given[start]);
  const address = type === undefined ? undefined : call.scope.resourceNamed?.(type, given.slice(start + 1));
  if (address !== undefined) return opaque(deployed, call.site.at, [{ reference: { address, attribute: 'id' } }], call.site.editor);
  return resourceId([['/subscriptions/', hole, '/resourceGroups/', hole, '/providers/'], path(given.slice(Math.max(start, 0)))], given, call);
}

function addressNamed(id: Tree | undefined, scope: Scope): string | undefined {
  return id && scope.resourceNamed?.('', [id]);
}
