/** One run: open the folder, run the scanners, assemble what they found, decide. Nothing is written here. */
import { statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { ConfigurationError } from './config/errors.ts';
import type { Config, Overrides } from './config/schema.ts';
import { dialects } from './dialects/index.ts';
import type { Finding } from './finding/finding.ts';
import type { ComparisonRequest } from './git/comparison.ts';
import { readPolicy, type Policy } from './policy.ts';
import { assembleReport } from './report/assemble.ts';
import type { Earlier } from './report/compare.ts';
import { isSuppressed, type GateOptions } from './report/gate.ts';
import type { Report } from './report/report.ts';
import { relocate } from './report/relocate.ts';
import { reportedRule } from './report/rules.ts';
import { rules as allRules } from './rules/index.ts';
import { outputContext, type OutputContext } from './reporters/context.ts';
import { practices as allPractices } from './rules/practice.ts';
import type { Rule } from './rules/rule.ts';
import { builtinScanner } from './scanners/builtin/builtin.ts';
import { noCoverage, type ScanRequest, type ScanResult, type Scanner } from './scanners/scanner.ts';
import type { SourceFile } from './source/file.ts';
import { openFolder } from './source/folder.ts';
import { narrowed, type FolderOptions, type FolderTree } from './source/listing.ts';
import { version } from './version.ts';

export interface RunRequest {
  /** A folder, or one file of it. */
  readonly path: string;
  /** A path of its own, not relative to the folder. */
  readonly config?: string | undefined;
  readonly overrides: Overrides;
  readonly category: string;
  readonly now: Date;
  /** Milliseconds since some moment. */
  readonly clock: () => number;
  /** Another commit that this run is held against. */
  readonly comparison?: ComparisonRequest | undefined;
  /** Where the folder is in its repository: outputs tell paths of the repository. */
  readonly prefix?: string | undefined;
  /** Who has approved the suppressions that a pull request adds; asked only when there are some. */
  readonly approvedBy?: (() => Promise<string | undefined>) | undefined;
}

/** A folder that is opened, with what counts in it and the scanners that will run. */
export interface Workspace extends Policy {
  readonly files: FolderTree;
  /** Only one file may be meant. */
  readonly isWanted: (path: string) => boolean;
  /** How it was opened. */
  readonly options: FolderOptions;
  readonly rules: readonly Rule[];
  readonly scanners: readonly Scanner[];
}

export interface RunOutcome {
  readonly report: Report;
  /** What outputs may show of the files. */
  readonly context: OutputContext;
  readonly workspace: Workspace;
}

/** @throws ConfigurationError */
export async function run(request: RunRequest): Promise<RunOutcome> {
  const workspace = openWorkspace(request);
  const results = await scanAll(workspace.scanners, workspace.files);
  const earlier = await scanEarlier(workspace, request);
  let report = assemble(results, workspace, request, earlier);
  const approvedBy = isAsked(report) ? await request.approvedBy?.() : undefined;
  if (earlier && approvedBy !== undefined) report = assemble(results, workspace, request, { ...earlier, approvedBy });
  const { prefix = '' } = request;
  const told = relocate(report, prefix);
  const read = (path: string): SourceFile | undefined => workspace.files.read(prefix === '' ? path : path.slice(prefix.length + 1));
  const secrets = results.flatMap((result) => result.secrets);
  return { report: told, context: outputContext(told, read, secrets), workspace };
}

function isAsked({ results }: Report): boolean {
  return results.some(({ suppression }) => suppression?.status === 'requested');
}

/** The commit that this run is held against, scanned by the same scanners with the same policy. */
async function scanEarlier(workspace: Workspace, request: RunRequest): Promise<Earlier | undefined> {
  const { comparison } = request;
  if (!comparison) return undefined;
  const { head, base, renames, headFiles, policy } = comparison;
  const opened = base?.open(workspace.options, workspace.files);
  const files = opened && narrowed(opened, workspace.isWanted);
  const listed = new Set(workspace.files.paths);
  const able = workspace.scanners.filter(({ headOnly }) => headOnly !== true);
  const report = files && assemble(await scanAll(able, files, { withoutFixes: true }), { ...workspace, files, baseline: undefined }, request);
  return {
    head,
    base: base?.commit ?? '',
    report,
    renames,
    strict: policy !== 'own',
    unseen: (path) => !listed.has(path) && headFiles?.holds(path) === true,
  };
}

/** Tells the findings that somebody has accepted, as the whole run would. @throws ConfigurationError */
export async function suppressedFindings(workspace: Workspace, request: RunRequest): Promise<(finding: Finding) => boolean> {
  const report = assemble(await scanAll(workspace.scanners, workspace.files), workspace, request);
  const keyOf = ({ ruleId, subject, evidence }: Finding): string => [ruleId, subject.root, subject.address, evidence].join('\0');
  const accepted = new Set(report.results.filter(isSuppressed).map(({ finding }) => keyOf(finding)));
  return (finding) => accepted.has(keyOf(finding));
}

function assemble(results: readonly ScanResult[], workspace: Workspace, request: RunRequest, earlier?: Earlier): Report {
  const { files, config, configPath, rules, baseline, suppressions } = workspace;
  const byId = new Map(rules.map((rule) => [rule.id, reportedRule(rule, version)]));
  return assembleReport(results, {
    version,
    startedAt: request.now.toISOString(),
    category: request.category,
    read: (path) => files.read(path),
    suppressionPaths: results.flatMap(({ paths }) => paths),
    rule: (id) => byId.get(id),
    formerly: new Map(rules.flatMap(({ id, formerly = [] }) => formerly.map((old) => [old, id] as const))),
    isRequired: () => true,
    suppressions,
    configPath,
    baseline,
    baselinePath: config.baseline,
    notices: earlier ? [...workspace.notices, ...files.notices] : files.notices,
    gate: gateOptions(config, (id) => byId.get(id)?.practice),
    earlier,
  });
}

function gateOptions(config: Config, practiceOf: (ruleId: string) => string | undefined): GateOptions {
  const { scanners, practices, 'only-new': onlyNew } = config.gate;
  const unknown = Object.keys(practices).find((id) => !(id in allPractices));
  if (unknown !== undefined) throw new ConfigurationError(`gate.practices: there is no practice "${unknown}"; \`faasgate explain\` names a rule's`);
  const overridden = Object.keys(scanners).length + Object.keys(practices).length > 0;
  return {
    failSeverity: config['fail-severity'],
    reportSeverity: config['report-severity'],
    onlyNew,
    ...(overridden ? { overrides: { scanners, practices, practiceOf } } : {}),
  };
}

/** @throws ConfigurationError */
export function openWorkspace(request: RunRequest): Workspace {
  const { folder, only } = target(request.path);
  const { comparison } = request;
  const policy = readPolicy({ ...request, folder, severityOf: (id) => allRules.find((rule) => rule.id === id)?.severity });
  const { config } = policy;
  const options = { exclude: config.exclude, maxFileBytes: config['max-file-size'] * 1024 * 1024 };
  const opened = openFolder(folder, options);
  const whole = comparison?.headFiles?.open(opened, options) ?? opened;
  const isWanted = (path: string): boolean => only === undefined || path === only;
  const rules = configuredRules(config);
  const today = request.now.toISOString().slice(0, 10);
  const scanners = [builtinScanner({ dialects, rules, today, clock: request.clock })];
  return {
    ...policy,
    files: narrowed(whole, isWanted),
    isWanted,
    options,
    rules,
    scanners,
    notices: [...policy.notices, ...(comparison?.notices ?? [])],
  };
}

/** A file stands for its folder with nothing else in it; what it includes is still read. */
function target(path: string): { folder: string; only?: string } {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new ConfigurationError(`${path}: no such file or folder`);
  return stats.isDirectory() ? { folder: path } : { folder: dirname(path), only: basename(path) };
}

/** @throws ConfigurationError for a rule that does not exist. */
function configuredRules(config: Config): readonly Rule[] {
  const unknown = Object.keys(config.rules).find((id) => !allRules.some((rule) => rule.id === id));
  if (unknown !== undefined) throw new ConfigurationError(`rules: there is no rule "${unknown}"; see: faasgate rules`);
  return allRules.flatMap((rule) => {
    const wanted = config.rules[rule.id];
    if (wanted === 'off') return [];
    return wanted === undefined ? [rule] : [{ ...rule, severity: wanted }];
  });
}

function scanAll(scanners: readonly Scanner[], files: FolderTree, request?: ScanRequest): Promise<readonly ScanResult[]> {
  return Promise.all(scanners.map((scanner) => scan(scanner, files, request)));
}

/** A scanner that throws has failed; it never stops the others, and it is never clean. */
async function scan(scanner: Scanner, files: FolderTree, request?: ScanRequest): Promise<ScanResult> {
  try {
    return await scanner.scan(files, request);
  } catch (error) {
    return {
      scanner: scanner.id,
      status: 'failed',
      why: error instanceof Error ? (error.message.split('\n')[0] ?? 'an error of its own') : 'an error of its own',
      findings: [],
      notices: [],
      coverage: noCoverage,
      paths: [],
      secrets: [],
      milliseconds: 0,
    };
  }
}
