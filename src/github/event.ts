/** What set the run off, in plain data: read from the runner's environment and its event file. */

export type EventName = 'pull_request' | 'pull_request_target' | 'merge_group' | 'push' | 'schedule' | 'workflow_dispatch' | 'workflow_run';

export interface EventContext {
  readonly name: EventName;
  readonly owner: string;
  readonly repo: string;
  /** The commit that results are told about: the head of the pull request, not its merge commit. */
  readonly headSha: string;
  /** The ref that code scanning files results under: `refs/pull/7/merge`, `refs/heads/main`. */
  readonly ref: string;
  readonly defaultBranch: string;
  readonly pull?: PullRequest | undefined;
  /** Where the workflow run can be seen. */
  readonly runUrl?: string | undefined;
}

export interface PullRequest {
  readonly number: number;
  readonly baseRef: string;
  readonly baseSha: string;
  readonly headRef: string;
  /** `owner/name`; undefined when the fork is gone. */
  readonly headRepository: string | undefined;
  readonly isFork: boolean;
}
