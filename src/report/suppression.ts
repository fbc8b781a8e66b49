/** A suppression as somebody wrote it, wherever it was written, and the checks that all of them share. */
import type { Finding } from '../finding/finding.ts';
import type { Suppression } from './report.ts';

export interface WrittenSuppression {
  readonly kind: Suppression['kind'];
  /** Rule ids, or whole families: `triggers/*`. */
  readonly rules: readonly string[];
  readonly reason: string;
  /** ISO date of the last day on which it holds. */
  readonly until?: string | undefined;
  /** Where it is written. */
  readonly path?: string | undefined;
  readonly line?: number | undefined;
  /** It counts only once somebody approves it. */
  readonly requested?: boolean | undefined;
  /** Is the finding at a place, or of a resource, that it speaks of? */
  covers(finding: Finding): boolean;
}

/** What is wrong with a suppression; it suppresses nothing. */
export interface SuppressionProblem {
  readonly message: string;
  readonly path: string;
  readonly line: number;
}

export const suppressionForm = 'faasgate:ignore <rule> reason="…" until=YYYY-MM-DD';

/** What is wrong with a reason and a date; undefined when both can stand. */
export function problemOf(reason: string | undefined, until: string | undefined): string | undefined {
  if (reason === undefined || reason.trim() === '') return `this suppression gives no reason and is not applied: write ${suppressionForm}`;
  if (until !== undefined && !isDate(until)) return `this suppression is not applied: until wants a date like 2027-03-01, not "${until}"`;
  return undefined;
}

export function isRuleSelector(text: string): boolean {
  return /^[\w.-]+(\/[\w.-]+)*(\/\*)?$/.test(text);
}

export function selectsRule(selector: string, ruleId: string): boolean {
  return selector.endsWith('/*') ? ruleId.startsWith(selector.slice(0, -1)) : selector === ruleId;
}

/** A day that exists, written as ISO 8601 does. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
