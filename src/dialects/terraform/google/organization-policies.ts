/** What policies of the organization that stand in the configuration leave of what resources ask for. https://cloud.google.com/resource-manager/docs/organization-policy/overview */
import { asValue, text } from '../../../evaluation/setting.ts';
import { at, isPartial, items, scalarText, type Tree } from '../../../evaluation/tree.ts';
import { referencesOf, textOf } from '../../../model/value.ts';
import type { Span } from '../../../source/span.ts';
import type { Reading, TerraformResource } from '../reading.ts';

export const policyTypes = [
  'google_org_policy_policy',
  'google_organization_policy',
  'google_folder_organization_policy',
  'google_project_organization_policy',
] as const;

/** What a policy makes of its constraint: `lifts` takes away what is said above. */
interface Ruling {
  readonly says: 'enforces' | 'allows' | 'lifts';
  /** For `allows`. */
  readonly values: readonly string[];
  readonly at: Span;
}

/** Is a constraint that knows only yes and no enforced for a resource? */
export function isEnforced(constraint: string, resource: TerraformResource, reading: Reading): Span | undefined {
  const rulings = rulingsOn(constraint, resource, reading);
  return rulings.every(({ says }) => says === 'enforces') ? rulings[0]?.at : undefined;
}

/** The only values that a constraint of lists leaves a resource; undefined where any will do, or where that is not known. */
export function allowedValues(
  constraint: string,
  resource: TerraformResource,
  reading: Reading,
): { readonly values: readonly string[]; readonly at: Span } | undefined {
  const rulings = rulingsOn(constraint, resource, reading);
  const [first] = rulings;
  if (!first || !rulings.every(({ says }) => says === 'allows')) return undefined;
  return { values: rulings.flatMap(({ values }) => values), at: first.at };
}

/**
 * Can nobody from outside be given a role? Everybody is outside of every domain.
 * https://cloud.google.com/resource-manager/docs/organization-policy/restricting-domains
 */
export function refusesStrangers(resource: TerraformResource, reading: Reading): boolean {
  const listed = allowedValues('iam.allowedPolicyMemberDomains', resource, reading);
  if (listed && listed.values.length > 0) return !listed.values.includes('public:all');
  return isEnforced('iam.managed.allowedPolicyMembers', resource, reading) !== undefined;
}

function rulingsOn(constraint: string, resource: TerraformResource, reading: Reading): readonly Ruling[] {
  return reading
    .ofType(...policyTypes)
    .filter((policy) => constraintOf(policy) === constraint && concerns(policy, resource))
    .flatMap((policy) => rulingOf(policy) ?? []);
}

/** `organizations/123/policies/run.allowedIngress`, `constraints/run.allowedIngress` */
function constraintOf({ properties }: TerraformResource): string | undefined {
  const named = at(properties, 'constraint') ?? at(properties, 'name');
  return (named && textOf(asValue(named, text), '…'))?.split('/').at(-1);
}

/** A policy of one project says nothing of what is in another. */
function concerns(policy: TerraformResource, resource: TerraformResource): boolean {
  const parent = at(policy.properties, 'parent');
  const isProjects = policy.type === 'google_project_organization_policy' || /^projects\b|google_project\./.test(nameOf(parent) ?? '');
  const [theirs, own] = [nameOf(at(policy.properties, 'project') ?? parent), nameOf(at(resource.properties, 'project'))];
  return !isProjects || theirs === undefined || own === undefined || theirs.endsWith(own) || own.endsWith(theirs);
}

/** The text, with the addresses of what it refers to in the place of what is not known. */
function nameOf(tree: Tree | undefined): string | undefined {
  if (!tree) return undefined;
  const value = asValue(tree, text);
  const [reference] = referencesOf(value);
  return reference ? `${(textOf(value, '') ?? '').slice(0, 9)}${reference.address}` : textOf(value);
}

function rulingOf(policy: TerraformResource): Ruling | undefined {
  const { properties, at: head } = policy;
  if (at(properties, 'restore_policy') || isTrue(at(properties, 'spec', 'reset'))) return { says: 'lifts', values: [], at: head };
  const written = items(at(properties, 'spec', 'rules'));
  const rules = written.length > 0 ? written : [at(properties, 'boolean_policy'), at(properties, 'list_policy')].filter((rule) => rule !== undefined);
  // What holds under a condition only holds for some.
  const [rule] = rules;
  if (!rule || rules.length > 1 || at(rule, 'condition')) return rules.length > 0 ? { says: 'lifts', values: [], at: head } : undefined;
  const enforced = at(rule, 'enforce') ?? at(rule, 'enforced');
  if (enforced) return { says: isTrue(enforced) ? 'enforces' : 'lifts', values: [], at: enforced.at };
  const values = at(rule, 'values', 'allowed_values') ?? at(rule, 'allow', 'values');
  if (values && !isPartial(values)) return { says: 'allows', values: items(values).flatMap((value) => scalarText(value) ?? []), at: values.at };
  // Whose domains they are is for whoever deploys to say; that only these are let in is said here.
  if (values && constraintOf(policy) === 'iam.allowedPolicyMemberDomains') return { says: 'allows', values: ['…'], at: values.at };
  return isTrue(at(rule, 'deny_all')) ? { says: 'allows', values: [], at: head } : { says: 'lifts', values: [], at: head };
}

function isTrue(tree: Tree | undefined): boolean {
  return /^true$/i.test(scalarText(tree) ?? '');
}
