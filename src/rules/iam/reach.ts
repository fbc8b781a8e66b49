/** How much of a service the resources of a statement name. */
import type { Condition, Statement } from '../../model/access.ts';
import { textOf, type Value } from '../../model/value.ts';
import { hole, meansEveryResource } from '../../platform/aws/arn.ts';

/** `everything`: every resource of the service. `part`: some that are named, or that a condition picks, or that cannot be known. */
export type Reach = 'everything' | 'part';

export function reachOf(statement: Statement, service: string): Reach {
  return everyResource(statement, service) ? 'everything' : 'part';
}

/** The resource of the statement that means every resource of `service`, unless a condition picks some of them. */
export function everyResource(statement: Statement, service: string): Value<string> | undefined {
  if (statement.conditionsPartial || statement.conditions.some(picksResources)) return undefined;
  return statement.resources.items.find((item) => meansEveryResource(textOf(item, hole) ?? hole, service));
}

/**
 * Does the condition leave only some of the resources? Keys of a single service do (`dynamodb:LeadingKeys`, `kms:ViaService`,
 * `iam:PassedToService`), and so do tags; global keys say who calls and from where.
 */
function picksResources({ operator, key, values }: Condition): boolean {
  if (/ifexists$/i.test(operator) || /^(null|bool)$/i.test(operator.replace(/^.*:/, ''))) return false;
  if (values.some((value) => value.state === 'known' && /^\**$/.test(value.value))) return false;
  return !key.startsWith('aws:') || /^aws:(resourcetag|requesttag)\/|^aws:calledvia/.test(key);
}
