/** A credential that stands in a program. */
import type { Application } from '../../model/application.ts';
import type { CodeFile, CodeText, CodeUses } from '../../model/code.ts';
import type { Noun } from '../../model/noun.ts';
import { span } from '../../source/span.ts';
import { codeNoun } from '../injection/flow.ts';
import { defineRule, type Fix, type Problem } from '../rule.ts';
import { isNameInCode, isTest } from './code-names.ts';
import { credentialInComment } from './comments.ts';
import { credentialUnder } from './credential.ts';
import type { Credential } from './formats.ts';
import { wordsOf } from './names.ts';

export default defineRule({
  id: 'secrets/secret-in-code',
  title: 'Secret stands in the code',
  practice: 'secret-in-code',
  severity: 'critical',
  confidence: 'medium',
  cwe: [798, 259, 321],
  controls: { mcsb: ['IM-8'] },
  why: 'It can be read by everybody who reads the repository, its history, or the package that is deployed, and it stays valid when they leave.',
  remedy: 'Rotate it, keep the new one in the provider’s vault, and read it from there at run time.',
  references: [
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_lambda.html',
    'https://cloud.google.com/functions/docs/configuring/secrets',
    'https://learn.microsoft.com/en-us/azure/app-service/app-service-key-vault-references',
    'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
  ],
  since: '0.1.0',
  messages: {
    named: 'The code holds {what} in clear text ({variable})',
    unnamed: 'The code holds {what} in clear text',
  },

  *check(application) {
    for (const uses of application.code.uses) {
      const seen = new Set<number>();
      for (const text of uses.texts) {
        const { at } = text.expression;
        const credential = seen.has(at.start) ? undefined : credentialIn(text, uses.file);
        if (!credential) continue;
        seen.add(at.start);
        const testOnly = credential.testOnly === true;
        yield {
          message: text.name === '' ? ('unnamed' as const) : ('named' as const),
          data: { what: credential.what, variable: text.name },
          at,
          subject: subjectOf(text, uses, application),
          evidence: text.name,
          secret: credential.secret,
          ...(testOnly ? { severity: 'medium' as const } : {}),
          fixes: fixesFor(text, credential, uses.file, application),
        };
      }
      yield* inComments(uses, application);
    }
  },
});

/** What is commented out stands in the repository all the same. */
function* inComments({ file, comments, texts }: CodeUses, application: Application): Iterable<Problem<'named' | 'unnamed'>> {
  const told = new Set<string>();
  for (const { text, at } of comments) {
    const found = text.length > 400 || isTest(file) ? undefined : credentialInComment(text);
    if (!found) continue;
    const { credential, name } = found;
    const start = at.start + found.start;
    // Marks of comments stand in texts too.
    if (told.has(credential.secret) || texts.some(({ expression }) => expression.at.start <= start && start < expression.at.end)) continue;
    told.add(credential.secret);
    yield {
      message: name === '' ? 'unnamed' : 'named',
      data: { what: credential.what, variable: name },
      at: span(at.file, start, start + credential.secret.length),
      subject: application.find(file.inlineIn) ?? codeNoun(file, file.body),
      evidence: name,
      secret: credential.secret,
      ...(credential.testOnly === true ? { severity: 'medium' as const } : {}),
    };
  }
}

function credentialIn(text: CodeText, file: CodeFile): Credential | undefined {
  const credential = credentialUnder(text.name, text.text, '\u{1}');
  return credential && !isNameInCode(text, credential, file) ? credential : undefined;
}

function subjectOf({ function: fn }: CodeText, { file }: CodeUses, application: Application): Noun {
  const handler = application.code.handlers.find((one) => one.function === fn);
  return application.find(handler?.serves ?? handler?.runsIn ?? file.inlineIn) ?? codeNoun(file, fn);
}

function fixesFor(text: CodeText, { secret, what }: Credential, file: CodeFile, application: Application): readonly Fix[] {
  // Of a longer text, such as a command, only its author knows what else it says.
  const isWhole = text.text === secret || /^(?:(?:Basic|Bearer)\s)?\S+$/.test(text.text) || /^[\w\s]+=[^;]*;/.test(text.text);
  const variable = wordsOf(isHeader(text.name) || text.name === '' ? what.replace(/^an? /, '') : text.name)
    .join('_')
    .toUpperCase();
  if (!isWhole || !/^[A-Z]\w*$/.test(variable)) return [];
  return [
    {
      title: text.role === 'default' ? 'leave out what stands in for the variable' : `read it from the environment (${variable})`,
      risk: 'review',
      check: 'store a new value in the vault, let the deployment hand it over under this name, and rotate the exposed one',
      changes: [{ edits: () => application.code.spelling.environment(text, file, variable) }],
    },
  ];
}

/** `Authorization` says nothing about what is sent. */
function isHeader(name: string): boolean {
  return /^(?:authorization|headers?|value|data|args?|text|auth)$/i.test(name);
}
