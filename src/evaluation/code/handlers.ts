/** Where the platform enters the code: handlers that templates name, and those that the code itself declares. */
import type { Call, CodeFile, CodeFunction, Handler } from '../../model/code.ts';
import type { ServerlessFunction } from '../../model/function.ts';
import type { NounKey } from '../../model/noun.ts';
import { effective } from '../../model/value.ts';
import { joinPath, liesIn } from '../../source/file-tree.ts';
import { nameText } from './names.ts';
import { wrappedIn } from './wrapped.ts';
import { inputsOf, isMiddleware, registeredIn, returnedBy, routeInputs } from './routes.ts';

export function findHandlers(files: readonly CodeFile[], functions: readonly ServerlessFunction[]): readonly Handler[] {
  const found = new Map<CodeFunction, Handler>();
  const add = (handler: Handler): void => {
    const before = found.get(handler.function);
    if (!before || (before.serves === undefined && handler.serves !== undefined)) found.set(handler.function, handler);
  };
  for (const fn of functions) for (const handler of namedBy(fn, files)) add(handler);
  for (const file of files) for (const handler of declaredIn(file)) add(handler);
  const served = new Set([...found.values()].map(({ serves }) => serves));
  for (const fn of functions) if (!served.has(fn.key)) for (const handler of startedBy(fn, [...found.values()])) add(handler);
  return [...found.values()].map((handler) => (handler.serves === undefined ? { ...handler, runsIn: hostOf(handler, functions) } : handler));
}

/** The app whose folder the handler lies in, the innermost one: apps of Azure run everything that the code in theirs declares. */
function hostOf({ file: { inlineIn, file } }: Handler, functions: readonly ServerlessFunction[]): NounKey | undefined {
  if (inlineIn !== undefined) return undefined;
  let host: { readonly key: NounKey; readonly root: string } | undefined;
  for (const { key, provider, codeRoot: root } of functions) {
    if (provider !== 'azure' || root === undefined) continue;
    if (liesIn(file.path, root) && (!host || root.length > host.root.length)) host = { key, root };
  }
  return host?.key;
}

/** A program of Go names its handler itself: the only one in the function's code root. */
function startedBy({ key, codeRoot }: ServerlessFunction, handlers: readonly Handler[]): readonly Handler[] {
  if (codeRoot === undefined) return [];
  const inside = handlers.filter(
    ({ file: { language, inlineIn, file } }) => language === 'go' && inlineIn === undefined && liesIn(file.path, codeRoot),
  );
  return inside.length === 1 ? inside.map((handler) => ({ ...handler, serves: key })) : [];
}

/** `src/orders.handler` in the function's code root. */
function namedBy(fn: ServerlessFunction, files: readonly CodeFile[]): readonly Handler[] {
  const written = effective(fn.handler);
  if (written === undefined) return [];
  if (written.includes('::')) return namedMethod(fn, written, files);
  const inline = files.find(({ inlineIn }) => inlineIn === fn.key);
  if (inline) {
    const name = written.slice(written.lastIndexOf('.') + 1);
    const handler = inline.functions.find((one) => one.name === name);
    return handler ? [{ file: inline, function: handler, serves: fn.key, inputs: [0], trigger: 'unknown' }] : [];
  }
  const { codeRoot } = fn;
  if (codeRoot === undefined) return [];
  if (fn.provider === 'gcp' && !written.includes('.')) return entryPoint(fn.key, written, codeRoot, files);
  const name = written.slice(written.lastIndexOf('.') + 1);
  const module = written.slice(0, written.lastIndexOf('.')).replaceAll('.', '/');
  const exact = [joinPath(codeRoot, module), codeRoot.replace(/\.\w+$/, '')];
  const modules = files.filter(({ inlineIn }) => inlineIn === undefined).map((file) => ({ file, stem: file.file.path.replace(/\.\w+$/, '') }));
  const { file } =
    modules.find(({ stem }) => exact.includes(stem)) ?? modules.find(({ stem }) => stem.endsWith(`/${module}`) && liesIn(stem, codeRoot)) ?? {};
  const handler = file && (file.functions.find((one) => one.name === name) ?? wrappedIn(file).get(name));
  return file && handler ? [{ file, function: handler, serves: fn.key, inputs: [0], trigger: 'unknown' }] : [];
}

