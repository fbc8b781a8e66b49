/** Runs a workflow for real, with act, on this machine. */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';

const project = resolve(import.meta.dirname, '../..');

export interface WorkflowRun {
  readonly exitCode: number | null;
  readonly log: string;
  /** The text of a file that the workflow copied to `$KEEP`. */
  kept(name: string): string;
  keptNames(): readonly string[];
  remove(): void;
}

export interface WorkflowRequest {
  readonly event: string;
  readonly workflow: string;
  /** A fresh repository with one commit of these files … */
  readonly files?: Readonly<Record<string, string>> | undefined;
  /** … or a clone of this one, with this commit checked out. The workflow and the action lie in it untracked. */
  readonly clone?: { readonly of: string; readonly commit: string } | undefined;
  /** The content of the event file. */
  readonly payload?: object | undefined;
  /** Where the API is, and the job's token. */
  readonly github?: { readonly url: string; readonly token: string } | undefined;
  /** Waiting takes no time. */
  readonly quick?: boolean | undefined;
  /** Files that are put into `$KEEP` beforehand. */
  readonly keep?: Readonly<Record<string, string>> | undefined;
}

/** The action is the one that is committed in dist/. */
export async function runWorkflow({
  event,
  workflow,
  files = {},
  clone,
  payload,
  github,
  quick = false,
  keep: kept = {},
}: WorkflowRequest): Promise<WorkflowRun> {
  const base = mkdtempSync(join(tmpdir(), 'workflow-'));
  const [repository, home, keep] = ['repository', 'home', 'keep'].map((name) => join(base, name)) as [string, string, string];
  for (const folder of [repository, join(home, '.config/act'), keep]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(home, '.config/act/actrc'), '-P ubuntu-latest=-self-hosted\n');
  const git = (...args: string[]): void =>
    void execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@localhost', ...args], { cwd: repository, stdio: 'ignore' });
  if (clone) {
    git('clone', '--quiet', clone.of, '.');
    git('fetch', '--quiet', 'origin', '+refs/pull/*:refs/remotes/pull/*');
    git('checkout', '--quiet', '--detach', clone.commit);
    git('remote', 'set-url', 'origin', 'https://github.com/octo/app.git');
  } else {
    git('init', '-b', 'main');
    git('remote', 'add', 'origin', 'https://github.com/octo/app.git');
  }
  put(repository, { ...files, '.github/workflows/scan.yml': workflow });
  put(keep, kept);
  for (const part of ['action.yml', 'package.json', 'dist']) cpSync(join(project, part), join(repository, '.action', part), { recursive: true });
  if (!clone) {
    git('add', '--force', '.');
    git('commit', '-m', 'all');
  }
  const args = [event, '-P', 'ubuntu-latest=-self-hosted', '--no-cache-server', '--env', `KEEP=${keep}`, '-W', '.github/workflows/scan.yml'];
  if (quick) args.push('--env', `NODE_OPTIONS=--import=${join(project, 'test/product/quick-timers.mjs')}`);
  if (payload) {
    writeFileSync(join(base, 'event.json'), JSON.stringify(payload));
    args.push('-e', join(base, 'event.json'));
  }
  if (github) {
    args.push('--env', `GITHUB_API_URL=${github.url}`, '--env', `GITHUB_GRAPHQL_URL=${github.url}/graphql`, '-s', `GITHUB_TOKEN=${github.token}`);
  }
  const { exitCode, log } = await run(join(project, '.tools/bin/act'), args, repository, home);
  return {
    exitCode,
    log,
    kept: (name) => readFileSync(join(keep, name), 'utf8'),
    keptNames: () => readdirSync(keep),
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}

function put(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Not synchronous: the API that the action talks to may live in this process. */
function run(program: string, args: readonly string[], cwd: string, home: string): Promise<{ exitCode: number | null; log: string }> {
  return new Promise((done, failed) => {
    // act takes the first `node` on the PATH for `using: node24`.
    const child = spawn(program, args, { cwd, env: { HOME: home, PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter) } });
    let log = '';
    child.stdout.on('data', (chunk: Buffer) => void (log += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => void (log += chunk.toString('utf8')));
    child.on('error', failed);
    child.on('close', (exitCode) => done({ exitCode, log }));
  });
}
