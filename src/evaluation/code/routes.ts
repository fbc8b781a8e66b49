/** Handlers that a program hands to a framework: routes of web frameworks, starts of runtimes, and beans that hold functions. */
import type { CodeFile, CodeFunction, Expression, Handler, Parameter } from '../../model/code.ts';
import { callsIn } from './calls-in.ts';
import { fullName, nameText } from './names.ts';

/** What platforms and frameworks hand over beside the event: contexts, loggers, clients. */
const handedOver =
  /^(?:\w+\.)*(?:I?LambdaContext|Context|context\.Context|FunctionContext|ExecutionContext|I?Logger(?:<.*>)?|CancellationToken|int|long|bool|boolean|Guid|UUID|Integer|Long|DateTime|http\.ResponseWriter|HttpResponse|HttpResponseMessage|OutputBinding<.*>|I?\w*(?:Client|Service|Repository|Connection|DbContext|Factory|Provider|Options(?:<.*>)?|Configuration|Cache|Session|BackgroundTasks|Response))\??$/;

/** Requests of Go's frameworks go by the name of contexts. */
const contexts = /^\*?(?:gin\.Context|echo\.Context|fiber\.Ctx|iris\.Context)$/;

/** Types of Python and of frameworks that hold no text: what is none is turned away before the handler runs. */
const plain = /^(?:Optional\[|Annotated\[)?(?:int|float|bool|UUID|uuid\.UUID|date|datetime|datetime\.\w+|Decimal|decimal\.Decimal)\b/;

export function inputsOf(fn: CodeFunction): readonly number[] {
  const isInput = ({ type }: Parameter): boolean =>
    type === undefined || contexts.test(type) || (!handedOver.test(type.replace(/^\*/, '')) && !plain.test(type));
  return fn.parameters.filter(isInput).map(({ position }) => position);
}

/** What a decorator's route takes out of its path as a number is none of the caller's text: `/orders/<int:order>`. */
export function routeInputs(fn: CodeFunction): readonly number[] {
  const paths = fn.annotations.flatMap(({ arguments: [path] }) => (path?.value.kind === 'literal' ? [String(path.value.value)] : [])).join(' ');
  const numbers = new Set([...paths.matchAll(/<(?:int|float|uuid)(?:\([^)]*\))?:(\w+)>/g)].map(([, name]) => name));
  const named = new Set(fn.parameters.filter(({ name }) => numbers.has(name)).map(({ position }) => position));
  return inputsOf(fn).filter((position) => !named.has(position));
}

/** Handlers that calls of a file register. */
export function registeredIn(file: CodeFile): readonly Handler[] {
  switch (file.language) {
    case 'go':
      return started(file);
    case 'csharp':
      return mapped(file);
    case 'javascript':
    case 'typescript':
      return [...registered(file), ...routed(file)];
    default:
      return [];
  }
}

function byName({ functions }: CodeFile): ReadonlyMap<string, CodeFunction> {
  return new Map(functions.map((fn) => [fn.name, fn]));
}

const starts =
  /lambda\.Start\w*$|functions\.(?:HTTP|CloudEvent)$|\.(?:HandleFunc|Handle|GET|POST|PUT|PATCH|DELETE|Any|Get|Post|Put|Patch|Delete|All)$/;

/** `lambda.Start(handler)`, `functions.HTTP("Name", Handler)`, `http.HandleFunc("/", handler)`, `router.GET("/", handler)`. */
function started(file: CodeFile): readonly Handler[] {
  const known = byName(file);
  return [file.body, ...file.functions].flatMap(({ statements }) =>
    [...callsIn(statements)].flatMap((call): Handler[] => {
      const name = fullName(call.callee, file, new Map()) ?? '';
      if (!starts.test(name)) return [];
      return call.arguments.flatMap(({ value }): Handler[] => {
        const given = value.kind === 'call' ? value.arguments[0]?.value : value;
        const named = given?.kind === 'member' ? given.name : given?.kind === 'name' ? given.name : undefined;
        const fn = given?.kind === 'lambda' ? given.function : named === undefined ? undefined : known.get(named);
        return fn ? [{ file, function: fn, inputs: inputsOf(fn), trigger: 'unknown' }] : [];
      });
    }),
  );
}

/** `app.MapGet("/orders", (string name, Db db) => …)` */
function mapped(file: CodeFile): readonly Handler[] {
  if (!/\.Map(?:Get|Post|Put|Patch|Delete|Methods)\s*\(/.test(file.file.text)) return [];
  const known = byName(file);
  return [file.body, ...file.functions].flatMap(({ statements }) =>
    [...callsIn(statements)].flatMap((call): Handler[] => {
      if (call.callee.kind !== 'member' || !/^Map(?:Get|Post|Put|Patch|Delete|Methods)$/.test(call.callee.name)) return [];
      const fn = functionIn(call.arguments.at(-1)?.value, known);
      return fn ? [{ file, function: fn, inputs: inputsOf(fn), trigger: 'http' }] : [];
    }),
  );
}

function functionIn(given: Expression | undefined, known: ReadonlyMap<string, CodeFunction>): CodeFunction | undefined {
  if (given?.kind === 'lambda') return given.function;
  return given?.kind === 'name' ? known.get(given.name) : undefined;
}

/** What Firebase calls: `onRequest(…)`, `onCall(…)`, `functions.region('…').firestore.document('…').onCreate(…)`. */
const ofFirebase = /^firebase-functions\b.*\.on[A-Z]\w*$/;

const registrars =
  /^(?:functions\.(?:http|cloudEvent)|@google-cloud\.functions-framework\.(?:http|cloudEvent)|(?:app|router|api|server)\.(?:http|get|post|put|patch|delete|all|use|storageQueue|serviceBusQueue|timer|eventGrid))$/;

/** `app.get('/x', (req, res) => …)`, `functions.http('name', handler)`, `app.http('name', { handler })`. */
function registered(file: CodeFile): readonly Handler[] {
  const known = byName(file);
  return [...callsIn(file.body.statements)].flatMap((call): Handler[] => {
    const name = fullName(call.callee, file, new Map()) ?? '';
    const isFirebase = ofFirebase.test(name);
    if (!isFirebase && !registrars.test(nameText(call.callee)) && !registrars.test(name)) return [];
    return call.arguments.flatMap(({ value }): Handler[] => {
      const given = value.kind === 'map' ? value.entries.find((entry) => entry.name === 'handler')?.value : value;
      const fn = functionIn(given, known);
      // What happens to a document, or to the clock, is no request.
      const trigger = isFirebase && !/\.on(?:Request|Call)$/.test(name) ? 'event' : 'http';
      return fn ? [{ file, function: fn, inputs: [0], trigger }] : [];
    });
  });
}

const requestNames = /^_?(?:req|request|ctx|context|c|event)$/;
const requestParts = /^(?:body|query|params|headers|req|request)$/;
const verbs = /^(?:get|post|put|patch|delete|del|all|route)$/;

/** Routes of whatever holds them: a path and a function that takes a request, or `{ url, handler }`. */
function routed(file: CodeFile): readonly Handler[] {
  if (!/\.(?:get|post|put|patch|delete|del|all|route)\s*(?:<[^()]*>)?\(/.test(file.file.text)) return [];
  const known = byName(file);
  return [file.body, ...file.functions].flatMap(({ statements }) =>
    [...callsIn(statements, true)].flatMap((call): Handler[] => {
      const { callee, arguments: given } = call;
      if (callee.kind !== 'member' || !verbs.test(callee.name)) return [];
      const [first] = given;
      const isPath = first?.value.kind === 'literal' && typeof first.value.value === 'string' && /^[/*]/.test(first.value.value);
      const described =
        first?.value.kind === 'map' && first.value.entries.some(({ name }) => name === 'url' || name === 'path') ? first.value : undefined;
      const candidates = described
        ? [described.entries.find(({ name }) => name === 'handler')?.value]
        : isPath
          ? given.slice(1).map(({ value }) => value)
          : [];
      return candidates.flatMap((value): Handler[] => {
        const fn = functionIn(value, known);
        return fn && takesRequest(fn) ? [{ file, function: fn, inputs: [0], trigger: 'http' }] : [];
      });
    }),
  );
}

function takesRequest({ parameters: [first] }: CodeFunction): boolean {
  return first !== undefined && (requestNames.test(first.name) || requestParts.test(first.path?.[0] ?? ''));
}

/** `(req, res)`, `(ctx, next)`: what takes these and is handed out to other files is called by a framework. */
export function isMiddleware({ parameters: [first, second], exported }: CodeFunction): boolean {
  if (!exported || !first || !second) return false;
  return (/^_?req(?:uest)?$/.test(first.name) && /^_?(?:res|response|reply)$/.test(second.name)) || (first.name === 'ctx' && second.name === 'next');
}

/** `@Bean Function<Event, Answer> search() { return event -> …; }`: the function that is given back is what the platform calls. */
export function returnedBy(fn: CodeFunction, file: CodeFile): readonly Handler[] {
  if (file.language !== 'java' || !fn.annotations.some(({ callee }) => nameText(callee) === 'Bean')) return [];
  return fn.statements.flatMap((statement): Handler[] =>
    statement.kind === 'return' && statement.value?.kind === 'lambda' && statement.value.function.parameters.length === 1
      ? [{ file, function: statement.value.function, inputs: [0], trigger: 'unknown' }]
      : [],
  );
}
