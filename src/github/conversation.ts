/** Comments below a pull request or an issue, and issues. */
import type { Api, NodePage } from './api.ts';
import type { Comment, GitHub, Issue } from './github.ts';
import { commentOf, type CommentNode } from './reviews.ts';

const writeIssues = 'issues: write';
const writePulls = 'pull-requests: write';

type Conversation = Pick<GitHub, 'comments' | 'createComment' | 'updateComment' | 'issues' | 'createIssue' | 'updateIssue'>;

export function conversation(api: Api): Conversation {
  const { octokit, repository } = api;
  const rest = octokit.rest.issues;
  return {
    comments: (number) => comments(api, number),
    createComment: async (number, body) => {
      const purpose = { doing: 'post the summary', needs: writePulls };
      const { html_url: url } = await api.create(purpose, () => rest.createComment({ ...repository, issue_number: number, body }));
      return { url };
    },
    updateComment: async (id, body) => {
      const purpose = { doing: 'update the summary', needs: writePulls };
      await api.change(purpose, () => rest.updateComment({ ...repository, comment_id: Number(id), body }));
    },
    issues: (label) => issues(api, label),
    createIssue: async ({ title, body, labels }) => {
      const purpose = { doing: 'open the issue', needs: writeIssues };
      const made = await api.create(purpose, () => rest.create({ ...repository, title, body, labels: [...labels] }));
      return { number: made.number, body: made.body ?? '', url: made.html_url, open: true, isOurs: true };
    },
    updateIssue: async (number, { title, body, open }) => {
      const purpose = { doing: 'update the issue', needs: writeIssues };
      const named = title === undefined ? {} : { title };
      await api.change(purpose, () => rest.update({ ...repository, issue_number: number, ...named, body, state: open ? 'open' : 'closed' }));
    },
  };
}

const commentsQuery = `query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      comments(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { id fullDatabaseId body url viewerDidAuthor isMinimized }
      }
    }
  }
}`;

async function comments(api: Api, number: number): Promise<readonly Comment[]> {
  const purpose = { doing: 'read the comments', needs: 'pull-requests: read' };
  const nodes = await api.graphqlPages<CommentNode>(purpose, commentsQuery, { number }, (data) => {
    type Answer = { repository?: { pullRequest?: { comments: NodePage<CommentNode> } | null } | null };
    return (data as Answer).repository?.pullRequest?.comments;
  });
  return nodes.map(commentOf);
}

const issuesQuery = `query ($owner: String!, $repo: String!, $label: String!, $after: String) {
  repository(owner: $owner, name: $repo) {
    issues(first: 50, after: $after, labels: [$label], orderBy: {field: CREATED_AT, direction: DESC}) {
      pageInfo { hasNextPage endCursor }
      nodes { number body url closed viewerDidAuthor }
    }
  }
}`;

interface IssueNode {
  readonly number: number;
  readonly body: string;
  readonly url: string;
  readonly closed: boolean;
  readonly viewerDidAuthor: boolean;
}

async function issues(api: Api, label: string): Promise<readonly Issue[]> {
  const purpose = { doing: 'look for the issue', needs: 'issues: read' };
  const nodes = await api.graphqlPages<IssueNode>(purpose, issuesQuery, { label }, (data) => {
    type Answer = { repository?: { issues: NodePage<IssueNode> } | null };
    return (data as Answer).repository?.issues;
  });
  return nodes.map(({ number, body, url, closed, viewerDidAuthor }) => ({ number, body, url, open: !closed, isOurs: viewerDidAuthor }));
}
