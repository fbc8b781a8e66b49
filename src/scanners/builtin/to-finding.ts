/** From a defect with spans to a finding of plain data. */
import type { Unit } from '../../dialects/dialect.ts';
import { usedHere, type Finding, type Place, type VerifiedFix } from '../../finding/finding.ts';
import { fillIn } from '../../rules/rule.ts';
import type { Span } from '../../source/span.ts';
import type { Defect } from './check.ts';
import type { Attempt } from './verify.ts';

export function toFinding(defect: Defect, attempt: Attempt | undefined, units: readonly Unit[]): Finding {
  const { rule, problem, at, via, others } = defect;
  const { subject } = problem;
  const also = [...new Set(others.map((other) => other.subject.label))].filter((label) => label !== subject.label);
  const particulars = rule.particulars?.[problem.message];
  const message = fillIn(rule.messages[problem.message] ?? rule.title, problem.data);
  return {
    ruleId: rule.id,
    severity: problem.severity ?? rule.severity,
    confidence: rule.confidence,
    message: also.length === 0 ? message : `${message} (the same holds for ${listing(also)})`,
    terms: termsOf(problem, also),
    why: particulars?.why,
    remedy: particulars?.remedy,
    place: placeOf(at),
    related: [
      ...via.map((span) => ({ place: placeOf(span), text: usedHere })),
      ...(problem.related ?? []).map(({ at: span, text }) => ({ place: placeOf(span), text })),
    ],
    flow: problem.flow?.map(({ at: span, text }) => ({ place: placeOf(span), text })),
    subject: {
      address: subject.address,
      label: subject.label,
      type: subject.type,
      body: placeOf(subject.body),
      construct: subject.construct,
      root: units.find((unit) => subject.key.startsWith(`${unit.root.path}#`))?.root.path ?? units[0]?.root.path ?? '',
    },
    alsoOn: others.length > 0 ? others.map((other) => ({ address: other.subject.address, path: other.subject.body.file.path })) : undefined,
    detectedBy: [{ tool: 'faasgate', ruleId: rule.id }],
    evidence: [problem.message, problem.evidence ?? ''].join(' ').trim(),
    fix: attempt && verifiedFix(attempt),
    secret: problem.secret !== undefined,
  };
}

/** Of what was put into the message: names and everything that is spelt like code, but no prose and no dates. */
function termsOf({ data = {}, subject }: Defect['problem'], also: readonly string[]): Finding['terms'] {
  const isTerm = (key: string, text: string): boolean => !/\s/.test(text) && /[a-z]/i.test(text) && (key === 'name' || /[._:*/]/.test(text));
  const own = Object.entries(data).flatMap(([key, text]) => (isTerm(key, text) ? [text] : []));
  const terms = [...new Set([...own, ...also.slice(0, mostNamed)])].filter((term) => term !== subject.label);
  return terms.length === 0 ? undefined : terms;
}

const mostNamed = 3;

function listing(names: readonly string[]): string {
  const shown = names.slice(0, mostNamed);
  const rest = names.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}

function verifiedFix({ fix, edits }: Attempt): VerifiedFix {
  const { title, risk, check, leaves } = fix;
  return { title, risk, check, leaves, edits: edits.map(({ at, text }) => ({ place: placeOf(at), text })) };
}

function placeOf({ file, start, end }: Span): Place {
  const from = file.positionAt(start);
  const to = file.positionAt(end);
  return { path: file.path, startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}
