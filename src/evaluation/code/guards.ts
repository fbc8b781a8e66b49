/** What a condition asks of a value: membership in a list, a pattern, equality with something fixed. */
import type { Call, CodeFile, Expression, SinkKind } from '../../model/code.ts';
import { textAt } from '../../source/span.ts';
import { fullName, type Origins } from './names.ts';

export interface Guard {
  readonly checked: Expression;
  /** Undefined: against everything. */
  readonly against: readonly SinkKind[] | undefined;
}

/** What is known around a condition. */
export interface Asking {
  readonly file: CodeFile;
  readonly origins: Origins;
  /** Is it a value that no caller has chosen? */
  isOurs(expression: Expression): boolean;
  /** What was asked when the name was given its value: `const isAllowed = hosts.has(host)`. */
  asked(name: string): Expression | undefined;
  /** Does the function that is called say yes to whatever it is asked? */
  saysYes(call: Call): boolean;
}

/** What is harmless where the condition holds, or does not hold. */
export function guardsOf(condition: Expression, holds: boolean, asking: Asking): readonly Guard[] {
  return guardsIn(condition, holds, asking).flatMap((guard) => [guard, ...addressBehind(guard)]);
}

/** `new URL(x).hostname`, `urlparse(x).hostname`, `uri.getHost()`: whoever asks about the host asks about the address. */
function addressBehind({ checked, against }: Guard): readonly Guard[] {
  const source = against === undefined ? holderOfHost(checked) : undefined;
  if (!source) return [];
  const given = source.kind === 'call' ? source.arguments[0]?.value : source;
  return given ? [{ checked: given, against: ['request', 'redirect'] }] : [];
}

function holderOfHost(checked: Expression): Expression | undefined {
  const member = checked.kind === 'call' && checked.arguments.length === 0 ? checked.callee : checked;
  const isHost = member.kind === 'member' && /^(?:host|hostname|netloc|origin|Host|Authority|getHost|getAuthority|Hostname)$/.test(member.name);
  return isHost ? member.source : undefined;
}

function guardsIn(condition: Expression, holds: boolean, asking: Asking): readonly Guard[] {
  const joined = joinedIn(condition);
  if (joined) {
    const each = joined.operands.map((operand) => guardsIn(operand, holds, asking));
    // `a && b` holds when both do; `a || b` fails when both do.
    return joined.isAnd === holds ? each.flat() : inAll(each);
  }
  const text = textAt(condition.at);
  if (condition.kind === 'operation') {
    const negated = /^\s*(?:not\b|!(?!=))/.test(text) && condition.operands.length === 1;
    const [left, right] = condition.operands;
    if (negated && left) return guardsIn(left, !holds, asking);
    if (!left || !right) return [];
    const between = text.slice(Math.max(left.at.end - condition.at.start, 0), right.at.start - condition.at.start);
    const isIn = /\bin\b/.test(between);
    // `root in target.parents`: what has a folder of ours above it stays there.
    if (isIn && right.kind === 'member' && right.name === 'parents')
      return holds === !/\bnot\s+in\b/.test(between) ? [{ checked: right.source, against: ['path'] }] : [];
    if (/\bnot\s+in\b/.test(between)) return holds ? [] : [all(left)];
    if (isIn) return holds ? [all(left)] : [];
    const differs = /!==?|\bis\s+not\b/.test(between);
    const isFixed = (one: Expression): boolean => one.kind === 'literal' && one.value !== null && one.value !== '';
    if (!/[!=]==?/.test(between) || differs === holds) return [];
    const shared = [left, right].flatMap((one) => sharedFolder(one, asking));
    if (shared.length > 0) return shared.map((checked) => ({ checked, against: ['path'] }));
    if (isFixed(left) || isFixed(right)) return [all(isFixed(left) ? right : left)];
    // What is the same as a value of ours is ours.
    return isVariable(left) && isVariable(right) ? [...(asking.isOurs(right) ? [all(left)] : []), ...(asking.isOurs(left) ? [all(right)] : [])] : [];
  }
  if (condition.kind === 'name') {
    const asked = asking.asked(condition.name);
    return asked ? guardsIn(asked, holds, asking) : [];
  }
  // A table of ours says yes to what stands in it.
  if (condition.kind === 'index') return holds && condition.key.kind !== 'literal' && asking.isOurs(condition.source) ? [all(condition.key)] : [];
  if (condition.kind === 'call') return holds && !asking.saysYes(condition) ? guardOfCall(condition, asking) : [];
  if (condition.kind === 'other' && condition.parts.length === 1 && condition.parts[0]) return guardsIn(condition.parts[0], holds, asking);
  return [];
}

