/** `faasgate rules` and `faasgate explain`: what is checked, and why. */
import { ConfigurationError } from '../config/errors.ts';
import type { RuleDescription } from '../rules/description.ts';
import { describedRules } from '../rules/descriptions.ts';
import { rules as applicationRules } from '../rules/index.ts';
import { practices } from '../rules/practice.ts';
import type { Rule } from '../rules/rule.ts';

const rules: readonly (Rule | RuleDescription)[] = [...applicationRules, ...describedRules].sort((a, b) => (a.id < b.id ? -1 : 1));

/** One line per rule: severity, id, title. */
export function listRules(): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  return `${rules.map((rule) => `${rule.severity.padEnd(9)} ${rule.id.padEnd(width)}  ${rule.title}`).join('\n')}\n`;
}

/** @throws ConfigurationError for an id that no rule has. */
export function explainRule(id: string): string {
  const rule = ruleOf(id);
  return `${[
    rule.title,
    `${rule.id} · ${rule.severity} · ${practices[rule.practice]}`,
    '',
    rule.why,
    '',
    `What to do: ${rule.remedy}`,
    ...(rule.unfixable === undefined ? [] : [`No automatic fix: ${rule.unfixable}`]),
    '',
    ...rule.cwe.map((number) => `CWE-${number}`),
    ...Object.entries(rule.controls ?? {}).map(([standard, ids]) => `${standard}: ${ids.join(', ')}`),
    ...rule.references,
    '',
    'To accept it, on the line above:',
    `# faasgate:ignore ${rule.id} reason="…" until=2027-03-01`,
  ].join('\n')}\n`;
}

/** @throws ConfigurationError for an id that no rule has, with the likely ones. */
export function ruleOf(id: string): Rule | RuleDescription {
  const rule = rules.find((one) => one.id === id || one.formerly?.includes(id));
  if (rule) return rule;
  const word = id.slice(id.indexOf('/') + 1);
  const near = rules
    .filter((one) => one.id.includes(word) || one.id.split('/')[0] === id.split('/')[0])
    .sort((a, b) => alike(b.id, id) - alike(a.id, id))
    .slice(0, 5);
  const hint = near.length > 0 ? `; there are ${near.map((one) => one.id).join(', ')}` : '; see: faasgate rules';
  throw new ConfigurationError(`there is no rule "${id}"${hint}`);
}

/** So many letters two ids begin with alike. */
function alike(a: string, b: string): number {
  let count = 0;
  while (count < a.length && a[count] === b[count]) count++;
  return count;
}
