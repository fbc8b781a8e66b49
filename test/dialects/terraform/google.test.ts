/** What resources of Google Cloud mean, where no rule's case tells. */
import { expect, test } from 'vitest';
import { effective } from '../../../src/model/value.ts';
import { read } from './read.ts';

function readUnit(texts: Parameters<typeof read>[0]) {
  return read(texts).unit;
}

test('databases and caches say whether clear text is accepted, and from where they are reached', () => {
  const { nouns } = readUnit(`
resource "google_alloydb_instance" "quiet" {
  cluster = "c"
}
resource "google_alloydb_instance" "open" {
  cluster = "c"
  client_connection_config {
    ssl_config {
      ssl_mode = "ALLOW_UNENCRYPTED_AND_ENCRYPTED"
    }
  }
  network_config {
    authorized_external_networks {
      cidr_range = "0.0.0.0/0"
    }
  }
}
resource "google_redis_cluster" "plain" {
  transit_encryption_mode = "TRANSIT_ENCRYPTION_MODE_DISABLED"
}
resource "google_memorystore_instance" "safe" {
  transit_encryption_mode = "SERVER_AUTHENTICATION"
}
`);
  expect(
    nouns.stores.map(({ label, transport, publiclyAccessible }) => [
      label,
      effective(transport!.plaintext),
      publiclyAccessible && effective(publiclyAccessible),
    ]),
  ).toEqual([
    ['quiet', 'refused', false],
    ['open', 'allowed', true],
    ['plain', 'allowed', undefined],
    ['safe', 'refused', undefined],
  ]);
});

test('the key of a secret stands where it is replicated', () => {
  const { nouns } = readUnit(`
resource "google_kms_crypto_key" "k" {
  name = "k"
}
resource "google_secret_manager_secret" "own" {
  secret_id = "own"
  replication {
    auto {
      customer_managed_encryption {
        kms_key_name = google_kms_crypto_key.k.id
      }
    }
  }
}
resource "google_secret_manager_regional_secret" "plain" {
  secret_id = "plain"
  location  = "eu"
}
resource "google_secret_manager_regional_secret_version" "plain" {
  secret      = google_secret_manager_regional_secret.plain.id
  secret_data = "written"
}
`);
  expect(nouns.secrets.map(({ label, encryption, content }) => [label, effective(encryption), effective(content)])).toEqual([
    ['own', 'customer', undefined],
    ['plain', 'provider', 'written'],
  ]);
});

test('an entry of a dataset in a resource of its own, views of logs and folders of buckets are bindings', () => {
  const { nouns } = readUnit(`
resource "google_bigquery_dataset_access" "all" {
  dataset_id    = "orders"
  role          = "READER"
  special_group = "allAuthenticatedUsers"
}
resource "google_logging_log_view_iam_member" "reader" {
  bucket = "orders"
  role   = "roles/logging.viewAccessor"
  member = "group:staff@example.org"
}
resource "google_storage_managed_folder_iam_binding" "folder" {
  bucket  = "orders"
  role    = "roles/storage.objectViewer"
  members = ["allUsers"]
}
`);
  expect(nouns.roleBindings.map(({ resourceKind, members }) => [resourceKind, members[0]!.type])).toEqual([
    ['table', 'authenticated'],
    ['log-group', 'group'],
    ['bucket', 'any'],
  ]);
});

test('pools of workers run what nobody calls; workflows say what they log', () => {
  const { nouns } = readUnit(`
resource "google_cloud_run_v2_worker_pool" "orders" {
  name = "orders"
  template {
    service_account = "orders@acme.iam.gserviceaccount.com"
    containers {
      image = "gcr.io/acme/orders:1"
      env {
        name  = "MODE"
        value = "fast"
      }
    }
  }
}
resource "google_workflows_workflow" "quiet" {
  name           = "quiet"
  call_log_level = "LOG_NONE"
}
resource "google_workflows_workflow" "unsaid" {
  name = "unsaid"
}
resource "google_storage_hmac_key" "old" {
  service_account_email = "orders@acme.iam.gserviceaccount.com"
  state                 = "INACTIVE"
}
`);
  expect(nouns.functions).toMatchObject([{ label: 'orders', ingress: { value: 'internal' }, image: { value: 'gcr.io/acme/orders:1' } }]);
  expect(nouns.orchestrations.map(({ logLevel }) => effective(logLevel))).toEqual(['off', undefined]);
  expect(nouns.credentials.map(({ active }) => effective(active))).toEqual([false]);
});

