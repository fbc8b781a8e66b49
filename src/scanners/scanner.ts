/** The contract of a scanner: our own analyser and foreign tools alike. */
import type { Finding, Place, VerifiedFix } from '../finding/finding.ts';
import type { ReportedRule } from '../finding/reported-rule.ts';
import type { FileTree, Notice } from '../source/file-tree.ts';

export interface Scanner {
  readonly id: string;
  /** It knows the scanned files only and cannot look at another commit: what it finds there counts as new. */
  readonly headOnly?: boolean | undefined;
  /** Does not reject: what goes wrong is a result that failed. */
  scan(files: FileTree, request?: ScanRequest): Promise<ScanResult>;
}

export interface ScanRequest {
  /** Tells people what takes long: one sentence, without full stop. */
  readonly progress?: ((sentence: string) => void) | undefined;
  /** On a pull request: the files that it changes. A scanner may leave out the folders that hold none of them. */
  readonly changed?: ReadonlySet<string> | undefined;
  /** What is found is only compared with: fixes need not be tried. */
  readonly withoutFixes?: boolean | undefined;
}

export interface ScanResult {
  readonly scanner: string;
  /** `failed` and `skipped` carry `why`. Failed is never clean. */
  readonly status: 'ok' | 'failed' | 'skipped' | 'not-applicable';
  readonly why?: string;
  /** The version of the tool that ran, for a foreign one. */
  readonly version?: string;
  /** Versions by tool, where one scanner brings the results of several. */
  readonly tools?: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
  /** What it knows of findings that other scanners may have. */
  readonly answers?: readonly KnownAnswer[];
  /** What its findings name beside the rules of our own. */
  readonly rules?: readonly ReportedRule[];
  /** Files that it was meant to look at one by one (manifests), with what came of each. */
  readonly files?: readonly FileStatus[];
  readonly notices: readonly Notice[];
  readonly coverage: Coverage;
  /** The files that were read as part of some application. */
  readonly paths: readonly string[];
  /** Texts that must appear in no output. */
  readonly secrets: readonly string[];
  readonly milliseconds: number;
}

/** What is known of findings of other tools on one resource: how to heal them, or why they are none. */
export interface KnownAnswer {
  /** Their rules, as `checkov/CKV_AWS_21`. */
  readonly to: readonly string[];
  readonly address: string;
  /** The whole resource. */
  readonly body: Place;
  /** Ends the sentence "… (but …)"; empty where they are right. */
  readonly harmless: string;
  readonly fix?: VerifiedFix | undefined;
}

export interface FileStatus {
  readonly path: string;
  readonly status: 'ok' | 'findings' | 'not-applicable' | 'skipped' | 'failed';
  /** Required with `skipped` and `failed`. */
  readonly why?: string;
}

/** What was looked at. */
export interface Coverage {
  readonly applications: number;
  readonly files: number;
  /** Recognised templates by how far they could be read; the three add up to all of them. */
  readonly templates: { readonly read: number; readonly partly: number; readonly unread: number };
}

export const noCoverage: Coverage = { applications: 0, files: 0, templates: { read: 0, partly: 0, unread: 0 } };

/** What a scanner says that has looked at nothing. */
export function emptyResult(scanner: string): Omit<ScanResult, 'status'> {
  return { scanner, findings: [], notices: [], coverage: noCoverage, paths: [], secrets: [], milliseconds: 0 };
}
