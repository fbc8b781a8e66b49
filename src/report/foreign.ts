/** What becomes of foreign findings that no finding of ours explains: severity, practice, and what the configuration says of our equivalents. */
import type { Finding } from '../finding/finding.ts';
import type { ReportedRule } from '../finding/reported-rule.ts';
import type { Severity } from '../finding/severity.ts';
import type { Notice } from '../source/file-tree.ts';
import { canonicalId, defectOf, rulesOf } from './equivalents.ts';
import { refuted } from './equivalents/refuted.ts';
import { compareByPlace } from './merge.ts';
import { append, isOurs, isPlaceOnly } from './own-findings.ts';

/** Another severity for a rule, ours or a foreign one, or `off`. */
export type RuleSettings = Readonly<Record<string, Severity | 'off'>>;

/** Scanners of ours whose severities come from tables and advisories already; what their tools wrote to files has none. */
const calibrated: ReadonlySet<string> = new Set(['checkov', 'snyk', 'osv']);

/** A foreign finding follows what the configuration says of it, or else of the nearest rule of ours. */
export function settleForeign(
  findings: readonly Finding[],
  settings: RuleSettings,
): { readonly findings: readonly Finding[]; readonly notices: readonly Notice[] } {
  const off = new Map<string, number>();
  const settled = findings.flatMap((finding): Finding[] => {
    if (isOurs(finding)) return [finding];
    const [setting, by] = settingOf(finding, settings);
    if (setting === 'off') {
      off.set(by, (off.get(by) ?? 0) + 1);
      return [];
    }
    return [setting === undefined ? judged(finding) : { ...judged(finding), severity: setting }];
  });
  return { findings: oncePerFile(settled), notices: [...off].sort().map(([rule, count]) => offNotice(rule, count)) };
}

/**
 * What a check assumes of the platform and is not so is said once for each file: it is a remark about the check, and twenty-six functions
 * that it holds for are no twenty-six defects. All of them are named by their places.
 */
function oncePerFile(findings: readonly Finding[]): readonly Finding[] {
  const groups = new Map<string, Finding[]>();
  const others: Finding[] = [];
  for (const finding of findings) {
    if (isOurs(finding) || finding.suppressedBy || finding.severity !== 'note' || !refuted.has(canonicalId(finding.ruleId))) {
      others.push(finding);
      continue;
    }
    append(groups, `${finding.ruleId}\0${finding.place.path}`, finding);
  }
  return [...others, ...[...groups.values()].map(together)];
}

function together(alike: readonly Finding[]): Finding {
  const [first, ...rest] = [...alike].sort(compareByPlace);
  if (!first) throw new Error('a group of findings is empty');
  if (rest.length === 0) return first;
  const message = `${first.message} (the same holds for ${rest.length} more)`;
  return { ...first, message, related: [...first.related, ...rest.map(({ place, subject }) => ({ place, text: subject.label }))] };
}

function settingOf(finding: Finding, settings: RuleSettings): readonly [Severity | 'off' | undefined, string] {
  const own = settings[finding.ruleId] ?? settings[canonicalId(finding.ruleId)];
  if (own !== undefined) return [own, finding.ruleId];
  const defect = defectOf(finding);
  const [nearest] = defect ? rulesOf(defect) : [];
  return nearest === undefined ? [undefined, ''] : [settings[nearest], nearest];
}

function offNotice(rule: string, count: number): Notice {
  const what = count === 1 ? '1 finding of another tool is' : `${count} findings of other tools are`;
  return { level: 'info', message: `${what} not reported, because ${rule} is off` };
}

function judged(finding: Finding): Finding {
  const refutation = refuted.get(canonicalId(finding.ruleId));
  if (refutation) return { ...finding, severity: 'note', message: `${finding.message} (but ${refutation.reason})` };
  const defect = defectOf(finding);
  return defect && (!calibrated.has(toolOf(finding)) || isPlaceOnly(finding)) ? { ...finding, severity: defect.severity } : finding;
}

function toolOf({ ruleId }: Finding): string {
  return ruleId.slice(0, ruleId.indexOf('/'));
}

/**
 * What outputs say of a foreign rule: with our practice where the tool's scanner names none, and with what to do where a rule of ours asks
 * the same question. `ours` knows our rules.
 */
export function foreignRule(rule: ReportedRule, finding: Finding | undefined, ours: (id: string) => ReportedRule | undefined): ReportedRule {
  const defect = finding && defectOf(finding);
  const [nearest] = defect?.confidence === 'exact' ? rulesOf(defect) : [];
  const same = nearest === undefined ? undefined : ours(nearest);
  const refutation = refuted.get(canonicalId(rule.id));
  const references = [...rule.references, ...(same?.references ?? []), ...(refutation ? [refutation.source] : [])];
  return {
    ...rule,
    practice: rule.practice === '' ? (defect?.practice ?? '') : rule.practice,
    remedy: rule.remedy === '' && !refutation ? (same?.remedy ?? '') : rule.remedy,
    cwe: rule.cwe.length === 0 ? (same?.cwe ?? []) : rule.cwe,
    references: [...new Set(references)],
  };
}
