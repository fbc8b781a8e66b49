/** Access keys that do not expire: made by the template, or handed to a function that has a role or an identity. */
import type { Application } from '../../model/application.ts';
import type { Credential } from '../../model/credential.ts';
import { effective, referencesOf, textOf } from '../../model/value.ts';
import { defineRule, type Problem } from '../rule.ts';
import { variablesOf, type OwnedVariable } from '../variable.ts';

type Message = 'made' | 'issued' | 'handed' | 'named' | 'key';

export default defineRule<Message>({
  id: 'iam/long-lived-credential',
  title: 'Access key that does not expire',
  practice: 'iam-admin-role',
  severity: 'high',
  confidence: 'medium',
  cwe: [522],
  controls: { 'cis-gcp-5.0.0': ['1.5'], mcsb: ['IM-3'] },
  why: 'A key that leaks through a log, a state file or a settings page works until somebody notices. The credentials of a role change by themselves every few hours.',
  remedy: 'Give the code a role or an account with the permissions of the user, let it take its credentials from there, and delete the key.',
  unfixable: 'the code that uses the key has to take its credentials from the role first.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles',
    'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
    'https://cloud.google.com/iam/docs/best-practices-for-managing-service-account-keys',
    'https://learn.microsoft.com/azure/azure-functions/functions-reference#configure-an-identity-based-connection',
  ],
  since: '0.1.0',
  messages: {
    made: '{name} is an access key{holder} that does not expire',
    issued: 'A key of {name} is made that does not expire',
    handed: '{name} is handed an access key that does not expire ({variable})',
    key: '{name} is handed a key of {store}, which does not expire, instead of using its identity ({variable})',
    named: '{name} is handed an access key of AWS instead of using its role ({variable})',
  },

  *check(application) {
    const handed = new Set<Credential>();
    for (const variable of variablesOf(application)) {
      const credential = credentialIn(variable, application);
      if (credential) handed.add(credential);
      const message = credential ? 'handed' : isKeyByName(variable) ? 'named' : undefined;
      if (message) yield report(message, variable);
    }
    yield* storeKeys(application);
    for (const credential of application.credentials) {
      if (handed.has(credential) || effective(credential.active) === false) continue;
      if (credential.holder.value === credential.name) {
        yield { message: 'issued', data: { name: credential.label }, at: credential.at, subject: credential, severity: 'medium' };
        continue;
      }
      const holder = application.find(credential.holder.to)?.label ?? textOf(credential.holder.value, '…');
      const data = { name: credential.label, holder: holder === undefined ? '' : ` of ${holder}` };
      yield { message: 'made', data, at: credential.at, subject: credential, severity: 'medium' };
    }
  },
});

/** Whoever reads the settings of the function has the whole store, until somebody changes its keys. */
function* storeKeys(application: Application): Iterable<Problem<Message>> {
  for (const fn of application.functions) {
    for (const { name, value, keyOf } of fn.environment) {
      if (!keyOf) continue;
      const store = application.find(keyOf.to)?.label ?? keyOf.to?.split('.').at(-1) ?? 'a store';
      yield { message: 'key', data: { name: fn.label, store, variable: name }, at: value, subject: fn, evidence: name, severity: 'medium' };
    }
  }
}

function report(message: 'handed' | 'named', { name, value, owner }: OwnedVariable): Problem<Message> {
  const severity = message === 'named' ? 'medium' : 'high';
  return { message, data: { name: owner.label, variable: name }, at: value, subject: owner, evidence: name, severity };
}

/** The access key of the same unit whose id or secret the variable holds; one report a key is enough, so its secret. */
function credentialIn({ value, owner }: OwnedVariable, { credentials }: Application): Credential | undefined {
  if (credentials.length === 0) return undefined;
  const unit = owner.key.slice(0, owner.key.length - owner.address.length);
  return referencesOf(value)
    .filter(({ attribute = '' }) => /secret|ses_smtp_password|^private_key/i.test(attribute))
    .map(({ address }) => credentials.find((one) => one.key.startsWith(unit) && (one.address === address || one.address.endsWith(`.${address}`))))
    .find((found) => found !== undefined);
}

/**
 * A variable that is called like the secret of an access key of AWS, and holds something that is not written here. Functions cannot set
 * the name `AWS_SECRET_ACCESS_KEY` itself: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
function isKeyByName({ name, value }: OwnedVariable): boolean {
  if (value.state !== 'unknown') return false;
  const holdsAddress = /(?:^|[_-])(?:arn|name|id|path|url|param(?:eter)?)$/i.test(name) || /^(?:arn:|\/)/.test(textOf(value) ?? '');
  return !holdsAddress && /(?:^|_)(?:aws|iam|dynamo(?:db)?|sqs|sns|ses)_?(?:\w+_)?secret(?:_?access)?_?key$/i.test(name);
}
