/** Who meets the condition of a rule. https://firebase.google.com/docs/rules/rules-and-auth */
import type { Callers } from '../../model/access-rule.ts';
import type { Answer } from '../../model/value.ts';
import { textAt, type Span } from '../../source/span.ts';
import type { RulesFunction } from '../../syntax/firebase-rules.ts';

/** What a condition comes to for somebody who is not signed in, and for somebody who is and of whom no more is known. */
interface Verdict {
  readonly stranger: Answer;
  readonly member: Answer;
  /** ISO date up to which it holds. */
  readonly until?: string | undefined;
}

export interface Asked {
  readonly callers: Callers | undefined;
  readonly until?: string | undefined;
}

/** Functions call each other; this bounds circles. */
const deepest = 8;

/** Undefined callers: that cannot be known. */
export function callersOf(condition: Span | undefined, functions: ReadonlyMap<string, RulesFunction>): Asked {
  return condition ? askedBy(judge(textAt(condition), { functions, names: new Map(), depth: 0 })) : { callers: 'anybody' };
}

/** The same for the expressions of the Realtime Database: https://firebase.google.com/docs/database/security/rules-conditions */
export function callersOfExpression(text: string): Asked {
  return askedBy(judge(text, { functions: new Map(), names: new Map(), depth: 0 }));
}

function askedBy({ stranger, member, until }: Verdict): Asked {
  if (stranger === 'yes') return { callers: until === undefined ? 'anybody' : 'for-now', until };
  if (stranger === 'unknown') return { callers: undefined };
  if (member === 'yes') return { callers: 'signed-in', until };
  return { callers: member === 'no' ? 'some' : undefined };
}

interface Scope {
  readonly functions: ReadonlyMap<string, RulesFunction>;
  readonly names: ReadonlyMap<string, Span>;
  readonly depth: number;
}

const always: Verdict = { stranger: 'yes', member: 'yes' };
const never: Verdict = { stranger: 'no', member: 'no' };
const open: Verdict = { stranger: 'unknown', member: 'unknown' };
const signedIn: Verdict = { stranger: 'no', member: 'yes' };
const signedOut: Verdict = { stranger: 'yes', member: 'no' };

function judge(written: string, scope: Scope): Verdict {
  const text = unwrapped(stripped(written));
  const either = split(text, '||');
  if (either.length > 1) return either.map((part) => judge(part, scope)).reduce((a, b) => joined(a, b, 'yes', 'no'));
  const both = split(text, '&&');
  if (both.length > 1) return both.map((part) => judge(part, scope)).reduce((a, b) => joined(a, b, 'no', 'yes'));
  if (text.startsWith('!') && !text.startsWith('!=')) return negated(judge(text.slice(1), scope));
  return judgeTerm(text, scope);
}

function judgeTerm(text: string, scope: Scope): Verdict {
  const tight = text.replace(/\s+/g, '');
  if (tight === 'true') return always;
  if (tight === 'false') return never;
  const compared = /^(?:request\.)?auth(?:\.uid)?(!=|==)null$|^null(!=|==)(?:request\.)?auth(?:\.uid)?$/.exec(tight);
  if (compared) return (compared[1] ?? compared[2]) === '!=' ? signedIn : signedOut;
  const until = untilOf(tight);
  if (until !== undefined) return { ...always, until };
  // Whatever of a caller's own is looked at, strangers have none of it.
  if (/^(?:request\.)?auth\./.test(tight) || /[=!]=(?:request\.)?auth\.uid$/.test(tight)) return { stranger: 'no', member: 'unknown' };
  if (isOfUpload(tight)) return always;
  if (scope.depth >= deepest) return open;
  const named = scope.names.get(tight);
  if (named) return judge(textAt(named), { ...scope, depth: scope.depth + 1 });
  const called = /^(\w+)\((?:[^()]|\([^()]*\))*\)$/.exec(tight)?.[1];
  const found = called === undefined ? undefined : scope.functions.get(called);
  return found ? judge(textAt(found.returned), { functions: scope.functions, names: found.names, depth: scope.depth + 1 }) : open;
}

/**
 * `request.resource.size < 5 * 1024 * 1024`, `request.resource.contentType.matches('image/.*')`: what is asked of the thing that is sent, whoever
 * sends it makes so, member or stranger.
 */
function isOfUpload(tight: string): boolean {
  const literal = String.raw`(?:[\d*+.()-]+|'[^']*'|"[^"]*"|true|false|null|\[[^\[\]()]*\])`;
  const asked = String.raw`request\.resource(?:\.\w+|\[(?:'[^']*'|"[^"]*")\])+`;
  return new RegExp(
    `^${asked}(?:\\.(?:matches|hasOnly|hasAll|hasAny)\\(${literal}\\)|(?:\\.(?:keys|size)\\(\\))*(?:\\.(?:hasOnly|hasAll|hasAny)\\(${literal}\\))?(?:(?:[=!]=|[<>]=?|in)${literal})?|is(?:string|int|float|number|bool|list|map|timestamp))$`,
  ).test(tight);
}

/** `request.time < timestamp.date(2026, 1, 8)`, `now < 1672531200000` */
function untilOf(tight: string): string | undefined {
  const [, year, month, day] = /^request\.time<=?timestamp\.date\((\d{4}),(\d{1,2}),(\d{1,2})\)$/.exec(tight) ?? [];
  if (year !== undefined && month !== undefined && day !== undefined) return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const now = /^now<=?(\d{12,14})$/.exec(tight)?.[1];
  return now === undefined ? undefined : new Date(Number(now)).toISOString().slice(0, 10);
}

/** `decisive` of either decides; `other` needs both. */
function joined(a: Verdict, b: Verdict, decisive: 'yes' | 'no', other: 'yes' | 'no'): Verdict {
  const join = (x: Answer, y: Answer): Answer => {
    if (x === decisive || y === decisive) return decisive;
    return x === other && y === other ? other : 'unknown';
  };
  const endless = decisive === 'yes' && [a, b].some(({ stranger, until }) => stranger === 'yes' && until === undefined);
  const until = endless ? undefined : (a.until ?? b.until);
  return { stranger: join(a.stranger, b.stranger), member: join(a.member, b.member), until };
}

function negated({ stranger, member, until }: Verdict): Verdict {
  const not = (answer: Answer): Answer => (answer === 'yes' ? 'no' : answer === 'no' ? 'yes' : 'unknown');
  return until === undefined ? { stranger: not(stranger), member: not(member) } : open;
}

function stripped(text: string): string {
  return text.replace(/('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_, quoted: string | undefined) => quoted ?? ' ').trim();
}

/** Takes brackets off that go around the whole. */
function unwrapped(text: string): string {
  if (!text.startsWith('(') || !text.endsWith(')')) return text;
  let depth = 0;
  for (let index = 0; index < text.length - 1; index++) {
    if (text[index] === '(') depth++;
    if (text[index] === ')' && --depth === 0) return text;
  }
  return unwrapped(text.slice(1, -1).trim());
}

/** Splits at an operator that stands in no brackets and in no string. */
function split(text: string, operator: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  const piece = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[([{]|[)\]}]|\|\||&&/g;
  for (const found of text.matchAll(piece)) {
    if (/^[([{]$/.test(found[0])) depth++;
    else if (/^[)\]}]$/.test(found[0])) depth--;
    else if (found[0] === operator && depth === 0) {
      parts.push(text.slice(start, found.index));
      start = found.index + operator.length;
    }
  }
  return [...parts, text.slice(start)];
}
