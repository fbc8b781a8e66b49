/** Pull requests on GitHub: their files, their review threads, reviews and labels. */
import type { Api, NodePage } from './api.ts';
import type { Comment, GitHub, Label, NewReview, PullFile, PullState, Thread } from './github.ts';

const readPulls = 'pull-requests: read';
const writePulls = 'pull-requests: write';

type Reviews = Pick<
  GitHub,
  'pull' | 'pullFiles' | 'threads' | 'createReview' | 'updateReviewComment' | 'minimise' | 'unminimise' | 'resolve' | 'labels'
>;

export function reviews(api: Api): Reviews {
  const { octokit, repository } = api;
  const { pulls } = octokit.rest;
  return {
    pull: async (number): Promise<PullState> => {
      const purpose = { doing: 'read the pull request', needs: readPulls };
      const { head, base, state } = await api.read(purpose, () => pulls.get({ ...repository, pull_number: number }));
      // The description says that there is always a repository; a fork can be deleted.
      const from = head.repo as typeof head.repo | null;
      return {
        open: state === 'open',
        headSha: head.sha,
        headRef: head.ref,
        headRepository: from?.full_name,
        baseSha: base.sha,
        baseRef: base.ref,
      };
    },
    pullFiles: async (number): Promise<readonly PullFile[]> => {
      const purpose = { doing: "read the pull request's files", needs: readPulls };
      const files = await api.readAll(purpose, (page) => pulls.listFiles({ ...repository, pull_number: number, per_page: 100, page }));
      return files.map(({ filename, patch }) => ({ path: filename, patch }));
    },
    threads: (number) => threads(api, number),
    createReview: (number, review) => createReview(api, number, review),
    updateReviewComment: async (id, body) => {
      const purpose = { doing: 'update a review comment', needs: writePulls };
      await api.change(purpose, () => pulls.updateReviewComment({ ...repository, comment_id: Number(id), body }));
    },
    minimise: (nodeIds, classifier) =>
      mutateAll(api, nodeIds, 'fold comments', (id) => `minimizeComment(input: {subjectId: ${id}, classifier: ${classifier}}) { clientMutationId }`),
    unminimise: (nodeIds) =>
      mutateAll(api, nodeIds, 'show comments again', (id) => `unminimizeComment(input: {subjectId: ${id}}) { clientMutationId }`),
    resolve: (threadIds) =>
      mutateAll(api, threadIds, 'resolve threads', (id) => `resolveReviewThread(input: {threadId: ${id}}) { clientMutationId }`),
    labels: (number) => labels(api, number),
  };
}

const threadsQuery = `query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      reviewThreads(first: 50, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes {
          id path line startLine isOutdated isResolved
          comments(first: 20) {
            totalCount
            nodes { id fullDatabaseId body url viewerDidAuthor isMinimized }
          }
        }
      }
    }
  }
}`;

export interface CommentNode {
  readonly id: string;
  readonly fullDatabaseId: string | number | null;
  readonly body: string;
  readonly url: string;
  readonly viewerDidAuthor: boolean;
  readonly isMinimized: boolean;
}

export function commentOf(node: CommentNode): Comment {
  return {
    id: String(node.fullDatabaseId),
    nodeId: node.id,
    body: node.body,
    url: node.url,
    isOurs: node.viewerDidAuthor,
    isMinimised: node.isMinimized,
  };
}

interface ThreadNode {
  readonly id: string;
  readonly path: string;
  readonly line: number | null;
  readonly startLine: number | null;
  readonly isOutdated: boolean;
  readonly isResolved: boolean;
  readonly comments: { readonly totalCount: number; readonly nodes: readonly (CommentNode | null)[] };
}

