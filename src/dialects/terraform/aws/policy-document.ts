/** The data source `aws_iam_policy_document`: the policy that its blocks make up, with changes written back into the blocks. */
import { Block, type Editor, type Entry, type Mapping, type Plain, type Tree } from '../../../evaluation/tree.ts';
import type { Span } from '../../../source/span.ts';
import { decoded, mapping, scalar, sequence } from '../../../evaluation/computed.ts';
import type { DataHandle } from '../modules/deployment.ts';

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document */
export function policyDocument(source: DataHandle): Tree {
  const { properties, block } = source;
  const own = blocks(properties, 'statement').map((statement) => policyStatement(statement));
  const before = documentsOf(properties, 'source_policy_documents', 'source_json');
  const over = documentsOf(properties, 'override_policy_documents', 'override_json');
  const statements = overridden([...before.statements, ...own], over.statements);
  const written = properties.entries.get('statement')?.value;
  const isPartial = before.partial || over.partial || written?.kind === 'opaque' || (written?.kind === 'sequence' && written.partial === true);
  const list = sequence(statements, block.at, isPartial, properties.editor && { replace: () => undefined });
  const entries = new Map([['Statement', { key: block.head, value: list }]]);
  return mapping(entries, block.at);
}

function blocks(properties: Mapping, name: string): readonly Mapping[] {
  const written = properties.entries.get(name)?.value;
  const all = written?.kind === 'sequence' ? written.items : written ? [written] : [];
  return all.filter((item) => item.kind === 'mapping');
}

/** The statements of documents that are taken over. */
function documentsOf(properties: Mapping, ...names: readonly string[]): { readonly statements: readonly Tree[]; readonly partial: boolean } {
  const statements: Tree[] = [];
  let partial = false;
  for (const name of names) {
    const written = properties.entries.get(name)?.value;
    if (!written) continue;
    if (written.kind === 'sequence' && written.partial) partial = true;
    for (const text of written.kind === 'sequence' ? written.items : [written]) {
      const document = decoded(text);
      const list = document?.kind === 'mapping' ? document.entries.get('Statement')?.value : undefined;
      if (!list || (list.kind === 'sequence' && list.partial)) partial = true;
      if (list?.kind === 'sequence') statements.push(...list.items);
      else if (list?.kind === 'mapping') statements.push(list);
    }
  }
  return { statements, partial };
}

/** A statement that overrides replaces the one of the same name. */
function overridden(statements: readonly Tree[], over: readonly Tree[]): readonly Tree[] {
  const names = new Set(over.map(sidOf).filter((sid) => sid !== undefined));
  return [...statements.filter((statement) => !names.has(sidOf(statement) ?? '')), ...over];
}

function sidOf(statement: Tree): string | undefined {
  const sid = statement.kind === 'mapping' ? statement.entries.get('Sid')?.value : undefined;
  return sid?.kind === 'scalar' && sid.value ? String(sid.value) : undefined;
}

const renamed: readonly (readonly [argument: string, element: string])[] = [
  ['sid', 'Sid'],
  ['effect', 'Effect'],
  ['actions', 'Action'],
  ['not_actions', 'NotAction'],
  ['resources', 'Resource'],
  ['not_resources', 'NotResource'],
];

/** A `statement` block in the shape of a policy's statement. */
export function policyStatement(statement: Mapping): Mapping {
  const entries = new Map<string, Entry>();
  for (const [argument, element] of renamed) {
    const entry = statement.entries.get(argument);
    if (entry && !isNothing(entry.value)) entries.set(element, { key: entry.key, value: withVariables(entry.value) });
  }
  const head = headOf(statement.at);
  if (!entries.has('Effect')) entries.set('Effect', { key: head, value: scalar('Allow', head, effectEditor(statement)) });
  principals(statement, 'principals', 'Principal', entries);
  principals(statement, 'not_principals', 'NotPrincipal', entries);
  conditions(statement, entries);
  return { ...mapping(entries, statement.at, statement.partial === true, new StatementEditor(statement)), via: statement.via };
}

function isNothing(tree: Tree): boolean {
  return tree.kind === 'scalar' && tree.value === null;
}

/** `statement`, the word itself. */
function headOf(at: Span): Span {
  const length = /^[\w-]*/.exec(at.file.text.slice(at.start, at.start + 40))?.[0].length ?? 0;
  return { ...at, end: at.start + length };
}

function effectEditor(statement: Mapping): Editor {
  return { replace: (to) => statement.editor?.put?.('effect', to) };
}

/** `&{aws:username}` stands for `${aws:username}`, which would be an interpolation. */
function withVariables(tree: Tree): Tree {
  if (tree.kind === 'scalar')
    return typeof tree.value === 'string' && tree.value.includes('&{') ? { ...tree, value: tree.value.replaceAll('&{', '${') } : tree;
  if (tree.kind === 'opaque') {
    return tree.pattern ? { ...tree, pattern: tree.pattern.map((part) => (typeof part === 'string' ? part.replaceAll('&{', '${') : part)) } : tree;
  }
  return tree.kind === 'sequence' ? { ...tree, items: tree.items.map(withVariables) } : tree;
}

