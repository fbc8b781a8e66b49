/** The calls, assignments and answers in which what callers send does harm, as they come up while code is followed. */
import type { Call, CodeFunction, Expression, Flow, Handler, Sink, Target } from '../../model/code.ts';
import type { SinkRow } from '../../platform/code/sink.ts';
import { properties, sinks } from '../../platform/code/sinks.ts';
import { textAt } from '../../source/span.ts';
import type { CallSite } from './call-results.ts';
import { answers, pageIn } from './frameworks.ts';
import { entryOf, fits, harmfulEntry, harmIn } from './harm.ts';
import type { State } from './state.ts';
import { taintOf, type Shape, type Taint } from './taint.ts';

export class SinkSearch {
  readonly #flows = new Map<string, Flow>();
  readonly #handler: Handler;
  readonly #running: ReadonlySet<CodeFunction>;
  readonly #carriers = new Set<Expression>();
  readonly #harmful = new Set<CodeFunction>();

  /** `running` are the functions that are being followed, one within the other. */
  constructor(handler: Handler, running: ReadonlySet<CodeFunction>) {
    this.#handler = handler;
    this.#running = running;
  }

  get flows(): readonly Flow[] {
    return [...this.#flows.values()];
  }

  /** Has a caller's text done harm in the function? */
  isHarmful(fn: CodeFunction): boolean {
    return this.#harmful.has(fn);
  }

  /** Notes an expression through which a caller's text goes into something larger. */
  carry(expression: Expression): void {
    this.#carriers.add(expression);
  }

  atCall(call: Call, name: string, { given, receiver }: Pick<CallSite, 'given' | 'receiver'>, state: State): void {
    for (const row of sinks[state.file.language]) {
      if (!row.name.test(name) || row.when?.(call) === false) continue;
      if (row.receiver) {
        const held = receiver.whole;
        if (held && !held.safeFor.has(row.kind) && call.callee.kind === 'member') this.#report(row, call, call.callee.source, name, held, state);
        continue;
      }
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

  /** What the handler itself gives back may be shown by a browser. */
  atAnswer(value: Expression, shape: Shape, state: State): void {
    const page = pageIn(value, shape, this.#handler);
    if (page) this.#report(answers, value, page.at, 'the answer', page.taint, state);
  }

  /** `command.CommandText = …`: a property that is run later. */
  atAssignment({ to }: Target, value: Expression, shape: Shape, state: State): void {
    if (to.kind !== 'member') return;
    for (const row of properties[state.file.language]) {
      if (!row.name.test(to.name)) continue;
      const taint = harmIn(row, value, shape);
      if (taint && !taint.safeFor.has(row.kind) && fits(row, value, to.name, state.file, taint)) this.#report(row, to, value, to.name, taint, state);
    }
  }

  #report(row: SinkRow, call: Expression, argument: Expression, name: string, taint: Taint, state: State): void {
    for (const fn of this.#running) this.#harmful.add(fn);
    const key = `${row.kind} ${state.file.file.path} ${argument.at.start}`;
    if (this.#flows.has(key)) return;
    const callee = call.kind === 'call' && row !== answers ? call.callee : call;
    const shown =
      row === answers ? name : callee.kind === 'member' || callee.kind === 'name' ? textAt(callee.at).replace(/\s+/g, '').slice(0, 60) : name;
    const sink: Sink = { kind: row.kind, call, argument, at: argument.at, file: state.file, name: shown, whole: name };
    this.#flows.set(key, {
      handler: this.#handler,
      source: taint.source,
      steps: taint.steps,
      sink,
      carriers: this.#carriers,
      stored: taint.stored === true,
    });
  }
}
