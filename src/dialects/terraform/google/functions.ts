/** Reads what runs code: Cloud Functions of both generations, Cloud Run services and jobs, App Engine versions. */
import { asValue, choice, flag, number, text, type Path } from '../../../evaluation/setting.ts';
import { at, entries, isPartial, items, type Plain, scalarText, type Tree } from '../../../evaluation/tree.ts';
import type { ServerlessFunction, Variable } from '../../../model/function.ts';
import { absent, known, unknown, type Value } from '../../../model/value.ts';
import { packedFrom } from '../archives.ts';
import { nounOf, ownLink, partOf, settingOf, within } from '../nouns.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';
import { allowedValues } from './organization-policies.ts';

type Ingress = NonNullable<ServerlessFunction['ingress']>;

interface Shape {
  readonly runtime?: Path;
  readonly handler?: Path;
  readonly identity: readonly string[];
  readonly instances: Path;
  readonly ingress: Ingress;
  readonly environment: Pick<ServerlessFunction, 'environment' | 'environmentPartial'>;
  readonly packaging: 'zip' | 'image';
  readonly codeRoot?: string | undefined;
  /** Where the customer's key is named. */
  readonly key?: Path;
  readonly image?: Tree | undefined;
  /** What is done with an event that it fails on, where that is written. */
  readonly retried?: Value<string> | undefined;
  readonly identityProxy?: Value<boolean> | undefined;
  readonly platform?: ServerlessFunction['platform'];
}

function addFunction(resource: TerraformResource, reading: Reading, shape: Shape): void {
  const { properties, at: head } = resource;
  const found: ServerlessFunction = {
    ...nounOf(resource, reading),
    kind: 'function',
    runtime: shape.runtime ? settingOf(resource, shape.runtime, text) : absent(head),
    packaging: known(shape.packaging, head),
    handler: shape.handler ? settingOf(resource, shape.handler, text) : absent(head),
    codeRoot: shape.codeRoot,
    ...shape.environment,
    environmentKey: shape.key ? settingOf(resource, shape.key, text) : absent(head),
    tracing: absent<'active' | 'pass-through'>(head),
    identity: reading.link(at(properties, ...shape.identity), properties, 'google_service_account'),
    reservedConcurrency: settingOf(resource, shape.instances, number),
    failureTarget: shape.retried ?? absent(head),
    layers: [],
    codeSigning: absent(head),
    ingress: withinPolicy(shape.ingress, resource, reading),
    identityProxy: shape.identityProxy,
    platform: shape.platform,
    ...(shape.image && { image: asValue(shape.image, text) }),
  };
  reading.nouns.functions.push(found);
}

/** By constraint, what its values let in. https://cloud.google.com/run/docs/securing/ingress#org-policy, https://cloud.google.com/functions/docs/securing/using-organization-policies */
const ingressPolicies: readonly (readonly [types: RegExp, constraint: string, all: string, gateway: RegExp])[] = [
  [/^google_cloud_run_(?:v2_)?service$/, 'run.allowedIngress', 'all', /load-balancing$/],
  [/^google_cloudfunctions2?_function$/, 'cloudfunctions.allowedIngressSettings', 'ALLOW_ALL', /GCLB$/],
];

/** What cannot be deployed under a policy of the organization is deployed as that allows. */
function withinPolicy(written: Ingress, resource: TerraformResource, reading: Reading): Ingress {
  const [, constraint = '', all = '', gateway] = ingressPolicies.find(([types]) => types.test(resource.type)) ?? [];
  if (written.state === 'unknown' || written.value !== 'all' || !gateway) return written;
  const policy = allowedValues(constraint, resource, reading);
  if (!policy || policy.values.length === 0 || policy.values.includes(all)) return written;
  return known(policy.values.some((value) => gateway.test(value)) ? 'gateway' : 'internal', policy.at);
}

/** An event comes back until it is worked off, or too old: https://cloud.google.com/functions/docs/bestpractices/retries */
function retriedEvents(written: Tree | undefined, meaning: RegExp): Value<string> | undefined {
  return written && (written.kind === 'opaque' || meaning.test(scalarText(written) ?? '')) ? asValue(written, text) : undefined;
}

/** https://cloud.google.com/functions/docs/networking/network-settings#ingress_settings: all, where nothing is said. */
const functionIngress = choice({ ALLOW_ALL: 'all', ALLOW_INTERNAL_ONLY: 'internal', ALLOW_INTERNAL_AND_GCLB: 'gateway' });

