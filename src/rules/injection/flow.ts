/** Ways of callers' texts into calls in which they do harm: what the rules of this family share. */
import type { Application } from '../../model/application.ts';
import type { CodeFile, CodeFunction, Flow, SinkKind } from '../../model/code.ts';
import type { Noun } from '../../model/noun.ts';
import { absent } from '../../model/value.ts';
import type { Problem } from '../rule.ts';

/** What is to be done about a flow, and what to look at before. */
interface Repair {
  readonly title: string;
  readonly check: string;
}

/** Every flow of one kind that comes from the caller himself, as a problem of the function that runs the code. */
export function* flowsInto(
  kind: SinkKind,
  repair: Repair,
  application: Application,
  counts: (flow: Flow) => boolean = () => true,
): Iterable<Problem<'flow'>> {
  for (const flow of application.code.flows)
    if (flow.sink.kind === kind && !flow.stored && counts(flow)) yield problem('flow', flow, repair, application);
}

/** Those that come by way of a store as well: whoever may write there does the harm. */
export function* flowsAndStored(kind: SinkKind, repair: Repair, application: Application): Iterable<Problem<'flow' | 'stored'>> {
  yield* flowsInto(kind, repair, application);
  for (const flow of application.code.flows)
    if (flow.sink.kind === kind && flow.stored) yield { ...problem('stored', flow, repair, application), severity: 'medium' };
}

function problem<Message extends string>(message: Message, flow: Flow, { title, check }: Repair, application: Application): Problem<Message> {
  return {
    message,
    data: { call: flow.sink.name, name: handlerName(flow) },
    at: flow.sink.at,
    subject: subjectOf(flow, application),
    evidence: `${flow.sink.file.file.path} ${flow.sink.name}`,
    flow: [...flow.steps, { at: flow.sink.at, text: `reaches ${flow.sink.name}` }],
    fixes: [{ title, risk: 'review', check, changes: [{ edits: () => application.code.spelling.repair(flow, application.code.files) }] }],
  };
}

/** As a message names it. */
export function handlerName({ handler }: Flow): string {
  return handler.function.name === '' ? 'the handler' : handler.function.name;
}

/** The function that runs the code. */
export function subjectOf({ handler }: Flow, application: Application): Noun {
  return application.find(handler.serves ?? handler.runsIn) ?? codeNoun(handler.file, handler.function);
}

/** Stands for a function of the code that no template deploys. */
export function codeNoun({ file, language }: CodeFile, { name: own, owner, at, body }: CodeFunction): Noun {
  const name = own !== '' && owner !== undefined ? `${owner}.${own}` : own;
  const label = name === '' ? file.path : name;
  const address = name === '' ? file.path : `${file.path}#${name}`;
  return { key: `${file.path}#${name}`, address, type: language, provider: 'aws', label, name: absent(at), at, body };
}
