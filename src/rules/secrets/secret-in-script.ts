/** Passwords, tokens and keys that are written into a command, a script or a file of their own. */
import type { Application } from '../../model/application.ts';
import type { Noun, Provider } from '../../model/noun.ts';
import type { TextLiteral } from '../../model/text.ts';
import { absent, effective, textOf } from '../../model/value.ts';
import { hole } from '../../platform/aws/arn.ts';
import { contains } from '../../source/span.ts';
import { credentialInCommand, type Handed } from './commands.ts';
import { defineRule, write, type Fix, type Problem } from '../rule.ts';
import { exposures, type Exposure } from './exposure.ts';
import { fetched } from './fetched.ts';
import { wordsOf } from './names.ts';

type Message = 'command' | 'script';

export default defineRule<Message>({
  id: 'secrets/secret-in-script',
  title: 'Secret stands in a script or a file beside it',
  practice: 'secret-in-script',
  severity: 'critical',
  confidence: 'medium',
  cwe: [798, 214],
  controls: { mcsb: ['IM-8'] },
  why:
    'A command can be read in the repository, in the list of processes, in the history of the shell and in the log of the deployment. ' +
    'The secret stays valid when its readers leave.',
  remedy: 'Rotate it, keep the new one in the provider’s vault, and have the script read it there or take it from its environment.',
  references: [
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/security_cli-exposure-risks.html',
    'https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/use-secrets',
    'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
  ],
  since: '0.1.0',
  messages: {
    command: 'A command of {name} holds {what} in clear text ({option})',
    script: '{name} holds {what} in clear text{option}',
  },

  *check(application) {
    const told = exposures(application);
    // A command's word is told by the setting in it that holds the secret, where one was read.
    const settings = told.filter(({ text }) => text.role !== 'script').map(({ text }) => text.value.at);
    for (const exposure of told) {
      const { role, value } = exposure.text;
      if (role === 'script' && !settings.some((at) => contains(value.at, at))) yield report(exposure);
    }
    // A default that a command is put together with is told where it stands.
    const defaults = new Set(application.parameters.map((parameter) => effective(parameter.default)));
    const reported = new Set(told.map(({ text }) => text.value.at.start));
    for (const text of application.texts) {
      if (!isCommand(text) || reported.has(text.value.at.start)) continue;
      const written = textOf(text.value, hole);
      const found = written === undefined ? undefined : credentialInCommand(written, hole);
      if (!found || defaults.has(found.secret)) continue;
      const data = { name: text.ownerLabel, what: found.what, option: found.option };
      const subject = subjectOf(text, application);
      const provider = providerOf(text, application);
      const fixes = provider && text.role !== 'container' ? [fromVault(text, found, provider)] : [];
      yield { message: 'command', data, at: text.value, subject, evidence: found.option, secret: found.secret, fixes };
    }
  },
});

function report({ text, credential, subject }: Exposure): Problem<Message> {
  return {
    message: 'script',
    data: { name: text.ownerLabel, what: credential.what, option: text.name === '' ? '' : ` (${text.name})` },
    at: text.value,
    subject,
    evidence: text.name,
    secret: credential.secret,
    ...(credential.testOnly === true ? { severity: 'medium' as const } : {}),
    fixes: text.ownerType === 'key' ? [] : [fromOutside(text)],
  };
}

function fromOutside({ value }: TextLiteral): Fix {
  return {
    title: 'take it from outside instead',
    risk: 'review',
    check: 'keep the value in a vault and hand it in when the script runs, and rotate the exposed one: it stays in the history of the repository',
    changes: [write(value.slot, '')],
  };
}

/** A command that no cloud runs belongs to the one that everything beside it is in; undefined where that is not one. */
function providerOf({ owner, ownerType }: TextLiteral, { find, functions, stores, identities }: Application): Provider | undefined {
  if (/^aws(?:::|_)/i.test(ownerType)) return 'aws';
  const found = find(owner);
  const all = new Set((found ? [found] : [...functions, ...stores, ...identities]).map(({ provider }) => provider));
  return all.size === 1 ? [...all][0] : undefined;
}

/** Who runs the command may ask the vault; a text that came through references is somebody else's, too. */
function fromVault({ value, ownerLabel }: TextLiteral, { option, secret }: Handed, provider: Provider): Fix {
  const purpose = /^-*[a-z]?$/i.test(option) || option === 'login' ? 'password' : option;
  const name = [ownerLabel, purpose].map((part) => wordsOf(part).join('-')).join('/');
  return {
    title: 'read it from the vault when the script runs',
    risk: 'review',
    check:
      'store a new value in the vault under this name, let whoever runs the script read it with the command line of the cloud, and rotate the exposed one: it stays in the history of the repository',
    changes: [
      { edits: () => (value.via.length > 0 ? undefined : fetched(secret, value.at, provider === 'gcp' ? name.replace('/', '-') : name, provider)) },
    ],
  };
}

/** Names of settings that hold a command or a script. */
const commands = /^(commands?|script|build_?spec|inline|user_?data|entry_?point|args|run|source)$/i;

function isCommand({ role, name }: TextLiteral): boolean {
  return role === 'user-data' || (role !== 'script' && commands.test(name));
}

function subjectOf({ owner, ownerLabel: label, ownerType: type, at }: TextLiteral, application: Application): Noun {
  const key = owner ?? `${application.roots[0] ?? at.file.path}#${label}`;
  return application.find(owner) ?? { key, address: label, type, provider: 'aws', label, name: absent(at), at, body: at };
}
