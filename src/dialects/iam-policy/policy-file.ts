/** Finds the policies that a file of its own holds, whatever stands around them. */
import { scalarText, type Entry, type Mapping, type Tree } from '../../evaluation/tree.ts';
import type { Span } from '../../source/span.ts';
import { policyText } from './policy-text.ts';

/** One policy of a file. */
export interface FoundPolicy {
  /** A document, a statement or a list of statements. */
  readonly tree: Tree;
  /** What the file calls it. */
  readonly name?: string | undefined;
  /** The key it stands under, or its own first key. */
  readonly head: Span;
  /** The file says that it tells who may take on a role. */
  readonly isTrust: boolean;
}

/** Keys that requests and answers of AWS's own tools hold policies under, in lower case without hyphens and underscores. */
const wrappers = new Set([
  'policydocument',
  'policy',
  'policies',
  'policytext',
  'policyversion',
  'document',
  'inlinepolicy',
  'inlinepolicies',
  'resourcepolicy',
  'keypolicy',
  'accesspolicies',
  'repositorypolicytext',
  'content',
  'attributes',
  'role',
  'assumerolepolicydocument',
  'assumerolepolicy',
  'trustpolicy',
  'rolepolicylist',
]);

const trusts = new Set(['assumerolepolicydocument', 'assumerolepolicy', 'trustpolicy']);
const names = new Set(['policyname', 'rolename', 'name', 'id']);

/** Wrappers inside wrappers; AWS's own go three deep. */
const deepest = 5;

export function findPolicies(tree: Tree | undefined): readonly FoundPolicy[] {
  const found: FoundPolicy[] = [];
  if (tree) search(tree, { isTrust: false, depth: 0 }, found);
  return found;
}

interface Surroundings {
  readonly name?: string | undefined;
  readonly head?: Span | undefined;
  readonly isTrust: boolean;
  readonly depth: number;
}

function search(tree: Tree, around: Surroundings, found: FoundPolicy[]): void {
  if (around.depth > deepest) return;
  if (tree.kind === 'sequence') return searchList(tree.items, tree, around, found);
  if (tree.kind !== 'mapping') {
    const inner = around.depth > 0 && policyText(tree);
    if (inner) search(inner, { head: tree.at, ...around, depth: around.depth + 1 }, found);
    return;
  }
  // What an authorizer answers is no policy of anybody's.
  if (tree.entries.has('principalId')) return;
  const name = nameOf(tree) ?? around.name;
  if (isDocument(tree) || isStatement(tree)) {
    found.push({ tree, name, head: around.head ?? firstKey(tree), isTrust: around.isTrust });
    return;
  }
  for (const [key, entry] of tree.entries) {
    const plain = key.toLowerCase().replaceAll(/[-_]/g, '');
    if (!wrappers.has(plain) && !isNamed(tree, entry, around.depth)) continue;
    const inner = wrappers.has(plain) ? name : key;
    search(entry.value, { name: inner, head: entry.key, isTrust: around.isTrust || trusts.has(plain), depth: around.depth + 1 }, found);
  }
}

/** A list of statements is one policy, any other list may hold several. */
function searchList(items: readonly Tree[], list: Tree, around: Surroundings, found: FoundPolicy[]): void {
  const first = items[0];
  if (first?.kind === 'mapping' && isStatement(first)) {
    found.push({ tree: list, name: around.name, head: around.head ?? firstKey(first), isTrust: around.isTrust });
    return;
  }
  for (const item of items) search(item, { ...around, head: undefined, depth: around.depth + 1 }, found);
}

/** `{ "reader": { "Version": …, "Statement": … } }`: a policy under a name of its author's. */
function isNamed(parent: Mapping, { value }: Entry, depth: number): boolean {
  return depth === 0 && value.kind === 'mapping' && isDocument(value) && !parent.entries.has('Resources');
}

function isDocument(mapping: Mapping): boolean {
  const statement = element(mapping, 'Statement');
  if (!statement) return false;
  const first = statement.kind === 'sequence' ? statement.items[0] : statement;
  return first?.kind === 'mapping' ? isStatement(first) : first?.kind === 'opaque' && mapping.entries.has('Version');
}

function isStatement(mapping: Mapping): boolean {
  const effect = element(mapping, 'Effect');
  const isSpelt = effect?.kind === 'opaque' || /^(?:allow|deny)$/i.test(scalarText(effect) ?? '');
  return isSpelt && (element(mapping, 'Action') !== undefined || element(mapping, 'NotAction') !== undefined);
}

function element(mapping: Mapping, name: string): Tree | undefined {
  return (mapping.entries.get(name) ?? mapping.entries.get(name.toLowerCase()))?.value;
}

function nameOf(mapping: Mapping): string | undefined {
  for (const [key, { value }] of mapping.entries) {
    const text = names.has(key.toLowerCase()) && value.kind === 'scalar' ? scalarText(value) : undefined;
    if (text) return text;
  }
  return undefined;
}

function firstKey(mapping: Mapping): Span {
  const [first] = mapping.entries.values();
  return first?.key ?? mapping.at;
}
