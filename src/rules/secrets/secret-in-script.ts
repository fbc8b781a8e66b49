/** Passwords and tokens that are written into a command. */
import type { Application } from '../../model/application.ts';
import type { Noun } from '../../model/noun.ts';
import type { TextLiteral } from '../../model/text.ts';
import { absent, effective, textOf } from '../../model/value.ts';
import { hole } from '../../platform/aws/arn.ts';
import { credentialInCommand } from './commands.ts';
import { defineRule } from '../rule.ts';
import { exposures } from './exposure.ts';

export default defineRule({
  id: 'secrets/secret-in-script',
  title: 'Secret stands in a command',
  practice: 'secret-in-script',
  severity: 'critical',
  confidence: 'medium',
  cwe: [798, 214],
  why:
    'A command can be read in the repository, in the list of processes, in the history of the shell and in the log of the deployment. ' +
    'The secret stays valid when its readers leave.',
  remedy: 'Rotate it, keep the new one in the provider’s vault, and have the command read it there.',
  unfixable: 'the command has to read the secret from a vault in a way that fits the program it calls',
  references: [
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/security_cli-exposure-risks.html',
    'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
  ],
  since: '0.1.0',
  messages: {
    command: 'A command of {name} holds {what} in clear text ({option})',
  },

  *check(application) {
    // A default that a command is put together with is told where it stands.
    const defaults = new Set(application.parameters.map((parameter) => effective(parameter.default)));
    const reported = new Set(exposures(application).map(({ text }) => text.value.at.start));
    for (const text of application.texts) {
      if (!isCommand(text) || reported.has(text.value.at.start)) continue;
      const written = textOf(text.value, hole);
      const found = written === undefined ? undefined : credentialInCommand(written, hole);
      if (!found || defaults.has(found.secret)) continue;
      const data = { name: text.ownerLabel, what: found.what, option: found.option };
      yield { message: 'command', data, at: text.value, subject: subjectOf(text, application), evidence: found.option, secret: found.secret };
    }
  },
});

/** Names of settings that hold a command or a script. */
const commands = /^(commands?|script|build_?spec|inline|user_?data|entry_?point|args|run|source)$/i;

function isCommand({ role, name }: TextLiteral): boolean {
  return role === 'user-data' || commands.test(name);
}

function subjectOf({ owner, ownerLabel: label, ownerType: type, at }: TextLiteral, application: Application): Noun {
  const key = owner ?? `${application.roots[0] ?? at.file.path}#${label}`;
  return application.find(owner) ?? { key, address: label, type, provider: 'aws', label, name: absent(at), at, body: at };
}
