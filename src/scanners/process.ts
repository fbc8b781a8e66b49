/** Runs a foreign program so that neither the repository nor a mistake of the program can do harm: what comes of it is data. */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ProgramRequest {
  /** An absolute path, or a name that is looked up on the PATH. Never a shell's line. */
  readonly program: string;
  readonly args: readonly string[];
  readonly scratch: Scratch;
  /** Beside the variables that every program gets. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** Where it starts; an empty folder of its own where nothing is said. */
  readonly folder?: string | undefined;
  /** Milliseconds after which it and all that it started are ended. */
  readonly timeout: number;
  /** What it may write to its output and error streams, in bytes each; beyond it, it is ended. */
  readonly maxOutput?: number | undefined;
  /** What it writes to its output goes nowhere. */
  readonly discardOutput?: boolean | undefined;
}

/** `why` ends the sentence "it failed: …". */
export type ProgramResult =
  | { readonly kind: 'ended'; readonly exitCode: number; readonly stdout: string; readonly stderr: string }
  | { readonly kind: 'stopped'; readonly why: string };

const defaultMaxOutput = 64 * 1024 * 1024;

/** What a program needs to start, to write in the right language, and to reach the network through a company's proxy. No secrets. */
const handedOn: ReadonlySet<string> = new Set([
  'PATH',
  'LANG',
  'LC_ALL',
  'TZ',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SYSTEMROOT',
  'WINDIR',
  'COMSPEC',
  'PATHEXT',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'NODE_EXTRA_CA_CERTS',
  'REQUESTS_CA_BUNDLE',
]);

/** Folders of a run, outside of the repository, that are gone when it ends. */
export interface Scratch {
  readonly base: string;
  /** Empty: where programs start and what they take for the home of their user, so that no settings reach them. */
  readonly work: string;
  readonly home: string;
}

/** Makes the folders, and removes them whatever `work` comes to. */
export async function withScratch<T>(name: string, work: (scratch: Scratch) => Promise<T>): Promise<T> {
  const base = mkdtempSync(join(tmpdir(), `faasgate-${name}-`));
  const scratch = { base, work: join(base, 'work'), home: join(base, 'home') };
  const remove = (): void => rmSync(base, { recursive: true, force: true, maxRetries: 3 });
  const letGo = atEnd(remove);
  try {
    mkdirSync(scratch.work);
    mkdirSync(scratch.home);
    return await work(scratch);
  } finally {
    letGo();
    remove();
  }
}

/** Those by which people and runners end a program, and what it then ends with. */
const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Does `work` when this process is ended before its time; the function that comes back takes it out again. */
function atEnd(work: () => void): () => void {
  const handlers = Object.entries(signals).map(([signal, exitCode]) => [signal, (): void => process.exit(exitCode)] as const);
  for (const [signal, handler] of handlers) process.once(signal, handler);
  // The programs before the folders that they write to.
  process.prependOnceListener('exit', work);
  return () => {
    for (const [signal, handler] of handlers) process.removeListener(signal, handler);
    process.removeListener('exit', work);
  };
}

/** The variables that a foreign program gets. */
function programEnvironment(home: string, from: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(from)) {
    if (value !== undefined && handedOn.has(name.toUpperCase())) environment[name] = value;
  }
  return { ...environment, HOME: home, USERPROFILE: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home };
}

/** Never rejects. */
export function runProgram(request: ProgramRequest): Promise<ProgramResult> {
  const { program, args, scratch, environment = {}, folder = scratch.work, timeout, discardOutput = false } = request;
  return new Promise((resolve) => {
    let child: ChildProcess;
    try {
      child = spawn(program, args, {
        cwd: folder,
        env: { ...programEnvironment(scratch.home), ...environment },
        shell: false,
        stdio: ['ignore', discardOutput ? 'ignore' : 'pipe', 'pipe'],
        // A group of its own, so that what it starts can be ended with it.
        detached: process.platform !== 'win32',
        windowsHide: true,
      });
    } catch (error) {
      resolve({ kind: 'stopped', why: notStarted(error) });
      return;
    }
    watch(child, request, timeout, resolve);
  });
}

function watch(child: ChildProcess, request: ProgramRequest, timeout: number, resolve: (result: ProgramResult) => void): void {
  const most = request.maxOutput ?? defaultMaxOutput;
  const out = new Collected(most);
  const err = new Collected(most);
  let done = false;
  const finish = (result: ProgramResult): void => {
    if (done) return;
    done = true;
    clearTimeout(timer);
    letGo();
    endGroup(child);
    child.stdout?.destroy();
    child.stderr?.destroy();
    resolve(result);
  };
  const letGo = atEnd(() => endGroup(child));
  const timer = setTimeout(() => finish({ kind: 'stopped', why: `it did not end within ${seconds(timeout)}` }), timeout);
  const take =
    (into: Collected) =>
    (chunk: Buffer): void => {
      if (!into.add(chunk)) finish({ kind: 'stopped', why: `it wrote more than ${Math.round(most / 1024 / 1024)} MB` });
    };
  child.stdout?.on('data', take(out));
  child.stderr?.on('data', take(err));
  child.once('error', (error) => finish({ kind: 'stopped', why: notStarted(error) }));
  child.once('close', (exitCode, signal) => {
    if (exitCode === null) finish({ kind: 'stopped', why: `it was ended by ${signal ?? 'something'}` });
    else finish({ kind: 'ended', exitCode, stdout: out.text(), stderr: err.text() });
  });
}

/** What came out of a stream, up to a limit. */
class Collected {
  readonly #chunks: Buffer[] = [];
  readonly #most: number;
  #bytes = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** False where it is too much. */
  add(chunk: Buffer): boolean {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#most) return false;
    this.#chunks.push(chunk);
    return true;
  }

  text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }
}

/** The program and everything that it started and left running. */
function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') {
      if (child.exitCode === null)
        spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).once('error', () => child.kill('SIGKILL'));
    } else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nothing of the group is left.
  }
}

function notStarted(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  return code === 'ENOENT' ? 'the program was not found' : `the program could not be started (${code})`;
}

function seconds(milliseconds: number): string {
  return milliseconds >= 1000 ? `${Math.round(milliseconds / 1000)} s` : `${milliseconds} ms`;
}

/** A file that a program wrote, up to a limit; `why` ends the sentence "it failed: …". */
export function readBounded(path: string, mostBytes: number): { readonly text: string } | { readonly why: string } {
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch {
    return { why: 'it wrote no results' };
  }
  try {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for (;;) {
      const chunk = Buffer.allocUnsafe(1 << 20);
      const read = readSync(handle, chunk, 0, chunk.length, null);
      if (read === 0) return { text: Buffer.concat(chunks).toString('utf8') };
      bytes += read;
      if (bytes > mostBytes) return { why: `it wrote more than ${Math.round(mostBytes / 1024 / 1024)} MB of results` };
      chunks.push(chunk.subarray(0, read));
    }
  } catch {
    return { why: 'its results could not be read' };
  } finally {
    closeSync(handle);
  }
}
