/** Reads secrets of the Secret Manager and keys of the KMS. */
import { asValue, choice, text } from '../../../evaluation/setting.ts';
import { at } from '../../../evaluation/tree.ts';
import { keyHolder, type Encryption } from '../../../evaluation/encryption.ts';
import { absent, known, referencesOf, unknown, type Value } from '../../../model/value.ts';
import { nounOf, settingOf } from '../nouns.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';

const readSecret: ResourceReader = (resource, reading) => {
  const content = contentOf(resource, reading);
  const generator = referencesOf(content).find(({ address }) => /(?:^|\.)random_\w+\.|(?:^|\.)ephemeral\./.test(address));
  const rotation = at(resource.properties, 'rotation');
  const key = keyOf(resource);
  reading.nouns.secrets.push({
    ...nounOf(resource, reading),
    kind: 'secret',
    secretKind: 'vault',
    content,
    generated: generator ? known<boolean>(true, content.at) : absent<boolean>(resource.at, false),
    rotation: rotation ? known<boolean>(true, rotation.at) : absent<boolean>(resource.at, false),
    encryption: key.state === 'absent' ? absent<Encryption>(resource.at, 'provider') : key,
  });
};

/** https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/secret_manager_secret: by the way it is replicated. */
function keyOf({ properties, at: head }: TerraformResource): Value<Encryption> {
  const name = ['customer_managed_encryption', 'kms_key_name'];
  const places = [name, ['replication', 'auto', ...name], ['replication', 'user_managed', 'replicas', ...name]];
  return places.map((path) => keyHolder(properties, path, head)).find(({ state }) => state !== 'absent') ?? absent<Encryption>(head);
}

/** What stands in a version of the secret. */
function contentOf(resource: TerraformResource, reading: Reading): Value<string> {
  const versions = ['google_secret_manager_secret_version', 'google_secret_manager_regional_secret_version'];
  for (const version of versions.flatMap((type) => reading.belonging(resource, type, 'secret'))) {
    const written = at(version.properties, 'secret_data') ?? at(version.properties, 'secret_data_wo');
    if (written) return asValue(written, text);
  }
  return absent(resource.at);
}

const purpose = choice({
  ENCRYPT_DECRYPT: 'symmetric',
  ASYMMETRIC_SIGN: 'other',
  ASYMMETRIC_DECRYPT: 'other',
  MAC: 'other',
  RAW_ENCRYPT_DECRYPT: 'other',
});

/** https://cloud.google.com/kms/docs/key-rotation: keys do not rotate by themselves, and asymmetric ones cannot. */
const readKey: ResourceReader = (resource, reading) => {
  const period = settingOf(resource, ['rotation_period'], text);
  const kind = settingOf(resource, ['purpose'], purpose, 'symmetric');
  reading.nouns.keys.push({
    ...nounOf(resource, reading),
    kind: 'key',
    rotation: rotationOf(period),
    symmetric:
      kind.state === 'unknown'
        ? unknown(kind.why, kind.at)
        : kind.state === 'absent'
          ? absent<boolean>(kind.at, true)
          : known(kind.value === 'symmetric', kind.at),
  });
};

const ninetyDays = '7776000s';

function rotationOf(period: Value<string>): Value<boolean> {
  const slot = (to: boolean) => (to ? period.slot?.(ninetyDays) : undefined);
  if (period.state === 'known') return known<boolean>(true, period.at, slot, period.via);
  return period.state === 'unknown' ? unknown(period.why, period.at, undefined, slot) : absent<boolean>(period.at, false, slot);
}

export const secretReaders: Readonly<Record<string, ResourceReader>> = {
  google_secret_manager_secret: readSecret,
  google_secret_manager_regional_secret: readSecret,
  google_kms_crypto_key: readKey,
};
