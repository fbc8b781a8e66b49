/**
 * Follows what a caller sends through the code, from the handler's input to the calls in which it does harm: through assignments, texts
 * that are put together, collections, and functions of the same project.
 */
import type { Call, CodeFile, CodeFunction, Expression, Flow, Handler, Sink, Statement, Target } from '../../model/code.ts';
import { sanitizers } from '../../platform/code/sanitizers.ts';
import { properties, sinks, type SinkRow } from '../../platform/code/sinks.ts';
import { textAt } from '../../source/span.ts';
import { fullName, keyOf, type Origins } from './names.ts';
import { isAlwaysYes, leaves } from './endings.ts';
import { guardsOf, type Guard } from './guards.ts';
import { entryOf, fits, harmfulEntry, harmIn, isHostFixed } from './harm.ts';
import { fixedKey, isHarmlessCall, isHarmlessMember, isSplit, isStoreRead, textual } from './harmless.ts';
import { answers, pageIn, requestsAround, requestItself } from './frameworks.ts';
import type { Found, Project } from './project.ts';
import { replacementOf } from './replacements.ts';
import { anyPart, clean, either, partOf, safeFor, stored, taintOf, tainted, withPart, withStep, type Shape, type Taint } from './taint.ts';

/** Functions within functions that are followed. */
const deepest = 6;

/** Work for one handler, in expressions. */
const mostWork = 200_000;

export function flowsFrom(handler: Handler, project: Project): readonly Flow[] {
  const follower = new Follower(handler, project);
  follower.run();
  return [...follower.flows.values()];
}

/** What names stand for at one place of one function. */
interface State {
  readonly file: CodeFile;
  readonly values: Map<string, Shape>;
  readonly origins: Map<string, string>;
  /** What the function may return. */
  returned: Shape;
  readonly depth: number;
  /** What was asked, or taken apart, when a name was given its value. */
  readonly asked: Map<string, Expression>;
  /** Functions that are declared inside. */
  readonly local: Map<string, CodeFunction>;
}

class Follower {
  readonly flows = new Map<string, Flow>();
  readonly #handler: Handler;
  readonly #project: Project;
  readonly #active = new Set<CodeFunction>();
  readonly #carriers = new Set<Expression>();
  /** Functions in which a caller's text has done harm. */
  readonly #harmful = new Set<CodeFunction>();
  #work = mostWork;

