/** Snyk's results as findings: one per advisory and package version, at the line of the dependency that brings it in. */
import type { Finding, ScannerSuppression } from '../../finding/finding.ts';
import type { ReportedRule } from '../../finding/reported-rule.ts';
import type { FileTree } from '../../source/file-tree.ts';
import type { Manifest } from './manifests.ts';
import type { SnykIssue, SnykProject } from './output.ts';
import { placeInLock, placeOfDependency } from './place.ts';

export const tool = 'snyk';

const vulnerable = 'dependencies/vulnerable-package';
const licence = 'dependencies/licence';

export function toFindings(projects: readonly SnykProject[], manifest: Manifest, files: FileTree): readonly Finding[] {
  const findings = new Map<string, Finding>();
  const add = (issue: SnykIssue, ways: readonly SnykIssue[], isIgnored: boolean): void => {
    const key = JSON.stringify([issue.id, nameOfPackage(issue), issue.version, isIgnored]);
    if (!findings.has(key)) findings.set(key, toFinding(issue, ways, manifest, files, isIgnored));
  };
  for (const { vulnerabilities, filtered } of projects) {
    for (const ways of byPackage(vulnerabilities)) add(ways[0]!, ways, false);
    for (const ways of byPackage(filtered?.ignore ?? [])) add(ways[0]!, ways, true);
  }
  return [...findings.values()];
}

/** Snyk writes a row for each way through the tree of packages. */
function byPackage(issues: readonly SnykIssue[]): readonly (readonly SnykIssue[])[] {
  const groups = new Map<string, SnykIssue[]>();
  for (const issue of issues) {
    const key = JSON.stringify([issue.id, nameOfPackage(issue), issue.version]);
    const group = groups.get(key);
    if (group) group.push(issue);
    else groups.set(key, [issue]);
  }
  return [...groups.values()];
}

function nameOfPackage({ name, packageName }: SnykIssue): string {
  return name ?? packageName ?? '';
}

function toFinding(issue: SnykIssue, ways: readonly SnykIssue[], manifest: Manifest, files: FileTree, isIgnored: boolean): Finding {
  const name = nameOfPackage(issue);
  const direct = directOf(issue) ?? name;
  const isLicence = issue.type === 'license';
  const place = placeOfDependency(files, manifest.path, direct);
  const locked = manifest.target === manifest.path ? undefined : placeInLock(files, manifest.target, direct);
  const aliases = aliasesOf(issue);
  const via = [...new Set(ways.map((way) => directOf(way) ?? name))].filter((other) => other !== name);
  return {
    ruleId: isLicence ? licence : vulnerable,
    severity: isLicence ? 'low' : issue.severity,
    confidence: 'high',
    message: isLicence
      ? `${name} ${issue.version} is under a licence that the policy questions: ${issue.title}`
      : sentence(issue, name, via, aliases),
    place,
    related: locked ? [{ place: locked, text: `${direct} is locked here` }] : [],
    subject: { address: `${name}@${issue.version}`, label: name, type: 'package', body: place, root: manifest.path },
    detectedBy: [issue.id, ...aliases].map((ruleId) => ({ tool, ruleId })),
    evidence: `${name}@${issue.version} ${isLicence ? issue.id : (aliases[0] ?? issue.id)}`,
    secret: false,
    ...(isIgnored ? { suppressedBy: suppressionOf(issue) } : {}),
  };
}

function sentence(
  { version, title, upgradePath, fixedIn, nearestFixedInVersion }: SnykIssue,
  name: string,
  via: readonly string[],
  aliases: readonly string[],
): string {
  const advisory = aliases[0] === undefined ? '' : ` (${aliases[0]})`;
  const through = via.length === 0 ? '' : `, brought in by ${via.slice(0, 3).join(', ')}${via.length > 3 ? ` and ${via.length - 3} more` : ''}`;
  const upgrade = upgradePath?.[1];
  const fixed = nearestFixedInVersion ?? fixedIn?.[0];
  const fix = typeof upgrade === 'string' ? `; ${upgrade} fixes it` : fixed ? `; fixed in ${fixed}` : '';
  return `${name} ${version} has a known vulnerability: ${title}${advisory}${through}${fix}`;
}

/** The package that the manifest names: `from` begins with the project itself. */
function directOf({ from }: SnykIssue): string | undefined {
  const spec = from[1];
  if (spec === undefined) return undefined;
  const at = spec.lastIndexOf('@');
  return at > 0 ? spec.slice(0, at) : spec;
}

/** CVE ids first: every database of advisories knows them. */
function aliasesOf({ identifiers }: SnykIssue): readonly string[] {
  const ids = (key: string): readonly string[] => [...(identifiers?.[key] ?? [])].sort();
  return [...ids('CVE'), ...ids('GHSA')];
}

function suppressionOf({ filtered }: SnykIssue): ScannerSuppression {
  const [first] = filtered?.ignored ?? [];
  const until = /^\d{4}-\d{2}-\d{2}/.exec(first?.expires ?? '')?.[0];
  return { tool, reason: first?.reason?.trim() ?? '', ...(until === undefined ? {} : { until }) };
}

export const rules: readonly ReportedRule[] = [
  {
    id: vulnerable,
    title: 'A dependency has a known vulnerability',
    practice: 'vulnerable-dependency',
    severity: 'high',
    confidence: 'high',
    cwe: [1395],
    controls: {},
    why: 'Whoever reads the advisory knows how to attack what ships this version.',
    remedy: 'Raise the dependency to a version without the vulnerability, or replace it.',
    references: ['https://cwe.mitre.org/data/definitions/1395.html'],
    helpUri: 'https://cwe.mitre.org/data/definitions/1395.html',
  },
  {
    id: licence,
    title: 'A dependency is under a licence that the policy questions',
    practice: '',
    severity: 'low',
    confidence: 'high',
    cwe: [],
    controls: {},
    why: 'The organisation has a policy at Snyk about the licences of what it ships.',
    remedy: 'Ask who keeps the policy, or replace the dependency.',
    references: [],
    helpUri: '',
  },
];
