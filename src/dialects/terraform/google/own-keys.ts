/** Finds a key of the customer's for a store that has none: one that its service may use already, or the only one there is. */
import { asValue, insertAt, text, type Path } from '../../../evaluation/setting.ts';
import { at, Expression, items, scalarText } from '../../../evaluation/tree.ts';
import type { Encryption } from '../../../evaluation/encryption.ts';
import { referencesOf, textOf, type Slot } from '../../../model/value.ts';
import { textAt } from '../../../source/span.ts';
import type { Reading, TerraformResource } from '../reading.ts';

/** The account that each service encrypts with, by a part of its address: https://cloud.google.com/kms/docs/compatible-services (2026-11) */
const agents: readonly (readonly [type: RegExp, agent: RegExp])[] = [
  [/^google_pubsub_/, /gcp-sa-pubsub/],
  [/^google_storage_bucket$/, /gs-project-accounts|google_storage_project_service_account/],
  [/^google_bigquery_/, /bigquery-encryption|google_bigquery_default_service_account/],
  [/^google_sql_/, /gcp-sa-cloud-sql/],
  [/^google_firestore_/, /gcp-sa-firestore/],
  [/^google_spanner_/, /gcp-sa-spanner/],
  [/^google_artifact_registry_/, /gcp-sa-artifactregistry/],
  [/^google_redis_/, /cloud-redis|gcp-sa-redis/],
  [/^google_alloydb_/, /gcp-sa-alloydb/],
];

/** Writes the name of such a key at `path`. */
export function ownKeySlot(resource: TerraformResource, path: Path, reading: Reading): Slot<Encryption> {
  return (to) => {
    const key = to === 'customer' ? (lentKey(resource, reading) ?? onlyKey(resource, reading)) : undefined;
    return key === undefined ? undefined : insertAt(resource.properties, path, new Expression(key));
  };
}

/** The key that a binding lets the service's own account use, as that binding names it. */
function lentKey(resource: TerraformResource, reading: Reading): string | undefined {
  const agent = agents.find(([type]) => type.test(resource.type))?.[1];
  const bindings = reading.ofType('google_kms_crypto_key_iam_member', 'google_kms_crypto_key_iam_binding');
  const binding = bindings.find(
    (one) =>
      one.module === resource.module &&
      scalarText(at(one.properties, 'role')) === 'roles/cloudkms.cryptoKeyEncrypterDecrypter' &&
      [at(one.properties, 'member'), ...items(at(one.properties, 'members'))].some((member) => {
        const value = member && asValue(member, text);
        const named = value ? [textOf(value, '…') ?? '', ...referencesOf(value).map(({ address }) => address)] : [];
        return named.some((name) => agent?.test(name));
      }),
  );
  const written = binding?.block.body.attributes.find(({ name }) => name === 'crypto_key_id')?.value;
  const expression = written && textAt(written.at);
  return expression !== undefined && !/\b(?:each|count)\./.test(expression) ? expression : undefined;
}

function onlyKey(resource: TerraformResource, reading: Reading): string | undefined {
  const keys = reading.ofType('google_kms_crypto_key').filter(({ module }) => module === resource.module);
  const [key] = keys;
  return key && keys.length === 1 && key.key === undefined ? `google_kms_crypto_key.${key.name}.id` : undefined;
}
