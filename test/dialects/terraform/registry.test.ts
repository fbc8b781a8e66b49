/** Modules of the public registry, read by what their callers say. */
import { expect, test } from 'vitest';
import { dialects } from '../../../src/dialects/index.ts';
import { terraform } from '../../../src/dialects/terraform/dialect.ts';
import { rules } from '../../../src/rules/index.ts';
import { scanBuiltin } from '../../../src/scanners/builtin/builtin.ts';
import { memoryTree } from '../../../src/source/memory.ts';

function read(text: string) {
  return terraform.read({ dialect: 'terraform', path: '.', files: ['main.tf'] }, memoryTree({ 'main.tf': text, 'src/app.py': 'x = 1\n' }));
}

const orders = (inputs: string, source = 'terraform-aws-modules/lambda/aws') => `module "orders" {
  source        = "${source}"
  function_name = "orders"
  handler       = "app.handler"
  runtime       = "python3.13"
  source_path   = "src"
${inputs}}
`;

test('a function, its role and its log group stand where the call says so', () => {
  const { nouns } = read(orders('  environment_variables = { TABLE = "orders" }\n'));
  const [fn] = nouns.functions;
  expect(fn).toMatchObject({ label: 'orders', address: 'module.orders.aws_lambda_function.orders', codeRoot: 'src' });
  expect(fn?.runtime).toMatchObject({ state: 'known', value: 'python3.13' });
  expect(fn?.environment.map(({ name }) => name)).toEqual(['TABLE']);
  const role = nouns.identities.find(({ key }) => key === fn?.identity.to);
  expect(role?.managedPolicies.map((policy) => policy.state === 'known' && policy.value)).toEqual([
    'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
  ]);
  expect(nouns.logGroups).toHaveLength(1);
});

test.each([
  'registry.terraform.io/terraform-aws-modules/lambda/aws',
  'git::https://github.com/terraform-aws-modules/terraform-aws-lambda.git?ref=v8.0.1',
  'github.com/terraform-aws-modules/terraform-aws-lambda',
])('the module is known by its source: %s', (source) => {
  expect(read(orders('', source)).nouns.functions).toHaveLength(1);
});

test.each([
  'terraform-aws-modules/lambda/aws//modules/alias',
  'acme/lambda/aws',
  'app.terraform.io/acme/lambda/aws',
  'git::https://github.com/acme/terraform-aws-lambda.git',
])('other modules are not read: %s', (source) => {
  const { nouns, notices } = read(orders('', source));
  expect(nouns.functions).toEqual([]);
  expect(notices.map(({ message }) => message)).toEqual([`not scanned: the module ${source} (remote)`]);
});

test('what is not made is not there, and what is made for each key is there as often', () => {
  expect(read(orders('  create = false\n')).nouns.functions).toEqual([]);
  expect(read(orders('  for_each = toset(["a", "b"])\n')).nouns.functions.map(({ label }) => label)).toEqual(['orders["a"]', 'orders["b"]']);
});

test('what another resource takes from the call leads to the function', () => {
  const { nouns } = read(`${orders('')}resource "aws_lambda_function_url" "u" {
  function_name      = module.orders.lambda_function_name
  authorization_type = "NONE"
}
`);
  expect(nouns.endpoints[0]?.target.to).toBe(nouns.functions[0]?.key);
});

test('inputs that cannot be known make nothing sure', () => {
  const { nouns } = read(
    `variable "on" {}\nvariable "all" {}\n${orders('  attach_policies = true\n  policies = var.all\n  create_lambda_function_url = var.on\n')}`,
  );
  expect(nouns.identities[0]?.statementsPartial).toBe(true);
  expect(nouns.endpoints).toEqual([]);
});

test('a switch that makes tracing work is written beside it, in the words of the module', () => {
  const rule = rules.filter(({ id }) => id === 'monitoring/untraced-function');
  const { findings } = scanBuiltin(memoryTree({ 'main.tf': orders('') }), { dialects, rules: rule, today: '2026-11-22', clock: () => 0 });
  expect(findings[0]?.fix?.edits.map(({ text }) => text).join('')).toMatch(/tracing_mode += "Active"\n +attach_tracing_policy += true/);
});

const google = (text: string) => read(text).nouns;

test('a service of Cloud Run has the ingress, the account and the variables that its call says', () => {
  const { functions, roleBindings, identities } = google(`module "pears" {
  source       = "GoogleCloudPlatform/cloud-run/google//modules/v2"
  service_name = "pears"
  ingress      = "INGRESS_TRAFFIC_INTERNAL_ONLY"
  containers   = [{ container_image = "gcr.io/acme/pears:1", env_vars = { TABLE = "pears" } }]
  members      = ["allUsers"]
}
`);
  const [fn] = functions;
  expect(fn).toMatchObject({ label: 'pears', ingress: { value: 'internal' }, image: { value: 'gcr.io/acme/pears:1' } });
  expect(fn?.environment.map(({ name }) => name)).toEqual(['TABLE']);
  expect(identities.map(({ key }) => key)).toEqual([fn?.identity.to]);
  expect(roleBindings.map(({ on, members }) => [on.to, members[0]?.type])).toEqual([[fn?.key, 'any']]);
});

