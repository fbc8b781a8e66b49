/** Answers to callers with credentials that a program lets pages of any site read. */
import type { Application } from '../../model/application.ts';
import type { CodeFile, CodeText, CodeUses } from '../../model/code.ts';
import { isOneOf } from '../../model/value.ts';
import { codeNoun } from '../injection/flow.ts';
import type { Problem } from '../rule.ts';

/** Its message: `The code lets pages of any site read the answers of {name}, although its callers send credentials`. */
export function* anyOriginInCode(application: Application): Iterable<Problem<'code'>> {
  for (const uses of application.code.uses) {
    for (const text of uses.texts) {
      if (!/^access-control-allow-origin$/i.test(text.name) || text.text !== '*') continue;
      if (!asksForCredentials(text, uses, application)) continue;
      const { file } = uses;
      const handler = application.code.handlers.find((one) => one.function === text.function);
      yield {
        message: 'code',
        data: { name: text.function.name === '' ? file.file.path : text.function.name },
        at: text.expression.at,
        subject: application.find(handler?.serves ?? handler?.runsIn ?? file.inlineIn) ?? codeNoun(file, text.function),
        evidence: `${file.file.path} ${text.function.name}`,
        fixes: [
          {
            title: 'name the origin in the environment (ALLOWED_ORIGIN)',
            risk: 'review',
            check: 'hand over the origin that your pages come from under this name',
            changes: [{ edits: () => application.code.spelling.environment(text, file, 'ALLOWED_ORIGIN') }],
          },
        ],
      };
    }
  }
}

/** By the headers that pages may send, by the header that the program reads, or by the gateway in front of it. */
function asksForCredentials({ function: fn }: CodeText, { texts, values, file }: CodeUses, application: Application): boolean {
  const beside = texts.filter((text) => text.function === fn);
  const headers = beside.filter(({ name }) => /^access-control-allow-headers$/i.test(name)).map(({ text }) => text);
  if (
    headers.some((text) => /\b(?:authorization|cookie|x-(?:access|auth|session)-token)\b/i.test(text) && !/x-amz-(?:date|security-token)/i.test(text))
  )
    return true;
  const credentials = values.some(
    ({ name, value, function: holder }) =>
      holder === fn && /^access-control-allow-credentials$/i.test(name) && value.kind === 'literal' && String(value.value) === 'true',
  );
  if (credentials || beside.some(({ name, text }) => /^access-control-allow-credentials$/i.test(name) && text === 'true')) return true;
  return isGuarded(file, application);
}

function isGuarded(file: CodeFile, { code: { handlers }, endpoints }: Application): boolean {
  const served = handlers.flatMap(({ file: one, serves }) => (one === file && serves !== undefined ? [serves] : []));
  return endpoints.some(
    ({ target: { to }, authentication }) =>
      to !== undefined && served.includes(to) && isOneOf(authentication, 'iam', 'jwt', 'cognito', 'custom') === 'yes',
  );
}
