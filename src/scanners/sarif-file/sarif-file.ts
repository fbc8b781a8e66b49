/** Results of any other tool, from SARIF files that it has written before. Nothing in them is believed but that the tool said so. */
import type { Finding, Place } from '../../finding/finding.ts';
import type { ReportedRule } from '../../finding/reported-rule.ts';
import type { FileTree, Notice } from '../../source/file-tree.ts';
import { nameOf } from '../../source/file-tree.ts';
import { noCoverage, type FileStatus, type ScanResult, type Scanner } from '../scanner.ts';
import { advisoryOf, packageRule, packageRuleOf, type Advisory } from './advisory.ts';
import { at, object, objects, readRuns, text, type Json } from './log.ts';
import { placeOf, placesOf, type Ground } from './places.ts';
import { isSecret, messageOf, reportedRule, ruleOf, runRules, severityOf, titleOf, toolId, type NamedRule } from './rules.ts';

export interface SarifFileOptions {
  /** Files to read: where they are, and what they are called in sentences. */
  readonly inputs: readonly { readonly path: string; readonly name: string }[];
  /** The scanned folder, absolute. */
  readonly folder: string;
  /** First parts of our own rule ids: no tool is called so. */
  readonly families: ReadonlySet<string>;
  readonly clock: () => number;
}

/** As many as code scanning takes of one run. */
const mostResults = 25_000;
const mostSteps = 100;
const mostRelated = 20;

export function sarifFileScanner(options: SarifFileOptions): Scanner {
  return { id: 'sarif-file', scan: (files) => Promise.resolve(scanFiles(files, options)) };
}

function scanFiles(files: FileTree, options: SarifFileOptions): ScanResult {
  const started = options.clock();
  const gathered = new Gathered({ files, folder: options.folder }, options.families);
  const statuses = options.inputs.map((input) => gathered.readFile(input.path, input.name));
  const failed = statuses.filter(({ status }) => status === 'failed');
  return {
    scanner: 'sarif-file',
    status: failed.length > 0 ? 'failed' : 'ok',
    ...(failed.length > 0 ? { why: failed.map(({ path, why }) => `${path}: ${why ?? ''}`).join('; ') } : {}),
    findings: gathered.findings,
    rules: [...gathered.rules.values()],
    tools: gathered.tools,
    files: statuses,
    notices: gathered.notices,
    coverage: noCoverage,
    paths: [],
    secrets: [],
    milliseconds: options.clock() - started,
  };
}

/** What all files give together. */
class Gathered {
  readonly findings: Finding[] = [];
  readonly rules = new Map<string, ReportedRule>();
  readonly tools: Record<string, string> = {};
  readonly notices: Notice[] = [];
  readonly #ground: Ground;
  readonly #families: ReadonlySet<string>;

  constructor(ground: Ground, families: ReadonlySet<string>) {
    this.#ground = ground;
    this.#families = families;
  }

  readFile(path: string, name: string): FileStatus {
    const runs = readRuns(path);
    if (typeof runs === 'string') return { path: name, status: 'failed', why: runs };
    const before = this.findings.length;
    let unfinished: string | undefined;
    for (const run of runs) {
      const tool = text(at(run, 'tool', 'driver', 'name')) ?? 'unnamed tool';
      if (toolId(tool) === 'faasgate') this.#tell('info', name, 'results of faasgate itself are left out: it reports its own');
      else this.#readRun(run, tool, name);
      if (objects(run['invocations']).some((invocation) => invocation['executionSuccessful'] === false)) unfinished = tool;
    }
    if (unfinished !== undefined) return { path: name, status: 'failed', why: `${unfinished} says of itself that it did not succeed` };
    return { path: name, status: this.findings.length > before ? 'findings' : 'ok' };
  }

