/** What becomes of foreign findings that no finding of ours explains: severity, practice, and what the configuration says of our equivalents. */
import type { Finding } from '../finding/finding.ts';
import type { ReportedRule } from '../finding/reported-rule.ts';
import type { Severity } from '../finding/severity.ts';
import type { KnownAnswer } from '../scanners/scanner.ts';
import type { Notice } from '../source/file-tree.ts';
import { Answers } from './answers.ts';
import { canonicalId, defectOf, rulesOf } from './equivalents.ts';
import { refuted } from './equivalents/refuted.ts';
import { compareByPlace } from './merge.ts';
import { append, isOurs, isPlaceOnly } from './own-findings.ts';

/** Another severity for a rule, ours or a foreign one, or `off`. */
export type RuleSettings = Readonly<Record<string, Severity | 'off'>>;

/** Scanners of ours whose severities come from tables and advisories already; what their tools wrote to files has none. */
const calibrated: ReadonlySet<string> = new Set(['checkov', 'snyk', 'osv']);

interface Settled {
  readonly findings: readonly Finding[];
  /** Foreign rules that are right about nothing here: there is nothing to do about them. */
  readonly remarks: ReadonlySet<string>;
  readonly notices: readonly Notice[];
}

/**
 * A foreign finding follows what the configuration says of it, or else of the nearest rule of ours. What our own scanner knows of its
 * resource goes with it: a fix, or why it is none there.
 */
export function settleForeign(findings: readonly Finding[], settings: RuleSettings, known: readonly KnownAnswer[] = []): Settled {
  const off = new Map<string, number>();
  const answers = new Answers(known);
  const harmless = new Map<Finding, string>();
  const settled = findings.flatMap((finding): Finding[] => {
    if (isOurs(finding)) return [finding];
    const [setting, by] = settingOf(finding, settings);
    if (setting === 'off') {
      off.set(by, (off.get(by) ?? 0) + 1);
      return [];
    }
    const [told, reason] = judged(finding, answers.of(finding));
    const own = setting === undefined ? told : { ...told, severity: setting };
    if (reason !== undefined) harmless.set(own, reason);
    return [own];
  });
  const wrong = new Set(settled.filter((finding) => !harmless.has(finding)).map(({ ruleId }) => ruleId));
  const remarks = new Set([...harmless.keys()].map(({ ruleId }) => ruleId).filter((id) => !wrong.has(id)));
  return { findings: oncePerFile(settled, harmless), remarks, notices: [...off].sort().map(([rule, count]) => offNotice(rule, count)) };
}

/**
 * A note of another tool is advice: what it says of many resources of one kind in one file is said once, with all of their places. So is
 * what a check assumes of a platform or of a resource and is not so: that is a remark about the check.
 */
function oncePerFile(findings: readonly Finding[], harmless: ReadonlyMap<Finding, string>): readonly Finding[] {
  const groups = new Map<string, Finding[]>();
  const others: Finding[] = [];
  for (const finding of findings) {
    const { ruleId, place, subject } = finding;
    const reason = harmless.get(finding) ?? '';
    const isAdvice = finding.severity === 'note' && !isOurs(finding) && !isPlaceOnly(finding);
    if (!isAdvice || finding.suppressedBy || finding.fix) others.push(together([finding], reason));
    else append(groups, [ruleId, place.path, reason === '' ? subject.type : '', reason].join('\0'), finding);
  }
  return [...others, ...[...groups].map(([key, alike]) => together(alike, key.slice(key.lastIndexOf('\0') + 1)))];
}

/** All of them are seen by the tools that see any: their ids are of one rule. */
function together(alike: readonly Finding[], reason: string): Finding {
  const [first, ...rest] = [...alike].sort(compareByPlace);
  if (!first) throw new Error('a group of findings is empty');
  const said = [reason === '' ? '' : `but ${reason}`, rest.length === 0 ? '' : `the same holds for ${rest.length} more`].filter(
    (part) => part !== '',
  );
  if (said.length === 0) return first;
  const related = [...first.related, ...rest.map(({ place, subject }) => ({ place, text: subject.label }))];
  const detectedBy = [...new Map(alike.flatMap((one) => one.detectedBy).map((one) => [`${one.tool}/${one.ruleId}`, one])).values()];
  return { ...first, message: `${first.message} (${said.join('; ')})`, related, detectedBy };
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

/** With the reason why it is none, where there is one. */
function judged(finding: Finding, answer: KnownAnswer | undefined): readonly [Finding, string | undefined] {
  const fixed = answer?.fix && !finding.fix ? { ...finding, fix: answer.fix } : finding;
  const reason = refuted.get(canonicalId(finding.ruleId))?.reason ?? (answer?.harmless === '' ? undefined : answer?.harmless);
  if (reason !== undefined) return [{ ...fixed, severity: 'note' }, reason];
  const defect = defectOf(finding);
  return [defect && (!calibrated.has(toolOf(finding)) || isPlaceOnly(finding)) ? { ...fixed, severity: defect.severity } : fixed, undefined];
}

function toolOf({ ruleId }: Finding): string {
  return ruleId.slice(0, ruleId.indexOf('/'));
}

/**
 * What outputs say of a foreign rule: with our practice where the tool's scanner names none, and with what to do where a rule of ours asks
 * the same question. `ours` knows our rules.
 */
export function foreignRule(
  rule: ReportedRule,
  finding: Finding | undefined,
  isRemark: boolean,
  ours: (id: string) => ReportedRule | undefined,
): ReportedRule {
  const defect = finding && defectOf(finding);
  const [nearest] = defect?.confidence === 'exact' ? rulesOf(defect) : [];
  const same = nearest === undefined ? undefined : ours(nearest);
  const refutation = refuted.get(canonicalId(rule.id));
  const references = [...rule.references, ...(same?.references ?? []), ...(refutation ? [refutation.source] : [])];
  return {
    ...rule,
    practice: rule.practice === '' ? (defect?.practice ?? '') : rule.practice,
    remedy: rule.remedy === '' && !refutation && !isRemark ? (same?.remedy ?? '') : rule.remedy,
    cwe: rule.cwe.length === 0 ? (same?.cwe ?? []) : rule.cwe,
    references: [...new Set(references)],
  };
}
