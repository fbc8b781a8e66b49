/** Reads secrets, parameters of the parameter store, and keys. */
import { asValue, choice, flag, text } from '../../../evaluation/setting.ts';
import { at } from '../../../evaluation/tree.ts';
import { absent, known, referencesOf, unknown, type Value } from '../../../model/value.ts';
import { nounOf, settingOf } from '../nouns.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';
import { keyHolder, type Encryption } from '../../../evaluation/encryption.ts';
import { readOwnPolicy } from './resource-policies.ts';

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html */
const readSecret: ResourceReader = (resource, reading) => {
  const content = contentOf(resource, reading);
  const key = keyHolder(resource.properties, ['kms_key_id'], resource.at);
  const rotation = reading.belonging(resource, 'aws_secretsmanager_secret_rotation', 'secret_id')[0];
  reading.nouns.secrets.push({
    ...nounOf(resource, reading),
    kind: 'secret',
    secretKind: 'vault',
    content,
    generated: generatedBy(content, resource),
    rotation: rotation ? known<boolean>(true, rotation.at) : absent<boolean>(resource.at, false),
    encryption: key.state === 'absent' ? absent<Encryption>(resource.at, 'provider') : key,
  });
  readOwnPolicy(resource, reading, 'secret', 'policy');
};

/** What stands in a version of the secret. */
function contentOf(resource: TerraformResource, reading: Reading): Value<string> {
  for (const version of reading.belonging(resource, 'aws_secretsmanager_secret_version', 'secret_id')) {
    const written = at(version.properties, 'secret_string') ?? at(version.properties, 'secret_string_wo');
    if (written) return asValue(written, text);
  }
  return absent(resource.at);
}

const makers = /(?:^|\.)(?:data\.)?(?:random_password|random_string|random_id|random_uuid|aws_secretsmanager_random_password|ephemeral)\b/;

/** Made up when it is deployed: by a resource that makes passwords, or by nothing that is written at all. */
function generatedBy(content: Value<string>, resource: TerraformResource): Value<boolean> {
  const reference = referencesOf(content).find(({ address }) => makers.test(address));
  return reference ? known<boolean>(true, content.at) : absent<boolean>(resource.at, false);
}

const parameterType = choice({ String: 'none', StringList: 'none', SecureString: 'provider' });

const readStoredParameter: ResourceReader = (resource, reading) => {
  const content = settingOf(resource, ['value'], text);
  const type = settingOf<Encryption>(resource, ['type'], parameterType, 'none');
  const key = keyHolder(resource.properties, ['key_id'], resource.at);
  reading.nouns.secrets.push({
    ...nounOf(resource, reading),
    kind: 'secret',
    secretKind: 'parameter',
    content,
    generated: generatedBy(content, resource),
    rotation: absent<boolean>(resource.at, false),
    encryption: type.state === 'known' && type.value === 'provider' && key.state !== 'absent' ? key : type,
  });
};

const keySpec = {
  decode: (written: string | number | boolean): boolean => written === 'SYMMETRIC_DEFAULT',
  encode: (symmetric: boolean): string | undefined => (symmetric ? 'SYMMETRIC_DEFAULT' : undefined),
};

const readKey: ResourceReader = (resource, reading) => {
  reading.nouns.keys.push({
    ...nounOf(resource, reading),
    kind: 'key',
    rotation: at(resource.properties, 'custom_key_store_id')
      ? unknown('its key material is kept elsewhere', resource.at)
      : settingOf(resource, ['enable_key_rotation'], flag, false),
    symmetric: settingOf(resource, ['customer_master_key_spec'], keySpec, true),
  });
  readOwnPolicy(resource, reading, 'key', 'policy');
};

const readAccessKey: ResourceReader = (resource, reading) => {
  reading.nouns.credentials.push({
    ...nounOf(resource, reading),
    kind: 'credential',
    holder: reading.link(at(resource.properties, 'user'), resource.properties),
    active: settingOf(resource, ['status'], keyStatus, true),
  });
};

const keyStatus = {
  decode: (written: string | number | boolean): boolean => written !== 'Inactive',
  encode: (active: boolean): string => (active ? 'Active' : 'Inactive'),
};

export const secretReaders: Readonly<Record<string, ResourceReader>> = {
  aws_secretsmanager_secret: readSecret,
  aws_ssm_parameter: readStoredParameter,
  aws_iam_access_key: readAccessKey,
  aws_kms_key: readKey,
};
