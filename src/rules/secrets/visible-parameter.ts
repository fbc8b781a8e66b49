/** A secret that is handed in or out where everybody can read it: an open parameter, an output, a parameter store entry in clear. */
import type { Application } from '../../model/application.ts';
import type { Output, Parameter, Secret } from '../../model/data.ts';
import { effective, isOneOf, referencesOf, textOf, type Reference } from '../../model/value.ts';
import { hole } from '../../platform/aws/arn.ts';
import { defineRule, set, type Fix, type Problem } from '../rule.ts';
import { exposures } from './exposure.ts';
import { secretKind, wordsOf } from './names.ts';

type Message = 'parameter' | 'output' | 'stored';

export default defineRule<Message>({
  id: 'secrets/visible-parameter',
  title: 'Secret is shown by a parameter or an output',
  practice: 'secret-in-env',
  severity: 'medium',
  confidence: 'medium',
  cwe: [200, 532],
  why: 'Consoles, logs and state show parameters and outputs to everybody who may look at the deployment, unless they are marked as secret.',
  remedy: 'Mark the parameter as secret (NoEcho, sensitive), leave the output out, and keep stored values in Secrets Manager.',
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html',
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html',
    'https://developer.hashicorp.com/terraform/language/manage-sensitive-data',
  ],
  since: '0.1.0',
  messages: {
    parameter: 'Whoever sees the deployment sees the value of {name}',
    output: 'Output {name} shows a secret to whoever can see the outputs',
    stored: '{name} keeps a secret as plain text in the parameter store',
  },
  particulars: {
    parameter: { remedy: 'Mark the parameter as secret (NoEcho, sensitive).' },
    output: { remedy: 'Leave the output out, or mark it as sensitive.' },
    stored: { remedy: 'Keep the value in Secrets Manager, or as a SecureString.' },
  },

  *check(application) {
    const reported = new Set(exposures(application).map(({ text }) => placeOf(text.value.at)));
    for (const parameter of application.parameters) {
      if (!isVisibleSecret(parameter) || reported.has(placeOf(parameter.default.at))) continue;
      const fixes = [{ title: 'hide the parameter', risk: 'safe', changes: [set(parameter.hidden, true)] } as const];
      yield { message: 'parameter', data: { name: parameter.label }, at: parameter.at, subject: parameter, fixes };
    }
    yield* outputs(application);
    for (const secret of application.secrets) {
      if (isStoredInClear(secret))
        yield { message: 'stored', data: { name: secret.label }, at: secret.content, subject: secret, fixes: encrypted(secret) };
    }
  },
});

function placeOf({ file, start }: Parameter['at']): string {
  return `${file.path}:${start}`;
}

/** By its name; its default must not say that it is something else: a path, the name of a secret, a choice. */
function isVisibleSecret(parameter: Parameter): boolean {
  const { label, type, hidden, default: value } = parameter;
  if (secretKind(label) === undefined || isOneOf(hidden, true) !== 'no' || /ssm|number|bool|list|map|object/i.test(type)) return false;
  if (value.state === 'unknown') return false;
  return (value.value === undefined || value.value === '' || /change.?me|replace|your/i.test(value.value)) && !namesKey(parameter);
}

/** An `EncryptionKey` that settings of a key service take is the name of one. */
function namesKey({ label, takers }: Parameter): boolean {
  return wordsOf(label).includes('key') && takers?.().some((setting) => /kms|cmk|key_?(?:id|arn|identifier|name)$/i.test(setting)) === true;
}

function* outputs(application: Application): Iterable<Problem<Message>> {
  const hidden = new Set(application.parameters.filter((one) => secretKind(one.label) !== undefined && !namesKey(one)).map(({ address }) => address));
  for (const output of application.outputs) {
    if (isOneOf(output.hidden, true) !== 'no' || !showsSecret(output, hidden)) continue;
    const fixes = output.hidden.slot ? [{ title: 'hide the output', risk: 'safe', changes: [set(output.hidden, true)] } as const] : [];
    const mild =
      output.asksForKey !== true && referencesOf(output.value).every(({ attribute }) => isClientKey(attribute)) ? ({ severity: 'low' } as const) : {};
    yield { message: 'output', data: { name: output.label }, at: output.value, subject: output, ...mild, fixes };
  }
}

function showsSecret({ value, asksForKey }: Output, secrets: ReadonlySet<string>): boolean {
  if (asksForKey === true) return true;
  return referencesOf(value).some((reference) => secrets.has(reference.address) || isSecretAttribute(reference));
}

/** Attributes that hold what a resource made up: keys, passwords, tokens. */
function isSecretAttribute({ address, attribute = '' }: Reference): boolean {
  if (address.startsWith('random_password.')) return attribute === 'result' || attribute === 'bcrypt_hash';
  if (address.startsWith('aws_iam_access_key.')) return /^(secret|ses_smtp_password_v4)$/.test(attribute);
  if (isClientKey(attribute)) return true;
  return /^(SecretAccessKey|ClientSecret|client_secret|secret_string|private_key_pem|private_key_openssh|master_password|password)$/.test(attribute);
}

/** A key of AppSync: it runs out, and pages carry it about, so that less hangs on it. */
function isClientKey(attribute: string | undefined): boolean {
  return attribute === 'ApiKey';
}

/** CloudFormation cannot make an encrypted entry. */
function encrypted({ encryption }: Secret): readonly Fix[] {
  if (!encryption.slot) return [];
  const check = 'the entry is made anew, and whoever reads it needs to ask for its decryption';
  return [{ title: 'encrypt the entry', risk: 'review', check, changes: [set(encryption, 'provider')] }];
}

/** A parameter store entry of type String whose name says that it is a secret. One whose value is written here is the other rule's. */
function isStoredInClear({ secretKind: kind, label, name, encryption, content }: Secret): boolean {
  if (kind !== 'parameter' || effective(encryption) !== 'none') return false;
  if (content.state !== 'unknown' || secretKind(textOf(name, hole) ?? label) === undefined) return false;
  // A value that is handed in is the secret itself; one that refers to a resource is its name.
  return referencesOf(content).every(({ address }) => /(?:^|\.)var\.[^.]+$/.test(address)) && !/[^\u{1}]/u.test(textOf(content, hole) ?? '');
}