/** Google's entry points name a function alone: it stands in the file that the runtime loads, which lies highest. */
function entryPoint(key: NounKey, name: string, codeRoot: string, files: readonly CodeFile[]): readonly Handler[] {
  const depth = ({ file: { path } }: CodeFile): number => path.split('/').length;
  const holding = files.flatMap((file) => {
    if (file.inlineIn !== undefined || !liesIn(file.file.path, codeRoot)) return [];
    const found = file.functions.find((one) => one.name === name && one.owner === undefined);
    return found ? [{ file, function: found }] : [];
  });
  const [first, second] = holding.toSorted((a, b) => depth(a.file) - depth(b.file));
  if (!first || (second && depth(second.file) === depth(first.file))) return [];
  const declared = declaredIn(first.file).find((handler) => handler.function === first.function);
  return [{ ...first, inputs: [0], trigger: 'unknown', ...declared, serves: key }];
}

/** `pkg.Class::method`, `Assembly::Namespace.Class::Method`. */
function namedMethod(fn: ServerlessFunction, written: string, files: readonly CodeFile[]): readonly Handler[] {
  const parts = written.split('::');
  const method = parts.at(-1);
  const owner = parts.at(-2)?.split('.').at(-1);
  for (const file of files) {
    const found = file.functions.find((one) => one.name === method && one.owner === owner);
    if (found) return [{ file, function: found, serves: fn.key, inputs: inputsOf(found), trigger: 'unknown' }];
  }
  return [];
}

/** Functions that look like handlers by what the platforms ask of them. */
function declaredIn(file: CodeFile): readonly Handler[] {
  const handlers = file.functions.flatMap((fn): readonly Handler[] => {
    if (isTyped(file)) return typedHandler(fn, file);
    if (isRoute(fn.annotations)) return [{ file, function: fn, inputs: routeInputs(fn), trigger: 'http' }];
    if (isMiddleware(fn) && isScript(file) && !isPage(file)) return [{ file, function: fn, inputs: [0], trigger: 'http' }];
    if (isHandler(fn, file)) return [{ file, function: fn, inputs: [0], trigger: 'unknown' }];
    return [];
  });
  return [...handlers, ...wrapped(file), ...registeredIn(file)];
}

/** What is wrapped goes by the name under which it is handed out. */
function wrapped(file: CodeFile): readonly Handler[] {
  if (isTyped(file) || isPage(file)) return [];
  return [...wrappedIn(file)].flatMap(([name, fn]): Handler[] =>
    handlerNames.test(name) ? [{ file, function: fn, inputs: [0], trigger: 'unknown' }] : [],
  );
}

function isScript({ language }: CodeFile): boolean {
  return language === 'javascript' || language === 'typescript';
}

function isTyped({ language }: CodeFile): boolean {
  return language === 'java' || language === 'csharp' || language === 'go';
}

const triggers = /^(?:Http|Queue|ServiceBus\w*|EventHub|EventGrid|Blob|CosmosDB|Kafka|RabbitMQ|SignalR)Trigger$/;
const fromRequest =
  /^(?:PathVariable|RequestParam|RequestBody|RequestHeader|FromQuery|FromBody|FromRoute|FromHeader|FromForm|BindingName|PathParam|QueryParam|QueryValue|Body|CookieValue|CookieParam|Header|HeaderParam|FormParam|MatrixParam|Rest(?:Query|Path|Header|Form|Cookie)|ModelAttribute)$/;

