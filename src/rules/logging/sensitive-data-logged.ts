/** Secrets, personal data and whole requests that are written to logs. */
import type { Severity } from '../../finding/severity.ts';
import type { Application } from '../../model/application.ts';
import type { CodeCall, CodeFile, CodeFunction, CodeUses, Handler, NamedValue } from '../../model/code.ts';
import { textAt } from '../../source/span.ts';
import { codeNoun } from '../injection/flow.ts';
import { defineRule, type Fix, type Problem } from '../rule.ts';
import { logsEvent, redactedIn } from './logger-options.ts';
import { Exposure, isDebug, isLogCall, writtenBy, type Exposed } from './logged.ts';

type Message = Exposed['kind'];

export default defineRule<Message>({
  id: 'logging/sensitive-data-logged',
  title: 'Sensitive data is written to the log',
  practice: 'log-sensitive-data',
  severity: 'high',
  confidence: 'medium',
  cwe: [532],
  why: 'Logs are read by more people, kept longer and copied further than the data itself; a password or a token in them opens what it protects.',
  remedy: 'Log the few fields that are needed, such as the request’s id, and mask the others.',
  references: [
    'https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html#data-to-exclude',
    'https://owasp.org/Top10/A09_2021-Security_Logging_and_Monitoring_Failures/',
  ],
  since: '0.1.0',
  messages: {
    event: '{call} writes the whole of {field} to the log, with all that its sender puts into it',
    body: '{call} writes the whole body of the request to the log, with all that its sender puts into it',
    headers: '{call} writes all headers of the request to the log, with the credentials among them',
    environment: '{call} writes the whole environment to the log, with the credentials in it',
    field: '{call} writes {field} to the log',
  },

  *check(application) {
    for (const uses of application.code.uses) if (uses.file.runsInBrowser !== true) yield* inFile(uses, application);
  },
});

function* inFile(uses: CodeUses, application: Application): Iterable<Problem<Message>> {
  const { file, calls, values, walks } = uses;
  const { handlers } = application.code;
  for (const call of calls) yield* byOption(call, uses, application);
  const logging = calls.filter((one) => isLogCall(one, file));
  if (logging.length === 0) return;
  const byFunction = valuesOf(values);
  const redacted = redactedIn(values);
  for (const call of logging) {
    const exposure = new Exposure(file, call.function, handlers);
    const own = byFunction.get(call.function) ?? [];
    for (const value of own) exposure.notice(value);
    for (const { name, role, value } of own) if (role === 'assigned' && value.at.end <= call.call.at.start) exposure.remember(name, value);
    for (const walk of walks) if (walk.function === call.function && walk.over.at.end <= call.call.at.start) exposure.walk(walk);
    const found = writtenBy(call)
      .flatMap((value) => exposure.in(value))
      .filter((one) => isSensitive(one, file) && !(one.kind === 'field' && redacted.has(lastOf(one.name))));
    const worst = found.find(({ kind }) => kind === 'environment') ?? found.find(({ kind }) => kind !== 'field') ?? found[0];
    if (!worst) continue;
    const handler = handlers.find((one) => one.function === call.function);
    yield {
      message: worst.kind,
      data: { call: textAt(call.call.callee.at).replace(/\s+/g, '').slice(0, 60), field: worst.name },
      at: call.call.at,
      subject: application.find(handler?.serves ?? handler?.runsIn ?? file.inlineIn) ?? codeNoun(file, call.function),
      evidence: `${file.file.path} ${call.function.name} ${worst.name}`,
      severity: severityOf(worst, call, file, handler, application),
      fixes: fixesFor(found, call, file, handler, application),
    };
  }
}

