/** What the modules of Google's for functions and services make: https://registry.terraform.io/namespaces/GoogleCloudPlatform, https://registry.terraform.io/namespaces/terraform-google-modules (read in November 2026). */
import { mapping, scalar, sequence } from '../../../evaluation/computed.ts';
import { at, entries, items, type Mapping, type Tree } from '../../../evaluation/tree.ts';
import { granted } from './google-grants.ts';
import { given, isOn, part, preset, record, referring, type Expander, type Part, type RegistryCall } from './part.ts';

/** `GoogleCloudPlatform/cloud-run/google//modules/v2` */
export const expandRunService: Expander = (call) => {
  const isOwn = given(call, 'service_account') === undefined && isOn(call, 'create_service_account', true) !== false;
  const people = given(call, 'iap_members');
  const isProxied = people !== undefined && !(people.kind === 'sequence' && people.items.length === 0);
  const template = record(
    {
      service_account: isOwn ? referring(call, 'google_service_account', 'email') : given(call, 'service_account'),
      encryption_key: given(call, 'encryption_key'),
      scaling: given(call, 'template_scaling'),
      containers: sequence(
        items(given(call, 'containers')).map((container) => containerOf(container, call)),
        call.block.head,
      ),
    },
    call,
  );
  const name = referring(call, 'google_cloud_run_v2_service', 'name');
  return [
    part(
      call,
      'google_cloud_run_v2_service',
      { name: 'service_name', project: 'project_id', ingress: 'ingress' },
      { template, iap_enabled: isProxied ? scalar(true, people.at) : undefined },
    ),
    ...(isOwn ? [part(call, 'google_service_account', { project: 'project_id' })] : []),
    ...granted(call, 'cloud_run_v2_service', { name, project: given(call, 'project_id') }, 'roles/run.invoker', given(call, 'members')),
    ...granted(call, 'iap_web_cloud_run_service', { cloud_run_service_name: name }, 'roles/iap.httpsResourceAccessor', people, 'iap'),
  ];
};

/** The variables are a map, where the resource has blocks. */
function containerOf(container: Tree, call: RegistryCall): Tree {
  const variables = at(container, 'env_vars');
  const env = entries(variables).map(([name, { key, value }]): Mapping => {
    const content = { name: scalar(name, key), value };
    return mapping(new Map(Object.entries(content).map(([word, tree]) => [word, { key, value: tree }])), key);
  });
  return record({ image: at(container, 'container_image'), env: sequence(env, call.block.head, variables?.kind === 'opaque') }, call);
}

/** `GoogleCloudPlatform/cloud-run/google` */
export const expandOldRunService: Expander = (call) => {
  const container = record({ image: given(call, 'image'), env: given(call, 'env_vars') }, call);
  const annotations = given(call, 'service_annotations');
  const service = referring(call, 'google_cloud_run_service', 'name');
  return [
    part(
      call,
      'google_cloud_run_service',
      { name: 'service_name', project: 'project_id' },
      {
        metadata: annotations && record({ annotations }, call),
        template: record(
          {
            metadata: record({ annotations: given(call, 'template_annotations') ?? limited(call) }, call),
            spec: record({ service_account_name: given(call, 'service_account_email'), containers: container }, call),
          },
          call,
        ),
      },
    ),
    ...granted(call, 'cloud_run_service', { service, project: given(call, 'project_id') }, 'roles/run.invoker', given(call, 'members')),
  ];
};

/** Where nothing is said, the module allows two instances. */
function limited(call: RegistryCall): Tree {
  return record({ 'autoscaling.knative.dev/maxScale': scalar(2, call.block.head) }, call);
}

/** `GoogleCloudPlatform/cloud-run/google//modules/job-exec` */
export const expandRunJob: Expander = (call) => {
  const container = record({ image: given(call, 'image'), env: given(call, 'env_vars') }, call);
  const inner = record({ service_account: given(call, 'service_account_email'), containers: container }, call);
  return [part(call, 'google_cloud_run_v2_job', { name: 'name', project: 'project_id' }, { template: record({ template: inner }, call) })];
};

