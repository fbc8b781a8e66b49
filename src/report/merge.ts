/** One defect, one finding: what several tools, or several ways to one place, say alike becomes one. */
import type { Detection, Finding, Place, VerifiedFix } from '../finding/finding.ts';
import { compareSeverity, severities, type Confidence } from '../finding/severity.ts';

const confidences: readonly Confidence[] = ['high', 'medium', 'low'];

/**
 * Findings of one rule at one place are the same when they name the same resource and evidence, or say the same sentence (a module that
 * is used twice says it for each use). The result does not depend on the order of `findings`, and merging it again changes nothing.
 */
export function mergeFindings(findings: readonly Finding[]): readonly Finding[] {
  const bySubject = group(findings, (finding) => [finding.subject.address, finding.evidence]).map(mergeAlike);
  return group(bySubject, (finding) => [finding.message])
    .map(mergeAlike)
    .sort(compareFindings);
}

/** Worst first, then by place; the rest only makes the order total. */
function compareFindings(a: Finding, b: Finding): number {
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
    ...speaker,
    severity: severities.find((severity) => ordered.some((finding) => finding.severity === severity)) ?? speaker.severity,
    confidence: confidences.find((confidence) => ordered.some((finding) => finding.confidence === confidence)) ?? speaker.confidence,
    detectedBy: orderDetections(ordered.flatMap((finding) => finding.detectedBy)),
    fix: bestFix(ordered.flatMap(({ fix }) => (fix ? [fix] : []))),
    secret: ordered.some((finding) => finding.secret),
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
