/** Results that are about a version of a package: what their sentences say, in the words that our own package scanners use. */
import type { ReportedRule } from '../../finding/reported-rule.ts';
import type { Severity } from '../../finding/severity.ts';
import { at, text, type Json } from './log.ts';
import { titleOf, type NamedRule } from './rules.ts';

export const packageRule = 'dependencies/vulnerable-package';

export interface Advisory {
  readonly name: string;
  readonly version: string;
  /** What it is called, the id of the result first. */
  readonly ids: readonly string[];
  readonly message: string;
}

const id = /^(?:CVE-\d{4}-\d+|GHSA(?:-[a-z0-9]{4}){3}|(?:PYSEC|GO|RUSTSEC|OSV|MAL)-[\w-]+|SNYK-[\w.:-]+)$/i;

/**
 * As Trivy (https://github.com/aquasecurity/trivy/blob/main/pkg/report/sarif.go) and OSV-Scanner
 * (https://github.com/google/osv-scanner, `internal/output/sarif.go`) write them in November 2026. Other tools name the package nowhere
 * that could be relied on; theirs stay results of their own.
 */
export function advisoryOf(result: Json, named: NamedRule): Advisory | undefined {
  const sentence = text(at(result, 'message', 'text'));
  if (sentence === undefined || !id.test(named.id)) return undefined;
  const [name, version] = listed(sentence) ?? quoted(sentence) ?? [];
  if (name === undefined || version === undefined) return undefined;
  const others = [...sentence.matchAll(/'([^']{1,60})'/g)].map((match) => match[1] ?? '').filter((word) => id.test(word) && word !== named.id);
  const title = titleOf(named);
  const what = title === named.id || title.includes(named.id) ? named.id : `${title} (${named.id})`;
  const fixed = /^Fixed Version: (\S+)/m.exec(sentence)?.[1];
  const end = fixed === undefined ? '' : `; fixed in ${fixed.replace(/,$/, '')}`;
  return { name, version, ids: [named.id, ...new Set(others)], message: `${name} ${version} has a known vulnerability: ${what}${end}` };
}

function listed(sentence: string): readonly [string, string] | undefined {
  const name = /^Package: (\S{1,200})$/m.exec(sentence)?.[1];
  const version = /^Installed Version: (\S{1,100})$/m.exec(sentence)?.[1];
  return name === undefined || version === undefined ? undefined : [name, version];
}

function quoted(sentence: string): readonly [string, string] | undefined {
  const match = /^Package '(\S{1,200})@([^\s@']{1,100})' is vulnerable to '/.exec(sentence);
  return match?.[1] === undefined || match[2] === undefined ? undefined : [match[1], match[2]];
}

export function packageRuleOf(severity: Severity): ReportedRule {
  return {
    id: packageRule,
    title: 'A dependency has a known vulnerability',
    practice: 'vulnerable-dependency',
    severity,
    confidence: 'medium',
    cwe: [1395],
    controls: {},
    why: 'Whoever reads the advisory knows how to attack what ships this version.',
    remedy: 'Raise the dependency to a version without the vulnerability, or replace it.',
    references: ['https://cwe.mitre.org/data/definitions/1395.html'],
    helpUri: 'https://cwe.mitre.org/data/definitions/1395.html',
  };
}
