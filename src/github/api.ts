/** Octokit behind our manners: REST calls and GraphQL queries that throw nothing but GitHubErrors. */
import { Octokit } from '@octokit/rest';
import { Calls, oneLine, type CallKind, type Pacing } from './calls.ts';
import { GitHubError, type Purpose } from './errors.ts';

export interface Connection extends Pacing {
  readonly token: string;
  /** `https://api.github.com`. */
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly owner: string;
  readonly repo: string;
  /** Says when one answer has taken too long; half a minute unless given. */
  readonly deadline?: (() => AbortSignal) | undefined;
}

/** GitHub gives up on most requests after ten seconds itself. */
const usualDeadline = (): AbortSignal => AbortSignal.timeout(30_000);
const mostPages = 40;

export class Api {
  readonly octokit: Octokit;
  readonly calls: Calls;
  /** For every route. */
  readonly repository: { readonly owner: string; readonly repo: string };
  readonly #graphqlUrl: string;

  constructor({ token, apiUrl, graphqlUrl, owner, repo, clock, now, wait, deadline = usualDeadline }: Connection) {
    this.calls = new Calls({ clock, now, wait });
    this.repository = { owner, repo };
    this.#graphqlUrl = graphqlUrl;
    const silent = (): void => undefined;
    this.octokit = new Octokit({
      auth: token,
      baseUrl: apiUrl.replace(/\/+$/, ''),
      userAgent: 'faasgate',
      log: { debug: silent, info: silent, warn: silent, error: silent },
      request: { fetch: (url: string, init: RequestInit) => fetch(url, { ...init, signal: deadline() }) },
    });
  }

  read<Data>(purpose: Purpose, call: () => Promise<{ readonly data: Data }>): Promise<Data> {
    return this.#data('read', purpose, call);
  }

  /** For what may be done twice without harm. */
  change<Data>(purpose: Purpose, call: () => Promise<{ readonly data: Data }>): Promise<Data> {
    return this.#data('change', purpose, call);
  }

  create<Data>(purpose: Purpose, call: () => Promise<{ readonly data: Data }>): Promise<Data> {
    return this.#data('create', purpose, call);
  }

  /** All pages of a list of a hundred each. */
  async readAll<Item>(purpose: Purpose, page: (number: number) => Promise<{ readonly data: readonly Item[] }>): Promise<readonly Item[]> {
    const items: Item[] = [];
    for (let number = 1; number <= mostPages; number++) {
      const data = await this.read(purpose, () => page(number));
      items.push(...data);
      if (data.length < 100) break;
    }
    return items;
  }

  /** What GraphQL answers, in parts where parts were refused. */
  async graphql(
    kind: CallKind,
    purpose: Purpose,
    query: string,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly data: unknown; readonly refusals: number }> {
    const answer = await this.#data(kind, purpose, () => this.octokit.request(`POST ${this.#graphqlUrl}`, { query, variables }));
    const { data, errors = [] } = answer as { data?: unknown; errors?: readonly { readonly type?: string; readonly message?: string }[] };
    const [first] = errors;
    if (first && kind === 'read') throw graphqlError(first, purpose);
    return { data, refusals: errors.length };
  }

  /** All pages of a connection, and the login of whoever the token stands for. */
  async graphqlPages<Node>(
    purpose: Purpose,
    query: string,
    variables: Readonly<Record<string, unknown>>,
    connection: (data: unknown) => NodePage<Node> | null | undefined,
  ): Promise<{ readonly nodes: readonly Node[]; readonly viewer: string }> {
    const nodes: Node[] = [];
    let viewer = '';
    let after: string | null = null;
    for (let page = 0; page < mostPages; page++) {
      const { data } = await this.graphql('read', purpose, query, { ...this.repository, ...variables, after });
      const found = connection(data);
      viewer = (data as { viewer?: { login?: string } }).viewer?.login ?? viewer;
      if (!found) throw new GitHubError('not-found', `could not ${purpose.doing}: GitHub knows nothing there`);
      for (const node of found.nodes ?? []) if (node) nodes.push(node);
      if (!found.pageInfo.hasNextPage) break;
      after = found.pageInfo.endCursor ?? null;
    }
    return { nodes, viewer };
  }

  async #data<Data>(kind: CallKind, purpose: Purpose, call: () => Promise<{ readonly data: Data }>): Promise<Data> {
    const { data } = await this.calls.make(kind, purpose, call);
    return data;
  }
}

export interface NodePage<Node> {
  readonly nodes?: readonly (Node | null)[] | null | undefined;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null | undefined };
}

function graphqlError({ type, message = '' }: { readonly type?: string; readonly message?: string }, { doing, needs }: Purpose): GitHubError {
  if (type === 'FORBIDDEN' || /resource not accessible/i.test(message)) {
    return new GitHubError('forbidden', `could not ${doing}: the token may not; give the job \`permissions: ${needs}\``);
  }
  if (type === 'NOT_FOUND') {
    return new GitHubError('not-found', `could not ${doing}: GitHub knows nothing there, or the token may not see it`);
  }
  if (type === 'RATE_LIMITED') return new GitHubError('rate-limit', `could not ${doing}: GitHub's rate limit is used up; run the job again later`);
  return new GitHubError('rejected', `could not ${doing}: GitHub rejected it (${oneLine(message)})`);
}