async function threads(api: Api, number: number): Promise<readonly Thread[]> {
  const purpose = { doing: 'read the review comments', needs: readPulls };
  const nodes = await api.graphqlPages<ThreadNode>(purpose, threadsQuery, { number }, (data) => {
    type Answer = { repository?: { pullRequest?: { reviewThreads: NodePage<ThreadNode> } | null } | null };
    return (data as Answer).repository?.pullRequest?.reviewThreads;
  });
  return nodes.flatMap(({ id, path, line, startLine, isOutdated, isResolved, comments }): Thread[] => {
    const [first, ...others] = comments.nodes;
    if (!first) return [];
    const hasReplies = others.some((other) => other?.viewerDidAuthor !== true) || comments.totalCount > comments.nodes.length;
    return [{ id, path, line: line ?? undefined, startLine: startLine ?? undefined, isOutdated, isResolved, comment: commentOf(first), hasReplies }];
  });
}

/** One request for all comments: https://docs.github.com/en/rest/pulls/reviews#create-a-review-for-a-pull-request */
async function createReview(api: Api, number: number, { commit, body, comments }: NewReview): Promise<{ readonly url: string }> {
  const { octokit, repository } = api;
  const data = await api.create({ doing: 'post the review', needs: writePulls }, () =>
    octokit.rest.pulls.createReview({
      ...repository,
      pull_number: number,
      commit_id: commit,
      event: 'COMMENT',
      body,
      comments: comments.map(({ path, startLine, line, body: text }) => ({
        path,
        body: text,
        line,
        side: 'RIGHT',
        ...(startLine < line ? { start_line: startLine, start_side: 'RIGHT' } : {}),
      })),
    }),
  );
  return { url: data.html_url };
}

/** All in one request; what is refused of it is counted. */
async function mutateAll(api: Api, ids: readonly string[], doing: string, mutation: (variable: string) => string): Promise<number> {
  let refusals = 0;
  for (let from = 0; from < ids.length; from += 50) {
    const part = ids.slice(from, from + 50);
    const declared = part.map((_, index) => `$id${index}: ID!`).join(', ');
    const fields = part.map((_, index) => `m${index}: ${mutation(`$id${index}`)}`).join('\n');
    const variables = Object.fromEntries(part.map((id, index) => [`id${index}`, id]));
    const answer = await api.graphql('change', { doing, needs: writePulls }, `mutation (${declared}) {\n${fields}\n}`, variables);
    refusals += answer.refusals;
  }
  return refusals;
}

/** A label counts for whoever set it last; whether that person may write is asked once each. */
async function labels(api: Api, number: number): Promise<readonly Label[]> {
  const { octokit, repository } = api;
  const purpose = { doing: 'read the labels', needs: readPulls };
  const { issues } = octokit.rest;
  const present = await api.readAll(purpose, (page) => issues.listLabelsOnIssue({ ...repository, issue_number: number, per_page: 100, page }));
  if (present.length === 0) return [];
  const events = await api.readAll(purpose, (page) => issues.listEvents({ ...repository, issue_number: number, per_page: 100, page }));
  const mayWrite = new Map<string, boolean>();
  const found: Label[] = [];
  for (const { name } of present) {
    const last = events.findLast((event) => event.event === 'labeled' && 'label' in event && event.label.name === name);
    const setBy = last?.actor?.login;
    if (setBy !== undefined && !mayWrite.has(setBy)) mayWrite.set(setBy, await hasWriteAccess(api, setBy));
    const bySomeoneWhoMayWrite = setBy !== undefined && mayWrite.get(setBy) === true;
    found.push({ name, setBy, setAt: last?.created_at ?? undefined, bySomeoneWhoMayWrite });
  }
  return found;
}

async function hasWriteAccess(api: Api, username: string): Promise<boolean> {
  const purpose = { doing: `read what ${username} may do`, needs: 'contents: read' };
  const answer = await api.read(purpose, () => api.octokit.rest.repos.getCollaboratorPermissionLevel({ ...api.repository, username }));
  return answer.permission === 'admin' || answer.permission === 'write';
}
