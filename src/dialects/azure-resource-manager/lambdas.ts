/** Functions of Azure's template languages that take a function: `map(list, item => item.id)`. */
import { entriesOf, itemsOf, known, mapping, opaque, scalar, sequence, truth, type Site } from '../../evaluation/computed.ts';
import type { Entry, Tree } from '../../evaluation/tree.ts';
import type { CallExpression, LambdaExpression, TemplateExpression } from '../../syntax/template-expression.ts';
import type { Evaluator } from './evaluator.ts';
import { withNames, type Scope } from './scope.ts';

/** A function without a name, ready to be called. */
type Lambda = (...given: readonly Tree[]) => Tree;

interface Call {
  readonly first: Tree;
  /** What stands behind the first argument, worked out where it is no function. */
  readonly others: readonly (Lambda | Tree)[];
  readonly site: Site;
}

const unknownList = (site: Site): Tree => opaque('the list is only known at deployment', site.at, undefined, site.editor);

/** Undefined where it cannot be worked out. https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-lambda (2026-11) */
const functions: Readonly<Record<string, (call: Call) => Tree | undefined>> = {
  map: ({ first, others: [lambda], site }) => {
    if (first.kind !== 'sequence' || typeof lambda !== 'function') return undefined;
    return sequence(numbered(itemsOf(first), lambda), site.at, first.partial);
  },
  filter: ({ first, others: [lambda], site }) => {
    if (first.kind !== 'sequence' || typeof lambda !== 'function') return undefined;
    const decided = itemsOf(first).map((item, index) => ({ item, kept: truth(lambda(item, scalar(index, site.at))) }));
    const kept = decided.filter((one) => one.kept === true).map(({ item }) => item);
    return sequence(kept, site.at, first.partial === true || decided.some((one) => one.kept === undefined));
  },
  reduce: ({ first, others: [start, lambda], site }) => {
    if (first.kind !== 'sequence' || first.partial || typeof lambda !== 'function' || !start || typeof start === 'function') return undefined;
    return itemsOf(first).reduce((sum, item, index) => lambda(sum, item, scalar(index, site.at)), start);
  },
  sort: ({ first, others: [lambda], site }) => {
    if (first.kind !== 'sequence' || typeof lambda !== 'function') return undefined;
    // Two items that cannot be compared leave the order open, not the items.
    return sequence(
      [...itemsOf(first)].sort((a, b) => (truth(lambda(a, b)) === true ? -1 : truth(lambda(b, a)) === true ? 1 : 0)),
      site.at,
      first.partial,
    );
  },
  toobject: ({ first, others: [keyOf, valueOf], site }) => {
    if (first.kind !== 'sequence' || typeof keyOf !== 'function') return undefined;
    const entries = new Map<string, Entry>();
    let partial = first.partial === true;
    for (const item of itemsOf(first)) {
      const key = keyOf(item);
      const name = known(key);
      if (name === undefined) partial = true;
      else entries.set(name, { key: key.at, value: typeof valueOf === 'function' ? valueOf(item) : item });
    }
    return mapping(entries, site.at, partial);
  },
  mapvalues: ({ first, others: [lambda], site }) => {
    if (first.kind !== 'mapping' || typeof lambda !== 'function') return undefined;
    const entries = entriesOf(first).map(([name, { key, value }]) => [name, { key, value: lambda(value) }] as const);
    return mapping(new Map(entries), site.at, first.partial);
  },
  groupby: ({ first, others: [lambda], site }) => {
    if (first.kind !== 'sequence' || first.partial || typeof lambda !== 'function') return undefined;
    const groups = new Map<string, { key: Tree; items: Tree[] }>();
    for (const item of itemsOf(first)) {
      const key = lambda(item);
      const name = known(key);
      if (name === undefined) return undefined;
      const group = groups.get(name);
      if (group) group.items.push(item);
      else groups.set(name, { key, items: [item] });
    }
    const entries = [...groups].map(([name, { key, items }]) => [name, { key: key.at, value: sequence(items, site.at) }] as const);
    return mapping(new Map(entries), site.at);
  },
};

function numbered(list: readonly Tree[], lambda: Lambda): readonly Tree[] {
  return list.map((item, index) => lambda(item, scalar(index, item.at)));
}

/** Undefined where the function takes none, or is given none. */
export function callWithLambda(evaluator: Evaluator, expression: CallExpression, scope: Scope, site: Site): Tree | undefined {
  if (expression.receiver || !Object.hasOwn(functions, expression.name)) return undefined;
  const [list, ...rest] = expression.arguments;
  if (!list || !rest.some((one) => lambdaOf(one))) return undefined;
  const first = evaluator.evaluate(list, scope);
  const others = rest.map((one): Lambda | Tree => {
    const lambda = lambdaOf(one);
    return lambda ? callable(lambda, evaluator, scope) : evaluator.evaluate(one, scope);
  });
  return functions[expression.name]?.({ first, others, site }) ?? unknownList(site);
}

function callable({ parameters, body }: Pick<LambdaExpression, 'parameters' | 'body'>, evaluator: Evaluator, scope: Scope): Lambda {
  return (...given) => {
    const names = new Map<string, Tree>();
    for (const [index, name] of parameters.entries()) if (given[index]) names.set(name, given[index]);
    return evaluator.evaluate(body, withNames(scope, names));
  };
}

/** `item => …`; in JSON `lambda('item', …)`. */
function lambdaOf(expression: TemplateExpression): Pick<LambdaExpression, 'parameters' | 'body'> | undefined {
  if (expression.kind === 'lambda') return expression;
  if (expression.kind !== 'call' || expression.name !== 'lambda') return undefined;
  const body = expression.arguments.at(-1);
  const parameters = expression.arguments.slice(0, -1).flatMap((one) => (one.kind === 'literal' ? [String(one.value)] : []));
  return body && { parameters, body };
}
