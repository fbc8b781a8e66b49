/** Rules as SARIF describes them: what code scanning shows beside an alert. */
import type { ReportingDescriptor } from 'sarif';
import type { Severity } from '../finding/severity.ts';
import type { ReportedRule } from '../finding/reported-rule.ts';
import { plainLine, shorten } from './plain-text.ts';

/** Longer descriptions are cut by GitHub: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
const longestDescription = 1024;
const longestName = 255;

/** GitHub keeps so many tags of a rule. */
const mostTags = 10;

/**
 * A number in a text, as GitHub wants it: above 9.0 it shows critical, from 7.0 high, from 4.0 medium, else low. The values stand inside of
 * their bands, because what exactly 9.0 is, its documentation does not say.
 */
const scores = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.5', note: '0.5' } as const satisfies Record<Severity, string>;

export function securitySeverity(severity: Severity): string {
  return scores[severity];
}

export function sarifLevel(severity: Severity): 'error' | 'warning' | 'note' {
  if (severity === 'critical' || severity === 'high') return 'error';
  return severity === 'medium' ? 'warning' : 'note';
}

export function sarifRule(rule: ReportedRule): ReportingDescriptor {
  const title = orId(rule.title, rule);
  const why = orId(rule.why, rule);
  return {
    id: rule.id,
    name: shorten(pascalCase(rule.id), longestName),
    shortDescription: { text: shorten(title, longestDescription) },
    fullDescription: { text: shorten(why, longestDescription) },
    ...(isWebAddress(rule.helpUri) ? { helpUri: rule.helpUri } : {}),
    help: { text: helpText(rule, why), markdown: helpMarkdown(rule, why) },
    defaultConfiguration: { level: sarifLevel(rule.severity) },
    properties: {
      tags: tagsOf(rule),
      precision: rule.confidence,
      'problem.severity': problemSeverity(rule.severity),
      'security-severity': securitySeverity(rule.severity),
    },
  };
}

/** GitHub refuses empty texts. */
function orId(text: string, { id }: ReportedRule): string {
  const line = plainLine(text).trim();
  return line === '' ? id : line;
}

function helpText({ remedy, references, id }: ReportedRule, why: string): string {
  const parts = [why, remedy, references.join('\n'), `To accept a finding: ${suppressionExample(id)}`];
  return parts.filter((part) => part !== '').join('\n\n');
}

function helpMarkdown({ remedy, references, id }: ReportedRule, why: string): string {
  const links = references.filter(isWebAddress).map((reference) => `- <${reference}>`);
  const parts = [
    why,
    remedy === '' ? '' : `**What to do.** ${remedy}`,
    links.length === 0 ? '' : `**References**\n\n${links.join('\n')}`,
    `**To accept a finding**, put the reason in a comment above it:\n\n\`\`\`\n# ${suppressionExample(id)}\n\`\`\``,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function suppressionExample(id: string): string {
  return `faasgate:ignore ${id} reason="…" until=YYYY-MM-DD`;
}

function tagsOf({ practice, cwe, controls }: ReportedRule): string[] {
  const weaknesses = cwe.map((number) => `external/cwe/cwe-${String(number).padStart(3, '0')}`);
  const named = Object.entries(controls).flatMap(([standard, ids]) => ids.map((id) => `${standard}:${id}`));
  const tags = ['security', 'serverless', ...(practice === '' ? [] : [`practice:${practice}`]), ...weaknesses, ...named];
  return [...new Set(tags)].slice(0, mostTags);
}

function problemSeverity(severity: Severity): string {
  return { error: 'error', warning: 'warning', note: 'recommendation' }[sarifLevel(severity)];
}

function pascalCase(id: string): string {
  return id.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s<>"\\^`{|}]+$/.test(text) && URL.canParse(text);
}
