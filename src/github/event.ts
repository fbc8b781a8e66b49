/** What set the run off, in plain data: read from the runner's environment and its event file. */

export const eventNames = ['pull_request', 'pull_request_target', 'merge_group', 'push', 'schedule', 'workflow_dispatch', 'workflow_run'] as const;

export type EventName = (typeof eventNames)[number];

export interface EventContext {
  readonly name: EventName;
  /** What happened to it: `opened`, `synchronize`, `labeled`. */
  readonly action?: string | undefined;
  /** The label that was set or taken away. */
  readonly label?: string | undefined;
  readonly owner: string;
  readonly repo: string;
  readonly visibility?: 'public' | 'private' | 'internal' | undefined;
  /** The commit that results are told about: the head of the pull request, not its merge commit. */
  readonly headSha: string;
  /** What it is compared with, as the event names it: the tip of the base branch, a merge group's base, what a push replaced. */
  readonly baseSha?: string | undefined;
  /** The ref that code scanning files results under: `refs/pull/7/head`, `refs/heads/main`. */
  readonly ref: string;
  readonly defaultBranch: string;
  readonly pull?: PullRequest | undefined;
  /** For `workflow_run`: the run that has ended. */
  readonly source?: SourceRun | undefined;
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
  /** Since when the pull request is as the event shows it, by GitHub's clock: ISO 8601. No push of this head is later. */
  readonly updatedAt?: string | undefined;
}

/** A workflow run that another one follows. Its event names no pull request when that comes from a fork. */
export interface SourceRun {
  readonly id: number;
  readonly event: string;
  readonly headSha: string;
  readonly headBranch: string;
  /** `owner/name`; undefined when the fork is gone. */
  readonly headRepository: string | undefined;
}
