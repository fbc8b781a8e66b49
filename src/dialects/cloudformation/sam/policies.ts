/** Reads a `Policies` property: managed policies, policy documents and policy templates, alone or in a list. */
import { asRemovable } from '../../../evaluation/setting.ts';
import { at, entries, items, type Mapping, type Tree } from '../../../evaluation/tree.ts';
import type { Statement } from '../../../model/access.ts';
import type { Pattern, Value } from '../../../model/value.ts';
import type { Span } from '../../../source/span.ts';
import { statementsOf } from '../policies.ts';
import type { Reading } from '../template.ts';
import { grantedStatement } from './granted-statements.ts';
import { policyTemplates, type PolicyTemplateStatement } from './policy-templates.ts';

/** What a role may do, as far as its policies tell. */
export interface Permissions {
  readonly statements: readonly Statement[];
  /** Some policies could not be read. */
  readonly partial: boolean;
  readonly managedPolicies: readonly Value<string>[];
}

/**
 * Every policy of a `Policies` property; `attach` takes the managed policies that stand in the same template.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html#sam-function-policies
 */
export function readPolicies(tree: Tree | undefined, head: Span, reading: Reading, attach: (policy: Tree) => boolean): Permissions {
  const statements: Statement[] = [];
  const managedPolicies: Value<string>[] = [];
  let partial = tree?.kind === 'sequence' && tree.partial === true;
  for (const policy of items(tree)) {
    const template = policy.kind === 'mapping' ? templateOf(policy) : undefined;
    if (template) {
      statements.push(...template);
    } else if (policy.kind === 'mapping' && policy.entries.has('Statement')) {
      const document = statementsOf(policy, reading, head);
      statements.push(...document.statements);
      partial ||= document.partial;
    } else if (policy.kind === 'scalar' || (policy.kind === 'opaque' && policy.pattern)) {
      if (policy.kind === 'scalar' || !attach(policy)) managedPolicies.push(asRemovable(policy));
    } else {
      partial = true;
    }
  }
  return { statements, partial, managedPolicies };
}

/** The statements of `{ DynamoDBReadPolicy: { TableName: … } }`; undefined for what is no policy template. */
function templateOf(policy: Mapping): readonly Statement[] | undefined {
  const [only] = entries(policy);
  if (!only || policy.entries.size > 1) return undefined;
  const [name, { key, value }] = only;
  const template: readonly PolicyTemplateStatement[] | undefined = Object.hasOwn(policyTemplates, name) ? policyTemplates[name] : undefined;
  return template?.map((statement) => grantedStatement(statement, (parameter) => textPattern(at(value, parameter)), { at: key, via: policy.via }));
}

/** What is known of a text, as a part of a longer one. */
export function textPattern(tree: Tree | undefined): Pattern | undefined {
  if (tree?.kind === 'scalar' && tree.value !== null) return [String(tree.value)];
  return tree?.kind === 'opaque' ? tree.pattern : undefined;
}
