/** What outputs need to know of our own rules. */
import type { ReportedRule } from '../finding/reported-rule.ts';
import type { RuleDescription } from '../rules/description.ts';
import type { Rule } from '../rules/rule.ts';

/** `version` makes the link to the rule's page lead to the page as it was then. */
export function reportedRule(rule: Rule | RuleDescription, version: string): ReportedRule {
  const { id, title, practice, severity, confidence, cwe, controls = {}, why, remedy, references } = rule;
  const helpUri = `https://github.com/faasgate/faasgate/blob/v${version}/docs/rules/${id}.md`;
  return { id, title, practice, severity, confidence, cwe, controls, why, remedy, references, helpUri };
}
