/** The contract of a scanner: our own analyser and foreign tools alike. */
import type { Finding } from '../finding/finding.ts';
import type { FileTree, Notice } from '../source/file-tree.ts';

export interface Scanner {
  readonly id: string;
  scan(files: FileTree): Promise<ScanResult>;
}

export interface ScanResult {
  readonly scanner: string;
  /** `failed` and `skipped` carry `why`. Failed is never clean. */
  readonly status: 'ok' | 'failed' | 'skipped' | 'not-applicable';
  readonly why?: string;
  readonly findings: readonly Finding[];
  readonly notices: readonly Notice[];
  readonly coverage: Coverage;
  /** The files that were read as part of some application. */
  readonly paths: readonly string[];
  /** Texts that must appear in no output. */
  readonly secrets: readonly string[];
  readonly milliseconds: number;
}

/** What was looked at. */
export interface Coverage {
  readonly applications: number;
  readonly files: number;
  /** Recognised templates by how far they could be read; the three add up to all of them. */
  readonly templates: { readonly read: number; readonly partly: number; readonly unread: number };
}

export const noCoverage: Coverage = { applications: 0, files: 0, templates: { read: 0, partly: 0, unread: 0 } };
