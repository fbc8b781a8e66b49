/** What is told to GitHub after the verdict stands, and what came of each write. Nothing here can change the verdict. */
import type { Finding } from '../finding/finding.ts';
import type { Severity } from '../finding/severity.ts';
import type { EventContext } from '../github/event.ts';
import type { Report } from '../report/report.ts';
import type { OutputContext } from '../reporters/context.ts';
import type { FileDiff } from '../source/diff.ts';
import type { SourceFile } from '../source/file.ts';

export interface Publication {
  readonly report: Report;
  /** What outputs may show of the files. */
  readonly context: OutputContext;
  readonly event: EventContext;
  /** Merge base to head; empty where there is no pull request. */
  readonly diff: readonly FileDiff[];
  /** What the safe fixes make of the files, scanned again as a whole: for the fix pull request. */
  readonly fixes?: Fixes | undefined;
  readonly options: PublicationOptions;
}

export interface Fixes {
  readonly changed: readonly { readonly before: SourceFile; readonly after: SourceFile }[];
  readonly fixed: readonly Finding[];
}

export interface PublicationOptions {
  /** Names this run among several of one repository; part of every marker. */
  readonly id: string;
  /** Review comments at most; the most severe first. */
  readonly maxComments: number;
  /** Milder findings get no review comment of their own, unless they fail the gate; the summary lists them. */
  readonly commentSeverity: Severity;
  /** Resolve the threads of fixed findings as well. */
  readonly resolveThreads: boolean;
  /** What is written at all. */
  readonly writes: readonly WriteKind[];
}

export type WriteKind = 'review' | 'summary' | 'check-run' | 'code-scanning' | 'tracking-issue' | 'fix-pull-request';

export interface WriteOutcome {
  readonly kind: WriteKind;
  readonly status: 'done' | 'unchanged' | 'skipped' | 'failed';
  /** A sentence for the log, without full stop; required with `skipped` and `failed`. */
  readonly why?: string | undefined;
  /** Where it can be seen. */
  readonly url?: string | undefined;
}