  constructor(handler: Handler, project: Project) {
    this.#handler = handler;
    this.#project = project;
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
    if (depth > deepest || this.#active.has(fn) || this.#work <= 0) return clean;
    this.#active.add(fn);
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
    this.#active.delete(fn);
    return state.returned;
  }

  #statements(statements: readonly Statement[], state: State): void {
    for (const [index, statement] of statements.entries()) {
      if (this.#work-- <= 0) return;
      if (statement.kind === 'if') {
        this.#if(statement, state);
        // A guard that leaves makes harmless what it asked about, for everything behind it.
        if (leaves(statement.then)) this.#guard(statement.condition, false, state);
        else if (statement.otherwise.length > 0 && leaves(statement.otherwise)) this.#guard(statement.condition, true, state);
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
        for (const target of statement.item) this.#write(target, item, state);
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

  /** What the handler itself gives back may be shown by a browser. */
  #answer(value: Expression, state: State): void {
    const shape = this.#value(value, state);
    state.returned = either(state.returned, shape);
    if (state.depth > 0) return;
    const page = pageIn(value, shape, this.#handler);
    if (page) this.#report(answers, value, page.at, 'the answer', page.taint, state);
  }

  #if(statement: Extract<Statement, { kind: 'if' }>, state: State): void {
    this.#value(statement.condition, state);
    const then = branch(state);
    this.#guard(statement.condition, true, then);
    this.#statements(statement.then, then);
    const otherwise = branch(state);
    this.#guard(statement.condition, false, otherwise);
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

  /** What is known where the condition of `a ? b : c` or `a && b` holds, or does not. */
  #asked(condition: Expression, holds: boolean, state: State): State {
    if (this.#guards(condition, holds, state).length === 0) return state;
    const own = branch(state);
    this.#guard(condition, holds, own);
    return own;
  }

  /** Takes the taint from what a condition has asked about. */
  #guard(condition: Expression, holds: boolean, state: State): void {
    for (const { checked, against } of this.#guards(condition, holds, state)) {
      const key = keyOf(checked);
      if (key === undefined) continue;
      this.#writeKey(key, safeFor(this.#read(checked, state), against), state);
      // `parsed = urlparse(url)`: with the host of the one the other is known.
      const whole = against && addressIn(state.asked.get(key), state);
      const from = whole && keyOf(whole);
      if (whole && from !== undefined) this.#writeKey(from, safeFor(this.#read(whole, state), against), state);
    }
  }

  #guards(condition: Expression, holds: boolean, state: State): readonly Guard[] {
    const { file, origins } = state;
    const isOurs = (one: Expression): boolean => taintOf(this.#read(one, state)) === undefined;
    const saysYes = (call: Call): boolean => isAlwaysYes(this.#project.functionBehind(call, file, state.local)?.function);
    return guardsOf(condition, holds, { file, origins, isOurs, saysYes, asked: (name) => state.asked.get(name) });
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
      this.#lookAtAssignment(target, value, shape, state);
      this.#write(target, shape, state, value);
      const key = keyOf(target.to);
      if (key === undefined || target.path.length > 0) continue;
      if (origin !== undefined && value.kind === 'call') state.origins.set(key, origin);
      else state.origins.delete(key);
    }
  }

  #write({ to, path }: Target, shape: Shape, state: State, from?: Expression): void {
    let part = shape;
    for (const [index, name] of path.entries())
      part = isHarmlessMember(name) ? clean : textual(partOf(part, name), name, index === 0 ? from : undefined, state.file);
    const taint = part.whole;
    const shown = taint ? { ...part, whole: withStep(taint, to.at, `goes into ${textAt(to.at).slice(0, 60)}`) } : part;
    if (to.kind === 'index') {
      const key = keyOf(to.source);
      const name = to.key.kind === 'literal' ? String(to.key.value) : anyPart;
      if (key !== undefined) state.values.set(key, withPart(state.values.get(key), name, shown));
      return;
    }
    const key = keyOf(to);
    if (key !== undefined) this.#writeKey(key, shown, state);
  }

  /** A member is a part of what holds it. */
  #writeKey(key: string, shape: Shape, state: State): void {
    const dot = key.indexOf('.');
    if (dot < 0) {
      state.values.set(key, shape);
      return;
    }
    const put = (holder: Shape | undefined, names: readonly string[]): Shape => {
      const [first = '', ...rest] = names;
      return withPart(holder, first, rest.length === 0 ? shape : put(holder?.parts?.get(first) ?? partOf(holder, first), rest));
    };
    const root = key.slice(0, dot);
    state.values.set(root, put(state.values.get(root), key.slice(dot + 1).split('.')));
  }

  #read(expression: Expression, state: State): Shape {
    if (expression.kind === 'name') return state.values.get(expression.name) ?? clean;
    if (expression.kind === 'member') return partOf(this.#read(expression.source, state), expression.name);
    return clean;
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
        return isHarmlessMember(expression.name) ? clean : textual(partOf(source, expression.name), expression.name, expression.source, state.file);
      }
      case 'index': {
        this.#value(expression.key, state);
        const source = this.#value(expression.source, state);
        const key = fixedKey(expression.key);
        if (key !== undefined && isHarmlessMember(key)) return clean;
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
          this.#carriers.add(value);
          shape = name === undefined ? either(shape, part) : withPart(shape, name, part);
        }
        return shape;
      }
      case 'choice': {
        const { condition, options } = expression;
        if (condition) this.#value(condition, state);
        return options
          .map((option, index) => this.#value(option, condition ? this.#asked(condition, index === 0, state) : state))
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

  /** `'https://api.example.com/{}'.format(id)`, `fmt.Sprintf("%s/orders/%s", base, id)` */
  #isFormatted(call: Call, given: readonly Shape[]): boolean {
    const receiver = call.callee.kind === 'member' && call.callee.source.kind === 'literal' ? call.callee.source : undefined;
    const [first] = call.arguments;
    const pattern = receiver ?? (first?.value.kind === 'literal' ? first.value : undefined);
    if (typeof pattern?.value !== 'string') return false;
    let next = receiver ? 0 : 1;
    let before = '';
    for (const piece of pattern.value.split(/(%[svdq]|\{\w*\})/)) {
      if (!/^(?:%[svdq]|\{\w*\})$/.test(piece)) before += piece;
      else if (taintOf(given[next++]) !== undefined) break;
      else before += 'ours';
    }
    return isHostFixed(before);
  }

  #joined(parts: readonly Expression[], whole: Expression, state: State, text: string | undefined): Shape {
    for (const part of parts) {
      const taint = taintOf(this.#value(part, state));
      if (!taint) continue;
      this.#carriers.add(part);
      for (const rest of parts.slice(parts.indexOf(part) + 1)) if (taintOf(this.#value(rest, state))) this.#carriers.add(rest);
      return tainted(text === undefined ? taint : withStep(taint, whole.at, text));
    }
    return clean;
  }

  #callValue(written: Call, state: State): Shape {
    const call = bound(written) ?? written;
    const { file } = state;
    const name = fullName(call.callee, file, state.origins) ?? '?';
    const receiver =
      call.callee.kind === 'member' ? this.#value(call.callee.source, state) : call.callee.kind === 'name' ? clean : this.#value(call.callee, state);
    const given = call.arguments.map(({ value }) => (value.kind === 'lambda' ? clean : this.#value(value, state)));
    for (const [index, { value }] of call.arguments.entries()) if (taintOf(given[index])) this.#carriers.add(value);
    // A function of the project does what its body does, whatever it is called.
    const target = this.#project.functionBehind(call, file, state.local, state.origins);
    if (!target) this.#lookForSinks(call, name, given, state);
    const sanitizer = sanitizers[file.language].find((row) => row.name.test(name));
    const inner = given.map((shape) => taintOf(shape)).find((taint) => taint !== undefined) ?? taintOf(receiver);
    this.#lambdas(call, receiver, given, state);
    if (inner && call.callee.kind !== 'lambda') this.#filled(call, name, inner, state);
    const pieces = receiver.whole && isSplit(call) ? withPart(receiver, anyPart, safeFor(tainted(receiver.whole), ['path'])) : undefined;
    if (pieces) return pieces;
    const replacement = inner ? replacementOf(call, name, file.language) : undefined;
    const replaced = replacement && taintOf(replacement.subject === undefined ? receiver : given[replacement.subject]);
    if (replaced) return safeFor(tainted(replaced), replacement.against);
    if (sanitizer) return inner ? safeFor(tainted(inner), sanitizer.against) : clean;
    // What such a call gives was judged where it was given: a request that is sent later, a query with its values apart from it.
    // Objects of a bucket and items of a table were written by somebody: by callers, more often than not.
    if (inner && isStoreRead(name)) return inner.stored ? tainted(inner) : stored(inner, call.at);
    const judged =
      target || call.arguments.length === 0 || taintOf(receiver)
        ? []
        : sinks[file.language]
            .filter((row) => (row.kind === 'request' || row.kind === 'sql' || row.kind === 'html') && row.name.test(name))
            .map(({ kind }) => kind);
    if (judged.length > 0) return inner ? safeFor(tainted(inner), judged) : clean;
    if (target) {
      const byPosition = new Map<number, Shape>();
      for (const [index, argument] of call.arguments.entries()) {
        const named =
          argument.name === undefined ? undefined : target.function.parameters.find((parameter) => parameter.name === argument.name)?.position;
        const position = named ?? index + target.offset;
        const taint = taintOf(given[index]);
        byPosition.set(
          position,
          taint && given[index]?.whole
            ? tainted(withStep(taint, argument.value.at, `is handed to ${target.function.name}`))
            : (given[index] ?? clean),
        );
      }
      if (![...byPosition.values()].some((shape) => taintOf(shape)) && target.file !== file && requestsAround(target.file).size === 0) return clean;
      const around = target.file === file && state.local.has(target.function.name) ? state : undefined;
      const returned = this.#call(target.function, target.file, byPosition, state.depth + 1, around, this.#made(call, target, state));
      if (!this.#harmful.has(target.function)) this.#lookForSinks(call, name, given, state);
      return returned;
    }
    // Something new that is made of named parts has these parts.
    if (call.creates && call.arguments.length > 0 && call.arguments.every((argument) => argument.name !== undefined))
      return call.arguments.reduce<Shape>((shape, argument, index) => {
        const part = given[index];
        return part && taintOf(part) ? withPart(shape, argument.name ?? '', part) : shape;
      }, clean);
    // A table of ours gives what is ours, whatever is looked up in it.
    if (call.callee.kind === 'member' && /^(?:get|pop|at)$/.test(call.callee.name) && !taintOf(receiver)) return clean;
    // What an unknown function makes of a text is taken to hold it: `text.trim()`, `json.loads(body)`, `dict.get('x')`.
    if (call.callee.kind === 'member' && receiver !== clean) {
      const [key] = call.arguments;
      if (/^(?:pop|at|last|Last)$/.test(call.callee.name) && receiver.parts?.has(anyPart)) return partOf(receiver, anyPart);
      if (/^(?:get|pop|setdefault|getlist)$/.test(call.callee.name) && key?.value.kind === 'literal')
        return partOf(receiver, String(key.value.value));
      if (/^(?:push|append|add|extend|unshift|set|update)$/.test(call.callee.name) && inner) {
        const holder = keyOf(call.callee.source);
        if (holder !== undefined) this.#writeKey(holder, either(this.#read(call.callee.source, state), tainted(inner)), state);
      }
    } else if (call.callee.kind === 'member' && inner && /^(?:push|append|add|extend|unshift|set|update)$/.test(call.callee.name)) {
      const holder = keyOf(call.callee.source);
      if (holder !== undefined) this.#writeKey(holder, tainted(inner), state);
    }
    if (
      !inner ||
      (isHarmlessCall(name) && !(taintOf(receiver)?.stored && /(?:read\w*|transformTo\w+|keys|values|items|iter_lines|promise)$/.test(name)))
    )
      return clean;
    if (!/(?:^|\.)(?:format|Sprintf|Format)$/.test(name)) return tainted(inner);
    const put = tainted(withStep(inner, call.at, 'is put into a text'));
    return this.#isFormatted(call, given) ? safeFor(put, ['request']) : put;
  }

  /** What made the things that are handed over: clients, connections. */
  #made(call: Call, { function: fn, offset }: Found, { file, origins }: State): Origins {
    const made = new Map<string, string>();
    for (const [index, { name, value }] of call.arguments.entries()) {
      const parameter = fn.parameters.find((one) => (name === undefined ? one.position === index + offset : one.name === name));
      const origin = parameter && parameter.path === undefined ? fullName(value, file, origins) : undefined;
      if (parameter && origin?.endsWith('()') === true) made.set(parameter.name, origin);
    }
    return made;
  }

  /** `json.Unmarshal(body, &order)`: the last argument holds what was read. */
  #filled(call: Call, name: string, taint: Taint, state: State): void {
    if (state.file.language !== 'go' || !/\.(?:Unmarshal\w*|Decode\w*|Bind\w*|ShouldBind\w*)$/.test(name)) return;
    const last = call.arguments.at(-1)?.value;
    const key = last && keyOf(last);
    if (last && key !== undefined) this.#writeKey(key, tainted(withStep(taint, last.at, `goes into ${key}`)), state);
  }

  /** `items.map((item) => …)`: what is gone through is handed to the function. */
  #lambdas(call: Call, receiver: Shape, given: readonly Shape[], state: State): void {
    for (const { value } of call.arguments) {
      if (value.kind !== 'lambda') continue;
      const taint = taintOf(receiver) ?? given.map((shape) => taintOf(shape)).find((one) => one !== undefined);
      const isWalk = call.callee.kind === 'member' && /^(?:map|forEach|filter|reduce|flatMap|some|every|find|then|each)$/.test(call.callee.name);
      const handed = taint && isWalk ? new Map([[0, tainted(taint)]]) : new Map<number, Shape>();
      this.#call(value.function, state.file, handed, state.depth + 1, state);
    }
  }

  #lookForSinks(call: Call, name: string, given: readonly Shape[], state: State): void {
    for (const row of sinks[state.file.language]) {
      if (!row.name.test(name) || row.when?.(call) === false) continue;
      for (const [index, argument] of call.arguments.entries()) {
        const wanted = row.arguments ?? [0];
        const isWanted = argument.name === undefined ? wanted.includes(index) && row.at?.(call, index) !== false : wanted.includes(argument.name);
        const entry = harmfulEntry(row, argument, given[index]);
        const taint = (isWanted ? harmIn(row, argument.value, given[index]) : undefined) ?? taintOf(given[index]?.parts?.get(entry ?? ''));
        const at = entryOf(argument.value, entry);
        if (taint && !taint.safeFor.has(row.kind) && fits(row, at, name, state.file, taint, call)) this.#report(row, call, at, name, taint, state);
      }
    }
  }

  /** `command.CommandText = …`: a property that is run later. */
  #lookAtAssignment({ to }: Target, value: Expression, shape: Shape, state: State): void {
    if (to.kind !== 'member') return;
    for (const row of properties[state.file.language]) {
      if (!row.name.test(to.name)) continue;
      const taint = harmIn(row, value, shape);
      if (taint && !taint.safeFor.has(row.kind) && fits(row, value, to.name, state.file, taint)) this.#report(row, to, value, to.name, taint, state);
    }
  }

