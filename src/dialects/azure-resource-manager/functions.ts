/** The functions of Azure's template languages: which are known, and what they come to. */
import { hole, known, opaque, patternOf, scalar, sequence, textFrom, truth, usedAt, type Site } from '../../evaluation/computed.ts';
import { documentTree } from '../../evaluation/document-tree.ts';
import type { Tree } from '../../evaluation/tree.ts';
import type { Pattern, Reference } from '../../model/value.ts';
import { span } from '../../source/span.ts';
import { readDocument } from '../../syntax/read-document.ts';
import type { CallExpression } from '../../syntax/template-expression.ts';
import { collectionFunctions } from './collection-functions.ts';
import { calculated } from './calculation.ts';
import type { Evaluator } from './evaluator.ts';
import type { Scope } from './scope.ts';
import { callWithLambda } from './lambdas.ts';
import type { Call, TemplateFunction } from './template-function.ts';

const deployed = 'it is only known at deployment';

/** Texts with a hole for what only the deployment knows. */
const unknownText =
  (...before: Pattern): TemplateFunction =>
  (_given, { site }) =>
    opaque(deployed, site.at, [...before, hole], site.editor);

/** Calculations that JSON writes as calls. */
const operators: Readonly<Record<string, string>> = {
  add: '+',
  sub: '-',
  mul: '*',
  div: '/',
  mod: '%',
  less: '<',
  lessorequals: '<=',
  greater: '>',
  greaterorequals: '>=',
};

const calculations = Object.entries(operators).map(([name, operator]): [string, TemplateFunction] => [
  name,
  ([left, right], { site }) => left && right && calculated(operator, left, right, site),
]);

const functions: Readonly<Record<string, TemplateFunction>> = {
  ...collectionFunctions,
  ...Object.fromEntries(calculations),
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
  uri: ([start, end], { site }) => start && end && textFrom([patternOf(start), ['/'], patternOf(end)], site.at, site.editor),
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
  copyindex: (given, { scope, site }) => {
    const name = given.map((one) => known(one) ?? '').find((one) => /[^\d]/.test(one)) ?? '';
    const number = scope.copies?.get(name.toLowerCase());
    const from = Number(known(given.at(-1))) || 0;
    return number === undefined ? undefined : scalar(number + from, site.at, site.editor);
  },
  lambdavariables: ([name], { scope, site }) => used(known(name), (written) => scope.name(written, site), site),
  any: ([value]) => value,
  nonnull: ([value]) => value,
  environment: (_given, { site }) => opaque(deployed, site.at, [{ reference: { address: '@environment' } }]),
  deployment: (_given, { site }) => opaque(deployed, site.at, [{ reference: { address: '@deployment' } }]),
  tenant: (_given, { site }) => opaque(deployed, site.at, [{ reference: { address: '@tenant' } }]),
  loadtextcontent: ([path], { scope, site }) => {
    const file = scope.file?.(known(path) ?? '');
    return file && { ...scalar(file.text, span(file, 0, file.text.length)), via: [site.at] };
  },
  loadjsoncontent: loadDocument,
  loadyamlcontent: loadDocument,
  uniquestring: unknownText(),
  guid: unknownText(),
  newguid: unknownText(),
  utcnow: unknownText(),
};

/** `sys.format(…)`, `az.resourceGroup()`: where the functions of the language are. */
const namespaces: ReadonlySet<string> = new Set(['sys', 'az']);

export function callFunction(evaluator: Evaluator, expression: CallExpression, scope: Scope, site: Site): Tree {
  const withLambda = callWithLambda(evaluator, expression, scope, site);
  if (withLambda) return withLambda;
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
  const { receiver, name } = expression;
  const space = receiver?.kind === 'name' ? receiver.name : expression.namespace;
  const declared = receiver && receiver.kind !== 'name' ? undefined : scope.declared?.(name, space);
  if (declared) return declared(given, site);
  const isOwn = receiver === undefined || (receiver.kind === 'name' && namespaces.has(receiver.name));
  const run = isOwn && Object.hasOwn(functions, name) ? functions[name] : undefined;
  const result = run?.(given, { name, evaluator, scope, site });
  if (result) return result;
  // `vault.getSecret('x')`, `listKeys(…)`: read when it is deployed, and never shown.
  const source = receiver && evaluator.evaluate(receiver, scope);
  const reference = referenceIn(source ?? given[0]);
  // Whose keys they are is known.
  if (reference && /^list/i.test(name))
    return opaque(deployed, site.at, [{ reference: { address: reference.address, attribute: name } }], site.editor);
  return opaque(deployed, site.at, [(source && reference && { reference }) ?? hole], site.editor);
}

function referenceIn(tree: Tree | undefined): Reference | undefined {
  const pattern = tree?.kind === 'opaque' ? (tree.pattern ?? []) : [];
  return pattern.flatMap((part) => (typeof part === 'string' || !part.reference ? [] : [part.reference]))[0];
}

/** A part of a file that is chosen by an expression is not looked for. */
function loadDocument([path, part]: readonly Tree[], { scope, site }: Call): Tree | undefined {
  const file = part ? undefined : scope.file?.(known(path) ?? '');
  const root = file && documentTree(readDocument(file));
  return root && usedAt(root, { at: site.at });
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
