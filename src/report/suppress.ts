/** Applies suppressions to findings and tells which of them are broken, expired or of no use. */
import type { Finding } from '../finding/finding.ts';
import type { Notice } from '../source/file-tree.ts';
import type { SourceFile } from '../source/file.ts';
import { defectOf, rulesOf } from './equivalents.ts';
import { isOurs } from './own-findings.ts';
import type { Suppression } from './report.ts';
import { readComments } from './suppression-comments.ts';
import { readMetadata } from './suppression-metadata.ts';
import { selectsRule, type SuppressionProblem, type WrittenSuppression } from './suppression.ts';
import { matchesPath, matchesText } from './wildcard.ts';

/** One entry of the configuration's list. */
export interface ConfiguredSuppression {
  readonly rule: string;
  /** A pattern of paths. */
  readonly path?: string | undefined;
  /** A pattern of resource addresses. */
  readonly resource?: string | undefined;
  readonly reason: string;
  readonly until?: string | undefined;
}

export interface SuppressOptions {
  /** Files whose comments and metadata are read. */
  readonly files: readonly SourceFile[];
  readonly configured: readonly ConfiguredSuppression[];
  /** The name of the configuration file, for notices. */
  readonly configPath?: string | undefined;
  /** ISO date. A suppression holds on the day it names. */
  readonly today: string;
  /** Whether all findings there are have been found: only then a suppression can be called unused. */
  readonly complete: boolean;
  /** Earlier names of rules, which old suppressions still use. */
  readonly formerly?: ReadonlyMap<string, string> | undefined;
}

export interface Suppressed {
  /** In the order of the findings. */
  readonly suppressions: readonly (Suppression | undefined)[];
  readonly notices: readonly Notice[];
}

/**
 * A finding takes the first suppression that holds, or else the first expired one. Comments come before the configuration, and our own
 * before what another tool was told.
 */
export function suppress(findings: readonly Finding[], options: SuppressOptions): Suppressed {
  const { written, problems } = writtenIn(options);
  const index = indexByPath(written);
  const used = new Set<WrittenSuppression>();
  const suppressions = findings.map((finding): Suppression | undefined => {
    const covering = candidates(index, finding).filter((one) => selects(one, finding, options) && one.covers(finding));
    for (const one of covering) used.add(one);
    const holding = covering.find((one) => !isExpired(one, options.today));
    const ofScanner = holding ? undefined : scannerSuppression(finding, options.today);
    if (ofScanner?.status === 'accepted') return ofScanner;
    const chosen = holding ?? covering[0];
    if (!chosen) return ofScanner;
    const { kind, reason, until, path, line } = chosen;
    return { kind, reason, until, status: holding ? 'accepted' : 'expired', path, line };
  });
  return { suppressions, notices: [...problems.map(problemNotice), ...written.flatMap((one) => lifeNotices(one, used.has(one), options))] };
}

/** "yesterday", "12 days ago": how long before `today` the day `until` was. */
export function daysAgo(until: string, today: string): string {
  const days = Math.round((Date.parse(today.slice(0, 10)) - Date.parse(until)) / 86_400_000);
  return days <= 1 ? 'yesterday' : `${days} days ago`;
}

function writtenIn(options: SuppressOptions): { readonly written: readonly WrittenSuppression[]; readonly problems: readonly SuppressionProblem[] } {
  const readings = options.files.flatMap((file) => [readComments(file), readMetadata(file)]);
  return {
    written: [...readings.flatMap(({ written }) => written), ...options.configured.map((one) => fromConfiguration(one, options.configPath))],
    problems: readings.flatMap(({ problems }) => problems),
  };
}

/** Patterns are matched once for each path and address. */
function fromConfiguration({ rule, path, resource, reason, until }: ConfiguredSuppression, file: string | undefined): WrittenSuppression {
  const inPath = remembered((value) => path === undefined || matchesPath(path, value));
  const ofResource = remembered((value) => resource === undefined || matchesText(resource, value));
  return {
    kind: 'config',
    rules: [rule],
    reason,
    until,
    path: file,
    covers: ({ place, subject }) => (inPath(place.path) || inPath(subject.body.path)) && ofResource(subject.address),
  };
}

function remembered(ask: (value: string) => boolean): (value: string) => boolean {
  const answers = new Map<string, boolean>();
  return (value) => {
    const answer = answers.get(value) ?? ask(value);
    answers.set(value, answer);
    return answer;
  };
}

interface PathIndex {
  readonly inline: ReadonlyMap<string, readonly WrittenSuppression[]>;
  readonly everywhere: readonly WrittenSuppression[];
}

function indexByPath(written: readonly WrittenSuppression[]): PathIndex {
  const inline = new Map<string, WrittenSuppression[]>();
  for (const one of written) {
    if (one.kind !== 'inline' || one.path === undefined) continue;
    const list = inline.get(one.path);
    if (list) list.push(one);
    else inline.set(one.path, [one]);
  }
  return { inline, everywhere: written.filter(({ kind }) => kind !== 'inline') };
}

function candidates({ inline, everywhere }: PathIndex, { place, subject }: Finding): readonly WrittenSuppression[] {
  const here = inline.get(place.path) ?? [];
  const there = subject.body.path === place.path ? [] : (inline.get(subject.body.path) ?? []);
  return here.length + there.length === 0 ? everywhere : [...here, ...there, ...everywhere];
}

function scannerSuppression({ suppressedBy }: Finding, today: string): Suppression | undefined {
  if (!suppressedBy) return undefined;
  const { tool, reason, until } = suppressedBy;
  const expired = until !== undefined && until < today.slice(0, 10);
  return { kind: 'scanner', reason: reason === '' ? `${tool} was told to let it be` : reason, until, status: expired ? 'expired' : 'accepted' };
}

/** What accepts a rule of ours accepts what other tools say of the same defect. */
function selects({ rules }: WrittenSuppression, finding: Finding, { formerly }: SuppressOptions): boolean {
  const ids = idsFor(finding);
  return rules.some((rule) => ids.some((id) => selectsRule(formerly?.get(rule) ?? rule, id)));
}

function idsFor(finding: Finding): readonly string[] {
  if (isOurs(finding)) return [finding.ruleId];
  const defect = defectOf(finding);
  return [finding.ruleId, ...finding.detectedBy.map(({ tool, ruleId }) => `${tool}/${ruleId}`), ...(defect ? rulesOf(defect) : [])];
}

function isExpired({ until }: WrittenSuppression, today: string): boolean {
  return until !== undefined && until < today.slice(0, 10);
}

function problemNotice({ message, path, line }: SuppressionProblem): Notice {
  return { level: 'info', message, path, line };
}

function lifeNotices(one: WrittenSuppression, used: boolean, { today, complete }: SuppressOptions): Notice[] {
  const at = { ...(one.path === undefined ? {} : { path: one.path }), ...(one.line === undefined ? {} : { line: one.line }) };
  const name = `the suppression of ${one.rules.join(', ')}`;
  if (isExpired(one, today) && one.until !== undefined) {
    const rest = used || !complete ? 'and is no longer applied' : 'and matches nothing: delete it';
    return [{ level: 'info', message: `${name} expired ${daysAgo(one.until, today)} (${one.until}) ${rest}`, ...at }];
  }
  return used || !complete ? [] : [{ level: 'info', message: `${name} matches nothing: delete it`, ...at }];
}
