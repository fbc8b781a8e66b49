/** Checkov as a scanner: shown copies of what it can read, started so that the repository cannot steer it, believed by its JSON only. */
import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { FileTree } from '../../source/file-tree.ts';
import { readBounded, runProgram, withScratch, type Scratch } from '../process.ts';
import { emptyResult, type FileStatus, type ScanRequest, type ScanResult, type Scanner } from '../scanner.ts';
import type { ToolPlaces } from '../tools.ts';
import { toFindings, tool } from './findings.ts';
import { chooseInputs, writeInputs, type CheckovInputs } from './inputs.ts';
import { checkovVersion, findCheckov, installCheckov, type Checkov } from './install.ts';
import { readOutput } from './output.ts';

export interface CheckovOptions {
  readonly places: ToolPlaces;
  /** Where it is not there yet, it is installed; else it is skipped. */
  readonly mayInstall: boolean;
  readonly clock: () => number;
  /** In milliseconds. */
  readonly timeout: number;
  /** Bytes that its results may take. */
  readonly maxOutput?: number | undefined;
}

const defaultMaxOutput = 192 * 1024 * 1024;

export function checkovScanner(options: CheckovOptions): Scanner {
  return { id: tool, scan: (files, request) => scan(files, request ?? {}, options) };
}

async function scan(files: FileTree, request: ScanRequest, options: CheckovOptions): Promise<ScanResult> {
  const started = options.clock();
  const ended = (result: Partial<ScanResult> & Pick<ScanResult, 'status'>): ScanResult => ({
    ...emptyResult(tool),
    ...result,
    milliseconds: options.clock() - started,
  });
  const inputs = chooseInputs(files, request.changed);
  if (inputs.paths.length === 0) {
    return ended({ status: 'not-applicable', why: request.changed ? 'nothing that it reads was changed' : 'nothing that it reads is here' });
  }
  const checkov = await provide(request, options);
  if ('skipped' in checkov) return ended({ status: 'skipped', why: checkov.skipped });
  if ('failed' in checkov) return ended({ status: 'failed', why: checkov.failed });
  request.progress?.(`Checkov looks at ${inputs.paths.length} ${inputs.paths.length === 1 ? 'file' : 'files'}`);
  const result = await withScratch(tool, (scratch) => runCheckov(checkov, inputs, files, scratch, options));
  return ended({ ...result, version: checkov.version });
}

async function provide(
  { progress = () => undefined }: ScanRequest,
  { places, mayInstall }: CheckovOptions,
): Promise<Checkov | { readonly skipped: string } | { readonly failed: string }> {
  const found = await findCheckov(places);
  if ('checkov' in found) return found.checkov;
  if (!mayInstall) return { skipped: notInstalled(found.otherVersion) };
  const installed = await installCheckov(places, progress);
  return 'why' in installed ? { failed: `it could not be installed: ${installed.why}` } : installed;
}

export function notInstalled(otherVersion: string | undefined): string {
  return otherVersion === undefined ? 'not installed' : `version ${otherVersion} is installed, ${checkovVersion} is needed`;
}

async function runCheckov(
  { program, args }: Checkov,
  { paths, frameworks }: CheckovInputs,
  files: FileTree,
  scratch: Scratch,
  { timeout, maxOutput = defaultMaxOutput }: CheckovOptions,
): Promise<Partial<ScanResult> & Pick<ScanResult, 'status'>> {
  const failed = (why: string): Partial<ScanResult> & Pick<ScanResult, 'status'> => ({ status: 'failed', why });
  const [folder, output] = [join(scratch.base, 'files'), join(scratch.base, 'output')];
  mkdirSync(folder);
  writeInputs(paths, files, folder);
  const run = await runProgram({
    program,
    args: [...args, ...argumentsFor(folder, output, frameworks)],
    scratch,
    environment: { PYTHONUTF8: '1', PYTHONWARNINGS: 'ignore', LOG_LEVEL: 'ERROR' },
    timeout,
    discardOutput: true,
  });
  if (run.kind === 'stopped') return failed(run.why);
  // 0 and 1 are the same here; beyond that it crashed, and what it wrote before is not all.
  if (run.exitCode > 1) return failed(crash(run.exitCode, run.stderr));
  const written = readBounded(join(output, 'results_json.json'), maxOutput);
  if ('why' in written) return failed(written.why);
  const read = readOutput(written.text);
  if ('why' in read) return failed(read.why);
  const { findings, rules, notices } = toFindings(read.reports, realpathSync(folder), files);
  return { status: 'ok', findings, rules, notices, files: statuses(paths, findings, notices), paths };
}

/**
 * `--directory` and its value are one word: as two, a `.checkov.yaml` in the folder takes over, and with it code of the repository.
 * Without `--skip-download` it calls its makers' service.
 */
function argumentsFor(folder: string, output: string, frameworks: readonly string[]): readonly string[] {
  return [
    `--directory=${folder}`,
    '--output',
    'json',
    `--output-file-path=${output}`,
    '--skip-download',
    '--soft-fail',
    '--compact',
    '--framework',
    ...frameworks,
  ];
}

/** The kind of the error only: what it says may be a text of the repository. */
function crash(exitCode: number, stderr: string): string {
  const kind = /^([A-Za-z_][\w.]*(?:Error|Exception|Interrupt|Exit))\b/.exec(stderr.trim().split('\n').at(-1) ?? '')?.[1];
  return kind === undefined ? `Checkov ended with ${exitCode}` : `Checkov crashed (${kind})`;
}

function statuses(paths: readonly string[], findings: ScanResult['findings'], notices: ScanResult['notices']): readonly FileStatus[] {
  const found = new Set(findings.map(({ place }) => place.path));
  const unread = new Map(notices.flatMap(({ path, message }) => (path === undefined ? [] : [[path, message] as const])));
  return paths.map((path): FileStatus => {
    const why = unread.get(path);
    if (why !== undefined) return { path, status: 'failed', why };
    return { path, status: found.has(path) ? 'findings' : 'ok' };
  });
}

