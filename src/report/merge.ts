/** One defect, one finding: what several tools, or several ways to one place, say alike becomes one. */
import type { Detection, Finding, Place, ScannerSuppression, VerifiedFix } from '../finding/finding.ts';
import { compareSeverity, severities, type Confidence, type Severity } from '../finding/severity.ts';
import { folderOf } from '../source/file-tree.ts';
import { defectOf } from './equivalents.ts';
import { explain, type Explained } from './merge-equivalents.ts';
import { isOurs } from './own-findings.ts';

const confidences: readonly Confidence[] = ['high', 'medium', 'low'];

/**
 * Findings of one rule at one place are the same when they name the same resource and evidence, or say the same sentence (a module that
 * is used twice says it for each use). An advisory of a package is the same in all manifests and lock files of one folder. What tools say
 * in words of their own is the same by the table of equivalents. The result does not depend on the order of `findings`, and merging it
 * again changes nothing.
 */
export function mergeFindings(findings: readonly Finding[]): readonly Finding[] {
  const ofPackages = findings.filter(({ ruleId }) => ruleId === packageRule);
  const others = findings.filter(({ ruleId }) => ruleId !== packageRule);
  const bySubject = group(others, ({ subject, evidence }) => [subject.address, evidence]).map(mergeAlike);
  const bySentence = group(bySubject, ({ message }) => [message]).map(mergeAlike);
  return explain([...bySentence, ...mergePackages(ofPackages)])
    .map(combine)
    .sort(compareFindings);
}

/** The rule of every tool that knows advisories. */
const packageRule = 'dependencies/vulnerable-package';

/** The database whose advisories are the finest: another tool may count two of them as one. */
const finestTool = 'osv';

function mergePackages(findings: readonly Finding[]): readonly Finding[] {
  const inFolder = (finding: Finding, ...more: readonly string[]): string => [folderOf(finding.place.path), ...more].join('\0');
  const packages = grouped(findings, (finding) => inFolder(finding, finding.evidence, String(isFinest(finding)))).map(mergePackage);
  return grouped(packages, (finding) => inFolder(finding, packageOf(finding))).flatMap(mergeAliases);
}

function isFinest({ detectedBy }: Finding): boolean {
  return detectedBy.some(({ tool }) => tool === finestTool);
}

function grouped(findings: readonly Finding[], keyOf: (finding: Finding) => string): readonly Finding[][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const found = groups.get(keyOf(finding));
    if (found) found.push(finding);
    else groups.set(keyOf(finding), [finding]);
  }
  return [...groups.values()];
}

/** `lodash@4.17.15` of `lodash@4.17.15 CVE-2021-23337`. */
function packageOf({ evidence }: Finding): string {
  return evidence.slice(0, evidence.lastIndexOf(' '));
}

/** Advisories of one version of a package that share an id are one, whatever each tool calls it first. */
function mergeAliases(findings: readonly Finding[]): readonly Finding[] {
  const hosts = findings.filter(isFinest);
  const guests = findings.filter((finding) => !hosts.includes(finding));
  if (hosts.length === 0 || guests.length === 0) return findings;
  const sharing = (host: Finding): readonly Finding[] => guests.filter((guest) => [...aliasesOf(guest)].some((id) => aliasesOf(host).has(id)));
  const taken = new Set(hosts.flatMap(sharing));
  if (taken.size === 0) return findings;
  const merged = hosts.map((host) => mergePackage([host, ...sharing(host)]));
  return mergeAliases([...merged, ...guests.filter((guest) => !taken.has(guest))]);
}

function aliasesOf({ evidence, detectedBy }: Finding): ReadonlySet<string> {
  return new Set([evidence.slice(evidence.lastIndexOf(' ') + 1), ...detectedBy.map(({ ruleId }) => ruleId)]);
}

/** The other files in which it stands are named. */
function mergePackage(alike: readonly Finding[]): Finding {
  const merged = mergeAlike(alike);
  if (alike.length === 1) return merged;
  const known = new Set([merged.place, ...merged.related.map(({ place }) => place)].map((place) => JSON.stringify(place)));
  const places = new Map(alike.map(({ place }) => [JSON.stringify(place), place]));
  const more = [...places].filter(([key]) => !known.has(key)).map(([, place]) => place);
  return { ...merged, related: [...merged.related, ...more.sort(comparePlaces).map((place) => ({ place, text: 'also here' }))] };
}

/**
 * Our severity stands where ours speaks: it knows what else there is, and theirs comes from a table by the id. That another tool was told
 * to let it be does not silence ours: what is reported must not depend on whether that tool was installed.
 */
function combine({ speaker, others }: Explained): Finding {
  if (others.length === 0) return speaker;
  const all = [speaker, ...others];
  const fix = speaker.fix ?? bestFix(others.flatMap((other) => other.fix ?? []));
  return {
    ...withoutSuppression(speaker),
    severity: isOurs(speaker)
      ? speaker.severity
      : worstOf(
          all.filter((one) => defectOf(one) === defectOf(speaker)),
          speaker.severity,
        ),
    detectedBy: orderDetections(all.flatMap(({ detectedBy }) => detectedBy)),
    ...(fix ? { fix } : {}),
    secret: all.some(({ secret }) => secret),
    ...suppressedWhere(isOurs(speaker) ? [speaker] : all, (list) => list.every(({ suppressedBy }) => suppressedBy)),
  };
}