/** Handlers by their interfaces' methods, by the types they take, and by what is written above them. */
function typedHandler(fn: CodeFunction, file: CodeFile): readonly Handler[] {
  const types = fn.parameters.map(({ type }) => type ?? '');
  const marks = fn.parameters.flatMap(({ annotations }) => annotations.map(({ callee }) => nameText(callee)));
  const handler = (inputs: readonly number[], trigger: Handler['trigger']): readonly Handler[] => [{ file, function: fn, inputs, trigger }];
  if (file.language === 'go')
    return types[0] === 'http.ResponseWriter' && types[1] === '*http.Request' && fn.parameters.length === 2 ? handler([1], 'http') : [];
  if (marks.some((mark) => triggers.test(mark))) return handler(inputsOf(fn), marks.includes('HttpTrigger') ? 'http' : 'event');
  const asked = fn.parameters.filter(({ annotations }) => annotations.some(({ callee }) => fromRequest.test(nameText(callee))));
  if (asked.length > 0)
    return handler(
      asked.filter(({ position }) => inputsOf(fn).includes(position)).map(({ position }) => position),
      'http',
    );
  if (
    fn.annotations.some(({ callee }) =>
      /^(?:LambdaFunction|HttpApi|RestApi|(?:Get|Post|Put|Patch|Delete|Request)Mapping|Http(?:Get|Post|Put|Patch|Delete)|Get|Post|Put|Patch|Delete|GET|POST|PUT|PATCH|DELETE|Funq)$/.test(
        nameText(callee),
      ),
    )
  )
    return handler(inputsOf(fn), 'http');
  const returned = returnedBy(fn, file);
  if (returned.length > 0) return returned;
  if (fn.name === 'apply' && types.length === 1 && /(?:Event|Request)$/.test(types[0] ?? '')) return handler([0], 'unknown');
  if (fn.name === 'handleRequest' || /^FunctionHandler(?:Async)?$/.test(fn.name)) return handler([0], 'unknown');
  if (types.some((type) => /\bILambdaContext$/.test(type)) && fn.exported) return handler([0], 'unknown');
  if (fn.name === 'service' && (types[0] ?? '').endsWith('HttpRequest')) return handler([0], 'http');
  if (fn.name === 'accept' && /CloudEvent|String|Message/.test(types[0] ?? '') && types.length <= 2) return handler([0], 'event');
  if (fn.name === 'HandleAsync' && /^(?:HttpContext|CloudEvent)$/.test(types[0] ?? '')) return handler([0], 'http');
  return [];
}

const handlerNames = /^(?:(?:lambda_)?handler|lambdaHandler|main|run|\w*[Hh]andler)$/;
const inputNames = /^_?(?:event|evt|req|request|msg|message|cloud_?event|data|payload|records?|ctx|e)$/i;

/** Exported under a name that handlers have, with a first parameter that events have. */
function isHandler(fn: CodeFunction, file: CodeFile): boolean {
  const [input] = fn.parameters;
  if (fn.owner !== undefined || !fn.exported || !input || isPage(file)) return false;
  const named = handlerNames.test(fn.name) || (file.language !== 'python' && fn.name !== '');
  return named && (inputNames.test(input.name) || input.path !== undefined) && (handlerNames.test(fn.name) || /^(?:event|evt)$/.test(input.name));
}

/** What runs in a browser has events of another kind. */
function isPage({ imports, file }: CodeFile): boolean {
  return (
    /\.[jt]sx$/.test(file.path) ||
    imports.some(({ module }) => /^(?:react|react-dom|vue|svelte|preact|next|@angular|@mui|jquery)(?:\/|$)/.test(module))
  );
}

/** `@app.route("/x")`, `@functions_framework.http`, `@Get('/x')`, `[HttpTrigger]`. */
function isRoute(annotations: readonly Call[]): boolean {
  return annotations.some(({ callee }) =>
    /(?:^|\.)(?:route|get|post|put|patch|delete|http|cloud_event|Get|Post|Put|Patch|Delete|HttpTrigger|FunctionName|Function)$/.test(
      nameText(callee),
    ),
  );
}
