/** Addresses that callers choose, held against a list of hosts before they are asked. */
import type { CodeFile, CodeFunction, Expression, Flow, Statement } from '../../../model/code.ts';
import { replaceText, type Edit } from '../../../source/edit.ts';
import { textAt } from '../../../source/span.ts';
import { assignmentsTo, functionAround, importing, linesBefore, mentions, statementsAround } from './places.ts';

interface Check {
  readonly lines: readonly string[];
  readonly imports: readonly (readonly Edit[] | undefined)[];
}

/** Addresses go to hosts that are on a list which the deployment holds. */
export function amongHosts({ sink: { argument, file } }: Flow): readonly Edit[] | undefined {
  const statement = statementsAround(file, argument.at).at(-1);
  if (!statement || file.inlineIn !== undefined || !isRead(argument)) return undefined;
  const written = check(argument, file);
  const edit = written && linesBefore(statement.at, written.lines);
  if (!edit || written.imports.includes(undefined)) return undefined;
  // Go asks the address that was looked at, as it was read.
  const asked = file.language === 'go' ? [replaceText(argument.at, 'target.String()')] : [];
  return [edit, ...asked, ...written.imports.flatMap((edits) => edits ?? [])];
}

/** Can it be read once more, with nothing done by it? */
function isRead(expression: Expression): boolean {
  switch (expression.kind) {
    case 'name':
      return true;
    case 'member':
      return isRead(expression.source);
    case 'index':
      return isRead(expression.source) && expression.key.kind === 'literal';
    case 'call': {
      const { callee, arguments: given } = expression;
      const reads =
        callee.kind === 'member' &&
        /^(?:get|getOrDefault|Get|create|Query|QueryParam|getQueryStringParameters|getPathParameters|getBody|getHeaders)$/.test(callee.name);
      return reads && isRead(callee.source) && given.every(({ value }) => value.kind === 'literal' || isRead(value));
    }
    default:
      return false;
  }
}

const refusal = 'this host is not allowed';

function check(argument: Expression, file: CodeFile): Check | undefined {
  const code = textAt(argument.at);
  switch (file.language) {
    case 'javascript':
    case 'typescript':
      return {
        lines: [`if (!(process.env.ALLOWED_HOSTS ?? '').split(',').includes(new URL(${code}).hostname)) {`, `  throw new Error('${refusal}');`, '}'],
        imports: [],
      };
    case 'python':
      return {
        lines: [`if urlparse(${code}).hostname not in os.environ["ALLOWED_HOSTS"].split(","):`, `    raise ValueError("${refusal}")`],
        imports: [importing(file, 'os'), importing(file, 'urllib.parse', 'urlparse')],
      };
    case 'java': {
      const host = isParsed(argument, file) ? `${code}.getHost()` : `URI.create(${code}).getHost()`;
      return {
        lines: [
          `if (!Arrays.asList(System.getenv().getOrDefault("ALLOWED_HOSTS", "").split(",")).contains(${host})) {`,
          `    throw new IllegalArgumentException("${refusal}");`,
          '}',
        ],
        imports: [importing(file, 'java.util', 'Arrays'), host.startsWith('URI.') ? importing(file, 'java.net', 'URI') : []],
      };
    }
    case 'csharp': {
      const host = isParsed(argument, file) ? `${code}.Host` : `new Uri(${code}).Host`;
      return {
        lines: [
          `if (!(Environment.GetEnvironmentVariable("ALLOWED_HOSTS") ?? "").Split(',').Contains(${host}))`,
          '{',
          `    throw new ArgumentException("${refusal}");`,
          '}',
        ],
        imports: [importing(file, 'System'), importing(file, 'System.Linq')],
      };
    }
    case 'go':
      return inGo(code, argument, file);
  }
}

/** Is it an address already, rather than the text of one? */
function isParsed(argument: Expression, file: CodeFile): boolean {
  const made = /^(?:new\s+(?:Uri|URI|URL)|URI\.create)\s*\(/;
  if (argument.kind !== 'name') return made.test(textAt(argument.at));
  return assignmentsTo(argument.name, functionAround(file, argument.at)).some(({ value }) => made.test(textAt(value.at)));
}

/** Go answers with an error, in the way that the function answers with others. */
function inGo(code: string, argument: Expression, file: CodeFile): Check | undefined {
  const fn = functionAround(file, argument.at);
  const leaving = leavingIn(fn);
  if (!leaving || mentions('target', fn.body) > 0) return undefined;
  const isShadowed = assignmentsTo('url', fn).length > 0 || fn.parameters.some(({ name }) => name === 'url');
  const parse = isShadowed ? 'neturl' : 'url';
  return {
    lines: [
      `target, err := ${parse}.Parse(${code})`,
      'if err != nil || !slices.Contains(strings.Split(os.Getenv("ALLOWED_HOSTS"), ","), target.Hostname()) {',
      ...leaving.lines.map((line) => `\t${line}`),
      '}',
    ],
    imports: [
      isShadowed ? importing(file, 'net/url', 'neturl') : importing(file, 'net/url'),
      ...['os', 'slices', 'strings', ...leaving.modules].map((module) => importing(file, module)),
    ],
  };
}

function leavingIn(fn: CodeFunction): { readonly lines: readonly string[]; readonly modules: readonly string[] } | undefined {
  const writer = fn.parameters.find(({ type }) => type === 'http.ResponseWriter');
  if (writer) return { lines: [`http.Error(${writer.name}, "${refusal}", http.StatusForbidden)`, 'return'], modules: [] };
  const failing = returnsOf(fn.statements).find((text) => /^return\s[^\n]*\berr$/.test(text));
  return failing === undefined ? undefined : { lines: [failing.replace(/\berr$/, `errors.New("${refusal}")`)], modules: ['errors'] };
}

function returnsOf(statements: readonly Statement[]): readonly string[] {
  return statements.flatMap((statement): readonly string[] => {
    if (statement.kind === 'return') return [textAt(statement.at).trim()];
    if (statement.kind === 'block' || statement.kind === 'loop') return returnsOf(statement.body);
    return statement.kind === 'if' ? [...returnsOf(statement.then), ...returnsOf(statement.otherwise)] : [];
  });
}
