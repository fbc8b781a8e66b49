/**
 * Follows what a caller sends through the code, from the handler's input to the calls in which it does harm: through assignments, texts
 * that are put together, collections, and functions of the same project.
 */
import type { Call, CodeFile, CodeFunction, Expression, Flow, Handler, Statement, Target } from '../../model/code.ts';
import { confine, fillLast, judgedResult, knownResult, unknownResult, type CallSite } from './call-results.ts';
import { asked, guard } from './conditions.ts';
import { leaves } from './endings.ts';
import { requestItself, requestsAround } from './frameworks.ts';
import { isHostFixed } from './harm.ts';
import { fixedKey, isHarmlessMember, textual } from './harmless.ts';
import { fullName, keyOf, type Origins } from './names.ts';
import type { Found, Project } from './project.ts';
import { SinkSearch } from './sink-search.ts';
import { branch, itemOf, write, type State } from './state.ts';
import { clean, either, partOf, safeFor, taintOf, tainted, withPart, withStep, type Shape } from './taint.ts';

/** Functions within functions that are followed. */
const deepest = 6;

/** Work for one handler, in expressions. */
const mostWork = 200_000;

export function flowsFrom(handler: Handler, project: Project): readonly Flow[] {
  const follower = new Follower(handler, project);
  follower.run();
  return follower.flows;
}

class Follower {
  readonly #handler: Handler;
  readonly #project: Project;
  readonly #running = new Set<CodeFunction>();
  readonly #search: SinkSearch;
  #work = mostWork;

  constructor(handler: Handler, project: Project) {
    this.#handler = handler;
    this.#project = project;
    this.#search = new SinkSearch(handler, this.#running);
  }

  get flows(): readonly Flow[] {
    return this.#search.flows;
  }

  run(): void {
    const { file, function: fn, inputs } = this.#handler;
    const given = new Map<number, Shape>();
    for (const position of inputs) {
      const parameter = fn.parameters.find((one) => one.position === position);
      if (parameter)
        given.set(position, tainted({ source: parameter.at, steps: [{ at: parameter.at, text: 'what the caller sends' }], safeFor: new Set() }));
    }
    this.#call(fn, file, given, 0);
  }

