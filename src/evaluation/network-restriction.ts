/** Whether a resource policy lets only some callers or networks through to an API. */
import type { Condition, Statement } from '../model/access.ts';
import type { Answer } from '../model/value.ts';
import { effective } from '../model/value.ts';

interface Statements {
  readonly statements: readonly Statement[];
  readonly partial: boolean;
}

/** Context keys that tell where a call comes from or whose it is. */
const telling: ReadonlySet<string> = new Set([
  'aws:sourceip',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:vpcsourceip',
  'aws:principalorgid',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:sourceaccount',
  'aws:sourcearn',
]);

/**
 * Where a policy is attached, a caller needs a statement that allows him and none that denies him
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html).
 */
export function restrictedBy(policy: Statements | undefined): Answer {
  if (!policy || (policy.statements.length === 0 && !policy.partial)) return 'no';
  const { statements, partial } = policy;
  if (statements.some((statement) => effective(statement.effect) === 'deny' && isForAll(statement) && isNarrow(statement))) return 'yes';
  const open = statements.some((statement) => effective(statement.effect) === 'allow' && isForAll(statement) && !isNarrow(statement));
  if (open) return statements.some(({ conditionsPartial }) => conditionsPartial) ? 'unknown' : 'no';
  return partial ? 'unknown' : 'yes';
}

function isForAll({ principals, notPrincipals }: Statement): boolean {
  return notPrincipals.length > 0 || principals.some(({ type }) => type === 'any');
}

function isNarrow({ conditions }: Statement): boolean {
  return conditions.some((condition) => telling.has(condition.key) && !admitsEverybody(condition));
}

function admitsEverybody({ values }: Condition): boolean {
  return values.some((value) => {
    const text = effective(value);
    return text === '0.0.0.0/0' || text === '::/0' || text === '*';
  });
}