  #readRun(run: Json, name: string, file: string): void {
    const tool = this.#families.has(toolId(name)) ? `${toolId(name)}-tool` : toolId(name);
    const version = text(at(run, 'tool', 'driver', 'semanticVersion')) ?? text(at(run, 'tool', 'driver', 'version'));
    if (version !== undefined) this.tools[tool] = version;
    const rules = runRules(run);
    const lost = { unknown: 0, outside: 0 };
    const results = objects(run['results']).filter(isDefect);
    for (const result of results.slice(0, mostResults)) {
      const place = placeOf(objects(result['locations'])[0], run, this.#ground);
      if (typeof place === 'string') lost[place]++;
      else this.#add(result, ruleOf(result, rules), { run, tool, name, place });
    }
    const more = results.length - mostResults;
    if (lost.outside > 0)
      this.#tell('warning', file, `${counted(lost.outside)} of ${name} left out: what they speak of is not in the scanned folder`);
    if (lost.unknown > 0) this.#tell('warning', file, `${counted(lost.unknown)} of ${name} left out: they name no file`);
    if (more > 0) this.#tell('warning', file, `${counted(more)} of ${name} left out: no more than ${mostResults} are read`);
  }

  #add(result: Json, named: NamedRule, { run, tool, name, place }: { run: Json; tool: string; name: string; place: Place }): void {
    const advisory = advisoryOf(result, named);
    const ruleId = advisory ? packageRule : `${tool}/${named.id.replaceAll(/\s+/g, '-').slice(0, 200)}`;
    const severity = severityOf(result, named.rule);
    const secret = !advisory && isSecret(tool, named);
    const message = advisory?.message ?? (secret ? titleOf(named) : messageOf(result, named));
    const flow = placesOf(at(objects(at(objects(result['codeFlows'])[0], 'threadFlows'))[0], 'locations'), run, this.#ground, mostSteps);
    if (!this.rules.has(ruleId)) this.rules.set(ruleId, advisory ? packageRuleOf(severity) : reportedRule(ruleId, name, named, severity));
    const suppressedBy = suppressionOf(result, tool);
    this.findings.push({
      ruleId,
      severity,
      confidence: 'medium',
      message,
      place,
      related: secret ? [] : placesOf(result['relatedLocations'], run, this.#ground, mostRelated),
      ...(flow.length > 1 && !secret ? { flow } : {}),
      subject: advisory ? packageSubject(advisory, place) : subjectOf(result, place),
      detectedBy: (advisory?.ids ?? [named.id]).map((id) => ({ tool, ruleId: id })),
      evidence: advisory ? `${advisory.name}@${advisory.version} ${advisory.ids[0] ?? ''}` : secret ? '' : message,
      secret,
      ...(suppressedBy ? { suppressedBy } : {}),
    });
  }

  #tell(level: Notice['level'], path: string, message: string): void {
    this.notices.push({ level, message: `${path}: ${message}` });
  }
}

/** What passed, does not apply, or is no more there is no finding. */
function isDefect(result: Json): boolean {
  return result['kind'] !== 'pass' && result['kind'] !== 'notApplicable' && result['baselineState'] !== 'absent';
}

/** A resource where the tool names one; else the address is the file, and the place is all that is known. */
function subjectOf(result: Json, place: Place): Finding['subject'] {
  const logical = objects(at(objects(result['locations'])[0], 'logicalLocations')).find(({ kind }) => kind === 'resource');
  const name = text(logical?.['fullyQualifiedName']) ?? text(logical?.['name']);
  return {
    address: name ?? place.path,
    label: name ?? nameOf(place.path),
    type: name === undefined ? 'file' : 'resource',
    body: place,
    root: place.path,
  };
}

function packageSubject({ name, version }: Advisory, place: Place): Finding['subject'] {
  return { address: `${name}@${version}`, label: name, type: 'package', body: place, root: place.path };
}

/** The first that holds; one that was asked for and not granted is none. */
function suppressionOf(result: Json, tool: string): Finding['suppressedBy'] {
  const accepted = objects(result['suppressions']).find(({ status }) => status === undefined || status === 'accepted');
  return accepted && { tool, reason: text(object(accepted)?.['justification']) ?? '' };
}

function counted(count: number): string {
  return count === 1 ? '1 result' : `${count} results`;
}
