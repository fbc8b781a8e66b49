/** Which scanners run: those that are named, or else our own and whatever is there without an installation. */
import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { builtinScanner, type BuiltinOptions } from './builtin/builtin.ts';
import { checkovScanner } from './checkov/checkov.ts';
import { emptyResult, type ScanResult, type Scanner } from './scanner.ts';
import { snykScanner } from './snyk/snyk.ts';
import { toolPlaces } from './tools.ts';

export type ScannerId = 'builtin' | 'checkov' | 'snyk' | 'osv';

export interface Choice {
  readonly scanners: 'auto' | readonly ScannerId[];
  readonly builtin: BuiltinOptions;
  /** Of each foreign scanner, in milliseconds. */
  readonly timeout: number;
  /** Snyk keeps watch over what it has seen, on the default branch. */
  readonly monitor: boolean;
  /** Snyk's policy at the commit that is compared with. */
  readonly basePolicy?: string | undefined;
  /** The folder that is scanned. */
  readonly scanned: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Results of other tools are taken from files. */
  readonly hasImports?: boolean | undefined;
  /** Makes the scanner for OSV. */
  readonly osv?: (() => Scanner) | undefined;
}

export function chooseScanners(choice: Choice): readonly Scanner[] {
  const named = choice.scanners === 'auto' ? undefined : new Set(choice.scanners);
  const all: readonly (Scanner | undefined)[] = [
    afterOthersStarted(builtinScanner(named?.has('checkov') === false && !choice.hasImports ? { ...choice.builtin, answers: [] } : choice.builtin)),
    checkov(choice, named?.has('checkov') === true),
    snyk(choice, named?.has('snyk') === true),
    choice.osv?.() ?? (named?.has('osv') === true ? missing('osv') : undefined),
  ];
  return all.filter((scanner) => scanner !== undefined).filter(({ id }) => named === undefined || named.has(id as ScannerId));
}

/** Our own work takes the whole thread: foreign programs and requests are on their way before it begins, and run beside it. */
function afterOthersStarted(scanner: Scanner): Scanner {
  return {
    id: scanner.id,
    scan: async (files, request) => {
      await setImmediate();
      return scanner.scan(files, request);
    },
  };
}

function checkov({ scanned, environment, builtin, timeout }: Choice, mayInstall: boolean): Scanner {
  return checkovScanner({ places: toolPlaces(environment, resolve(scanned)), mayInstall, clock: builtin.clock, timeout });
}

function snyk({ scanned, environment, builtin, timeout, monitor, basePolicy }: Choice, mayInstall: boolean): Scanner {
  return snykScanner({
    places: toolPlaces(environment, resolve(scanned)),
    environment,
    mayInstall,
    clock: builtin.clock,
    timeout,
    trusted: isTrusted(environment),
    monitor,
    basePolicy,
  });
}

/** A scanner that this build does not hold has failed where it is asked for. */
function missing(id: ScannerId): Scanner {
  return { id, scan: () => Promise.resolve({ ...emptyResult(id), status: 'failed', why: 'it is not part of this build' }) };
}

/** Events whose code others have written: its build files must not run where there are secrets. */
const foreignEvents: ReadonlySet<string> = new Set([
  'pull_request',
  'pull_request_target',
  'pull_request_review',
  'pull_request_review_comment',
  'merge_group',
  'issue_comment',
  'workflow_run',
]);

/** May the build files of the repository run? */
export function isTrusted({ GITHUB_EVENT_NAME: event }: NodeJS.ProcessEnv): boolean {
  return event === undefined || !foreignEvents.has(event);
}

/**
 * Must this scanner have done its work for the run to pass? One that is named must. Where nothing is named, our own must, and a
 * tool that is installed must not break unnoticed; what is not there need not be, and OSV, which only the network decides on, neither.
 */
export function isRequired(
  scanner: string,
  results: readonly ScanResult[],
  { scanners, optional }: { readonly scanners: Choice['scanners']; readonly optional: readonly string[] },
): boolean {
  if (optional.includes(scanner)) return false;
  if (scanners !== 'auto' || scanner === 'builtin') return true;
  return scanner !== 'osv' && results.some((result) => result.scanner === scanner && result.status === 'failed');
}