const readFunction: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  addFunction(resource, reading, {
    runtime: ['runtime'],
    handler: ['entry_point'],
    identity: ['service_account_email'],
    instances: ['max_instances'],
    ingress: settingOf(resource, ['ingress_settings'], functionIngress, 'all'),
    environment: variablesOf(at(properties, 'environment_variables')),
    packaging: 'zip',
    codeRoot: codeOf(at(properties, 'source_archive_object'), resource, reading),
    key: ['kms_key_name'],
    retried: retriedEvents(at(properties, 'event_trigger', 'failure_policy', 'retry'), /^true$/),
  });
};

const readFunction2: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  addFunction(resource, reading, {
    runtime: within('build_config', 'runtime'),
    handler: within('build_config', 'entry_point'),
    identity: ['service_config', 'service_account_email'],
    instances: within('service_config', 'max_instance_count'),
    ingress: settingOf(resource, within('service_config', 'ingress_settings'), functionIngress, 'all'),
    environment: variablesOf(at(properties, 'service_config', 'environment_variables')),
    packaging: 'zip',
    codeRoot: codeOf(at(properties, 'build_config', 'source', 'storage_source', 'object'), resource, reading),
    key: ['kms_key_name'],
    retried: retriedEvents(at(properties, 'event_trigger', 'retry_policy'), /^RETRY_POLICY_RETRY$/),
  });
};

const runIngress = choice({
  INGRESS_TRAFFIC_ALL: 'all',
  INGRESS_TRAFFIC_INTERNAL_ONLY: 'internal',
  INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER: 'gateway',
});

/** https://cloud.google.com/run/docs/securing/ingress: all, where nothing is said. Without an address of its own, only load balancers lead to it. */
function runIngressOf(resource: TerraformResource): Ingress {
  const written = settingOf<'all' | 'internal' | 'gateway'>(resource, ['ingress'], runIngress, 'all');
  const unaddressed = at(resource.properties, 'default_uri_disabled');
  if (!unaddressed || (written.state !== 'unknown' && written.value !== 'all') || scalarText(unaddressed) === 'false') return written;
  return unaddressed.kind === 'opaque' ? unknown('its address may be turned off', unaddressed.at) : known('gateway', unaddressed.at);
}

const readRunService: ResourceReader = (resource, reading) => {
  addFunction(resource, reading, {
    identity: ['template', 'service_account'],
    instances: within('template', 'scaling', 'max_instance_count'),
    ingress: runIngressOf(resource),
    // https://cloud.google.com/run/docs/securing/identity-aware-proxy-cloud-run: it guards every way in, the service's own address included.
    identityProxy: settingOf(resource, ['iap_enabled'], flag, false),
    environment: containersOf(at(resource.properties, 'template', 'containers')),
    packaging: 'image',
    key: within('template', 'encryption_key'),
    image: at(items(at(resource.properties, 'template', 'containers'))[0], 'image'),
  });
  const unchecked = at(resource.properties, 'invoker_iam_disabled');
  if (unchecked && scalarText(unchecked) === 'true') addOpenInvocation(unchecked, false, resource, reading);
};

/** https://cloud.google.com/run/docs/authenticating/public#invoker_check: nobody is asked for a role. */
function addOpenInvocation(setting: Tree, closed: Plain, resource: TerraformResource, reading: Reading): void {
  const close = () => setting.editor?.replace(closed);
  reading.nouns.roleBindings.push({
    ...partOf(resource, reading, 'everybody'),
    kind: 'role-binding',
    role: known('roles/run.invoker', setting.at),
    members: [{ type: 'any', value: known('allUsers', setting.at, undefined, setting.via), remove: close, substitute: close }],
    membersPartial: false,
    scope: 'resource',
    on: ownLink(resource, reading),
    resourceKind: 'function',
    conditional: 'no',
  });
}

/** Nothing can call it: it fetches its work itself. https://cloud.google.com/run/docs/deploy-worker-pools */
const readWorkerPool: ResourceReader = (resource, reading) => {
  addFunction(resource, reading, {
    identity: ['template', 'service_account'],
    instances: within('scaling', 'manual_instance_count'),
    ingress: known('internal', resource.at),
    environment: containersOf(at(resource.properties, 'template', 'containers')),
    packaging: 'image',
    key: within('template', 'encryption_key'),
    image: at(items(at(resource.properties, 'template', 'containers'))[0], 'image'),
  });
};

