/** What web frameworks do around a handler: requests that stand about as globals, and answers that become pages. */
import type { CodeFile, Expression, Handler, Parameter } from '../../model/code.ts';
import type { SinkRow } from '../../platform/code/sink.ts';
import { textAt, type Span } from '../../source/span.ts';
import { entryOf, isMarkup } from './harm.ts';
import { fullName } from './names.ts';
import { tainted, taintOf, withPart, clean, type Shape, type Taint } from './taint.ts';

const globals = /^(?:flask|quart|bottle)$/;

const requests = new WeakMap<CodeFile, ReadonlyMap<string, Shape>>();

/** `from flask import request`: names that stand for the request in every function of a file. */
export function requestsAround(file: CodeFile): ReadonlyMap<string, Shape> {
  let found = requests.get(file);
  if (!found) {
    const names = new Map<string, Shape>();
    for (const { name, module, member, at } of file.language === 'python' ? file.imports : []) {
      if (!globals.test(module)) continue;
      const sent = tainted({ source: at, steps: [{ at, text: 'what the caller sends' }], safeFor: new Set() });
      if (member === 'request') names.set(name, sent);
      else if (member === undefined) names.set(name, withPart(clean, 'request', sent));
    }
    for (const [name, part, at] of file.language === 'python' ? resolversOf(file) : []) {
      const sent = tainted({ source: at, steps: [{ at, text: 'what the caller sends' }], safeFor: new Set() });
      names.set(name, withPart(clean, part, sent));
    }
    requests.set(file, (found = names));
  }
  return found;
}

/** `app = APIGatewayRestResolver()`, `app = Chalice()`: objects that hold the request that is being answered. */
function* resolversOf(file: CodeFile): Iterable<readonly [name: string, part: string, at: Span]> {
  for (const statement of file.body.statements) {
    const target = statement.kind === 'assign' ? statement.targets[0]?.to : undefined;
    if (statement.kind !== 'assign' || target?.kind !== 'name' || statement.value.kind !== 'call') continue;
    const made = fullName(statement.value.callee, file, new Map()) ?? '';
    if (/^aws_lambda_powertools\.event_handler\.(?:.*\.)?(?:\w*Resolver|Router)$/.test(made)) yield [target.name, 'current_event', target.at];
    else if (/^chalice\.(?:Chalice|Blueprint)$/.test(made)) yield [target.name, 'current_request', target.at];
  }
}

/** `({ params }) => …`: what parts are taken out of in the list of parameters is the request. */
export function requestItself({ path, at }: Parameter): Expression | undefined {
  return path?.length === 1 ? { kind: 'name', name: 'request', at } : undefined;
}

/** What a handler gives back. */
export const answers: SinkRow = { kind: 'html', name: /^$/ };

interface Page {
  readonly at: Expression;
  readonly taint: Taint;
}

/** `{ headers: { 'Content-Type': 'text/html' }, body }`, and texts that frameworks send as pages. */
export function pageIn(value: Expression, shape: Shape, { file, function: fn, trigger }: Handler): Page | undefined {
  const body = shape.parts?.get('body') ?? shape.parts?.get('Body');
  const isPlain = body === undefined && shape.whole !== undefined;
  if (isPlain && !(trigger === 'http' && sendsPages(file) && !isMade(value))) return undefined;
  const taint = taintOf(isPlain ? shape : body);
  const at = isPlain ? value : entryOf(value, 'body');
  if (!taint || taint.safeFor.has('html') || !isMarkup(at, taint)) return undefined;
  return isPlain || /text\/html/i.test(textAt(fn.body)) || /text\/html/i.test(textAt(value.at)) ? { at, taint } : undefined;
}

/** What a call gives back may be anything, but for texts that are put together. */
function isMade(value: Expression): boolean {
  return value.kind === 'call' && !(value.callee.kind === 'member' && value.callee.name === 'format');
}

/** What a function gives back is a page with these, unless it says otherwise. */
function sendsPages({ language, imports }: CodeFile): boolean {
  return language === 'python' && imports.some(({ module }) => /^(?:flask|quart|bottle|functions_framework)$/.test(module));
}
