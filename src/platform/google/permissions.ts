/** What single permissions of Google Cloud come to, for roles that list them. https://cloud.google.com/iam/docs/permissions-reference (2026-11) */

/** Data that lies in what the permission is about. */
const reading =
  /^(?:storage\.objects\.(?:get|list)|bigquery\.tables\.(?:getData|export)|datastore\.entities\.(?:get|list)|spanner\.databases\.(?:read|select|partitionRead|partitionQuery)|bigtable\.tables\.readRows)$/;
const writing =
  /^(?:storage\.objects\.(?:create|update|delete|setIamPolicy)|bigquery\.tables\.(?:updateData|delete|update)|datastore\.entities\.(?:create|update|delete)|spanner\.databases\.write|bigtable\.tables\.mutateRows)$/;

/** Whoever may change who may what can let himself do the rest. */
const takeOver = /^(?:storage\.buckets|bigquery\.(?:datasets|tables)|spanner\.(?:databases|instances)|bigtable\.\w+)\.(?:setIamPolicy|update)$/;

/** What these let their holder do with the data in a store; undefined where they touch none. */
export function dataAccessBy(permissions: readonly string[]): 'read' | 'write' | 'read and change' | undefined {
  if (permissions.some((one) => takeOver.test(one) || /^(?:storage|bigquery|datastore|spanner|bigtable)\.(?:\*|\w+\.\*)$/.test(one)))
    return 'read and change';
  const [reads, writes] = [permissions.some((one) => reading.test(one)), permissions.some((one) => writing.test(one))];
  if (reads) return writes ? 'read and change' : 'read';
  return writes ? 'write' : undefined;
}

const invoking = /^(?:run\.routes\.invoke|run\.jobs\.run|cloudfunctions\.functions\.(?:invoke|call)|(?:run|cloudfunctions)\.\*)$/;

export function invokesBy(permissions: readonly string[]): boolean {
  return permissions.some((one) => invoking.test(one));
}

const sending = /^(?:pubsub\.topics\.publish|pubsub\.subscriptions\.consume|cloudtasks\.tasks\.create|(?:pubsub|cloudtasks)\.\*)$/;

export function sendsBy(permissions: readonly string[]): boolean {
  return permissions.some((one) => sending.test(one));
}

/**
 * Permissions that lead to the rights of others, over a whole project.
 * https://cloud.google.com/iam/docs/best-practices-service-accounts, https://cloud.google.com/iam/docs/service-account-permissions
 */
const escalations: readonly (readonly [permission: RegExp, gains: string])[] = [
  [/^resourcemanager\.(?:projects|folders|organizations)\.setIamPolicy$/, 'give itself any role'],
  [/^iam\.serviceAccounts\.(?:getAccessToken|getOpenIdToken|implicitDelegation|signBlob|signJwt)$/, 'act as any service account'],
  [/^iam\.serviceAccountKeys\.create$/, 'make keys for any service account'],
  [/^iam\.serviceAccounts\.setIamPolicy$/, 'let itself act as any service account'],
  [/^iam\.serviceAccounts\.actAs$/, 'run code as any service account'],
  [/^iam\.roles\.update$/, 'widen the roles that it holds'],
  [/^iam\.workloadIdentityPoolProviders\.(?:create|update)$/, 'let outsiders in as service accounts'],
  [/^deploymentmanager\.deployments\.(?:create|update)$/, 'deploy as the project’s own service agent'],
  [/^iam\.\*$|^iam\.serviceAccounts\.\*$/, 'act as any service account'],
];

/** Ends the sentence "it may …"; undefined for permissions that lead nowhere. */
export function escalationBy(permission: string): string | undefined {
  return escalations.find(([pattern]) => pattern.test(permission))?.[1];
}

/** The service, or the kind of resource, whose every permission is meant; custom roles take no wildcards, and people write them all the same. */
export function wholeService(permission: string): string | undefined {
  return permission === '*' ? '*' : /^([a-z]\w*(?:\.\w+)?)\.\*$/.exec(permission)?.[1];
}