test('functions that events and schedules set off stand where their modules are called', () => {
  const { functions, triggers } = google(`module "resize" {
  source                = "terraform-google-modules/event-function/google"
  name                  = "resize"
  runtime               = "nodejs22"
  entry_point           = "resize"
  source_directory      = "src"
  service_account_email = "resize@acme.iam.gserviceaccount.com"
  event_trigger = {
    event_type = "google.storage.object.finalize"
    resource   = "uploads"
  }
}
module "nightly" {
  source                    = "git::https://github.com/terraform-google-modules/terraform-google-scheduled-function.git?ref=v7.0.0"
  function_name             = "nightly"
  function_runtime          = "python313"
  function_entry_point      = "run"
  function_source_directory = "src"
  job_name                  = "nightly"
  job_schedule              = "0 3 * * *"
}
`);
  expect(functions.map(({ label, runtime, codeRoot }) => [label, runtime.state === 'known' && runtime.value, codeRoot])).toEqual([
    ['resize', 'nodejs22', 'src'],
    ['nightly', 'python313', 'src'],
  ]);
  expect(triggers.filter(({ triggerKind }) => triggerKind !== 'schedule').map(({ triggerKind }) => triggerKind)).toEqual(['bucket', 'topic']);
});

test('roles that modules give are bindings, on the thing that they name', () => {
  const { roleBindings, credentials, identities } = google(`module "accounts" {
  source        = "terraform-google-modules/service-accounts/google"
  project_id    = "acme"
  names         = ["orders"]
  project_roles = ["acme=>roles/editor"]
  generate_keys = true
}
module "buckets" {
  source          = "terraform-google-modules/iam/google//modules/storage_buckets_iam"
  storage_buckets = ["invoices"]
  bindings        = { "roles/storage.objectViewer" = ["allUsers"] }
}
module "member" {
  source                  = "terraform-google-modules/iam/google//modules/member_iam"
  service_account_address = "jobs@acme.iam.gserviceaccount.com"
  project_id              = "acme"
  project_roles           = ["roles/owner"]
}
`);
  expect(
    roleBindings.map(({ role, scope, members, resourceKind }) => [role.state === 'known' && role.value, scope, members[0]?.type, resourceKind]),
  ).toEqual([
    ['roles/editor', 'project', 'identity', 'unknown'],
    ['roles/storage.objectViewer', 'resource', 'any', 'bucket'],
    ['roles/owner', 'project', 'identity', 'unknown'],
  ]);
  expect(roleBindings[0]?.members[0]?.identity).toBe(identities[0]?.key);
  expect(credentials.map(({ holder }) => holder.to)).toEqual([identities[0]?.key]);
});

test('stores, balancers, records and policies of modules are those that their calls describe', () => {
  const { stores, apis, webFilters, listeners, auditConfigs, keys, triggers } = google(`module "files" {
  source                   = "terraform-google-modules/cloud-storage/google//modules/simple_bucket"
  name                     = "files"
  public_access_prevention = "enforced"
}
module "events" {
  source             = "terraform-google-modules/pubsub/google"
  topic              = "events"
  push_subscriptions = [{ name = "push", push_endpoint = "https://example.com/in" }]
}
module "database" {
  source           = "terraform-google-modules/sql-db/google//modules/postgresql"
  name             = "database"
  ip_configuration = { ipv4_enabled = true, authorized_networks = [{ name = "all", value = "0.0.0.0/0" }] }
}
module "keys" {
  source  = "terraform-google-modules/kms/google"
  keyring = "ring"
  keys    = ["orders"]
}
module "front" {
  source   = "terraform-google-modules/lb-http/google//modules/serverless_negs"
  name     = "front"
  ssl      = true
  https_redirect = true
  backends = {
    default = {
      security_policy         = "wall"
      serverless_neg_backends = [{ region = "europe-west1", type = "cloud-run", service = { name = "pears" } }]
      iap_config              = { enable = false }
    }
  }
}
module "audit" {
  source           = "terraform-google-modules/iam/google//modules/audit_config"
  project          = "acme"
  audit_log_config = [{ service = "allServices", log_type = "DATA_READ", exempted_members = ["user:kim@example.com"] }]
}
`);
  expect(stores.map(({ label, publicPrevented, publiclyAccessible }) => [label, publicPrevented?.state, publiclyAccessible?.state])).toEqual([
    ['files', 'known', undefined],
    ['events', undefined, undefined],
    ['database', undefined, 'known'],
  ]);
  expect(triggers.map(({ token }) => token?.state)).toEqual(['absent']);
  expect(keys.map(({ rotation }) => rotation.state === 'known' && rotation.value)).toEqual([true]);
  expect(apis.map(({ apiKind, identityProxy }) => [apiKind, identityProxy?.state])).toEqual([['load-balancer', 'absent']]);
  expect(webFilters.map(({ protects }) => protects.to)).toEqual([apis[0]?.key]);
  expect(listeners.map(({ transport }) => [transport.plaintext.state !== 'unknown' && transport.plaintext.value])).toEqual([
    ['redirected'],
    ['refused'],
  ]);
  expect(auditConfigs.map(({ logs }) => logs.map(({ exempted }) => exempted.length))).toEqual([[1]]);
});