/** `GoogleCloudPlatform/cloud-functions/google`: at most a hundred instances, where nothing is said. */
export const expandFunction: Expander = (call) => {
  const written = given(call, 'service_config');
  const service = record(
    {
      service_account_email: at(written, 'service_account_email'),
      ingress_settings: at(written, 'ingress_settings'),
      environment_variables: at(written, 'runtime_env_variables'),
      max_instance_count: at(written, 'max_instance_count') ?? scalar(100, call.block.head),
    },
    call,
  );
  const name = referring(call, 'google_cloudfunctions2_function', 'name');
  return [
    part(
      call,
      'google_cloudfunctions2_function',
      {
        name: 'function_name',
        project: 'project_id',
        event_trigger: 'event_trigger',
        build_config: { runtime: 'runtime', entry_point: 'entrypoint' },
      },
      { service_config: written?.kind === 'opaque' ? written : service },
    ),
    ...granted(
      call,
      'cloudfunctions2_function',
      { cloud_function: name, project: given(call, 'project_id') },
      'roles/run.invoker',
      at(call.inputs, 'members', 'invokers'),
    ),
  ];
};

/** The code goes through an object in a bucket. */
function packed(call: RegistryCall, input: string): Part {
  return part(call, 'google_storage_bucket_object', { source: input });
}

/** `terraform-google-modules/event-function/google` */
export const expandEventFunction: Expander = (call) => {
  const trigger = given(call, 'event_trigger');
  const retry = given(call, 'event_trigger_failure_policy_retry');
  const event =
    trigger &&
    record({ event_type: at(trigger, 'event_type'), resource: at(trigger, 'resource'), failure_policy: retry && record({ retry }, call) }, call);
  return [
    part(
      call,
      'google_cloudfunctions_function',
      {
        name: 'name',
        project: 'project_id',
        runtime: 'runtime',
        entry_point: 'entry_point',
        environment_variables: 'environment_variables',
        ingress_settings: 'ingress_settings',
        max_instances: 'max_instances',
      },
      {
        service_account_email: given(call, 'service_account_email'),
        event_trigger: isOn(call, 'trigger_http', false) === true ? undefined : event,
        source_archive_object: referring(call, 'google_storage_bucket_object', 'name'),
      },
    ),
    packed(call, 'source_directory'),
  ];
};

/** `terraform-google-modules/scheduled-function/google`: a schedule, a topic, a function. */
export const expandScheduledFunction: Expander = (call) => {
  const retry = given(call, 'function_event_trigger_failure_policy_retry');
  const topic = referring(call, 'google_pubsub_topic', 'id');
  const event = { event_type: scalar('google.pubsub.topic.publish', call.block.head), resource: topic };
  return [
    part(
      call,
      'google_cloudfunctions_function',
      {
        name: 'function_name',
        project: 'project_id',
        entry_point: 'function_entry_point',
        environment_variables: 'function_environment_variables',
        ingress_settings: 'ingress_settings',
      },
      {
        // https://registry.terraform.io/modules/terraform-google-modules/scheduled-function/google/latest?tab=inputs
        runtime: preset(call, 'function_runtime', 'nodejs10'),
        service_account_email: given(call, 'function_service_account_email'),
        event_trigger: record({ ...event, failure_policy: retry && record({ retry }, call) }, call),
        source_archive_object: referring(call, 'google_storage_bucket_object', 'name'),
      },
    ),
    packed(call, 'function_source_directory'),
    part(call, 'google_pubsub_topic', { name: 'topic_name' }),
    part(call, 'google_cloud_scheduler_job', { name: 'job_name' }, { pubsub_target: record({ topic_name: topic }, call) }),
  ];
};
