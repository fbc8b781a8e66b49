/** Reads secrets, parameters of the parameter store, and keys. */
import { choice, flag, text } from '../../../evaluation/setting.ts';
import { at, scalarText, type Mapping } from '../../../evaluation/tree.ts';
import { absent, known, unknown, type Value } from '../../../model/value.ts';
import { encryptionOf, type Encryption } from '../../../evaluation/encryption.ts';
import { nounOf, settingOf } from '../resource-noun.ts';
import type { Reading, ResourceReader, TemplateResource } from '../template.ts';
import { readOwnPolicy } from './resource-policies.ts';

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html */
const secretEncryption = { key: ['KmsKeyId'], unwritten: 'provider' } as const;

const readSecret: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const generated = properties.entries.get('GenerateSecretString');
  reading.nouns.secrets.push({
    ...nounOf(resource, reading, ['Name']),
    kind: 'secret',
    secretKind: 'vault',
    content: settingOf(resource, ['SecretString'], text),
    generated: generated ? known<boolean>(true, generated.key) : absent<boolean>(resource.at, false),
    rotation: rotationOf(resource, reading),
    isOfDatabase: reading
      .ofType('AWS::SecretsManager::SecretTargetAttachment')
      .some((other) => reading.link(at(other.properties, 'SecretId'), other.properties).to === reading.key(resource.id)),
    encryption: encryptionOf(properties, secretEncryption, resource.at),
  });
};

/** A schedule of rotation stands beside the secret, not in it. */
function rotationOf(resource: TemplateResource, reading: Reading): Value<boolean> {
  for (const other of reading.ofType('AWS::SecretsManager::RotationSchedule')) {
    if (secretOf(other.properties, reading) === reading.key(resource.id)) return known<boolean>(true, other.at);
  }
  return absent<boolean>(resource.at, false);
}

/** The secret that a schedule names: straight, or by way of the attachment to its database. */
function secretOf(properties: Mapping, reading: Reading): string | undefined {
  const link = reading.link(at(properties, 'SecretId'), properties);
  const attachment = reading.behind(link);
  if (attachment?.type !== 'AWS::SecretsManager::SecretTargetAttachment') return link.to;
  return reading.link(at(attachment.properties, 'SecretId'), attachment.properties).to;
}

/** CloudFormation cannot make a SecureString: what it writes here is stored in clear. */
const readStoredParameter: ResourceReader = (resource, reading) => {
  reading.nouns.secrets.push({
    ...nounOf(resource, reading, ['Name']),
    kind: 'secret',
    secretKind: 'parameter',
    content: settingOf(resource, ['Value'], text),
    generated: absent<boolean>(resource.at, false),
    rotation: absent<boolean>(resource.at, false),
    encryption: { ...settingOf<Encryption>(resource, ['Type'], parameterType, 'none'), slot: undefined },
  });
};

const parameterType = choice({ String: 'none', StringList: 'none', SecureString: 'provider' });

const keySpec = {
  decode: (written: string | number | boolean): boolean => written === 'SYMMETRIC_DEFAULT',
  encode: (symmetric: boolean): string | undefined => (symmetric ? 'SYMMETRIC_DEFAULT' : undefined),
};

const readKey: ResourceReader = (resource, reading) => {
  reading.nouns.keys.push({
    ...nounOf(resource, reading),
    kind: 'key',
    rotation: keyRotation(resource),
    symmetric: settingOf(resource, ['KeySpec'], keySpec, true),
  });
  readOwnPolicy(resource, reading, 'key', 'KeyPolicy');
};

/** Material that somebody brought along rotates by nobody's hand but his. */
function keyRotation(resource: TemplateResource): Value<boolean> {
  const origin = at(resource.properties, 'Origin');
  if (origin && scalarText(origin) !== 'AWS_KMS')
    return unknown('its key material comes from elsewhere', origin.at, undefined, undefined, origin.via);
  return settingOf(resource, ['EnableKeyRotation'], flag, false);
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-accesskey.html */
const readAccessKey: ResourceReader = (resource, reading) => {
  reading.nouns.credentials.push({
    ...nounOf(resource, reading),
    kind: 'credential',
    holder: reading.link(at(resource.properties, 'UserName'), resource.properties),
    active: settingOf(resource, ['Status'], keyStatus, true),
  });
};

const keyStatus = {
  decode: (written: string | number | boolean): boolean => written !== 'Inactive',
  encode: (active: boolean): string => (active ? 'Active' : 'Inactive'),
};

export const secretReaders: Readonly<Record<string, ResourceReader>> = {
  'AWS::SecretsManager::Secret': readSecret,
  'AWS::SSM::Parameter': readStoredParameter,
  'AWS::KMS::Key': readKey,
  'AWS::IAM::AccessKey': readAccessKey,
};
