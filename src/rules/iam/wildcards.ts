/** The wildcards of a statement that do harm. */
import type { Severity } from '../../finding/severity.ts';
import type { Grant, GrantTarget, Principal, Statement } from '../../model/access.ts';
import { textOf, type Known, type Value } from '../../model/value.ts';
import { readAction } from '../../platform/aws/actions.ts';
import { hole } from '../../platform/aws/arn.ts';
import { usualActions } from '../../platform/aws/services.ts';
import { isAllow } from '../statement.ts';
import { hasWildcard, severityOfWildcard, worst } from './breadth.ts';
import { reachOf } from './reach.ts';

export interface Wildcard {
  /** The action as the statement has it. */
  readonly item: Value<string>;
  readonly action: string;
  readonly service: string;
  /** It covers the whole service. */
  readonly whole: boolean;
  readonly severity: Severity;
}

/** The wildcards of an Allow that do harm, the worst first. */
export function harmfulWildcards(statement: Statement): readonly Wildcard[] {
  if (!isAllow(statement)) return [];
  const found = statement.actions.items.flatMap((item): readonly Wildcard[] => {
    // Few actions have a wildcard, and how far a statement reaches takes longer to tell.
    const pattern = item.state === 'known' && hasWildcard(item.value) ? readAction(item.value) : undefined;
    const severity = pattern && severityOfWildcard(pattern, reachOf(statement, pattern.service));
    if (item.state !== 'known' || !pattern || !severity) return [];
    return [{ item, action: item.value, service: pattern.service, whole: /^\*+$/.test(pattern.name), severity }];
  });
  const first = worst(found.map(({ severity }) => severity));
  return [...found.filter(({ severity }) => severity === first), ...found.filter(({ severity }) => severity !== first)];
}

export interface FullGrant {
  readonly action: Known<string>;
  readonly holder: Principal;
  /** What such a holder needs; empty where nobody can say. */
  readonly needed: readonly string[];
}

/**
 * What a resource lets a named role or a service do: everything. Everybody is another rule's business, and the root of an
 * account stands for what the policies in that account say.
 */
export function fullGrant(statement: Statement, { resourceKind }: Grant): FullGrant | undefined {
  const { principals, actions } = statement;
  if (!isAllow(statement) || resourceKind === 'key' || resourceKind === 'api' || principals.some(({ type }) => type === 'any')) return undefined;
  const holder = principals.find(
    ({ type, value }) => type === 'service' || (type === 'aws' && /:(role|user|assumed-role)\/./.test(textOf(value, hole) ?? '')),
  );
  const action = actions.items.find((item) => item.state === 'known' && /^(\*|\w+:\*)$/.test(item.value));
  if (!holder || action?.state !== 'known') return undefined;
  const sent = holder.type === 'service' ? sentBy[resourceKind] : undefined;
  return { action, holder, needed: sent ?? usualActions(readAction(action.value)?.service ?? '') };
}

/** What services of AWS do to a resource of another. */
const sentBy: Partial<Record<GrantTarget, readonly string[]>> = {
  queue: ['sqs:SendMessage'],
  topic: ['sns:Publish'],
  function: ['lambda:InvokeFunction'],
  bucket: ['s3:PutObject'],
  'event-bus': ['events:PutEvents'],
  'log-group': ['logs:CreateLogStream', 'logs:PutLogEvents'],
};
