/** Checkov as a scanner: shown copies of what it can read, started so that the repository cannot steer it, believed by its JSON only. */
import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { FileTree, Notice } from '../../source/file-tree.ts';
import { readBounded, runProgram, withScratch, type Scratch } from '../process.ts';
import { emptyResult, type FileStatus, type ScanRequest, type ScanResult, type Scanner } from '../scanner.ts';
import type { ToolPlaces } from '../tools.ts';
import { toFindings, tool, type CheckovFindings } from './findings.ts';
import { chooseInputs, writeInputs, type Part } from './inputs.ts';
import { checkovVersion, findCheckov, installCheckov, type Checkov } from './install.ts';
import { readOutput } from './output.ts';
import { secretsAt } from './secrets.ts';

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
  const { parts, unfit } = chooseInputs(files, request.changed);
  if (parts.length + unfit.length === 0) {
    return ended({ status: 'not-applicable', why: request.changed ? 'nothing that it reads was changed' : 'nothing that it reads is here' });
  }
  const checkov = await provide(request, options);
  if ('skipped' in checkov) return ended({ status: 'skipped', why: checkov.skipped });
  if ('failed' in checkov) return ended({ status: 'failed', why: checkov.failed });
  const count = pathsOf(parts).length;
  request.progress?.(`Checkov looks at ${count} ${count === 1 ? 'file' : 'files'}`);
  const result = await withScratch(tool, (scratch) => runCheckov(checkov, parts, files, scratch, options));
  return ended({ ...withUnfit(result, unfit), version: checkov.version });
}

/** Told of as of files that it cannot read. */
function withUnfit(result: Outcome, unfit: readonly string[]): Outcome {
  const why = 'not scanned by Checkov: a resource whose type is no text would end it';
  const lost = unfit.map((path): FileStatus => ({ path, status: 'failed', why }));
  const told = unfit.map((path): Notice => ({ level: 'warning', path, message: why }));
  return { ...result, files: [...(result.files ?? []), ...lost], notices: [...(result.notices ?? []), ...told] };
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

function notInstalled(otherVersion: string | undefined): string {
  return otherVersion === undefined ? 'not installed' : `version ${otherVersion} is installed, ${checkovVersion} is needed`;
}

type Outcome = Partial<ScanResult> & Pick<ScanResult, 'status'>;

/** What came of a run over some parts. Only a crash is worth trying again with less. */
type Attempt = CheckovFindings | { readonly why: string; readonly isCrash: boolean };

/** A template that it stumbles over costs Checkov the whole run. It is found by halves, so that the others are looked at all the same. */
const mostAttempts = 24;

const outOfTime = { why: 'the time was up before it was looked at', isCrash: false } as const;

async function runCheckov(checkov: Checkov, parts: readonly Part[], files: FileTree, scratch: Scratch, options: CheckovOptions): Promise<Outcome> {
  const deadline = options.clock() + options.timeout;
  const done: CheckovFindings[] = [];
  const failed: { readonly parts: readonly Part[]; readonly why: string }[] = [];
  const open: (readonly Part[])[] = [parts];
  for (let number = 0; ; number++) {
    const batch = open.shift();
    if (!batch || batch.length === 0) break;
    const left = deadline - options.clock();
    const attempt = left > 0 ? await runOnce(checkov, batch, files, scratch, number, left, options) : outOfTime;
    if (!('why' in attempt)) done.push(attempt);
    else if (attempt.isCrash && batch.length > 1 && number < mostAttempts)
      open.push(batch.slice(0, batch.length >> 1), batch.slice(batch.length >> 1));
    else failed.push({ parts: batch, why: attempt.why });
  }
  const [first] = failed;
  if (first && done.length === 0) return { status: 'failed', why: first.why };
  const lost = new Map(failed.flatMap(({ parts: batch, why }) => pathsOf(batch).map((path) => [path, why] as const)));
  const findings = done.flatMap((one) => one.findings);
  const notices = [
    ...done.flatMap((one) => one.notices),
    ...[...lost].map(([path, why]): Notice => ({ level: 'error', path, message: `not scanned by Checkov: ${why}` })),
  ];
  const paths = pathsOf(parts).filter((path) => !lost.has(path));
  return {
    ...(first
      ? { status: 'failed', why: `${first.why} over ${[...lost.keys()][0]}${lost.size > 1 ? ` and ${lost.size - 1} more` : ''}` }
      : { status: 'ok' }),
    findings,
    rules: done.flatMap((one) => one.rules),
    notices,
    files: statuses(pathsOf(parts), findings, notices),
    paths,
    secrets: secretsAt(findings, files),
  };
}

async function runOnce(
  { program, args }: Checkov,
  parts: readonly Part[],
  files: FileTree,
  scratch: Scratch,
  number: number,
  timeout: number,
  { maxOutput = defaultMaxOutput }: CheckovOptions,
): Promise<Attempt> {
  const [folder, output] = [join(scratch.base, `files-${number}`), join(scratch.base, `output-${number}`)];
  mkdirSync(folder);
  writeInputs(pathsOf(parts), files, folder);
  const frameworks = [...new Set(parts.map(({ framework }) => framework))];
  const run = await runProgram({
    program,
    args: [...args, ...argumentsFor(folder, output, frameworks)],
    scratch,
    environment: { PYTHONUTF8: '1', PYTHONWARNINGS: 'ignore', LOG_LEVEL: 'ERROR' },
    timeout,
    discardOutput: true,
  });
  if (run.kind === 'stopped') return { why: run.why, isCrash: false };
  // 0 and 1 are the same here; beyond that it crashed, and what it wrote before is not all.
  if (run.exitCode > 1) return { why: crash(run.exitCode, run.stderr), isCrash: true };
  const written = readBounded(join(output, 'results_json.json'), maxOutput);
  if ('why' in written) return { why: written.why, isCrash: false };
  const read = readOutput(written.text);
  if ('why' in read) return { why: read.why, isCrash: false };
  return toFindings(read.reports, realpathSync(folder), files);
}

function pathsOf(parts: readonly Part[]): readonly string[] {
  return parts.flatMap(({ paths }) => paths);
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
