/** GraphQL in the double: GitHub's own schema, with as much behind it as is asked. */
import { schema as github } from '@octokit/graphql-schema';
import { buildSchema, graphql, GraphQLError, type GraphQLSchema } from 'graphql';
import type { Issue, Note, Pull, State, Thread, Token } from './state.ts';

let schema: GraphQLSchema | undefined;

/** Built once: it takes seconds. */
function githubSchema(): GraphQLSchema {
  schema ??= buildSchema(github.idl, { assumeValid: true });
  return schema;
}

export interface GraphQLAnswer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly type?: unknown; readonly message: string }[];
}

export async function answerQuery(
  state: State,
  token: Token,
  { query, variables }: { readonly query: string; readonly variables?: Readonly<Record<string, unknown>> },
): Promise<GraphQLAnswer> {
  const { data, errors } = await graphql({ schema: githubSchema(), source: query, rootValue: root(state, token), variableValues: variables ?? {} });
  return {
    data: data === undefined ? null : JSON.parse(JSON.stringify(data)),
    ...(errors
      ? { errors: errors.map(({ message, extensions }) => ({ message, ...(extensions['type'] ? { type: extensions['type'] } : {}) })) }
      : {}),
  };
}

/** Is it one that writes? Its fields name it. */
export function mutationIn(query: string): string | undefined {
  return /^\s*mutation\b[^{]*\{\s*(?:\w+:\s*)?(\w+)/.exec(query)?.[1];
}

interface Page {
  readonly first: number;
  readonly after?: string | null;
}

function root(state: State, token: Token) {
  return {
    viewer: { login: token.login },
    repository: () => ({
      pullRequest: ({ number }: { number: number }) => {
        const pull = state.pulls.get(number);
        if (!pull) throw refusal('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${number}.`);
        return pullRequest(state, token, pull);
      },
      issues: ({ labels, ...page }: Page & { labels?: readonly string[] }) => {
        const all = [...state.issues.values()].toReversed();
        return connection(
          all.filter((issue) => !labels || labels.some((label) => issue.labels.includes(label))).map((issue) => issueNode(issue, token)),
          page,
        );
      },
    }),
    minimizeComment: ({ input }: { input: { subjectId: string; classifier: string } }) => {
      demand(token, 'pull-requests');
      noteOf(state, input.subjectId).minimised = input.classifier;
      return {};
    },
    unminimizeComment: ({ input }: { input: { subjectId: string } }) => {
      demand(token, 'pull-requests');
      noteOf(state, input.subjectId).minimised = undefined;
      return {};
    },
    // https://github.com/github/gh-aw/issues/35726: it takes the right to write contents
    resolveReviewThread: ({ input }: { input: { threadId: string } }) => {
      demand(token, 'contents');
      const thread = state.threads.find(({ nodeId }) => nodeId === input.threadId);
      if (!thread) throw refusal('NOT_FOUND', 'Could not resolve to a node');
      thread.resolved = true;
      return {};
    },
  };
}

function pullRequest(state: State, token: Token, pull: Pull) {
  return {
    comments: (page: Page) =>
      connection(
        (state.notes.get(pull.number) ?? []).map((note) => comment(note, token)),
        page,
      ),
    reviewThreads: (page: Page) => {
      const threads = state.threads.filter((thread) => thread.pull === pull.number);
      return connection(
        threads.map((thread) => threadNode(thread, token)),
        page,
      );
    },
  };
}

function threadNode(thread: Thread, token: Token) {
  return {
    id: thread.nodeId,
    path: thread.path,
    line: thread.line ?? null,
    startLine: thread.line === undefined || thread.start === thread.line ? null : thread.start,
    isOutdated: thread.line === undefined,
    isResolved: thread.resolved,
    comments: (page: Page) =>
      connection(
        thread.comments.map((note) => comment(note, token)),
        page,
      ),
  };
}

function comment({ id, nodeId, body, author, minimised }: Note, token: Token) {
  return {
    id: nodeId,
    fullDatabaseId: String(id),
    body,
    url: `https://github.test/octo/app/pull/1#discussion_r${id}`,
    viewerDidAuthor: author === token.login,
    isMinimized: minimised !== undefined,
  };
}

function issueNode({ number, body, open, author }: Issue, token: Token) {
  return { number, body, url: `https://github.test/octo/app/issues/${number}`, closed: !open, viewerDidAuthor: author === token.login };
}

function connection<Node>(all: readonly Node[], { first, after }: Page) {
  const from = after ? Number(after) : 0;
  const nodes = all.slice(from, from + first);
  const end = from + nodes.length;
  return { nodes, totalCount: all.length, pageInfo: { hasNextPage: end < all.length, endCursor: nodes.length > 0 ? String(end) : null } };
}

function noteOf(state: State, nodeId: string): Note {
  const note = state.noteByNode(nodeId);
  if (!note) throw refusal('NOT_FOUND', `Could not resolve to a node with the global id of '${nodeId}'`);
  return note;
}

function demand(token: Token, permission: 'pull-requests' | 'contents'): void {
  if (token.permissions[permission] !== 'write') throw refusal('FORBIDDEN', 'Resource not accessible by integration');
}

function refusal(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}