/** `os.path.commonpath([root, target]) == root`: what is asked about. */
function sharedFolder(expression: Expression, { file, origins }: Asking): readonly Expression[] {
  if (expression.kind !== 'call' || fullName(expression.callee, file, origins) !== 'os.path.commonpath') return [];
  const given = expression.arguments[0]?.value;
  return given?.kind === 'list' ? given.items.flatMap((item) => (item.kind === 'call' ? item.arguments.map(({ value }) => value) : [item])) : [];
}

function isVariable({ kind }: Expression): boolean {
  return kind === 'name' || kind === 'member';
}

/** Only one of several is known to hold: what each of them makes harmless. */
function inAll([first = [], ...others]: readonly (readonly Guard[])[]): readonly Guard[] {
  return first.flatMap((guard): readonly Guard[] => {
    let against = guard.against;
    for (const guards of others) {
      const same = guards.find(({ checked }) => textAt(checked.at) === textAt(guard.checked.at));
      if (!same) return [];
      const other = same.against;
      against = against === undefined ? other : other === undefined ? against : against.filter((kind) => other.includes(kind));
    }
    return [{ checked: guard.checked, against }];
  });
}

/** `a && b`, `a or b`: conditions that are asked together. */
function joinedIn(condition: Expression): { readonly isAnd: boolean; readonly operands: readonly Expression[] } | undefined {
  if (condition.kind === 'operation')
    return /^(?:&&|\|\||and|or)$/.test(condition.operator) ? { isAnd: /&&|and/.test(condition.operator), operands: condition.operands } : undefined;
  if (condition.kind !== 'choice') return undefined;
  const operands = [...(condition.condition ? [condition.condition] : []), ...condition.options];
  const [left, right] = operands;
  if (!left || !right || operands.length !== 2) return undefined;
  const between = textAt(condition.at).slice(left.at.end - condition.at.start, right.at.start - condition.at.start);
  const operator = /&&|\|\||\b(?:and|or)\b/.exec(between)?.[0];
  return operator === undefined ? undefined : { isAnd: /&&|and/.test(operator), operands };
}

function all(checked: Expression): Guard {
  return { checked, against: undefined };
}

/** `allowed.includes(x)`, `pattern.test(x)`, `re.fullmatch(p, x)`, `x.isdigit()`, `isValid(x)`. */
function guardOfCall(call: Call, { file, origins }: Asking): readonly Guard[] {
  const name = fullName(call.callee, file, origins) ?? '';
  const last = name.split('.').at(-1) ?? '';
  const [first, second] = call.arguments.map(({ value }) => value);
  if (/^slices\.Contains$/.test(name) && second) return [all(second)];
  if (/^(?:includes|has|test|contains|ContainsKey|Contains|containsKey|IsMatch|MatchString)$/.test(last) && first) return [all(first)];
  if (/^re\.(?:fullmatch|match)$/.test(name) && second) return [all(second)];
  if (/^(?:isdigit|isalnum|isalpha|isnumeric|isdecimal|isidentifier)$/.test(last) && call.callee.kind === 'member') return [all(call.callee.source)];
  if (/^(?:match|matches|fullmatch)$/.test(last) && call.callee.kind === 'member') return [...(first ? [all(first)] : []), all(call.callee.source)];
  if (/^(?:is_?(?:valid|allowed|safe|uuid|int|integer|numeric|alphanumeric|email|iso8601)\w*|validate\w*|check\w*|verify\w*)$/i.test(last) && first)
    return [all(first)];
  // The end of a host says whose it is where it begins with a dot.
  const [end, ending] = /^strings\.HasSuffix$/.test(name)
    ? [first, second]
    : /^ends_?[wW]ith$/i.test(last) && call.callee.kind === 'member'
      ? [call.callee.source, first]
      : [];
  if (end && holderOfHost(end) && ending?.kind === 'literal' && String(ending.value).startsWith('.')) return [all(end)];
  const place: readonly SinkKind[] = ['path', 'request', 'redirect'];
  if (/^strings\.HasPrefix$|^filepath\.HasPrefix$/.test(name) && first) return [{ checked: first, against: place }];
  if (/^(?:startsWith|startswith|StartsWith|is_relative_to)$/.test(last) && call.callee.kind === 'member')
    return [{ checked: call.callee.source, against: place }];
  return [];
}
