/** Under which conditions a statement holds. */
import { asValue, text } from '../../evaluation/setting.ts';
import { items, type Mapping, type Plain, type Tree } from '../../evaluation/tree.ts';
import { ownAccount, type Condition, type NewCondition, type Statement } from '../../model/access.ts';
import type { Edit } from '../../source/edit.ts';
import { cover, type Span } from '../../source/span.ts';
import { conditionKey } from './condition-keys.ts';
import { oneOrMany, spell, type Referencing } from './elements.ts';

type Conditions = Pick<Statement, 'conditions' | 'conditionsPartial' | 'addCondition'>;

export function readConditions(statement: Mapping, tree: Tree | undefined, options: Referencing): Conditions {
  const addCondition = (condition: NewCondition): readonly Edit[] | undefined => add(statement, tree, condition, options);
  if (!tree) return { conditions: [], conditionsPartial: statement.partial === true, addCondition };
  if (tree.kind !== 'mapping') {
    const nothing = tree.kind === 'scalar' && tree.value === null;
    return { conditions: [], conditionsPartial: !nothing, addCondition: nothing ? addCondition : undefined };
  }
  const conditions: Condition[] = [];
  let partial = tree.partial === true;
  for (const [operator, { value: tests }] of tree.entries) {
    if (tests.kind !== 'mapping') {
      partial = true;
      continue;
    }
    if (tests.partial) partial = true;
    for (const [key, { key: at, value }] of tests.entries) {
      const condition = readCondition(operator, key, at, value);
      conditions.push(condition);
      if (condition.values.length < items(value).length || (value.kind === 'sequence' && value.partial)) partial = true;
    }
  }
  return { conditions, conditionsPartial: partial, addCondition };
}

function readCondition(operator: string, key: string, at: Span, tree: Tree): Condition {
  const values = items(tree)
    .filter((item) => item.kind === 'opaque' || (item.kind === 'scalar' && item.value !== null))
    .map((item) => asValue(item, text));
  return { operator, key: key.toLowerCase(), values, at: tree.at.file === at.file && tree.at.start >= at.end ? cover(at, tree.at) : at };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html and …/reference_policies_condition-keys.html#condition-keys-resourceaccount (November 2026). */
function inVariables({ values }: NewCondition, options: Referencing): readonly Plain[] | undefined {
  if (options.hasVariables !== true || !values.includes(ownAccount)) return undefined;
  return spell(
    values.map((value) => (value === ownAccount ? '${aws:ResourceAccount}' : value)),
    options,
  );
}

/** A test of a key that its operator tests already would widen what is there, so that is refused. */
function add(statement: Mapping, tree: Tree | undefined, condition: NewCondition, options: Referencing): readonly Edit[] | undefined {
  const values = spell(condition.values, options) ?? inVariables(condition, options);
  if (!values || values.length === 0) return undefined;
  const key = conditionKey(condition.key);
  const test = { [key]: oneOrMany(values) };
  if (!tree) return statement.editor?.put?.('Condition', { [condition.operator]: test });
  if (tree.kind !== 'mapping') return tree.editor?.replace({ [condition.operator]: test });
  const operator = [...tree.entries].find(([name]) => name.toLowerCase() === condition.operator.toLowerCase())?.[1].value;
  if (!operator) return tree.editor?.put?.(condition.operator, test);
  if (operator.kind !== 'mapping' || operator.partial) return undefined;
  const isTested = [...operator.entries.keys()].some((name) => name.toLowerCase() === key.toLowerCase());
  return isTested ? undefined : operator.editor?.put?.(key, oneOrMany(values));
}
