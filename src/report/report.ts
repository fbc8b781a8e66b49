/** The outcome of one run as plain data: it can be written, read back and merged. */
import type { Finding } from '../finding/finding.ts';
import type { ReportedRules } from '../finding/reported-rule.ts';
import type { Severity } from '../finding/severity.ts';
import type { Coverage, FileStatus } from '../scanners/scanner.ts';
import type { Notice } from '../source/file-tree.ts';

export interface Report {
  readonly tool: { readonly name: 'faasgate'; readonly version: string };
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** Names this run among several of one repository: the category of code scanning. */
  readonly category: string;
  /** Worst first, then by place. */
  readonly results: readonly Result[];
  /** Every rule that a result names, by id, and what other tools call it. */
  readonly rules: ReportedRules;
  readonly scanners: readonly ScannerStatus[];
  /** Everything that was not scanned, or not wholly. */
  readonly notices: readonly Notice[];
  readonly coverage: Coverage;
  readonly verdict: Verdict;
  /** What was compared with, where the run decides by itself what is new. */
  readonly comparison?: Comparison | undefined;
}

/** The run held against another commit of the repository. */
export interface Comparison {
  /** Commit ids: what was scanned, and the merge base that was scanned as well. */
  readonly head: string;
  readonly base: string;
  /** What was at the base and is no more. */
  readonly fixed: readonly Result[];
  /** Scanners whose results of the base are missing: their findings count as new, and the report says so. */
  readonly notCompared: readonly string[];
}

/** A finding with what this run made of it. */
export interface Result {
  readonly finding: Finding;
  readonly fingerprints: Fingerprints;
  /** `new`: not in the baseline and, on a pull request, not at the merge base. */
  readonly state: 'new' | 'existing';
  readonly suppression?: Suppression | undefined;
}

export interface Fingerprints {
  /** `primaryLocationLineHash`, exactly as GitHub computes it. */
  readonly primaryLocationLineHash: string;
  /** Rule, resource and evidence: survives moves and renames of files. 32 hex digits and `:n` for the n-th alike. */
  readonly semantic: string;
}

export interface Suppression {
  /** `scanner`: the tool that found it was told to let it be, by its own means. */
  readonly kind: 'inline' | 'config' | 'baseline' | 'scanner';
  readonly reason: string;
  /** ISO date of the last day on which it holds. */
  readonly until?: string | undefined;
  /** Only an accepted one suppresses. `requested`: added by the pull request itself and approved by nobody yet. */
  readonly status: 'accepted' | 'requested' | 'expired';
  /** Who accepted one that was requested. */
  readonly approvedBy?: string | undefined;
  readonly path?: string | undefined;
  readonly line?: number | undefined;
}

export interface ScannerStatus {
  readonly id: string;
  readonly status: 'ok' | 'failed' | 'skipped' | 'not-applicable';
  readonly why?: string | undefined;
  /** The version of the tool that ran, for a foreign one. */
  readonly version?: string | undefined;
  /** Versions by tool, where it brings the results of several. */
  readonly tools?: Readonly<Record<string, string>> | undefined;
  readonly required: boolean;
  readonly milliseconds: number;
  readonly findings: number;
  /** What came of each file that it was meant to look at one by one. */
  readonly files?: readonly FileStatus[] | undefined;
}

/** The gate's decision, made before anything is written. */
export interface Verdict {
  readonly outcome: 'passed' | 'failed' | 'incomplete';
  /** 0 passed, 1 gate failed, 3 could not do the work. */
  readonly exitCode: 0 | 1 | 3;
  /** One sentence. */
  readonly reason: string;
  readonly failSeverity: Severity | 'none';
  readonly reportSeverity: Severity;
  /** Results that made the gate fail, as indexes into `results`. */
  readonly blocking: readonly number[];
}
