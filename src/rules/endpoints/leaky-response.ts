/** Answers that show the inside of the function: stack traces, texts of errors, the environment. */
import type { Severity } from '../../finding/severity.ts';
import type { Application } from '../../model/application.ts';
import type { Call, CodeFile, CodeFunction, CodeUses, Expression, Handler } from '../../model/code.ts';
import type { Span } from '../../source/span.ts';
import { codeNoun } from '../injection/flow.ts';
import { shown } from '../logging/logged.ts';
import { defineRule, type Problem } from '../rule.ts';

type Message = 'stack' | 'environment' | 'error';

const severities: Readonly<Record<Message, Severity>> = { stack: 'medium', environment: 'high', error: 'low' };

export default defineRule<Message>({
  id: 'endpoints/leaky-response',
  title: 'The answer shows the inside of the function',
  practice: 'log-sensitive-data',
  severity: 'medium',
  confidence: 'medium',
  cwe: [209, 497],
  why: 'Stack traces and texts of errors tell an attacker which libraries, paths, tables and hosts are behind the endpoint; the environment holds credentials.',
  remedy: 'Answer with a sentence and the request’s id, and write the error to the log.',
  unfixable: 'what callers should be told, only its author knows',
  references: ['https://cheatsheetseries.owasp.org/cheatsheets/Error_Handling_Cheat_Sheet.html'],
  since: '0.1.0',
  messages: {
    stack: 'Whoever makes {name} fail is shown its stack trace',
    environment: 'Whoever calls {name} is shown its environment, with the credentials in it',
    error: 'Whoever makes {name} fail is shown the text of the error',
  },

  *check(application) {
    for (const uses of application.code.uses) yield* inFile(uses, application);
  },
});

function* inFile(uses: CodeUses, application: Application): Iterable<Problem<Message>> {
  const { file, returns, calls } = uses;
  const handlers = application.code.handlers.filter((one) => one.file === file);
  const answers: { value: Expression; fn: CodeFunction; caught: string | undefined }[] = [
    ...returns.filter(({ value, isInner }) => isResponse(value, isInner)).map(({ value, function: fn, caught }) => ({ value, fn, caught })),
    ...calls
      .filter(({ call }) => isSending(call))
      .flatMap(({ call, function: fn }) => call.arguments.map(({ value }) => ({ value, fn, caught: undefined }))),
  ];
  for (const { value, fn, caught } of answers) {
    const handler = handlers.find((one) => one.function === fn);
    if (!handler || !isAsked(handler, application)) continue;
    const leak = leakIn(value, caught, file);
    if (leak) yield problem(leak, handler, application);
  }
}

/** What only queues and schedules run answers nobody. */
function isAsked({ serves }: Handler, { endpoints }: Application): boolean {
  return serves === undefined || endpoints.some(({ target: { to } }) => to === serves);
}

function problem({ message, at }: Leak, { file, function: fn, serves, runsIn }: Handler, application: Application): Problem<Message> {
  return {
    message,
    data: { name: fn.name === '' ? 'the handler' : fn.name },
    at,
    subject: application.find(serves ?? runsIn) ?? codeNoun(file, fn),
    evidence: `${file.file.path} ${fn.name}`,
    severity: severities[message],
  };
}

/** What a gateway or a framework sends on: a map with a status or a body, a pair of text and status, a response that is made. */
function isResponse(value: Expression, isInner: boolean): boolean {
  if (value.kind === 'map')
    return value.entries.some(({ name }) => (isInner ? /^(?:statusCode|jsonBody)$/ : /^(?:status(?:Code)?|body|jsonBody)$/).test(name ?? ''));
  if (value.kind === 'list') return value.items.some((item) => item.kind === 'literal' && typeof item.value === 'number');
  return (
    value.kind === 'call' &&
    /(?:jsonify|Response|HttpResponse|JSONResponse|ObjectResult|JsonResult|ContentResult|Results\.\w+)$/.test(shown(value.callee))
  );
}

/** `res.status(500).send(error)`, `res.json({ error })`. */
function isSending(call: Call): boolean {
  return call.callee.kind === 'member' && /^(?:send|json|end)$/.test(call.callee.name) && /^(?:res|response)\b/.test(shown(call.callee));
}

interface Leak {
  readonly message: Message;
  readonly at: Span;
}

function leakIn(expression: Expression, caught: string | undefined, file: CodeFile): Leak | undefined {
  const within = (parts: readonly Expression[]): Leak | undefined => {
    const found = parts.flatMap((part) => leakIn(part, caught, file) ?? []);
    return found.find(({ message }) => message !== 'error') ?? found[0];
  };
  const { at } = expression;
  switch (expression.kind) {
    case 'name':
      return expression.name === caught ? { message: 'error', at } : undefined;
    case 'member': {
      const name = shown(expression);
      if (/^(?:process\.env|os\.environ)$/.test(name)) return { message: 'environment', at };
      if (/^(?:stack|stackTrace|StackTrace)$/.test(expression.name)) return { message: 'stack', at };
      const isError = expression.source.kind === 'name' && expression.source.name === caught;
      return isError && /^(?:message|Message|args|toString)$/.test(expression.name) ? { message: 'error', at } : undefined;
    }
    case 'text':
      return within(expression.parts.filter((part) => typeof part !== 'string'));
    case 'list':
      return within(expression.items);
    case 'map':
      return within(expression.entries.map(({ value }) => value));
    case 'choice':
      return within(expression.options);
    case 'call': {
      const name = shown(expression.callee);
      if (/^(?:traceback\.format_exc|debug\.Stack|runtime\/debug\.Stack)$|getStackTrace(?:AsString)?$/.test(name)) return { message: 'stack', at };
      // The text of an exception of .NET ends with its stack trace: https://learn.microsoft.com/dotnet/api/system.exception.tostring, 2026-11.
      if (file.language === 'csharp' && caught !== undefined && name === `${caught}.ToString`) return { message: 'stack', at };
      if (
        !/(?:^|\.)(?:stringify|dumps|str|repr|jsonify|dict|String|format|toString|Response|HttpResponse|JSONResponse|ObjectResult|JsonResult|ContentResult|Problem|getMessage|body)$/.test(
          name,
        )
      )
        return undefined;
      const receiver = expression.callee.kind === 'member' && expression.callee.name !== 'stringify' ? [expression.callee.source] : [];
      return within([...receiver, ...expression.arguments.map(({ value }) => value)]);
    }
    default:
      return undefined;
  }
}
