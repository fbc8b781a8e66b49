/** Runs the program `git`: an argument list and no shell, nothing of the environment but what it needs, nothing that the repository could make it run. */
import { spawnSync } from 'node:child_process';

export type GitResult = { readonly ok: true; readonly stdout: Buffer } | { readonly ok: false; readonly why: string };

export interface GitOptions {
  readonly input?: string | undefined;
  /** Milliseconds. */
  readonly timeout?: number | undefined;
  /** Bytes of output at most. */
  readonly maxOutput?: number | undefined;
}

/** What git may know of the environment: where programs, settings, keys and proxies are. Never `GIT_*`, which could point it anywhere. */
const passedOn = [
  'PATH',
  'HOME',
  'USERPROFILE',
  'SystemRoot',
  'TMPDIR',
  'TEMP',
  'XDG_CONFIG_HOME',
  'SSH_AUTH_SOCK',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
];

/** Settings that would make git run a program, ask somebody, work on its own, or print in another way. */
const settings = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.untrackedCache=false',
  'core.quotePath=false',
  'core.pager=cat',
  'credential.interactive=false',
  'protocol.ext.allow=never',
  'safe.bareRepository=explicit',
  'fetch.recurseSubmodules=false',
  'fetch.writeCommitGraph=false',
  'submodule.recurse=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'diff.suppressBlankEmpty=false',
  'diff.renameLimit=4000',
];

const defaultTimeout = 120_000;
const defaultMaxOutput = 256 * 1024 * 1024;

/** @param folder where git runs; also the only folder that it is told to trust, whoever owns it: runners change users. */
export function runGit(folder: string, args: readonly string[], options: GitOptions = {}): GitResult {
  const all = [...settings, `safe.directory=${folder}`].flatMap((setting) => ['-c', setting]);
  const run = spawnSync('git', [...all, ...args], {
    cwd: folder,
    env: environment(),
    input: options.input ?? '',
    timeout: options.timeout ?? defaultTimeout,
    maxBuffer: options.maxOutput ?? defaultMaxOutput,
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  if (run.error) return { ok: false, why: explain(run.error) };
  if (run.status === 0) return { ok: true, stdout: run.stdout };
  return { ok: false, why: firstLine(run.stderr.toString('utf8')) || `git ended with ${run.status ?? run.signal ?? 'an error'}` };
}

function environment(): NodeJS.ProcessEnv {
  const env: Record<string, string> = {
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
  };
  for (const name of passedOn) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  return env;
}

function explain(error: Error): string {
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return 'the program git is not installed';
  if (code === 'ETIMEDOUT') return 'git took too long';
  if (code === 'ENOBUFS') return 'git printed more than can be read';
  return `git could not be run (${code || 'unknown'})`;
}

/** Addresses in messages may hold credentials. */
function firstLine(text: string): string {
  const line = text.split('\n').find((one) => one.trim() !== '') ?? '';
  return line
    .replaceAll(/\/\/[^@/\s]+@/g, '//')
    .replace(/^fatal: /, '')
    .slice(0, 200);
}