  #report(row: SinkRow, call: Expression, argument: Expression, name: string, taint: Taint, state: State): void {
    for (const fn of this.#active) this.#harmful.add(fn);
    const key = `${row.kind} ${state.file.file.path} ${argument.at.start}`;
    if (this.flows.has(key)) return;
    const callee = call.kind === 'call' && row !== answers ? call.callee : call;
    const shown =
      row === answers ? name : callee.kind === 'member' || callee.kind === 'name' ? textAt(callee.at).replace(/\s+/g, '').slice(0, 60) : name;
    const sink: Sink = { kind: row.kind, call, argument, at: argument.at, file: state.file, name: shown, whole: name };
    this.flows.set(key, {
      handler: this.#handler,
      source: taint.source,
      steps: taint.steps,
      sink,
      carriers: this.#carriers,
      stored: taint.stored === true,
    });
  }
}

/** The items of a collection, whichever is meant. */
function itemOf(shape: Shape): Shape {
  return [...(shape.parts?.values() ?? [])].reduce(either, clean);
}

function branch(state: State): State {
  return { ...state, values: new Map(state.values), origins: new Map(state.origins), returned: clean };
}

/** `new URL(text)`, `urlparse(text)`, `url.Parse(text)`: what was taken apart. */
function addressIn(value: Expression | undefined, { file, origins }: State): Expression | undefined {
  if (
    value?.kind !== 'call' ||
    !/(?:^|\.)(?:URL|Uri|URI|urlparse|urlsplit|parse|Parse|create|ParseRequestURI)$/.test(fullName(value.callee, file, origins) ?? '')
  )
    return undefined;
  return value.arguments[0]?.value;
}

/** `run.bind(this, query)` hands over what it is going to be called with. */
function bound(call: Call): Call | undefined {
  const { callee, arguments: given } = call;
  return callee.kind === 'member' && callee.name === 'bind' && given.length > 1
    ? { ...call, callee: callee.source, arguments: given.slice(1) }
    : undefined;
}
