/** Runs a workflow for real, with act, on this machine. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';

const project = resolve(import.meta.dirname, '../..');

export interface WorkflowRun {
  readonly exitCode: number | null;
  readonly log: string;
  /** The text of a file that the workflow copied to `$KEEP`. */
  kept(name: string): string;
  remove(): void;
}

/** A fresh repository with `files`, the action as it is committed in dist/, and one workflow, run for `event`. */
export function runWorkflow(event: string, workflow: string, files: Readonly<Record<string, string>>): WorkflowRun {
  const base = mkdtempSync(join(tmpdir(), 'workflow-'));
  const [repository, home, keep] = ['repository', 'home', 'keep'].map((name) => join(base, name)) as [string, string, string];
  for (const folder of [repository, join(home, '.config/act'), keep]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(home, '.config/act/actrc'), '-P ubuntu-latest=-self-hosted\n');
  for (const [path, text] of Object.entries({ ...files, '.github/workflows/scan.yml': workflow })) {
    mkdirSync(dirname(join(repository, path)), { recursive: true });
    writeFileSync(join(repository, path), text);
  }
  for (const part of ['action.yml', 'package.json', 'dist']) cpSync(join(project, part), join(repository, '.action', part), { recursive: true });
  const git = (...args: string[]): void =>
    void execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@localhost', ...args], { cwd: repository, stdio: 'ignore' });
  git('init', '-b', 'main');
  git('remote', 'add', 'origin', 'https://github.com/octo/app.git');
  git('add', '--force', '.');
  git('commit', '-m', 'all');
  const run = spawnSync(join(project, '.tools/bin/act'), [event, '-P', 'ubuntu-latest=-self-hosted', '--no-cache-server', '--env', `KEEP=${keep}`], {
    cwd: repository,
    encoding: 'utf8',
    // act takes the first `node` on the PATH for `using: node24`.
    env: { HOME: home, PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter) },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (run.error) throw run.error;
  return {
    exitCode: run.status,
    log: run.stdout + run.stderr,
    kept: (name) => readFileSync(join(keep, name), 'utf8'),
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}
