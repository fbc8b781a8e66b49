/** Origins that a program hands to the middleware that answers browsers, and requests' own origins that it sends back. */
import type { Application } from '../../model/application.ts';
import type { Call, CodeCall, CodeFile, CodeFunction, CodeUses, Expression, NamedValue } from '../../model/code.ts';
import { partsOf } from '../../model/expression.ts';
import { textAt, type Span } from '../../source/span.ts';
import { codeNoun } from '../injection/flow.ts';
import type { Fix, Problem } from '../rule.ts';

interface Middleware {
  readonly name: RegExp;
  readonly origins: RegExp;
  readonly credentials: RegExp;
  /** Does it send the request's own origin back, so that browsers hand the answer over although credentials went along? */
  readonly reflects?: true;
}

/**
 * https://www.starlette.dev/middleware/#corsmiddleware, https://flask-cors.readthedocs.io/en/latest/api.html,
 * https://github.com/expressjs/cors#configuration-options, https://hono.dev/docs/middleware/builtin/cors, https://github.com/fastify/fastify-cors (2026-11)
 */
const middlewares: readonly Middleware[] = [
  { name: /(?:^|[.)])add_middleware$|CORSMiddleware$/, origins: /^allow_origins$/, credentials: /^allow_credentials$/, reflects: true },
  { name: /^flask_cors\.(?:CORS|cross_origin)$/, origins: /^origins$/, credentials: /^supports_credentials$/, reflects: true },
  { name: /^(?:cors|@fastify\.cors|@koa\.cors|hono\.cors\.cors|@middy\.http-cors)$/, origins: /^origin$/, credentials: /^credentials$/ },
];

type Found = Problem<'code' | 'sentBack'>;

export function* anyOriginInOptions(application: Application): Iterable<Found> {
  for (const uses of application.code.uses) {
    for (const one of uses.calls) {
      const found = openedBy(one);
      if (found) yield problem(found.isReflected ? 'sentBack' : 'code', found.at, one.function, uses.file, application);
    }
    for (const { at, function: fn } of sentBack(uses)) yield problem('sentBack', at, fn, uses.file, application);
  }
}

function problem(message: 'code' | 'sentBack', at: Span, fn: CodeFunction, file: CodeFile, application: Application): Found {
  const handler = application.code.handlers.find((one) => one.function === fn);
  return {
    message,
    data: { name: fn.name === '' ? file.file.path : fn.name },
    at,
    subject: application.find(handler?.serves ?? handler?.runsIn ?? file.inlineIn) ?? codeNoun(file, fn),
    evidence: `${file.file.path} ${fn.name}`,
    ...(message === 'sentBack' && { severity: 'high' as const }),
    fixes: named(at, fn, file, application),
  };
}

function named(at: Span, fn: CodeFunction, file: CodeFile, application: Application): readonly Fix[] {
  const written = { text: '', name: 'origin', role: 'argument', expression: { kind: 'literal', value: '', at }, function: fn } as const;
  return [
    {
      title: 'name the origin in the environment (ALLOWED_ORIGIN)',
      risk: 'review',
      check: 'hand over the origin that your pages come from under this name',
      changes: [{ edits: () => application.code.spelling.environment(written, file, 'ALLOWED_ORIGIN') }],
    },
  ];
}

/** Any origin, while credentials are allowed. */
function openedBy({ call, name }: CodeCall): { readonly at: Span; readonly isReflected: boolean } | undefined {
  const kind = middlewares.find((one) => one.name.test(name));
  if (!kind) return undefined;
  const options = optionsOf(call);
  if (!options.some(([option, value]) => kind.credentials.test(option) && isTrue(value))) return undefined;
  for (const [option, value] of options) {
    if (!kind.origins.test(option)) continue;
    const any = value.kind === 'list' ? value.items.find(isStar) : isStar(value) ? value : undefined;
    if (any) return { at: any.at, isReflected: kind.reflects === true };
    if (isTrue(value)) return { at: value.at, isReflected: true };
  }
  return undefined;
}

/** Keyword arguments, and entries of the objects that are handed over. */
function optionsOf({ arguments: given }: Call): readonly (readonly [name: string, value: Expression])[] {
  return given.flatMap(({ name, value }) =>
    name !== undefined
      ? [[name, value] as const]
      : value.kind === 'map'
        ? value.entries.flatMap((entry) => (entry.name === undefined ? [] : [[entry.name, entry.value] as const]))
        : [],
  );
}

function isStar(value: Expression): boolean {
  return value.kind === 'literal' && value.value === '*';
}

function isTrue(value: Expression): boolean {
  return value.kind === 'literal' && value.value === true;
}

/** `Access-Control-Allow-Origin: <the origin of the request>` beside `Access-Control-Allow-Credentials: true`, with nothing asked about it. */
function* sentBack({ values, calls, texts }: CodeUses): Iterable<{ readonly at: Span; readonly function: CodeFunction }> {
  const headers: { readonly value: Expression; readonly function: CodeFunction }[] = [
    ...values.filter(({ name }) => isAllowed(name)).map(({ value, function: fn }) => ({ value, function: fn })),
    ...calls.flatMap(({ call, function: fn }) => {
      const [key, value] = call.arguments;
      return value && key?.value.kind === 'literal' && isAllowed(String(key.value.value)) ? [{ value: value.value, function: fn }] : [];
    }),
  ];
  for (const { value, function: fn } of headers) {
    const allows = texts.some((one) => one.function === fn && /^access-control-allow-credentials$/i.test(one.name) && one.text === 'true');
    const literal = values.some((one) => one.function === fn && /^access-control-allow-credentials$/i.test(one.name) && isTrue(one.value));
    if (!allows && !literal) continue;
    const from = value.kind === 'name' ? onlyValue(value.name, fn, values) : value;
    if (from && isOrigin(from)) yield { at: value.at, function: fn };
  }
}

function isAllowed(name: string): boolean {
  return /^access-control-allow-origin$/i.test(name);
}

/** What a name was given, where it is spoken of nowhere but there and in the answer. */
function onlyValue(name: string, fn: CodeFunction, values: readonly NamedValue[]): Expression | undefined {
  const given = values.filter((one) => one.function === fn && one.role === 'assigned' && one.name === name);
  const spoken = textAt(fn.body).match(new RegExp(`(?<![\\w$.'"-])${name.replaceAll('$', '\\$')}(?![\\w$'"-])`, 'g'))?.length ?? 0;
  return given.length === 1 && spoken <= 2 ? given[0]?.value : undefined;
}

/** `event.headers.origin`, `r.Header.Get("Origin")`, `req.get('origin')`, and such a value or another. */
function isOrigin(value: Expression): boolean {
  if (value.kind === 'choice') return value.condition === undefined && value.options.some(isOrigin);
  if (value.kind === 'member') return /^origin$/i.test(value.name) && /^headers?$/i.test(lastOf(value.source));
  if (value.kind === 'index')
    return value.key.kind === 'literal' && /^origin$/i.test(String(value.key.value)) && /headers?$/i.test(lastOf(value.source));
  if (value.kind !== 'call' || value.callee.kind !== 'member') return false;
  const [first] = value.arguments;
  return (
    /^(?:get|Get|header|getHeader|get_header)$/.test(value.callee.name) &&
    first?.value.kind === 'literal' &&
    /^origin$/i.test(String(first.value.value))
  );
}

function lastOf(expression: Expression): string {
  if (expression.kind === 'name' || expression.kind === 'member') return expression.name;
  const [only] = partsOf(expression);
  return only ? lastOf(only) : '';
}
