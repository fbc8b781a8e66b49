/** What kind of resource a policy stands on, judged by what it speaks of. */
import type { GrantTarget, Statement } from '../../model/access.ts';
import { textOf } from '../../model/value.ts';

/** Service prefixes of actions and ARNs. Source: https://docs.aws.amazon.com/service-authorization/latest/reference/ */
const services: ReadonlyMap<string, GrantTarget> = new Map([
  ['lambda', 'function'],
  ['s3', 'bucket'],
  ['sqs', 'queue'],
  ['sns', 'topic'],
  ['events', 'event-bus'],
  ['kms', 'key'],
  ['secretsmanager', 'secret'],
  ['logs', 'log-group'],
  ['execute-api', 'api'],
  ['ecr', 'registry'],
  ['elasticfilesystem', 'file-system'],
  ['es', 'search'],
  ['aoss', 'search'],
  ['kinesis', 'stream'],
  ['dynamodb', 'table'],
  ['backup', 'vault'],
  ['glacier', 'vault'],
  ['ses', 'other'],
  ['codeartifact', 'other'],
  ['glue', 'other'],
  ['schemas', 'other'],
  ['acm-pca', 'other'],
]);

/** One kind that all actions, or else all resources, agree on. */
export function grantTarget(statements: readonly Statement[]): GrantTarget {
  const actions = statements.flatMap(({ actions: named, notActions }) => [...named.items, ...notActions.items]);
  const resources = statements.flatMap(({ resources: named, notResources }) => [...named.items, ...notResources.items]);
  const byAction = new Set(actions.flatMap((item) => services.get(/^([\w-]+):/.exec((textOf(item) ?? '').toLowerCase())?.[1] ?? '') ?? []));
  const byResource = new Set(
    resources.flatMap((item) => services.get(/^arn:[^:]*:([\w-]+):/.exec((textOf(item) ?? '').toLowerCase())?.[1] ?? '') ?? []),
  );
  return only(byAction) ?? only(byResource) ?? 'unknown';
}

function only(kinds: ReadonlySet<GrantTarget>): GrantTarget | undefined {
  return kinds.size === 1 ? [...kinds][0] : undefined;
}
