/** Handlers that are handed to what wraps them: `export const handler = middy(create).use(jsonBody())`, `exports.handler = withTracing(async (event) => …)`. */
import type { CodeFile, CodeFunction, Expression } from '../../model/code.ts';

/** By the name that other files, and templates, know them by. */
export function wrappedIn(file: CodeFile): ReadonlyMap<string, CodeFunction> {
  const found = new Map<string, CodeFunction>();
  const known = new Map(file.functions.map((fn) => [fn.name, fn]));
  for (const statement of file.body.statements) {
    if (statement.kind !== 'assign') continue;
    const [target] = statement.targets;
    const name = target && target.path.length === 0 ? handedOutAs(target.to) : undefined;
    const fn = name === undefined ? undefined : innermost(statement.value, known);
    if (name !== undefined && fn) found.set(name, fn);
  }
  return found;
}

/** `handler`, `exports.handler`, `module.exports.handler`. */
function handedOutAs(to: Expression): string | undefined {
  if (to.kind === 'name') return to.name;
  return to.kind === 'member' && /^(?:exports|module)$/.test(rootOf(to.source)) ? to.name : undefined;
}

function rootOf(expression: Expression): string {
  return expression.kind === 'name' ? expression.name : expression.kind === 'member' ? rootOf(expression.source) : '';
}

const inputs = /^_?(?:event|evt|req|request|cloud_?event)$/i;

/** The function that takes the event, among what is handed to the calls of a chain. */
function innermost(value: Expression, known: ReadonlyMap<string, CodeFunction>): CodeFunction | undefined {
  if (value.kind !== 'call') return undefined;
  for (const { value: given } of value.arguments) {
    const fn = given.kind === 'lambda' ? given.function : given.kind === 'name' ? known.get(given.name) : innermost(given, known);
    const [first] = fn?.parameters ?? [];
    if (fn && first && (inputs.test(first.name) || first.path !== undefined)) return fn;
  }
  return value.callee.kind === 'member' ? innermost(value.callee.source, known) : undefined;
}
