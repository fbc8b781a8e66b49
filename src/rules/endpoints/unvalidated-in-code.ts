/** Handlers that store the body of a request as it came. */
import type { Application } from '../../model/application.ts';
import type { Call, CodeFile, CodeFunction, Expression, Handler, Statement } from '../../model/code.ts';
import { partsOf } from '../../model/expression.ts';
import { isOneOf } from '../../model/value.ts';
import { textAt } from '../../source/span.ts';
import { codeNoun } from '../injection/flow.ts';
import { shown } from '../logging/logged.ts';
import type { Problem } from '../rule.ts';

/** Calls that write what they are given to a store, by the last part of their names. */
const writes =
  /(?:^|[.])(?:put_item|insert_one|insert_many|replace_one|PutCommand|PutItemCommand|insertOne|insertMany|replaceOne|createItem|create_item|upsert_item)$|(?:^|\.)items\.(?:create|upsert)$|\.collection\(\)(?:\.doc\(\)\.(?:set|create)|\.add)$/;

/** Calls that change nothing about what may be in it. */
const neutral =
  /(?:^|[.])(?:dumps|stringify|marshall|marshal|serialize|log|info|debug|print|warn|update|get|pop|assign|Decimal|format|str|append|setdefault)$/;

/** Its message: `{name} stores the body of the request as it came`. */
export function* unvalidatedInCode(application: Application): Iterable<Problem<'stored'>> {
  for (const handler of application.code.handlers) {
    if (!isAsked(handler, application)) continue;
    const { file, function: fn } = handler;
    const body = bodyIn(fn.statements, file);
    if (!body || !isStored(body.name, fn)) continue;
    yield {
      message: 'stored',
      data: { name: fn.name === '' ? 'the handler' : fn.name },
      at: body.parsed.at,
      subject: application.find(handler.serves ?? handler.runsIn) ?? codeNoun(file, fn),
      evidence: `${file.file.path} ${fn.name}`,
      fixes: [
        {
          title: 'hold it against the schema',
          risk: 'review',
          check: 'what does not fit raises an error from then on: answer it with 400, and check that the requests of today fit',
          changes: [{ edits: () => application.code.spelling.validated(body.parsed, file) }],
        },
      ],
    };
  }
}

/** Requests come to it, and no gateway looks at them before. */
function isAsked({ serves, trigger }: Handler, { endpoints, find }: Application): boolean {
  if (trigger === 'event') return false;
  if (find(serves) === undefined) return true;
  const routes = endpoints.filter(({ target: { to } }) => to === serves);
  return routes.length > 0 && routes.every(({ validated }) => !validated || isOneOf(validated, true) === 'no');
}

interface Body {
  readonly name: string;
  readonly parsed: Expression;
}

/** `item = json.loads(event["body"])`, `const item = JSON.parse(event.body)`, `await request.json()`, `app.current_event.json_body` */
function bodyIn(statements: readonly Statement[], file: CodeFile): Body | undefined {
  for (const statement of statements) {
    const [target] = statement.kind === 'assign' ? statement.targets : [];
    if (statement.kind === 'assign' && target?.to.kind === 'name' && target.path.length === 0 && isBody(statement.value, file))
      return { name: target.to.name, parsed: statement.value };
    const found = statement.kind === 'try' || statement.kind === 'block' ? bodyIn(statement.body, file) : undefined;
    if (found) return found;
  }
  return undefined;
}

function isBody(value: Expression, { imports }: CodeFile): boolean {
  if (value.kind === 'member') {
    const written = textAt(value.at);
    // Firebase reads the body by itself, and has nothing that would look at it.
    const isRead = /^(?:req|request)\.body$/.test(written) && imports.some(({ module }) => /^firebase-functions(?:\/|$)/.test(module));
    return isRead || /^\w+\.current_(?:event|request)\.json_body$/.test(written);
  }
  if (value.kind !== 'call') return false;
  const name = shown(value.callee);
  const [first] = value.arguments;
  if (/^(?:JSON\.parse|json\.loads)$/.test(name))
    return first !== undefined && /^\w+(?:\.body|\[["']body["']\]|\.get\(["']body["']\))!?$/.test(textAt(first.value.at));
  return /^(?:req|request)\.(?:json|get_json)$/.test(name) && value.arguments.length === 0;
}

/** Is the whole of it written to a store, with nothing asked about it in the function? What is done with it elsewhere, nobody knows here. */
function isStored(name: string, fn: CodeFunction): boolean {
  let stored = false;
  let judged = false;
  const holds = (expression: Expression): boolean => (expression.kind === 'name' && expression.name === name) || partsOf(expression).some(holds);
  const visitCall = (call: Call): void => {
    const own = shown(call.callee);
    if (writes.test(own)) stored ||= call.arguments.some(({ value }) => isWhole(value, name));
    else if (!neutral.test(own) && call.arguments.some(({ value }) => holds(value) && !isWriting(value))) judged = true;
  };
  const visit = (expression: Expression): void => {
    if (expression.kind === 'operation' && expression.operands.some(holds)) judged = true;
    if (expression.kind === 'choice' && expression.condition && holds(expression.condition)) judged = true;
    if (expression.kind === 'call') visitCall(expression);
    if (expression.kind === 'lambda') judged ||= textAt(expression.function.body).includes(name);
    partsOf(expression).forEach(visit);
  };
  const walk = (statements: readonly Statement[]): void => {
    for (const statement of statements) {
      if (statement.kind === 'if') {
        judged ||= holds(statement.condition);
        walk(statement.then);
        walk(statement.otherwise);
      } else if (statement.kind === 'loop') {
        judged ||= statement.over !== undefined && holds(statement.over);
        walk(statement.body);
      } else if (statement.kind === 'try') {
        walk(statement.body);
        for (const { body } of statement.caught) walk(body);
      } else if (statement.kind === 'block') walk(statement.body);
      else if (statement.kind === 'assign' || statement.kind === 'expression' || statement.kind === 'return' || statement.kind === 'throw') {
        // It becomes something else, or another name stands for it.
        if (statement.kind === 'assign' && statement.value.kind === 'name' && statement.value.name === name) judged = true;
        if (statement.value) visit(statement.value);
      }
    }
  };
  walk(fn.statements);
  return stored && !judged;
}

/** `client.send(new PutCommand({ Item: item }))`: what is handed over is the writing itself. */
function isWriting(value: Expression): boolean {
  return value.kind === 'call' && writes.test(shown(value.callee));
}

/** The name itself, its entry `Item`, or everything of it spread into a map. */
function isWhole(value: Expression, name: string): boolean {
  if (value.kind === 'name') return value.name === name;
  if (value.kind === 'map')
    return value.entries.some((entry) => (entry.name === undefined || /^(?:Item|item|document)$/.test(entry.name)) && isWhole(entry.value, name));
  return value.kind === 'call' && /marshal/.test(shown(value.callee)) && value.arguments.some((argument) => isWhole(argument.value, name));
}