/** `@logger.inject_lambda_context(log_event=True)`: the logger writes the event before the handler runs. */
function* byOption(one: CodeCall, { file }: CodeUses, application: Application): Iterable<Problem<Message>> {
  const option = logsEvent(one);
  if (!option) return;
  const { handlers, spelling } = application.code;
  const handler =
    handlers.find(({ file: at, function: fn }) => at === file && fn.annotations.includes(one.call)) ?? handlers.find((other) => other.file === file);
  yield {
    message: 'event',
    data: { call: one.name.split('.').at(-1) ?? one.name, field: 'the event' },
    at: option.at,
    subject: application.find(handler?.serves ?? handler?.runsIn ?? file.inlineIn) ?? codeNoun(file, handler?.function ?? one.function),
    evidence: `${file.file.path} logs the event`,
    severity: handler && severityOf({ kind: 'event' }, one, file, handler, application) === 'medium' ? 'medium' : 'high',
    fixes: [
      {
        title: 'do not log the event',
        risk: 'review',
        check: 'log the few other fields that are needed one by one, and clear the logs that hold the values already',
        changes: [{ edits: () => spelling.literal(option, file, false) }],
      },
    ],
  };
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function valuesOf(values: readonly NamedValue[]): ReadonlyMap<CodeFunction, readonly NamedValue[]> {
  const found = new Map<CodeFunction, NamedValue[]>();
  for (const value of values) {
    const before = found.get(value.function);
    if (before) before.push(value);
    else found.set(value.function, [value]);
  }
  return found;
}

function fixesFor(
  found: readonly Exposed[],
  { call }: CodeCall,
  file: CodeFile,
  handler: Handler | undefined,
  { code: { spelling } }: Application,
): readonly Fix[] {
  const isWhole = found.some(({ kind }) => kind !== 'field');
  return [
    {
      title: isWhole ? 'log an id or the names of the fields, not what is in them' : 'mask it in the log',
      risk: 'review',
      check: 'log the few other fields that are needed one by one, and clear the logs that hold the values already',
      changes: found.map(({ kind, shown, around, isText, isItem }) => ({
        edits: () =>
          kind === 'field' || isItem ? spelling.masked(shown, call, file) : spelling.summarised({ kind, shown, around, isText }, handler, file),
      })),
    },
  ];
}

/** A card is one to pay with only where payments are spoken of. */
function isSensitive({ kind, name }: Exposed, { file }: CodeFile): boolean {
  return kind !== 'field' || !/(?:^|\.)card$/i.test(name) || /payment|credit|cvv|charge|stripe|\bpsp/i.test(file.text);
}

/** Parts of requests in which callers send their credentials, as programs read them out of their input. */
const parts = String.raw`(?:get_?)?(?:headers|multiValueHeaders|body|json|isBase64Encoded|queryStringParameters|pathParameters|httpMethod|rawPath|cookies|authorization(?:Token)?|password|identity|claims|billing|payment|credit_?card|card(?:_?number)?|ssn|access_?token|id_?token|request(?:Context)?)\b`;
const requests = /APIGateway|HttpRequest|FunctionUrl|ApplicationLoadBalancer|ALBEvent|ALBTarget|AppSyncResolver/i;

/** Does the function read what requests consist of? */
function readsRequest({ parameters, body }: CodeFunction, inputs: readonly number[], { file, inlineIn }: CodeFile): boolean {
  const given = parameters.filter(({ position }) => inputs.includes(position));
  if (given.some(({ type, path }) => requests.test(type ?? '') || new RegExp(`^${parts}`, 'i').test(path?.[0] ?? ''))) return true;
  const names = given.map(({ name }) => name.replace(/\W/g, '')).filter((name) => name !== '');
  if (names.length === 0) return false;
  const input = String.raw`\b(?:${names.join('|')})`;
  const text = inlineIn === undefined ? textAt(body) : file.text.slice(body.start, body.end);
  return (
    new RegExp(String.raw`${input}[?!]?(?:\.get\(|\.|\[)\s*['"]?${parts}`, 'i').test(text) ||
    new RegExp(String.raw`['"]${parts}['"]\s+(?:not\s+)?in\s+${input}\b`, 'i').test(text) ||
    new RegExp(String.raw`\{[^{}]{0,300}\b${parts}[^{}]{0,300}\}\s*(?::\s*\w+\s*)?=\s*${input}\b`, 'i').test(text)
  );
}

/** Requests carry credentials; notices of a queue, a bucket or a clock hold less, as a rule. */
function severityOf(
  { kind }: Pick<Exposed, 'kind'>,
  call: CodeCall,
  file: CodeFile,
  handler: Handler | undefined,
  { endpoints }: Application,
): Severity {
  if (kind === 'environment') return 'high';
  // The credentials of the caller stand beside it, in the headers.
  if (isDebug(call) || kind === 'body') return 'medium';
  if (kind !== 'event') return 'high';
  const reached = handler?.trigger === 'http' || (handler?.serves !== undefined && endpoints.some(({ target: { to } }) => to === handler.serves));
  return reached || readsRequest(handler?.function ?? call.function, handler?.inputs ?? [0], file) ? 'high' : 'medium';
}
