/** Reads what set the run off from the runner's environment and its event file. What cannot be read is a sentence, never an exception. */
import { z } from 'zod';
import { eventNames, type EventContext, type EventName, type PullRequest, type SourceRun } from './event.ts';

export interface EventReading {
  /** Undefined where there is nothing to tell GitHub about. */
  readonly event: EventContext | undefined;
  /** Sentences without full stop: what is missing and what follows. */
  readonly problems: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

const sha = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, 'expected a commit id');
/** Names are shown, and compared with what GitHub says; git is given the ids of commits. */
const refName = z.string().min(1).max(1000);
const fullName = z.string().regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/, 'expected owner/name');
const repository = z.object({
  full_name: fullName.optional(),
  default_branch: refName.optional(),
  visibility: z.enum(['public', 'private', 'internal']).optional(),
  private: z.boolean().optional(),
});

const base = z.object({
  action: z.string().max(100).optional(),
  label: z.object({ name: z.string().max(200) }).optional(),
  repository: repository.optional(),
});

const pullEvent = base.extend({
  pull_request: z.object({
    number: z.int().positive(),
    updated_at: z.string().max(40).optional(),
    base: z.object({ ref: refName, sha, repo: z.object({ full_name: fullName }).nullish() }),
    head: z.object({ ref: refName, sha, repo: z.object({ full_name: fullName }).nullish() }),
  }),
});
const mergeGroupEvent = base.extend({ merge_group: z.object({ head_sha: sha, base_sha: sha, head_ref: refName, base_ref: refName }) });
const pushEvent = base.extend({ before: sha.optional(), after: sha, deleted: z.boolean().optional() });
const workflowRunEvent = base.extend({
  workflow_run: z.object({
    id: z.int().positive(),
    event: z.string().max(100),
    head_sha: sha,
    head_branch: refName,
    head_repository: z.object({ full_name: fullName }).nullish(),
  }),
});

/** Events of other names are taken for a run by hand: a full scan that speaks of no pull request. */
export function readEvent(environment: Environment, readFile: (path: string) => string): EventReading {
  const problems: string[] = [];
  const payload = readPayload(environment, readFile, problems);
  const common = base.catch({}).parse(payload);
  const place = placeOf(environment, common.repository, problems);
  if (!place) return { event: undefined, problems };
  try {
    const event = contextOf(nameOf(environment), payload, { ...place, action: common.action, label: common.label?.name }, environment);
    if (!event) problems.push('the runner does not say which commit it runs for (GITHUB_SHA), so that nothing is told to GitHub');
    return { event, problems };
  } catch (error) {
    problems.push(`the event file is not as expected (${explain(error)}): everything counts as new, and nothing is told to GitHub`);
    return { event: undefined, problems };
  }
}

/** The name that the runner gives the event, where it is one of those that mean something here. */
export function nameOf(environment: Environment): EventName {
  return eventNames.find((name) => name === environment['GITHUB_EVENT_NAME']) ?? 'workflow_dispatch';
}

type Place = Pick<EventContext, 'owner' | 'repo' | 'visibility' | 'defaultBranch' | 'runUrl' | 'action' | 'label'>;

function contextOf(name: EventName, payload: unknown, place: Place, environment: Environment): EventContext | undefined {
  const ref = environment['GITHUB_REF'] ?? `refs/heads/${place.defaultBranch}`;
  switch (name) {
    case 'pull_request':
    case 'pull_request_target': {
      const pull = pullOf(payload, place);
      const headSha = pullEvent.parse(payload).pull_request.head.sha;
      return { ...place, name, headSha, baseSha: pull.baseSha, ref: `refs/pull/${pull.number}/head`, pull };
    }
    case 'merge_group': {
      const { merge_group: group } = mergeGroupEvent.parse(payload);
      return { ...place, name, headSha: group.head_sha, baseSha: group.base_sha, ref: group.head_ref };
    }
    case 'push': {
      const { before, after } = pushEvent.parse(payload);
      return { ...place, name, headSha: after, baseSha: before === undefined || isNothing(before) ? undefined : before, ref };
    }
    case 'workflow_run': {
      const source = sourceOf(payload);
      return { ...place, name, headSha: source.headSha, ref, source };
    }
    default: {
      const headSha = sha.safeParse(environment['GITHUB_SHA']).data;
      return headSha === undefined ? undefined : { ...place, name, headSha, ref };
    }
  }
}

function pullOf(payload: unknown, { owner, repo }: Place): PullRequest {
  const { number, updated_at: updatedAt, base: to, head } = pullEvent.parse(payload).pull_request;
  const headRepository = head.repo?.full_name;
  const own = to.repo?.full_name ?? `${owner}/${repo}`;
  return {
    number,
    baseRef: to.ref,
    baseSha: to.sha,
    headRef: head.ref,
    headRepository,
    isFork: headRepository?.toLowerCase() !== own.toLowerCase(),
    ...(updatedAt === undefined ? {} : { updatedAt }),
  };
}

function sourceOf(payload: unknown): SourceRun {
  const { id, event, head_sha: headSha, head_branch: headBranch, head_repository: from } = workflowRunEvent.parse(payload).workflow_run;
  return { id, event, headSha, headBranch, headRepository: from?.full_name };
}

/** A push that makes a branch replaces nothing. */
function isNothing(commit: string): boolean {
  return /^0+$/.test(commit);
}

function placeOf(
  environment: Environment,
  from: z.output<typeof repository> | undefined,
  problems: string[],
): Omit<Place, 'action' | 'label'> | undefined {
  const name = fullName.safeParse(environment['GITHUB_REPOSITORY']);
  if (!name.success) {
    problems.push('the runner does not say which repository this is (GITHUB_REPOSITORY), so that nothing is told to GitHub');
    return undefined;
  }
  const [owner = '', repo = ''] = name.data.split('/');
  const server = environment['GITHUB_SERVER_URL'] ?? 'https://github.com';
  const run = environment['GITHUB_RUN_ID'];
  const visibility = from?.visibility ?? (from?.private === undefined ? undefined : from.private ? 'private' : 'public');
  return {
    owner,
    repo,
    ...(visibility === undefined ? {} : { visibility }),
    defaultBranch: from?.default_branch ?? 'main',
    ...(run !== undefined && /^\d+$/.test(run) ? { runUrl: `${server}/${owner}/${repo}/actions/runs/${run}` } : {}),
  };
}

function readPayload(environment: Environment, readFile: (path: string) => string, problems: string[]): unknown {
  const path = environment['GITHUB_EVENT_PATH'];
  if (!path) return {};
  try {
    return JSON.parse(readFile(path));
  } catch {
    problems.push('the event file (GITHUB_EVENT_PATH) cannot be read');
    return {};
  }
}

function explain(error: unknown): string {
  if (!(error instanceof z.ZodError)) return 'unknown';
  const [issue] = error.issues;
  return `${issue?.path.map(String).join('.') || 'the whole'}: ${issue?.message ?? 'unknown'}`;
}
