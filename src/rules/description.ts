/** What can be said of a rule that no reader of applications checks: a scanner of ours looks at other files for it. */
import type { Rule } from './rule.ts';

export interface RuleDescription extends Omit<Rule, 'check' | 'messages' | 'particulars'> {
  /** What its scanner leaves alone, for the rule's page. */
  readonly notReported: readonly string[];
}
