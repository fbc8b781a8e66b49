/** What the predefined roles of Google Cloud let their holders do. https://cloud.google.com/iam/docs/roles-permissions (2026-11) */

/** A role that is more than a function needs. */
export interface ExcessiveRole {
  readonly over: 'account' | 'service';
  /** Ends the sentence "it may …". */
  readonly allows: string;
  /** A role that is enough for most code. */
  readonly milder?: string;
}

const account: Readonly<Record<string, string>> = {
  'roles/owner': 'do everything, and give rights to others',
  'roles/editor': 'change and delete nearly everything',
  'roles/iam.securityAdmin': 'give itself any role',
  'roles/resourcemanager.projectIamAdmin': 'give itself any role',
  'roles/resourcemanager.folderIamAdmin': 'give itself any role',
  'roles/resourcemanager.folderAdmin': 'give itself any role',
  'roles/resourcemanager.organizationAdmin': 'give itself any role',
};

/** What takes the place of a service's administrator. */
const milderRoles: Readonly<Record<string, string>> = {
  'roles/storage.admin': 'roles/storage.objectUser',
  'roles/storage.objectAdmin': 'roles/storage.objectUser',
  'roles/pubsub.admin': 'roles/pubsub.publisher',
  'roles/datastore.owner': 'roles/datastore.user',
  'roles/bigquery.admin': 'roles/bigquery.dataEditor',
  'roles/bigquery.dataOwner': 'roles/bigquery.dataEditor',
  'roles/cloudsql.admin': 'roles/cloudsql.client',
  'roles/spanner.admin': 'roles/spanner.databaseUser',
  'roles/spanner.databaseAdmin': 'roles/spanner.databaseUser',
  'roles/bigtable.admin': 'roles/bigtable.user',
  'roles/firebase.admin': 'roles/datastore.user',
  'roles/secretmanager.admin': 'roles/secretmanager.secretAccessor',
  'roles/cloudkms.admin': 'roles/cloudkms.cryptoKeyEncrypterDecrypter',
  'roles/run.admin': 'roles/run.invoker',
  'roles/cloudfunctions.admin': 'roles/cloudfunctions.invoker',
  'roles/cloudtasks.admin': 'roles/cloudtasks.enqueuer',
  'roles/logging.admin': 'roles/logging.logWriter',
  'roles/monitoring.admin': 'roles/monitoring.metricWriter',
  'roles/aiplatform.admin': 'roles/aiplatform.user',
  'roles/workflows.admin': 'roles/workflows.invoker',
  'roles/artifactregistry.admin': 'roles/artifactregistry.reader',
  'roles/redis.admin': 'roles/redis.viewer',
};

/** What any function's account may have: it writes the function's logs. */
const leastRole = 'roles/logging.logWriter';

export function excessiveRole(role: string): ExcessiveRole | undefined {
  const allows = Object.hasOwn(account, role) ? account[role] : undefined;
  if (allows !== undefined) return { over: 'account', allows, milder: leastRole };
  const [, service, title = ''] = /^roles\/([\w.]+)\.(admin|owner|\w+Admin)$/.exec(role) ?? [];
  // To administer objects or instances is to use them.
  if (service === undefined || /\.(?:objectAdmin|instanceAdmin|queueAdmin)$/.test(role) || escalations.has(role)) return undefined;
  const milder = Object.hasOwn(milderRoles, role) ? milderRoles[role] : undefined;
  const part = /^(\w+)Admin$/.exec(title)?.[1];
  const reach = part === undefined ? `change and delete everything in ${service}` : `administer ${part} of ${service}`;
  return { over: 'service', allows: reach, ...(milder === undefined ? {} : { milder }) };
}

