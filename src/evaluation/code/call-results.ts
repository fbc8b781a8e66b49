/** What a call gives, by its name and by what it is given; the bodies of the project's own functions are followed elsewhere. */
import type { Call } from '../../model/code.ts';
import { sanitizers } from '../../platform/code/sanitizers.ts';
import { sinks } from '../../platform/code/sinks.ts';
import { isHostFixed } from './harm.ts';
import { isHarmlessCall, isSplit, isStoreRead } from './harmless.ts';
import { keyOf } from './names.ts';
import { replacementOf } from './replacements.ts';
import { read, writeKey, type State } from './state.ts';
import { anyPart, clean, either, partOf, safeFor, stored, taintOf, tainted, withPart, withStep, type Shape, type Taint } from './taint.ts';

/** A call with what its parts come to. */
export interface CallSite {
  readonly call: Call;
  /** The full name of what is called, `?` where nobody knows. */
  readonly name: string;
  /** Of what it is called on. */
  readonly receiver: Shape;
  /** Of its arguments, in their order. */
  readonly given: readonly Shape[];
  /** A caller's text that goes in anywhere. */
  readonly inner: Taint | undefined;
}

/** The result of calls that are known by their name, whoever wrote what is called; undefined for all others. */
export function knownResult(site: CallSite, { file }: State): Shape | undefined {
  const { call, name, receiver, given, inner } = site;
  if (receiver.whole && isSplit(call)) return withPart(receiver, anyPart, safeFor(tainted(receiver.whole), ['path']));
  const replacement = inner ? replacementOf(call, name, file.language) : undefined;
  const replaced = replacement && taintOf(replacement.subject === undefined ? receiver : given[replacement.subject]);
  if (replaced) return safeFor(tainted(replaced), replacement.against);
  const sanitizer = sanitizers[file.language].find((row) => row.name.test(name));
  if (sanitizer) return inner ? safeFor(tainted(inner), sanitizer.against) : clean;
  // Objects of a bucket and items of a table were written by somebody: by callers, more often than not.
  if (inner && isStoreRead(name)) return inner.stored ? tainted(inner) : stored(inner, call.at);
  return undefined;
}

/** What a sink gives was judged where it was given: a request that is sent later, a query with its values apart from it. */
export function judgedResult({ call, name, receiver, inner }: CallSite, { file }: State): Shape | undefined {
  if (call.arguments.length === 0 || taintOf(receiver)) return undefined;
  const judged = sinks[file.language].filter((row) => (row.kind === 'request' || row.kind === 'sql' || row.kind === 'html') && row.name.test(name));
  if (judged.length === 0) return undefined;
  return inner
    ? safeFor(
        tainted(inner),
        judged.map(({ kind }) => kind),
      )
    : clean;
}

/** What an unknown function makes of a text is taken to hold it: `text.trim()`, `json.loads(body)`, `dict.get('x')`. */
export function unknownResult(site: CallSite, state: State): Shape {
  const { call, name, receiver, given, inner } = site;
  const { callee } = call;
  // Something new that is made of named parts has these parts.
  if (call.creates && call.arguments.length > 0 && call.arguments.every((argument) => argument.name !== undefined)) return madeOfParts(call, given);
  if (callee.kind === 'member') {
    // A table of ours gives what is ours, whatever is looked up in it.
    if (/^(?:get|pop|at)$/.test(callee.name) && !taintOf(receiver)) return clean;
    const part = partTaken(site);
    if (part) return part;
    if (inner && /^(?:push|append|add|extend|unshift|set|update)$/.test(callee.name)) {
      const holder = keyOf(callee.source);
      const before = receiver === clean ? clean : read(callee.source, state);
      if (holder !== undefined) writeKey(holder, either(before, tainted(inner)), state);
    }
  }
  if (!inner || (isHarmlessCall(name) && !readsStored(site))) return clean;
  if (!/(?:^|\.)(?:format|Sprintf|Format)$/.test(name)) return tainted(inner);
  const put = tainted(withStep(inner, call.at, 'is put into a text'));
  return startsWithOurHost(site) ? safeFor(put, ['request']) : put;
}

/** `target.relative_to(root)` goes no further where the one does not lie in the other. */
export function confine({ call: { callee }, name }: CallSite, state: State): void {
  if (state.file.language !== 'python' || callee.kind !== 'member' || !name.endsWith('.relative_to')) return;
  const key = keyOf(callee.source);
  if (key !== undefined) writeKey(key, safeFor(read(callee.source, state), ['path']), state);
}

/** `json.Unmarshal(body, &order)`: the last argument holds what was read. */
export function fillLast({ call, name, inner }: CallSite, state: State): void {
  if (!inner || state.file.language !== 'go' || !/\.(?:Unmarshal\w*|Decode\w*|Bind\w*|ShouldBind\w*)$/.test(name)) return;
  const last = call.arguments.at(-1)?.value;
  const key = last && keyOf(last);
  if (last && key !== undefined) writeKey(key, tainted(withStep(inner, last.at, `goes into ${key}`)), state);
}

function madeOfParts(call: Call, given: readonly Shape[]): Shape {
  return call.arguments.reduce<Shape>((shape, argument, index) => {
    const part = given[index];
    return part && taintOf(part) ? withPart(shape, argument.name ?? '', part) : shape;
  }, clean);
}

/** The item that is taken out of a collection. */
function partTaken({ call: { callee, arguments: given }, receiver }: CallSite): Shape | undefined {
  if (callee.kind !== 'member' || receiver === clean) return undefined;
  if (/^(?:pop|at|last|Last)$/.test(callee.name) && receiver.parts?.has(anyPart)) return partOf(receiver, anyPart);
  const key = given[0]?.value;
  return /^(?:get|pop|setdefault|getlist)$/.test(callee.name) && key?.kind === 'literal' ? partOf(receiver, String(key.value)) : undefined;
}

/** The content of what a store gave. */
function readsStored({ name, receiver }: CallSite): boolean {
  return taintOf(receiver)?.stored === true && /(?:read\w*|transformTo\w+|keys|values|items|iter_lines|promise)$/.test(name);
}

/** `'https://api.example.com/{}'.format(id)`, `fmt.Sprintf("%s/orders/%s", base, id)` */
function startsWithOurHost({ call, given }: CallSite): boolean {
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