function principals(statement: Mapping, name: string, element: string, entries: Map<string, Entry>): void {
  const written = statement.entries.get(name);
  if (!written) return;
  if (written.value.kind === 'opaque') {
    entries.set(element, { key: written.key, value: written.value });
    return;
  }
  const byType = new Map<string, Entry>();
  for (const block of blocks(statement, name)) {
    const type = block.entries.get('type')?.value;
    const identifiers = block.entries.get('identifiers')?.value;
    if (!identifiers || type?.kind !== 'scalar') continue;
    // `type = "*"` is everybody, whatever it is called.
    const kind = type.value === '*' ? 'AWS' : String(type.value);
    const before = byType.get(kind);
    byType.set(kind, { key: type.at, value: before ? joined(before.value, withVariables(identifiers)) : withVariables(identifiers) });
  }
  const isPartial = written.value.kind === 'sequence' && written.value.partial === true;
  entries.set(element, { key: written.key, value: mapping(byType, written.value.at, isPartial) });
}

function joined(first: Tree, second: Tree): Tree {
  const both = [first, second];
  const isPartial = both.some((tree) => tree.kind === 'opaque' || (tree.kind === 'sequence' && tree.partial));
  return sequence(
    both.flatMap((tree) => (tree.kind === 'sequence' ? tree.items : [tree])),
    first.at,
    isPartial,
  );
}

function conditions(statement: Mapping, entries: Map<string, Entry>): void {
  const written = statement.entries.get('condition');
  if (!written) return;
  if (written.value.kind === 'opaque') {
    entries.set('Condition', { key: written.key, value: written.value });
    return;
  }
  const operators = new Map<string, Map<string, Entry>>();
  let isPartial = written.value.kind === 'sequence' && written.value.partial === true;
  for (const block of blocks(statement, 'condition')) {
    const [test, variable, values] = ['test', 'variable', 'values'].map((name) => block.entries.get(name)?.value);
    if (test?.kind !== 'scalar' || variable?.kind !== 'scalar' || !values) {
      isPartial = true;
      continue;
    }
    const keys = operators.get(String(test.value)) ?? new Map<string, Entry>();
    operators.set(String(test.value), keys);
    const before = keys.get(String(variable.value));
    keys.set(String(variable.value), { key: block.at, value: before ? joined(before.value, withVariables(values)) : withVariables(values) });
  }
  const tests = new Map<string, Entry>();
  for (const [operator, keys] of operators)
    tests.set(operator, { key: written.key, value: mapping(keys, written.value.at, false, new TestEditor(statement, operator)) });
  entries.set('Condition', { key: written.key, value: mapping(tests, written.value.at, isPartial, new ConditionEditor(statement)) });
}

type Content = { readonly [key: string]: Plain };

function isContent(plain: Plain): plain is Content {
  return typeof plain === 'object' && plain !== null && !Array.isArray(plain) && plain.constructor === Object;
}

/** Takes the elements of a policy, and writes arguments and blocks. */
class StatementEditor implements Editor {
  readonly #statement: Mapping;

  constructor(statement: Mapping) {
    this.#statement = statement;
  }

  replace(): undefined {
    return undefined;
  }

  put(element: string, to: Plain) {
    if (element === 'Condition') return isContent(to) ? putConditions(this.#statement, to) : undefined;
    const argument = renamed.find(([, name]) => name === element)?.[0];
    if (argument === undefined) return undefined;
    const isList = argument.endsWith('actions') || argument.endsWith('resources');
    return this.#statement.editor?.put?.(argument, isList && !Array.isArray(to) ? [to] : to);
  }

  remove() {
    return this.#statement.editor?.remove?.();
  }
}

/** Adds operators: `{ StringEquals: { 'aws:SourceAccount': … } }`. */
class ConditionEditor implements Editor {
  readonly #statement: Mapping;

  constructor(statement: Mapping) {
    this.#statement = statement;
  }

  replace(): undefined {
    return undefined;
  }

  put(operator: string, tests: Plain) {
    return putConditions(this.#statement, { [operator]: tests });
  }
}

/** Adds keys to an operator: a block of its own for each. */
class TestEditor implements Editor {
  readonly #statement: Mapping;
  readonly #operator: string;

  constructor(statement: Mapping, operator: string) {
    this.#statement = statement;
    this.#operator = operator;
  }

  replace(): undefined {
    return undefined;
  }

  put(key: string, values: Plain) {
    return putConditions(this.#statement, { [this.#operator]: { [key]: values } });
  }
}

function putConditions(statement: Mapping, operators: Content) {
  const added = Object.entries(operators).flatMap(([test, keys]) =>
    isContent(keys)
      ? Object.entries(keys).map(([variable, values]) => new Block({ test, variable, values: Array.isArray(values) ? values : [values] }))
      : [],
  );
  return added.length === 0 ? undefined : statement.editor?.put?.('condition', added.length === 1 ? added[0]! : added);
}
