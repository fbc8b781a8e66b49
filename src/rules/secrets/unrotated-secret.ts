/** Keys that never rotate, database credentials that stay the same for ever, and vaults whose secrets can be gone for ever. */
import type { Application } from '../../model/application.ts';
import type { Key, Secret, Vault } from '../../model/data.ts';
import { effective, isOneOf, textOf } from '../../model/value.ts';
import { hole } from '../../platform/aws/arn.ts';
import { defineRule, set, type Problem } from '../rule.ts';
import { wordsOf } from './names.ts';

type Message = 'key' | 'credentials' | 'purge';

export default defineRule<Message>({
  id: 'secrets/unrotated-secret',
  title: 'The secret never changes',
  practice: 'secret-lifecycle',
  severity: 'note',
  confidence: 'medium',
  cwe: [324],
  controls: {
    'aws-fsbp': ['SecretsManager.1'],
    'aws-security-hub': ['KMS.4'],
    'cis-aws-5.0.0': ['3.6'],
    'nist-800-53-r5': ['SC-12'],
    // In Key Vault the date on which a secret expires stands for its rotation.
    'cis-azure-5.0.0': ['8.3.3', '8.3.4', '8.3.5', '8.3.9'],
    mcsb: ['DP-6'],
  },
  why:
    'What leaked once is of use until it changes, and what is purged in anger or by mistake never comes back. ' +
    'Keys and database credentials can change by themselves, without anybody’s hand and without an outage.',
  remedy: 'Turn the rotation of the key on, give the secret a rotation schedule, and protect the vault from purging.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html',
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/secretsmanager-controls.html',
    'https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview',
    'https://learn.microsoft.com/azure/key-vault/keys/how-to-configure-key-rotation',
  ],
  since: '0.1.0',
  messages: {
    key: '{name} is the same key for ever: it does not rotate',
    purge: 'What is deleted from {name} can be purged at once and for ever: its purge protection is off',
    credentials: 'The database credentials in {name} stay the same for ever: nothing rotates them',
  },
  particulars: {
    key: { remedy: 'Turn the rotation of the key on.' },
    purge: { why: 'What is purged in anger or by mistake never comes back.', remedy: 'Protect the vault from purging.' },
    credentials: { remedy: 'Give the secret a rotation schedule.' },
  },

  *check(application) {
    for (const key of application.keys) if (isStuck(key)) yield keyProblem(key);
    for (const vault of application.vaults) if (isOneOf(vault.purgeProtected, false) === 'yes') yield vaultProblem(vault);
    yield* credentials(application);
  },
});

/** Only symmetric keys whose material the provider made can rotate by themselves. */
function isStuck({ rotation, symmetric }: Key): boolean {
  return isOneOf(symmetric, true) === 'yes' && isOneOf(rotation, false) === 'yes';
}

function keyProblem(key: Key): Problem<Message> {
  return {
    message: 'key',
    data: { name: key.label },
    at: key.rotation,
    subject: key,
    fixes: [{ title: 'rotate the key every year', risk: 'safe', changes: [set(key.rotation, true)] }],
  };
}

function vaultProblem(vault: Vault): Problem<Message> {
  return {
    message: 'purge',
    data: { name: vault.label },
    at: vault.purgeProtected,
    subject: vault,
    fixes: [
      {
        title: 'protect what is deleted from purging',
        risk: 'review',
        check: 'it cannot be turned off again, and the name of a vault that is deleted stays taken until its days are over',
        changes: [set(vault.purgeProtected, true)],
      },
    ],
  };
}

function* credentials({ secrets }: Application): Iterable<Problem<Message>> {
  for (const secret of secrets) {
    if (secret.secretKind !== 'vault' || effective(secret.rotation) !== false || !(secret.isOfDatabase === true || isOfDatabase(secret))) continue;
    yield { message: 'credentials', data: { name: secret.label }, at: secret.at, subject: secret };
  }
}

const databases = new Set(
  'db database rds aurora postgres postgresql mysql mariadb docdb documentdb redshift mongo oracle sqlserver mssql neptune'.split(' '),
);
const logins = new Set('password passwd pwd credential credentials creds login user admin master secret'.split(' '));

/** By its name: a database, and somebody who logs in to it. */
function isOfDatabase({ label, name, address }: Secret): boolean {
  const words = [label, textOf(name, hole) ?? '', address].flatMap((text) => wordsOf(text));
  if (words.some((word) => /^(trust|truststore|store|cert|certificate|certificates|ca|tls|ssl|key|keystore)$/.test(word))) return false;
  return words.some((word) => databases.has(word)) && words.some((word) => logins.has(word));
}
