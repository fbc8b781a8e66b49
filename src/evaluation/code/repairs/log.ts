/** What is written to logs, with less in it: marks in the place of secrets, the id of a request in the place of the request. */
import type { Call, CodeFile, CodeFunction, Expression, Handler, LoggedWhole, Parameter } from '../../../model/code.ts';
import { replaceText, type Edit } from '../../../source/edit.ts';
import { span, textAt, type Span } from '../../../source/span.ts';
import { partsOf } from '../../../model/expression.ts';
import { functionAround, mentions } from './places.ts';
import { quoted } from './writing.ts';

const mark = '***';

export function masked(shown: Expression, within: Call, file: CodeFile): readonly Edit[] | undefined {
  if (file.isQuoted === true) return undefined;
  const { text } = file.file;
  const { start, end } = shown.at;
  const isPart = isPartOfText(shown, within);
  const opening = isPart ? /\$?\{\s*$/.exec(text.slice(Math.max(0, start - 20), start))?.[0] : undefined;
  const closing = opening === undefined ? undefined : /^\s*(?:[!:][^{}]*)?\}/.exec(text.slice(end))?.[0];
  if (opening !== undefined && closing !== undefined) return [replaceText(span(file.file, start - opening.length, end + closing.length), mark)];
  // A variable that nobody reads does not compile there.
  if (file.language === 'go' && shown.kind === 'name' && mentions(shown.name, functionAround(file, shown.at).body) < 3) return undefined;
  const written = quoted(mark, file.language);
  const entry = entryOf(shown, within);
  return [replaceText(shown.at, entry?.key.start === start ? `${textAt(shown.at)}: ${written}` : written)];
}

function isPartOfText(shown: Expression, within: Expression): boolean {
  return (within.kind === 'text' && within.parts.includes(shown)) || partsOf(within).some((part) => isPartOfText(shown, part));
}

function entryOf(shown: Expression, within: Expression): Extract<Expression, { kind: 'map' }>['entries'][number] | undefined {
  if (within.kind === 'map') {
    const own = within.entries.find(({ value }) => value === shown);
    if (own) return own;
  }
  for (const part of partsOf(within)) {
    const found = entryOf(shown, part);
    if (found) return found;
  }
  return undefined;
}

export function summarised(whole: LoggedWhole, handler: Handler | undefined, file: CodeFile): readonly Edit[] | undefined {
  if (file.isQuoted === true) return undefined;
  // A variable that nobody reads does not compile there.
  const { shown } = whole;
  if (file.language === 'go' && shown.kind === 'name' && mentions(shown.name, functionAround(file, shown.at).body) < 3) return undefined;
  const id = (whole.kind === 'event' || whole.kind === 'body') && handler ? identifying(handler.function, file) : undefined;
  if (id !== undefined) return [replaceText((whole.around ?? whole.shown).at, id)];
  const names = namesOf(whole, handler, file);
  if (names === undefined) return undefined;
  // A list is no map: what makes one of it goes as well.
  const isMap = whole.around !== undefined && /(?:dict|vars|asdict|model_dump|copy)\s*\(/.test(textAt(whole.around.at));
  const { at } = isMap && whole.around ? whole.around : whole.shown;
  return [replaceText(at, file.language === 'python' && isAppended(at) ? `str(${names})` : names)];
}

/** `"event " + x`: nothing but a text can stand there. */
function isAppended({ file: { text }, start, end }: Span): boolean {
  return /\+\s*$/.test(text.slice(Math.max(0, start - 200), start)) || /^\s*\+/.test(text.slice(end, end + 200));
}

/** What tells this request from others, as the platform hands it over. */
function identifying(fn: CodeFunction, file: CodeFile): string | undefined {
  const context = fn.parameters.find(
    ({ name, type, position, path }) =>
      path === undefined &&
      position > 0 &&
      (type === undefined ? /^_*(?:\w+_)?(?:context|ctx)$/i.test(name) : /\b(?:I?LambdaContext|Context)$/.test(type)),
  );
  const isAzure = file.imports.some(({ module }) => /^(?:@azure\/functions|azure\.functions)$/.test(module));
  switch (file.language) {
    case 'python':
      return context && !isAzure ? `${context.name}.aws_request_id` : undefined;
    case 'javascript':
    case 'typescript':
      return context && (isAzure ? `${context.name}.invocationId` : `${context.name}.awsRequestId`);
    case 'java':
      return context && `${context.name}.getAwsRequestId()`;
    case 'csharp':
      return context && /ILambdaContext/.test(context.type ?? '') ? `${context.name}.AwsRequestId` : ofRequest(fn);
    case 'go':
      return ofEvent(fn);
  }
}

/** Requests of ASP.NET and of Azure Functions say where they went. */
function ofRequest({ parameters }: CodeFunction): string | undefined {
  const request = parameters.find(({ type }) => /^HttpRequest(?:Data)?$/.test(type ?? ''));
  return request && (request.type === 'HttpRequest' ? `${request.name}.Path` : `${request.name}.Url.AbsolutePath`);
}

function ofEvent({ parameters }: CodeFunction): string | undefined {
  const typed = (pattern: RegExp): Parameter | undefined => parameters.find(({ type }) => pattern.test(type ?? ''));
  const request = typed(/^\*?events\.(?:APIGateway(?:V2HTTP|Proxy|WebsocketProxy)Request|LambdaFunctionURLRequest)$/);
  if (request) return `${request.name}.RequestContext.RequestID`;
  const records = typed(/^\*?events\.(?:SQS|SNS|S3|DynamoDB|Kinesis)Event$/);
  if (records) return `len(${records.name}.Records)`;
  const http = typed(/^\*http\.Request$/);
  return http && `${http.name}.URL.Path`;
}

/** The names of the parts, without what they hold. */
function namesOf({ kind, shown, isText }: LoggedWhole, handler: Handler | undefined, { language }: CodeFile): string | undefined {
  if (kind === 'body' && isText === true) return lengthOf(textAt(shown.at), language);
  const isPlain =
    kind !== 'event' || /^(?:_?event|evt|data|payload)$/.test(textAt(shown.at)) || (handler && shown.kind === 'name' && isInput(shown.name, handler));
  if (!isPlain) return undefined;
  const code = textAt(shown.at);
  switch (language) {
    case 'python':
      return `list(${code})`;
    case 'javascript':
    case 'typescript':
      return kind === 'headers' ? `Object.keys(${code} ?? {})` : `Object.keys(${code})`;
    case 'java':
      return kind === 'environment' && code === 'System.getenv()' ? `${code}.keySet()` : undefined;
    default:
      return undefined;
  }
}

/** How long a text is that nobody has read anything in. */
function lengthOf(code: string, language: CodeFile['language']): string | undefined {
  switch (language) {
    case 'python':
    case 'go':
      return `len(${code})`;
    case 'javascript':
    case 'typescript':
      return `${code}?.length`;
    case 'java':
      return `${code}.length()`;
    case 'csharp':
      return undefined;
  }
}

/** Is it the event itself, rather than a text that was made of it? */
function isInput(name: string, { function: { parameters }, inputs }: Handler): boolean {
  return parameters.some((one) => one.name === name && inputs.includes(one.position) && /event|evt|data|payload/i.test(name));
}
