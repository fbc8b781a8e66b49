/** `faasgate fix`: applies the fixes of findings to the files, or prints them as a patch. */
import { statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Finding } from '../finding/finding.ts';
import { applyFixes, type FixOutcome } from '../fix.ts';
import { mergeFindings } from '../report/merge.ts';
import { canBePatched, unifiedPatch } from '../reporters/patch.ts';
import { suppressedFindings } from '../run.ts';
import { openWorkspace, type Workspace } from '../workspace.ts';
import type { FileTree } from '../source/file-tree.ts';
import { encode } from '../source/file.ts';
import { overridesFrom, type WordedOptions } from './options.ts';
import { ruleOf } from './rules.ts';
import type { Terminal } from './terminal.ts';

export interface FixOptions extends Pick<WordedOptions, 'scanners'> {
  readonly review?: boolean;
  readonly rule?: string;
  readonly dryRun?: boolean;
  readonly config?: string;
}

/** Scanners that tell what is wrong and offer nothing to apply: they would cost a run for each attempt. */
const withoutFixes: ReadonlySet<string> = new Set(['checkov', 'snyk']);

/** Suppressed findings are left alone. @throws ConfigurationError */
export async function fix(path: string, options: FixOptions, terminal: Terminal): Promise<number> {
  const request = { path, config: options.config, overrides: overridesFrom(options), category: 'fix', now: terminal.now, clock: terminal.clock };
  const opened = openWorkspace(request);
  const workspace = { ...opened, scanners: opened.scanners.filter(({ id }) => !withoutFixes.has(id)) };
  const only = options.rule?.split(',').map((id) => ruleOf(id.trim()).id);
  const accepted = await suppressedFindings(workspace, request);
  const failures = new Map<string, string>();
  const scans = workspace.scanners.map((scanner) => lastingScan(scanner, failures));
  const outcome = await applyFixes({
    files: workspace.files,
    scan: async (files) => mergeFindings((await Promise.all(scans.map((scan) => scan(files)))).flat()),
    wanted: (finding) => isWanted(finding, options, only) && !accepted(finding),
  });
  if (options.dryRun) {
    terminal.print(unifiedPatch(outcome.changed));
    for (const change of outcome.changed)
      if (!canBePatched(change)) terminal.complain(`faasgate: ${change.before.path} is not in the patch: git takes UTF-16 for binary data`);
  } else terminal.print(write(rootOf(path), outcome, options));
  for (const [scanner, why] of failures) terminal.complain(`faasgate: the scanner ${scanner} failed: ${why}`);
  return failures.size === 0 ? 0 : 3;
}

/** A scanner that fails has not shown that anything is gone: what it found before still counts. */
function lastingScan(scanner: Workspace['scanners'][number], failures: Map<string, string>): (files: FileTree) => Promise<readonly Finding[]> {
  let last: readonly Finding[] = [];
  return async (files) => {
    const { status, why, findings } = await scanner.scan(files);
    if (status === 'failed') failures.set(scanner.id, why ?? 'for an unknown reason');
    else last = findings;
    return last;
  };
}

function isWanted({ ruleId, fix: offered }: Finding, { review }: FixOptions, only: readonly string[] | undefined): boolean {
  if (!offered || (only && !only.includes(ruleId))) return false;
  return offered.risk === 'safe' || review === true;
}

function write(root: string, { changed, fixed, left }: FixOutcome, { review }: FixOptions): string {
  for (const { after } of changed) writeFileSync(join(root, after.path), encode(after));
  const lines = changed.map(({ after }) => {
    const here = fixed.filter(({ fix: applied }) => applied?.edits.some(({ place }) => place.path === after.path));
    return [
      `${after.path}`,
      ...here.map(
        ({ ruleId, fix: applied }) => `  ${applied?.title ?? ''}  ${ruleId}${applied?.check === undefined ? '' : `\n    check: ${applied.check}`}`,
      ),
    ].join('\n');
  });
  const rest = left.length === 0 ? '' : `, ${left.length} left because their fixes touch the same text`;
  const hint = fixed.length === 0 && !review ? '; --review applies those that need a look' : '';
  return `${[...lines, `${fixed.length} fixed in ${changed.length} ${changed.length === 1 ? 'file' : 'files'}${rest}${hint}`].join('\n')}\n`;
}

function rootOf(path: string): string {
  return statSync(path).isDirectory() ? path : dirname(path);
}
