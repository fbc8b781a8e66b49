/** A credential that stands in clear in a template: in an environment, a parameter's default, a property. */
import type { Application } from '../../model/application.ts';
import type { Provider } from '../../model/noun.ts';
import type { TextLiteral } from '../../model/text.ts';
import { wordsOf } from './names.ts';
import { defineRule, set, write, type Fix, type Problem } from '../rule.ts';
import { exposures, type Exposure } from './exposure.ts';
import { fetched } from './fetched.ts';

type Message = 'environment' | 'default' | 'template';

export default defineRule<Message>({
  id: 'secrets/secret-in-environment',
  title: 'Secret stands in clear in the template',
  practice: 'secret-in-env',
  severity: 'critical',
  confidence: 'medium',
  cwe: [798, 312, 526],
  controls: { 'aws-fsbp': ['CodeBuild.2', 'ECS.8'], 'cis-gcp-5.0.0': ['1.18'], mcsb: ['IM-8'] },
  why: 'It can be read by everybody who reads the repository, its history, the deployed settings or a crash report, and it stays valid when they leave.',
  remedy: 'Rotate it, keep the new one in the provider’s vault, hand over its name, and read it at run time.',
  references: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html',
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_lambda.html',
    'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
  ],
  since: '0.1.0',
  messages: {
    environment: 'The environment of {name} holds {what} in clear text ({variable})',
    default: 'The default of {name} is {what} in clear text',
    template: '{name} holds {what} in clear text ({variable})',
  },

  *check(application) {
    for (const exposure of exposures(application)) if (exposure.text.role !== 'script') yield report(exposure, application);
  },
});

const environments: ReadonlySet<TextLiteral['role']> = new Set(['environment', 'container', 'build']);

function report(exposure: Exposure, application: Application): Problem<Message> {
  const { text, credential, subject } = exposure;
  return {
    message: environments.has(text.role) ? 'environment' : text.role === 'parameter' ? 'default' : 'template',
    data: { name: text.ownerLabel, what: credential.what, variable: text.name },
    at: text.value,
    subject,
    evidence: text.name,
    secret: credential.secret,
    ...(credential.testOnly === true ? { severity: 'medium' as const } : {}),
    fixes: fixesFor(exposure, application),
  };
}

function fixesFor({ text, credential }: Exposure, application: Application): readonly Fix[] {
  const whole = text.value.state === 'known' && (text.value.value === credential.secret || text.value.value.trim() === credential.secret);
  const asDefault = application.parameters.some(
    ({ default: { at } }) => at.file.path === text.value.at.file.path && at.start === text.value.at.start,
  );
  if (asDefault || text.role === 'parameter') return [withoutDefault(text)];
  if (text.role === 'user-data') return [atStart(text, credential.secret, providerOf(text, application))];
  if (text.reference && whole) return [fromVault(text)];
  if (environments.has(text.role)) return readByTools.test(text.name) ? [] : [byName(text, providerOf(text, application))];
  if (text.role === 'property' && whole && /^AWS::(?!SecretsManager::|SSM::)/.test(text.ownerType)) return [byReference(text)];
  return [];
}

/** A machine runs its script when it starts, and may ask the vault then. */
function atStart(text: TextLiteral, secret: string, provider: Provider): Fix {
  const { vault, between } = vaults[provider];
  const { file, start, end } = text.value.at;
  const written = file.text.slice(start, end);
  const name = /([A-Za-z_]\w*)=["']?$/.exec(written.slice(0, Math.max(written.indexOf(secret), 0)))?.[1] ?? 'secret';
  return {
    title: 'read it from the vault when the machine starts',
    risk: 'review',
    check: `store a new value in ${vault} under this name, let the machine’s identity read it with the command line of the cloud, and rotate the exposed one`,
    changes: [
      { edits: () => (text.value.via.length > 0 ? undefined : fetched(secret, text.value.at, secretName({ ...text, name }, between), provider)) },
    ],
  };
}

/** Programs that nobody here writes take these as they are, so that a name in their place is no use. */
const readByTools = /^(PGPASSWORD|MYSQL_PWD|REDISCLI_AUTH|SSHPASS)$/;

function withoutDefault({ value }: TextLiteral): Fix {
  return {
    title: 'take the default away and hide the parameter',
    risk: 'review',
    check: 'hand the value over at deployment from a vault, and rotate the exposed one: it stays in the history of the repository',
    changes: [write(value.slot, '')],
  };
}

/** What each cloud's vault is called, who reads from it, and what stands between the words of its names. */
const vaults: Readonly<Record<Provider, { readonly vault: string; readonly reader: string; readonly between: string }>> = {
  aws: { vault: 'Secrets Manager', reader: 'the role read it (secretsmanager:GetSecretValue)', between: '/' },
  gcp: { vault: 'Secret Manager', reader: 'its account read it (roles/secretmanager.secretAccessor on the secret)', between: '-' },
  azure: { vault: 'Key Vault', reader: 'its identity read it (Key Vault Secrets User)', between: '-' },
};

function providerOf({ owner, ownerType }: TextLiteral, application: Application): Provider {
  const found = application.find(owner)?.provider;
  if (found) return found;
  if (/^(?:azure|azapi|local\.settings)/.test(ownerType)) return 'azure';
  return ownerType.startsWith('google_') || (application.functions.length > 0 && application.functions.every(({ provider }) => provider === 'gcp'))
    ? 'gcp'
    : 'aws';
}

/** The platform reads it when the program starts, so that the program is left as it is. */
function fromVault(text: TextLiteral): Fix {
  return {
    title: 'refer to the vault',
    risk: 'review',
    check: 'store the value in the vault under this name, let the identity of the app read it, and rotate the exposed value',
    changes: [write(text.reference, secretName(text, '-'))],
  };
}

function byName(text: TextLiteral, provider: Provider): Fix {
  const { vault, reader, between } = vaults[provider];
  return {
    title: 'hand over the name of the secret',
    risk: 'review',
    check: `store the value in ${vault} under this name, let ${reader}, read it in the handler, and rotate the exposed value`,
    changes: [set(text.value, secretName(text, between))],
  };
}

/** CloudFormation reads it when it deploys: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html */
function byReference(text: TextLiteral): Fix {
  return {
    title: 'read it from Secrets Manager at deployment',
    risk: 'review',
    check: 'store the value in Secrets Manager under this name, and rotate the exposed value',
    changes: [set(text.value, `{{resolve:secretsmanager:${secretName(text)}}}`)],
  };
}

/** `Checkout`, `STRIPE_API_KEY` → `checkout/stripe-api-key`. */
function secretName({ ownerLabel, name }: TextLiteral, between = '/'): string {
  return [ownerLabel, name].map((part) => wordsOf(part).join('-')).join(between);
}
