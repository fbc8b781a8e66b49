/** What we ask of GitHub, in plain data. It knows no report. Every call may throw a GitHubError. */

export interface GitHub {
  /** `owner/name`. */
  readonly repository: string;
  pull(number: number): Promise<PullState>;
  /** The files of a pull request as GitHub itself diffs them. */
  pullFiles(number: number): Promise<readonly PullFile[]>;
  threads(number: number): Promise<readonly Thread[]>;
  createReview(number: number, review: NewReview): Promise<{ readonly url: string }>;
  updateReviewComment(id: string, body: string): Promise<void>;
  /** Collapses comments, or shows them again; how many could not be. */
  minimise(nodeIds: readonly string[], classifier: 'RESOLVED' | 'OUTDATED'): Promise<number>;
  unminimise(nodeIds: readonly string[]): Promise<number>;
  resolve(threadIds: readonly string[]): Promise<number>;
  comments(number: number): Promise<readonly Comment[]>;
  createComment(number: number, body: string): Promise<{ readonly url: string }>;
  updateComment(id: string, body: string): Promise<void>;
  /** Labels on a pull request with whoever set them last. */
  labels(number: number): Promise<readonly Label[]>;
  createCheckRun(run: NewCheckRun): Promise<{ readonly id: number; readonly url: string }>;
  addAnnotations(id: number, output: CheckOutput): Promise<void>;
  uploadSarif(upload: SarifUpload): Promise<string>;
  /** Waits until GitHub has read it, or a few minutes. */
  sarifOutcome(id: string): Promise<SarifOutcome>;
  /** The newest analysis of the tool under the category; its SARIF as parsed JSON. */
  previousAnalysis(query: { readonly tool: string; readonly ref: string; readonly category: string }): Promise<unknown>;
  issues(label: string): Promise<readonly Issue[]>;
  createIssue(issue: { readonly title: string; readonly body: string; readonly labels: readonly string[] }): Promise<Issue>;
  updateIssue(number: number, change: IssueChange): Promise<void>;
  /** Undefined where there is no such branch. */
  branch(name: string): Promise<BranchTip | undefined>;
  /** Makes one commit upon `parent` and points the branch to it. */
  commitToBranch(commit: BranchCommit): Promise<{ readonly sha: string }>;
  openPullFrom(branch: string): Promise<{ readonly number: number; readonly url: string; readonly body: string } | undefined>;
  createPull(pull: NewPull): Promise<{ readonly number: number; readonly url: string }>;
  updatePull(number: number, change: { readonly title: string; readonly body: string; readonly close?: boolean }): Promise<void>;
}

export interface PullState {
  readonly open: boolean;
  readonly headSha: string;
  readonly headRef: string;
  /** `owner/name`; undefined when the fork is gone. */
  readonly headRepository: string | undefined;
  readonly baseSha: string;
  readonly baseRef: string;
}

export interface PullFile {
  readonly path: string;
  /** Missing for binary files and for diffs that are too large. */
  readonly patch?: string | undefined;
}

/** A review thread by its first comment. */
export interface Thread {
  readonly id: string;
  readonly path: string;
  /** On the right side as it is now; undefined once it is outdated. */
  readonly line: number | undefined;
  /** Where the thread is on several lines. */
  readonly startLine: number | undefined;
  readonly isOutdated: boolean;
  readonly isResolved: boolean;
  readonly comment: Comment;
  /** Somebody but us has answered. */
  readonly hasReplies: boolean;
}

export interface Comment {
  readonly id: string;
  readonly nodeId: string;
  readonly body: string;
  readonly url: string;
  /** GitHub says so of the token's owner: no text can forge it. */
  readonly isOurs: boolean;
  readonly isMinimised: boolean;
}

export interface NewReview {
  readonly commit: string;
  readonly body: string;
  readonly comments: readonly NewReviewComment[];
}

/** On the right side of the diff. */
export interface NewReviewComment {
  readonly path: string;
  readonly startLine: number;
  readonly line: number;
  readonly body: string;
}

export interface Label {
  readonly name: string;
  readonly setBy: string | undefined;
  /** ISO 8601. */
  readonly setAt: string | undefined;
  /** Whether the setter may write to the repository. */
  readonly bySomeoneWhoMayWrite: boolean;
}

interface NewCheckRun {
  readonly name: string;
  readonly headSha: string;
  readonly conclusion: 'success' | 'failure';
  readonly detailsUrl?: string | undefined;
  readonly output: CheckOutput;
}

export interface CheckOutput {
  readonly title: string;
  readonly summary: string;
  /** Fifty at most. */
  readonly annotations: readonly Annotation[];
}

export interface Annotation {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly level: 'failure' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
}

export interface SarifUpload {
  readonly commit: string;
  readonly ref: string;
  readonly sarif: string;
  readonly startedAt: string;
}

/** `pending`: GitHub had not said in time. */
export interface SarifOutcome {
  readonly status: 'complete' | 'failed' | 'pending';
  readonly errors: readonly string[];
}

export interface Issue {
  readonly number: number;
  readonly body: string;
  readonly url: string;
  readonly open: boolean;
  readonly isOurs: boolean;
}

interface IssueChange {
  readonly title?: string | undefined;
  readonly body: string;
  readonly open: boolean;
}

export interface BranchTip {
  readonly sha: string;
  readonly message: string;
  readonly tree: string;
}

export interface BranchCommit {
  readonly branch: string;
  readonly parent: string;
  readonly message: string;
  readonly files: readonly { readonly path: string; readonly content: Uint8Array }[];
  /** Whether the branch is there already and is moved. */
  readonly exists: boolean;
}

interface NewPull {
  readonly branch: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
}
