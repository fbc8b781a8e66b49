/** Results as SARIF describes them: a place, a sentence, a fix, and the fingerprints by which alerts are followed. */
import type * as sarif from 'sarif';
import type { Finding, Place, VerifiedFix } from '../finding/finding.ts';
import { isSuppressed } from '../report/gate.ts';
import type { Result } from '../report/report.ts';
import type { OutputContext } from './context.ts';
import { plainLine, shorten } from './plain-text.ts';
import { sarifLevel, securitySeverity } from './sarif-rules.ts';

const longestMessage = 4096;

/** Code scanning keeps a hundred locations of a result and a thousand steps of a flow. */
const mostRelated = 99;
const mostSteps = 1000;

export function sarifResult(result: Result, ruleIndex: number, context: OutputContext): sarif.Result {
  const { finding, fingerprints, suppression } = result;
  const fix = context.showableFix(finding.fix);
  const { primaryLocationLineHash, semantic } = fingerprints;
  return {
    ruleId: finding.ruleId,
    ruleIndex,
    level: sarifLevel(finding.severity),
    message: { text: messageOf(finding, fix, context) },
    locations: [{ physicalLocation: physicalLocation(finding.place), logicalLocations: logicalLocations(finding, context) }],
    ...(finding.related.length > 0 ? { relatedLocations: relatedLocations(finding, context) } : {}),
    ...(finding.flow && finding.flow.length > 0 ? { codeFlows: [codeFlow(finding.flow, context)] } : {}),
    partialFingerprints: { ...(primaryLocationLineHash === '' ? {} : { primaryLocationLineHash }), 'faasgate/v1': semantic },
    ...(fix ? { fixes: [sarifFix(fix, context)] } : {}),
    ...(isSuppressed(result) && suppression ? { suppressions: [sarifSuppression(suppression, context)] } : {}),
    properties: {
      severity: finding.severity,
      'security-severity': securitySeverity(finding.severity),
      confidence: finding.confidence,
      state: result.state,
      resourceType: plainLine(finding.subject.type),
      detectedBy: finding.detectedBy.map(({ tool, ruleId }) => ({ tool, ruleId })),
    },
  };
}

export function physicalLocation({ path, startLine, startColumn, endLine, endColumn }: Place): sarif.PhysicalLocation {
  return { artifactLocation: { uri: relativeUri(path) }, region: { startLine, startColumn, endLine, endColumn } };
}

/** Relative to the root of the repository, as GitHub wants it; each name is encoded on its own. */
export function relativeUri(path: string): string {
  return path.split('/').map(encodeName).join('/');
}

/** Halves of surrogate pairs cannot be encoded; going through bytes replaces them. */
function encodeName(name: string): string {
  try {
    return encodeURIComponent(name);
  } catch {
    return encodeURIComponent(Buffer.from(name, 'utf8').toString('utf8'));
  }
}

/** GitHub shows no `fixes`, so the sentence says what there is to do. */
function messageOf(finding: Finding, fix: VerifiedFix | undefined, context: OutputContext): string {
  const { message, subject } = finding;
  const where = subject.construct === undefined ? '' : ` (construct ${subject.construct})`;
  const advice = fix ? ` To fix: ${fixSentence(fix)}` : '';
  return shorten(sarifText(`${message}${where}.${advice}`, context), longestMessage);
}

function fixSentence({ title, risk, check }: VerifiedFix): string {
  const sentence = title.replace(/\.$/, '');
  return risk === 'safe' || check === undefined ? `${sentence}.` : `${sentence}. Before applying it: ${check.replace(/\.$/, '')}.`;
}

/** SARIF reads `[text](target)` in a message as a link: nothing from a file may become one. */
function sarifText(text: string, context: OutputContext): string {
  const line = plainLine(context.redact(text)).replaceAll('](', '] (');
  return line.trim() === '' ? '(no text)' : line;
}

function logicalLocations({ subject }: Finding, context: OutputContext): sarif.LogicalLocation[] {
  const address = plainLine(context.redact(subject.address));
  const resource = { name: plainLine(context.redact(subject.label)), fullyQualifiedName: address, kind: 'resource' };
  if (subject.construct === undefined) return [resource];
  return [resource, { fullyQualifiedName: plainLine(context.redact(subject.construct)), kind: 'object' }];
}

function relatedLocations({ related }: Finding, context: OutputContext): sarif.Location[] {
  return related.slice(0, mostRelated).map(({ place, text }, index) => ({
    id: index + 1,
    physicalLocation: physicalLocation(place),
    message: { text: sarifText(text, context) },
  }));
}

function codeFlow(flow: NonNullable<Finding['flow']>, context: OutputContext): sarif.CodeFlow {
  const locations = flow.slice(0, mostSteps).map(({ place, text }, index) => ({
    executionOrder: index + 1,
    location: { physicalLocation: physicalLocation(place), message: { text: sarifText(text, context) } },
  }));
  return { threadFlows: [{ locations }] };
}

function sarifFix(fix: VerifiedFix, context: OutputContext): sarif.Fix {
  const paths = [...new Set(fix.edits.map(({ place }) => place.path))].sort();
  return {
    description: { text: sarifText(fixSentence(fix), context) },
    artifactChanges: paths.map((path) => ({
      artifactLocation: { uri: relativeUri(path) },
      replacements: fix.edits.filter(({ place }) => place.path === path).map(({ place, text }) => replacement(place, text)),
    })),
  };
}

function replacement({ startLine, startColumn, endLine, endColumn }: Place, text: string): sarif.Replacement {
  return { deletedRegion: { startLine, startColumn, endLine, endColumn }, ...(text === '' ? {} : { insertedContent: { text } }) };
}

function sarifSuppression({ kind, reason, path, line }: NonNullable<Result['suppression']>, context: OutputContext): sarif.Suppression {
  const location =
    path === undefined ? undefined : { artifactLocation: { uri: relativeUri(path) }, ...(line === undefined ? {} : { region: { startLine: line } }) };
  return {
    kind: kind === 'inline' ? 'inSource' : 'external',
    status: 'accepted',
    justification: sarifText(reason, context),
    ...(location ? { location: { physicalLocation: location } } : {}),
  };
}
