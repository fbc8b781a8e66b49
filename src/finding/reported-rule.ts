/** What a report says of a rule, ours or a foreign tool's. */
import type { Finding } from './finding.ts';
import type { Confidence, Severity } from './severity.ts';

/** What outputs need to know of a rule, ours or a foreign tool's. */
export interface ReportedRule {
  readonly id: string;
  readonly title: string;
  readonly practice: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly cwe: readonly number[];
  readonly controls: Readonly<Record<string, readonly string[]>>;
  readonly why: string;
  readonly remedy: string;
  readonly references: readonly string[];
  readonly helpUri: string;
}

export type ReportedRules = Readonly<Record<string, ReportedRule>>;

/** Why a finding matters; empty where nobody says. */
export function whyOf({ why, ruleId }: Finding, rules: ReportedRules): string {
  return why ?? rules[ruleId]?.why ?? '';
}

/** What to do about a finding; empty where nobody says. */
export function remedyOf({ remedy, ruleId }: Finding, rules: ReportedRules): string {
  return remedy ?? rules[ruleId]?.remedy ?? '';
}