test('a definition that a file holds is read where it stands', () => {
  const { nouns } = readUnit({
    'main.tf': `
resource "google_endpoints_service" "shop" {
  service_name   = "shop.endpoints.acme.cloud.goog"
  openapi_config = templatefile("\${path.module}/openapi.yaml", { address = google_cloud_run_v2_service.orders.uri })
}
resource "google_cloud_run_v2_service" "orders" {
  name = "orders"
}
`,
    'openapi.yaml': `swagger: '2.0'
info:
  title: shop
x-google-backend:
  address: \${address}
paths:
  /orders:
    get:
      operationId: list
`,
  });
  expect(nouns.endpoints).toMatchObject([
    {
      label: 'GET /orders',
      authentication: { state: 'absent', value: 'none' },
      target: { to: expect.stringContaining('google_cloud_run_v2_service.orders') },
    },
  ]);
  expect(nouns.endpoints[0]!.at.file.path).toBe('openapi.yaml');
});

test('a policy in front of a gateway counts requests where one of its rules does', () => {
  const { nouns } = readUnit(`
resource "google_api_gateway_api_config" "shop" {
  api = "shop"
}
resource "google_api_gateway_gateway" "shop" {
  api_config = google_api_gateway_api_config.shop.id
  gateway_id = "shop"
}
resource "google_compute_region_network_endpoint_group" "shop" {
  name = "shop"
  serverless_deployment {
    platform = "apigateway.googleapis.com"
    resource = google_api_gateway_gateway.shop.gateway_id
  }
}
resource "google_compute_security_policy" "wall" {
  name = "wall"
}
resource "google_compute_security_policy_rule" "flood" {
  security_policy = google_compute_security_policy.wall.name
  priority        = 100
  action          = "rate_based_ban"
}
resource "google_compute_backend_service" "shop" {
  name            = "shop"
  security_policy = google_compute_security_policy.wall.id
  backend {
    group = google_compute_region_network_endpoint_group.shop.id
  }
}
`);
  expect(nouns.webFilters.map(({ protects, limitsRate }) => [protects.to, limitsRate])).toEqual([
    ['.#google_compute_backend_service.shop', 'yes'],
    ['.#google_api_gateway_api_config.shop', 'yes'],
  ]);
});

test('policies of the organization have the last word, where they are enforced for the project', () => {
  const { nouns } = readUnit(`
resource "google_project_organization_policy" "ingress" {
  project    = "acme"
  constraint = "constraints/run.allowedIngress"
  list_policy {
    allow {
      values = ["internal", "internal-and-cloud-load-balancing"]
    }
  }
}
resource "google_organization_policy" "keys" {
  org_id     = "123"
  constraint = "iam.disableServiceAccountKeyCreation"
  boolean_policy {
    enforced = true
  }
}
resource "google_organization_policy" "prevention" {
  org_id     = "123"
  constraint = "storage.publicAccessPrevention"
  boolean_policy {
    enforced = false
  }
}
resource "google_cloud_run_v2_service" "own" {
  project = "acme"
  name    = "own"
}
resource "google_cloud_run_v2_service" "other" {
  project = "elsewhere"
  name    = "other"
}
resource "google_service_account_key" "key" {
  service_account_id = "orders"
}
resource "google_storage_bucket" "files" {
  name                     = "files"
  public_access_prevention = "inherited"
}
`);
  expect(nouns.functions.map(({ ingress }) => ingress && effective(ingress))).toEqual(['gateway', 'all']);
  expect(nouns.credentials.map(({ active }) => effective(active))).toEqual([false]);
  expect(nouns.stores.map(({ publicPrevented }) => publicPrevented && effective(publicPrevented))).toEqual([false]);
});
