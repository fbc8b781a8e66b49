/** Where a handler looks at who calls it before it answers, so that an open door is not all there is. */
import type { Call, CodeFile, CodeFunction, Expression, Handler } from '../../model/code.ts';
import { isCallerGuard, saysToCheckCaller, verifiesCaller } from '../../platform/code/caller-checks.ts';
import type { Span } from '../../source/span.ts';
import { callsIn } from './calls-in.ts';
import { fullName } from './names.ts';
import type { Project } from './project.ts';

/** So many calls deep a check may lie: a method of a service behind a function of the project. */
const deepest = 4;

/**
 * The call that verifies a token or a signature, in the handler or in what it calls, or what stands around the handler and does. How well it
 * does it is not looked at.
 */
export function callerCheck({ file, function: fn }: Handler, project: Project): Span | undefined {
  return guardAround(fn, file) ?? new Search(project).within(fn, file, 0);
}

class Search {
  readonly #project: Project;
  readonly #seen = new Set<CodeFunction>();

  constructor(project: Project) {
    this.#project = project;
  }

  within(fn: CodeFunction, file: CodeFile, depth: number): Span | undefined {
    if (this.#seen.has(fn)) return undefined;
    this.#seen.add(fn);
    const local = new Map(fn.statements.flatMap((one) => (one.kind === 'function' ? [[one.function.name, one.function] as const] : [])));
    const origins = this.#project.origins(file);
    for (const call of callsIn(fn.statements, true)) {
      const name = fullName(call.callee, file, origins) ?? '';
      if (verifiesCaller(name) || isDecoding(name, call)) return call.at;
      const behind = this.#project.functionBehind(call, file, local, origins);
      if (behind) {
        if (depth < deepest && this.within(behind.function, behind.file, depth + 1)) return call.at;
      } else if (call.arguments.length > 0 && saysToCheckCaller(lastOf(name))) {
        return call.at;
      }
    }
    return undefined;
  }
}

/** PyJWT and python-jose verify where they are given a key and not told to let it be. */
function isDecoding(name: string, { arguments: given }: Call): boolean {
  if (!/^(?:jwt|jose\.jwt|cognitojwt)\.decode$/.test(name) || given.length < 2) return false;
  return !given.some(({ name: keyword }) => keyword === 'options' || keyword === 'verify');
}

/** `@login_required`, `[Authorize]`; `app.use(requireAuth)`, `withAuth(handler)` where the file is loaded. */
function guardAround(fn: CodeFunction, file: CodeFile): Span | undefined {
  const annotation = fn.annotations.find(({ callee }) => isCallerGuard(lastNameOf(callee)));
  if (annotation) return annotation.at;
  for (const call of callsIn(file.body.statements)) {
    const name = lastNameOf(call.callee);
    const given = call.arguments.map(({ value }) => value);
    const isAround = isCallerGuard(name) && given.some((value) => isFunction(value, fn));
    const isUsed = name === 'use' && given.some((value) => isCallerGuard(lastNameOf(value)));
    if (isAround || isUsed) return call.at;
  }
  return undefined;
}

function isFunction(value: Expression, fn: CodeFunction): boolean {
  return value.kind === 'lambda' ? value.function === fn : value.kind === 'name' && value.name === fn.name && fn.name !== '';
}

function lastNameOf(expression: Expression): string {
  if (expression.kind === 'call') return lastNameOf(expression.callee);
  return expression.kind === 'name' || expression.kind === 'member' ? expression.name : '';
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