/** Roles whose holder can become another identity, or run code as one. https://cloud.google.com/iam/docs/best-practices-service-accounts */
export const escalations: ReadonlyMap<string, string> = new Map([
  ['roles/iam.serviceAccountTokenCreator', 'act as any service account'],
  ['roles/iam.serviceAccountKeyAdmin', 'make keys for any service account'],
  ['roles/iam.serviceAccountAdmin', 'let itself act as any service account'],
  ['roles/iam.serviceAccountUser', 'run code as any service account'],
  ['roles/iam.roleAdmin', 'widen the roles that it holds'],
  ['roles/iam.workloadIdentityUser', 'act as any service account'],
  ['roles/iam.workloadIdentityPoolAdmin', 'let outsiders in as service accounts'],
  ['roles/deploymentmanager.editor', 'deploy as the project’s own service agent'],
  ['roles/cloudbuild.builds.editor', 'run code as the build’s service account'],
]);

/** What a role for single resources lets its holder do where it is given over a project, and what it is about. */
export interface ResourceRole {
  /** Ends the sentence "it may … ". */
  readonly allows: string;
  readonly holds: 'secrets' | 'keys' | 'functions' | 'bucket' | 'topic' | 'warehouse';
}

/** Each can be given on the resource: https://cloud.google.com/iam/docs/resource-types-with-policies (2026-11) */
const resourceRoles: readonly (readonly [role: RegExp, allows: string, holds: ResourceRole['holds']])[] = [
  [/^roles\/secretmanager\.(?:secretAccessor|secretVersionManager)$/, 'read every secret', 'secrets'],
  [/^roles\/cloudkms\.cryptoKey(?:Decrypter|EncrypterDecrypter|DecrypterViaDelegation)$/, 'decrypt with every key', 'keys'],
  [/^roles\/storage\.(?:objectViewer|objectUser|objectCreator|objectAdmin)$/, 'use the objects of every bucket', 'bucket'],
  [/^roles\/pubsub\.(?:publisher|subscriber|editor)$/, 'use every topic and subscription', 'topic'],
  [/^roles\/bigquery\.(?:dataViewer|dataEditor)$/, 'use the data of every dataset', 'warehouse'],
  [/^roles\/(?:run|cloudfunctions)\.invoker$/, 'invoke every service and function', 'functions'],
];

export function resourceRole(role: string): ResourceRole | undefined {
  const found = resourceRoles.find(([pattern]) => pattern.test(role));
  return found && { allows: found[1], holds: found[2] };
}

/** Roles whose holder may invoke what runs code. */
const invokers = /^roles\/(?:run|cloudfunctions)\.(?:invoker|admin|developer|servicesInvoker|jobsExecutor\w*)$|^roles\/(?:owner|editor)$/;

export function mayInvoke(role: string): boolean {
  return invokers.test(role);
}

/** What a role on a store lets its holder do with what is in it; undefined for roles that touch no data. */
export function dataAccess(role: string): 'read' | 'write' | 'read and change' | undefined {
  if (/^roles\/(?:owner|editor)$/.test(role)) return 'read and change';
  if (/\.(?:objectCreator|legacyBucketWriter)$/.test(role)) return 'write';
  if (
    /\.(?:admin|objectAdmin|objectUser|dataOwner|dataEditor|legacyBucketOwner|legacyObjectOwner|databaseUser|user|owner|writer|OWNER|WRITER)$/.test(
      role,
    )
  )
    return 'read and change';
  if (/^(?:OWNER|WRITER)$/.test(role)) return 'read and change';
  if (/\.(?:objectViewer|legacyObjectReader|legacyBucketReader|dataViewer|viewer|reader|databaseReader)$|^READER$|^roles\/viewer$/.test(role))
    return 'read';
  return undefined;
}

/** Does the role let its holder send messages, or take them? */
export function maySend(role: string): boolean {
  return /^roles\/(?:pubsub\.(?:publisher|subscriber|editor|admin)|cloudtasks\.(?:enqueuer|admin|taskRunner)|owner|editor)$/.test(role);
}

/** Roles that read logs. https://cloud.google.com/logging/docs/access-control */
export function readsLogs(role: string): boolean {
  return /^roles\/(?:logging\.(?:viewer|privateLogViewer|viewAccessor|admin|sqlAlertWriter|linkViewer)|owner|editor|viewer)$/.test(role);
}

/** Does the role let its holder pass Identity-Aware Proxy? https://cloud.google.com/iap/docs/managing-access */
export function passesProxy(role: string): boolean {
  return role === 'roles/iap.httpsResourceAccessor';
}