  /** Follows one function; gives what it may return. */
  #call(fn: CodeFunction, file: CodeFile, given: ReadonlyMap<number, Shape>, depth: number, around?: State, made?: Origins): Shape {
    if (depth > deepest || this.#running.has(fn) || this.#work <= 0) return clean;
    this.#running.add(fn);
    const state: State = {
      file,
      values: new Map(around?.values),
      origins: new Map(around?.origins ?? this.#project.origins(file)),
      returned: clean,
      depth,
      asked: new Map(),
      local: new Map(around?.local),
    };
    for (const parameter of fn.parameters) {
      let shape = given.get(parameter.position) ?? clean;
      for (const name of parameter.path ?? []) shape = textual(partOf(shape, name), name, requestItself(parameter), file);
      state.values.set(parameter.name, shape);
      state.origins.delete(parameter.name);
    }
    for (const [name, origin] of made ?? []) state.origins.set(name, origin);
    for (const [name, shape] of requestsAround(file)) if (!state.values.has(name)) state.values.set(name, shape);
    this.#statements(fn.statements, state);
    this.#running.delete(fn);
    return state.returned;
  }

  #statements(statements: readonly Statement[], state: State): void {
    for (const [index, statement] of statements.entries()) {
      if (this.#work-- <= 0) return;
      if (statement.kind === 'if') {
        this.#if(statement, state);
        // A guard that leaves makes harmless what it asked about, for everything behind it.
        if (leaves(statement.then)) guard(statement.condition, false, state, this.#project);
        else if (statement.otherwise.length > 0 && leaves(statement.otherwise)) guard(statement.condition, true, state, this.#project);
      } else this.#statement(statement, state);
      if (index > 100_000) return;
    }
  }

  #statement(statement: Exclude<Statement, { kind: 'if' }>, state: State): void {
    switch (statement.kind) {
      case 'assign':
        return this.#assign(statement.targets, statement.value, state);
      case 'expression':
        this.#value(statement.value, state);
        return;
      case 'return':
        if (statement.value) this.#answer(statement.value, state);
        return;
      case 'throw':
        if (statement.value) this.#value(statement.value, state);
        return;
      case 'loop': {
        const over = statement.over ? this.#value(statement.over, state) : clean;
        const item = over.whole ? tainted(over.whole) : itemOf(over);
        for (const target of statement.item) write(target, item, state);
        this.#statements(statement.body, state);
        // What one round leaves behind, the next one may use.
        this.#statements(statement.body, state);
        return;
      }
      case 'try':
        return this.#try(statement, state);
      case 'block':
        this.#statements(statement.body, state);
        return;
      case 'function':
        if (statement.function.name !== '') state.local.set(statement.function.name, statement.function);
    }
  }

  #answer(value: Expression, state: State): void {
    const shape = this.#value(value, state);
    state.returned = either(state.returned, shape);
    if (state.depth === 0) this.#search.atAnswer(value, shape, state);
  }

  #if(statement: Extract<Statement, { kind: 'if' }>, state: State): void {
    this.#value(statement.condition, state);
    const then = branch(state);
    guard(statement.condition, true, then, this.#project);
    this.#statements(statement.then, then);
    const otherwise = branch(state);
    guard(statement.condition, false, otherwise, this.#project);
    this.#statements(statement.otherwise, otherwise);
    const left = leaves(statement.then);
    const right = leaves(statement.otherwise);
    state.returned = either(state.returned, either(then.returned, otherwise.returned));
    const names = new Set([...then.values.keys(), ...otherwise.values.keys()]);
    for (const name of names) {
      const [a, b] = [then.values.get(name), otherwise.values.get(name)];
      state.values.set(name, left ? (b ?? clean) : right ? (a ?? clean) : either(a, b));
    }
    for (const [name, origin] of [...then.origins, ...otherwise.origins]) state.origins.set(name, origin);
  }

  /** Behind it stands what the body came to, or what one of the clauses put in its place. */
  #try(statement: Extract<Statement, { kind: 'try' }>, state: State): void {
    this.#statements(statement.body, state);
    const clauses = statement.caught.map(({ body }) => ({ left: leaves(body), after: this.#branch(body, state) }));
    for (const { left, after } of clauses) {
      state.returned = either(state.returned, after.returned);
      for (const [name, shape] of left ? [] : after.values) state.values.set(name, either(state.values.get(name), shape));
      for (const [name, origin] of left ? [] : after.origins) if (!state.origins.has(name)) state.origins.set(name, origin);
    }
    this.#statements(statement.finally, state);
  }

  #branch(statements: readonly Statement[], state: State): State {
    const own = branch(state);
    this.#statements(statements, own);
    return own;
  }

  #assign(targets: readonly Target[], value: Expression, state: State): void {
    const shape = this.#value(value, state);
    const origin = fullName(value, state.file, state.origins);
    // `_, ok := hosts[host]`: the last one says whether it was there.
    const said = targets.at(-1)?.to;
    if (said?.kind === 'name') {
      if (/^(?:call|operation|index)$/.test(value.kind)) state.asked.set(said.name, value);
      else state.asked.delete(said.name);
    }
    for (const target of targets) {
      this.#search.atAssignment(target, value, shape, state);
      write(target, shape, state, value);
      const key = keyOf(target.to);
      if (key === undefined || target.path.length > 0) continue;
      if (origin !== undefined && value.kind === 'call') state.origins.set(key, origin);
      else state.origins.delete(key);
    }
  }

  /** What an expression comes to; calls in it are looked at on the way. */
  #value(expression: Expression, state: State): Shape {
    if (this.#work-- <= 0) return clean;
    switch (expression.kind) {
      case 'literal':
        return clean;
      case 'name':
        return state.values.get(expression.name) ?? clean;
      case 'member': {
        const source = this.#value(expression.source, state);
        return isHarmlessMember(expression.name, expression.source)
          ? clean
          : textual(partOf(source, expression.name), expression.name, expression.source, state.file);
      }
      case 'index': {
        this.#value(expression.key, state);
        const source = this.#value(expression.source, state);
        const key = fixedKey(expression.key);
        if (key !== undefined && isHarmlessMember(key, expression.source)) return clean;
        return key !== undefined
          ? textual(partOf(source, key), key, expression.source, state.file)
          : either(source.whole ? tainted(source.whole) : clean, itemOf(source));
      }
      case 'text': {
        const joined = this.#joined(
          expression.parts.filter((part) => typeof part !== 'string'),
          expression,
          state,
          'is put into a text',
        );
        return joined !== clean && this.#isHostFixed(expression, state) ? safeFor(joined, ['request']) : joined;
      }
      case 'list': {
        let shape: Shape = clean;
        for (const [index, item] of expression.items.entries()) {
          const part = this.#value(item, state);
          if (taintOf(part)) shape = withPart(shape, String(index), part);
        }
        return shape;
      }
      case 'map': {
        let shape: Shape = clean;
        for (const { name, value } of expression.entries) {
          const part = this.#value(value, state);
          if (!taintOf(part)) continue;
          this.#search.carry(value);
          shape = name === undefined ? either(shape, part) : withPart(shape, name, part);
        }
        return shape;
      }
      case 'choice': {
        const { condition, options } = expression;
        if (condition) this.#value(condition, state);
        return options
          .map((option, index) => this.#value(option, condition ? asked(condition, index === 0, state, this.#project) : state))
          .reduce(either, clean);
      }
      case 'call':
        return this.#callValue(expression, state);
      case 'lambda': {
        // Whoever is given it will call it: with what, only the callee knows.
        this.#call(expression.function, state.file, new Map(), state.depth + 1, state);
        return clean;
      }
      case 'operation':
        // `root / name` puts a path together.
        if (expression.operator === '/' && joinsPaths(state.file)) return this.#joined(expression.operands, expression, state, 'is put into a path');
        for (const operand of expression.operands) this.#value(operand, state);
        return clean;
      case 'other':
        return this.#joined(expression.parts, expression, state, undefined);
    }
  }

  /** `https://api.example.com/` or a base of ours, and then the caller's text. */
  #isHostFixed(text: Extract<Expression, { kind: 'text' }>, state: State): boolean {
    let before = '';
    for (const part of text.parts) {
      if (typeof part === 'string') before += part;
      else if (part.kind === 'literal') before += String(part.value);
      else if (taintOf(this.#value(part, state)) === undefined) before += 'ours';
      else break;
    }
    return isHostFixed(before);
  }

  #joined(parts: readonly Expression[], whole: Expression, state: State, text: string | undefined): Shape {
    for (const part of parts) {
      const taint = taintOf(this.#value(part, state));
      if (!taint) continue;
      this.#search.carry(part);
      for (const rest of parts.slice(parts.indexOf(part) + 1)) if (taintOf(this.#value(rest, state))) this.#search.carry(rest);
      return tainted(text === undefined ? taint : withStep(taint, whole.at, text));
    }
    return clean;
  }

  #callValue(written: Call, state: State): Shape {
    const call = bound(written) ?? written;
    const { callee } = call;
    const name = fullName(callee, state.file, state.origins) ?? '?';
    const receiver = callee.kind === 'member' ? this.#value(callee.source, state) : callee.kind === 'name' ? clean : this.#value(callee, state);
    const given = call.arguments.map(({ value }) => (value.kind === 'lambda' ? clean : this.#value(value, state)));
    for (const [index, { value }] of call.arguments.entries()) if (taintOf(given[index])) this.#search.carry(value);
    // A function of the project does what its body does, whatever it is called.
    const target = this.#project.functionBehind(call, state.file, state.local, state.origins);
    if (!target) this.#search.atCall(call, name, { given, receiver }, state);
    const inner = given.map((shape) => taintOf(shape)).find((taint) => taint !== undefined) ?? taintOf(receiver);
    const site: CallSite = { call, name, receiver, given, inner };
    this.#lambdas(site, state);
    if (callee.kind !== 'lambda') fillLast(site, state);
    confine(site, state);
    const known = knownResult(site, state);
    if (known) return known;
    return target ? this.#ownResult(site, target, state) : (judgedResult(site, state) ?? unknownResult(site, state));
  }

  /** Follows a function of the project with what it is given. */
  #ownResult({ call, name, given, receiver }: CallSite, target: Found, state: State): Shape {
    const { function: fn, file } = target;
    const byPosition = new Map<number, Shape>();
    for (const [index, argument] of call.arguments.entries()) {
      const named = argument.name === undefined ? undefined : fn.parameters.find((parameter) => parameter.name === argument.name)?.position;
      const shape = given[index] ?? clean;
      const isHanded = shape.whole !== undefined;
      byPosition.set(named ?? index + target.offset, isHanded ? tainted(withStep(shape.whole, argument.value.at, `is handed to ${fn.name}`)) : shape);
    }
    const isHandedNothing = ![...byPosition.values()].some((shape) => taintOf(shape));
    if (isHandedNothing && file !== state.file && requestsAround(file).size === 0) return clean;
    const around = file === state.file && state.local.has(fn.name) ? state : undefined;
    const returned = this.#call(fn, file, byPosition, state.depth + 1, around, madeFor(call, target, state));
    if (!this.#search.isHarmful(fn)) this.#search.atCall(call, name, { given, receiver }, state);
    return returned;
  }

  /** `items.map((item) => …)`: what is gone through is handed to the function. */
  #lambdas({ call, receiver, given }: CallSite, state: State): void {
    for (const { value } of call.arguments) {
      if (value.kind !== 'lambda') continue;
      const taint = taintOf(receiver) ?? given.map((shape) => taintOf(shape)).find((one) => one !== undefined);
      const isWalk = call.callee.kind === 'member' && /^(?:map|forEach|filter|reduce|flatMap|some|every|find|then|each)$/.test(call.callee.name);
      const handed = taint && isWalk ? new Map([[0, tainted(taint)]]) : new Map<number, Shape>();
      this.#call(value.function, state.file, handed, state.depth + 1, state);
    }
  }
}

function joinsPaths({ language, imports }: CodeFile): boolean {
  return language === 'python' && imports.some(({ module }) => module === 'pathlib');
}

/** What made the things that are handed over: clients, connections. */
function madeFor(call: Call, { function: fn, offset }: Found, { file, origins }: State): Origins {
  const made = new Map<string, string>();
  for (const [index, { name, value }] of call.arguments.entries()) {
    const parameter = fn.parameters.find((one) => (name === undefined ? one.position === index + offset : one.name === name));
    const origin = parameter && parameter.path === undefined ? fullName(value, file, origins) : undefined;
    if (parameter && origin?.endsWith('()') === true) made.set(parameter.name, origin);
  }
  return made;
}

/** `run.bind(this, query)` hands over what it is going to be called with. */
function bound(call: Call): Call | undefined {
  const { callee, arguments: given } = call;
  return callee.kind === 'member' && callee.name === 'bind' && given.length > 1
    ? { ...call, callee: callee.source, arguments: given.slice(1) }
    : undefined;
}