function withoutSuppression(finding: Finding): Finding {
  const { suppressedBy: _, ...rest } = finding;
  return rest;
}

function suppressedWhere(
  findings: readonly Finding[],
  holds: (findings: readonly Finding[]) => boolean,
): { readonly suppressedBy?: ScannerSuppression } {
  if (!holds(findings)) return {};
  const given = findings.flatMap(({ suppressedBy }) => suppressedBy ?? []);
  const [first] = given.sort((a, b) => Number(a.reason === '') - Number(b.reason === '') || compareText(JSON.stringify(a), JSON.stringify(b)));
  return first ? { suppressedBy: first } : {};
}

function worstOf(findings: readonly Finding[], otherwise: Severity): Severity {
  return severities.find((severity) => findings.some((finding) => finding.severity === severity)) ?? otherwise;
}

/** Worst first, then by place; the rest only makes the order total. */
export function compareFindings(a: Finding, b: Finding): number {
  return compareSeverity(a.severity, b.severity) || compareByPlace(a, b);
}

export function compareByPlace(a: Finding, b: Finding): number {
  return (
    comparePlaces(a.place, b.place) ||
    compareText(a.ruleId, b.ruleId) ||
    compareText(a.subject.address, b.subject.address) ||
    compareText(a.evidence, b.evidence) ||
    compareText(a.message, b.message)
  );
}

function comparePlaces(a: Place, b: Place): number {
  return (
    compareText(a.path, b.path) || a.startLine - b.startLine || a.startColumn - b.startColumn || a.endLine - b.endLine || a.endColumn - b.endColumn
  );
}

/** By code units, so that it is the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function group(findings: readonly Finding[], more: (finding: Finding) => readonly string[]): Finding[][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { path, startLine, startColumn, endLine, endColumn } = finding.place;
    const key = [finding.ruleId, path, startLine, startColumn, endLine, endColumn, ...more(finding)].join('\0');
    const found = groups.get(key);
    if (found) found.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()];
}

/** The first finding speaks, in an order that depends on what the findings are only; the worst severity and the best fix are kept. */
function mergeAlike(alike: readonly Finding[]): Finding {
  const [only] = alike;
  if (only && alike.length === 1) return only;
  const ordered = alike.map(withOrderedDetections).sort(compareSpeakers);
  const [speaker] = ordered;
  if (!speaker) throw new Error('a group of findings is empty');
  return {
    ...withoutSuppression(speaker),
    severity: worstOf(ordered, speaker.severity),
    confidence: confidences.find((confidence) => ordered.some((finding) => finding.confidence === confidence)) ?? speaker.confidence,
    detectedBy: orderDetections(ordered.flatMap((finding) => finding.detectedBy)),
    fix: bestFix(ordered.flatMap(({ fix }) => (fix ? [fix] : []))),
    secret: ordered.some((finding) => finding.secret),
    // One and the same finding, from tools of which one was told to let it be.
    ...suppressedWhere(ordered, (list) => !list.some(isOurs) || list.every(({ suppressedBy }) => suppressedBy)),
  };
}

function withOrderedDetections(finding: Finding): Finding {
  return { ...finding, detectedBy: orderDetections(finding.detectedBy) };
}

function compareSpeakers(a: Finding, b: Finding): number {
  const [first, second] = [a.detectedBy[0], b.detectedBy[0]];
  if (first && second) {
    const byTool = compareDetections(first, second);
    if (byTool !== 0) return byTool;
  }
  return compareByPlace(a, b) || compareText(JSON.stringify(a.related), JSON.stringify(b.related));
}

/** Our own analyser first: its sentences know the application. */
function compareDetections(a: Detection, b: Detection): number {
  return Number(isForeign(a)) - Number(isForeign(b)) || compareText(a.tool, b.tool) || compareText(a.ruleId, b.ruleId);
}

function isForeign({ tool }: Detection): boolean {
  return tool !== 'faasgate';
}

function orderDetections(detections: readonly Detection[]): readonly Detection[] {
  const byKey = new Map(detections.map((detection) => [`${detection.tool}\0${detection.ruleId}`, detection]));
  return [...byKey.values()].sort(compareDetections);
}

/** A safe fix before one to review, then the smaller one. */
function bestFix(fixes: readonly VerifiedFix[]): VerifiedFix | undefined {
  const ranked = fixes.map((fix) => ({ fix, rank: fix.risk === 'safe' ? 0 : 1, text: JSON.stringify(fix) }));
  return ranked.sort((a, b) => a.rank - b.rank || a.text.length - b.text.length || compareText(a.text, b.text))[0]?.fix;
}
