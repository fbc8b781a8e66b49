/** What a report says of a rule, ours or a foreign tool's. */
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
