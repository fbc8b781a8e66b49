/** Reads IAM policy documents out of evaluated trees, in every shape that deploys: the same for templates, Terraform and files of their own. */
import type { Statement } from '../../model/access.ts';
import { absent, type Value } from '../../model/value.ts';
import { asValue, choice } from '../../evaluation/setting.ts';
import { scalarText, type Entry, type Mapping, type Tree } from '../../evaluation/tree.ts';
import type { Span } from '../../source/span.ts';
import { readConditions } from './conditions.ts';
import { readElements, type Referencing } from './elements.ts';
import { policyText } from './policy-text.ts';
import { readPrincipals } from './principals.ts';

export interface PolicyOptions extends Referencing {
  /** The owner's head: where something that is missing is reported. */
  readonly head: Span;
}

export interface PolicyDocument {
  readonly statements: readonly Statement[];
  /** Some statements could not be read. */
  readonly partial: boolean;
}

const effects = choice({ Allow: 'allow', Deny: 'deny' });

/**
 * The statements of a policy. Takes a document with `Statement`, a statement, a list of statements, and each of them as
 * JSON text; whatever else it is makes the result partial.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function readPolicyDocument(tree: Tree | undefined, options: PolicyOptions): PolicyDocument {
  const statements: Statement[] = [];
  const partial = collect(tree, options, statements, 0);
  return { statements, partial };
}

/** Text in text in text is nobody's policy. */
const deepest = 4;

/** Adds what `tree` holds to `into`; true when something in it could not be read. */
function collect(tree: Tree | undefined, options: PolicyOptions, into: Statement[], depth: number): boolean {
  if (!tree || (tree.kind === 'scalar' && tree.value === null)) return false;
  if (depth > deepest) return true;
  if (tree.kind === 'scalar' || tree.kind === 'opaque') {
    const parsed = policyText(tree);
    return parsed ? collect(parsed, options, into, depth + 1) : true;
  }
  if (tree.kind === 'sequence') {
    let partial = tree.partial === true;
    for (const item of tree.items) partial = collect(item, options, into, depth + 1) || partial;
    return partial;
  }
  const elements = elementsByName(tree);
  const inner = elements.get('statement');
  if (inner) return collect(inner.value, options, into, depth + 1) || (inner.value.kind === 'scalar' && inner.value.value === null);
  if (!elements.has('effect') && !elements.has('action') && !elements.has('notaction')) return tree.partial === true || tree.entries.size > 0;
  into.push(readStatement(tree, elements, options));
  return false;
}

/** The entries of a statement or document by their names in lower case. */
function elementsByName(mapping: Mapping): ReadonlyMap<string, Entry> {
  const elements = new Map<string, Entry>();
  for (const [name, entry] of mapping.entries) elements.set(name.toLowerCase(), entry);
  return elements;
}

function readStatement(mapping: Mapping, elements: ReadonlyMap<string, Entry>, options: PolicyOptions): Statement {
  const element = (name: string): Tree | undefined => elements.get(name)?.value;
  const list = (name: string, opposite: string) =>
    readElements(element(name.toLowerCase()), { mapping, name: elements.has(opposite.toLowerCase()) ? undefined : name, ...options });
  const principals = readPrincipals(element('principal'), options);
  const notPrincipals = readPrincipals(element('notprincipal'), options);
  const unseen = mapping.partial === true;
  const conditions = readConditions(mapping, element('condition'), options);
  return {
    effect: readEffect(mapping, element('effect')),
    actions: list('Action', 'NotAction'),
    notActions: list('NotAction', 'Action'),
    resources: list('Resource', 'NotResource'),
    notResources: list('NotResource', 'Resource'),
    principals: principals.principals,
    notPrincipals: notPrincipals.principals,
    principalsPartial: principals.partial || notPrincipals.partial || (unseen && !elements.has('principal') && !elements.has('notprincipal')),
    ...conditions,
    sid: scalarText(element('sid')),
    at: mapping.at,
  };
}

/** A statement without effect is refused by IAM; it neither allows nor denies. */
function readEffect(mapping: Mapping, tree: Tree | undefined): Value<'allow' | 'deny'> {
  if (tree && !(tree.kind === 'scalar' && tree.value === null)) return asValue(tree, effects);
  return absent<'allow' | 'deny'>(mapping.at, undefined, (to) => {
    const written = effects.encode(to);
    if (written === undefined) return undefined;
    return tree ? tree.editor?.replace(written) : mapping.editor?.put?.('Effect', written);
  });
}