const readRunJob: ResourceReader = (resource, reading) => {
  addFunction(resource, reading, {
    identity: ['template', 'template', 'service_account'],
    instances: within('template', 'parallelism'),
    ingress: known('internal', resource.at),
    environment: containersOf(at(resource.properties, 'template', 'template', 'containers')),
    packaging: 'image',
    key: within('template', 'template', 'encryption_key'),
    image: at(items(at(resource.properties, 'template', 'template', 'containers'))[0], 'image'),
  });
};

const annotatedIngress = choice({ all: 'all', internal: 'internal', 'internal-and-cloud-load-balancing': 'gateway' });

const readOldRunService: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const annotation = at(properties, 'metadata', 'annotations', 'run.googleapis.com/ingress');
  const proxy = at(properties, 'metadata', 'annotations', 'run.googleapis.com/iap-enabled');
  addFunction(resource, reading, {
    identity: ['template', 'spec', 'service_account_name'],
    instances: within('template', 'metadata', 'annotations', 'autoscaling.knative.dev/maxScale'),
    ingress: annotation
      ? asValue(annotation, annotatedIngress)
      : settingOf(resource, within('metadata', 'annotations', 'run.googleapis.com/ingress'), annotatedIngress, 'all'),
    identityProxy: proxy && asValue(proxy, flag),
    environment: containersOf(at(properties, 'template', 'spec', 'containers')),
    packaging: 'image',
    key: within('template', 'metadata', 'annotations', 'run.googleapis.com/encryption-key'),
    image: at(items(at(properties, 'template', 'spec', 'containers'))[0], 'image'),
  });
  const unchecked = at(properties, 'metadata', 'annotations', 'run.googleapis.com/invoker-iam-disabled');
  if (unchecked && scalarText(unchecked) === 'true') addOpenInvocation(unchecked, 'false', resource, reading);
};

const readAppEngine: ResourceReader = (resource, reading) => {
  addFunction(resource, reading, {
    platform: resource.type.includes('_standard_') ? 'app-engine' : undefined,
    runtime: ['runtime'],
    identity: ['service_account'],
    instances: within('automatic_scaling', 'standard_scheduler_settings', 'max_instances'),
    ingress: absent<'all'>(resource.at, 'all'),
    environment: variablesOf(at(resource.properties, 'env_variables')),
    packaging: 'zip',
  });
};

function variablesOf(variables: Tree | undefined): Shape['environment'] {
  const written = variables !== undefined && !(variables.kind === 'scalar' && variables.value === null);
  return {
    environment: entries(variables).map(([name, { key, value }]): Variable => ({ name, value: asValue(value, text), at: key })),
    environmentPartial: written && (variables.kind !== 'mapping' || variables.partial === true),
  };
}

/** `containers { env { name, value } }`; a variable that is filled from the vault has no value of its own. */
function containersOf(containers: Tree | undefined): Shape['environment'] {
  const variables = items(containers).flatMap((container) => items(at(container, 'env')));
  return {
    environment: variables.flatMap((variable): Variable[] => {
      const [name, value] = [at(variable, 'name'), at(variable, 'value')];
      const written = scalarText(name);
      return name && value && written !== undefined ? [{ name: written, value: asValue(value, text), at: name.at }] : [];
    }),
    environmentPartial: isPartial(containers) || items(containers).some((container) => isPartial(at(container, 'env'))),
  };
}

/** The code goes through an object in a bucket, which is packed from a folder. */
function codeOf(object: Tree | undefined, resource: TerraformResource, reading: Reading): string | undefined {
  const uploaded = reading.target(object, 'google_storage_bucket_object');
  const source = at(uploaded?.properties, 'source');
  return source && packedFrom(source, resource, reading);
}

export const functionReaders: Readonly<Record<string, ResourceReader>> = {
  google_cloudfunctions_function: readFunction,
  google_cloudfunctions2_function: readFunction2,
  google_cloud_run_v2_service: readRunService,
  google_cloud_run_v2_job: readRunJob,
  google_cloud_run_v2_worker_pool: readWorkerPool,
  google_cloud_run_service: readOldRunService,
  google_app_engine_standard_app_version: readAppEngine,
  google_app_engine_flexible_app_version: readAppEngine,
};
