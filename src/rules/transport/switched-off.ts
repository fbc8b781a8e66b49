/** Conditions around code that turns the verification of certificates off. */
import type { CodeFunction, Expression, Statement } from '../../model/code.ts';
import { contains, textAt, type Span } from '../../source/span.ts';

/**
 * `asked`: whoever uses the code asks for it by an option of that name, so that the option is where it is decided.
 * `rehearsal`: away from production only. `undefined`: always, or under a condition that says nothing of it.
 */
export type Occasion = 'asked' | 'rehearsal' | undefined;

export function occasionOf(place: Span, { statements }: CodeFunction): Occasion {
  const meanings = branchesAround(place, statements).map(meaningOf);
  return meanings.find((meaning) => meaning === 'asked') ?? meanings.find((meaning) => meaning !== undefined);
}

interface Branch {
  readonly condition: Expression;
  readonly holds: boolean;
}

function branchesAround(place: Span, statements: readonly Statement[]): readonly Branch[] {
  const around = statements.find(({ at }) => contains(at, place));
  switch (around?.kind) {
    case 'if': {
      const { condition } = around;
      if (contains(condition.at, place)) return [];
      const holds = around.then.some(({ at }) => contains(at, place));
      return [{ condition, holds }, ...branchesAround(place, holds ? around.then : around.otherwise)];
    }
    case 'loop':
    case 'block':
      return branchesAround(place, around.body);
    case 'try':
      return branchesAround(place, [...around.body, ...around.caught.flatMap(({ body }) => body), ...around.finally]);
    default:
      return [];
  }
}

/** Options that say yes to verification, and options that say no to it. */
const verifying = /verif|validat|check_?cert|strict_?ssl|reject_?unauthori[sz]ed|ssl_?check|secure/i;
const unverifying =
  /insecure|no_?verif|unverified|(?:skip|disable|ignore|without|bypass)_?\w*(?:ssl|tls|cert|verif)|allow_?(?:invalid|self)|self_?signed|trust_?all|accept_?any/i;

const rehearsing =
  /(?:^|[^a-z])(?:is_?)?(?:local(?:host|stack|_?dev)?|dev(?:elopment)?|tests?|testing|emulat(?:or|ed)|offline|mock|debug|sandbox|ci)(?![a-z])|emulator|127\.0\.0\.1/i;
const producing = /prod(?:uction)?(?![a-z])/i;

function meaningOf({ condition, holds }: Branch): Occasion {
  const text = spaced(textAt(condition.at));
  // Of several conditions it is not told which of them decides.
  if (/\|\||\bor\b/i.test(text)) return undefined;
  const negated = /^\(?\s*(?:!(?!=)|not\b)|!==?|<>|\bis not\b|===?\s*(?:false|0|null|none)\b|\bis (?:False|None)\b/i.test(text);
  const means = holds !== negated;
  if (unverifying.test(text)) return means ? 'asked' : undefined;
  if (verifying.test(text)) return means ? undefined : 'asked';
  if (rehearsing.test(text)) return means ? 'rehearsal' : undefined;
  return producing.test(text) && !means ? 'rehearsal' : undefined;
}

/** `isLocalDev` → `is_Local_Dev`: words of one name apart. */
function spaced(text: string): string {
  return text.replace(/([a-z])([A-Z])/g, '$1_$2');
}
