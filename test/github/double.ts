/**
 * A double of GitHub on the loopback: a real git repository behind the routes that we call. Each request and each answer is held against
 * GitHub's own descriptions, permissions and limits are kept, and any write can be made to fail.
 */
import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerQuery, mutationIn } from './graphql.ts';
import { Description } from './openapi.ts';
import type { Files } from './repository.ts';
import { routes, type Answer } from './routes.ts';
import { State, type Level, type Permission, type Pull, type Token } from './state.ts';
import { applySuggestion, suggestionIn } from './suggestions.ts';

export type Fault = 403 | 404 | 422 | 429 | 500 | 502 | 'time-out' | 'done but 502';

export interface Recorded {
  /** The route, or `mutation minimizeComment`. */
  readonly name: string;
  readonly path: string;
  readonly status: number;
  readonly isWrite: boolean;
  readonly body: unknown;
}

let description: Description | undefined;

const patterns = Object.keys(routes).map((route) => {
  const [method = '', template = ''] = route.split(' ');
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const form = template.replace(/\{(\w+)\}/g, (_, name: string) => (name === 'ref' ? '(.+)' : '([^/]+)'));
  return { route, method, names, form: new RegExp(`^${form}$`) };
});

export class GitHubDouble {
  readonly state: State;
  readonly requests: Recorded[] = [];
  /** What the descriptions say against our requests or the double's answers; empty, or a test is wrong. */
  readonly violations: string[] = [];
  readonly #faults: { readonly write: string | RegExp; readonly fault: Fault; times: number }[] = [];
  readonly #server: Server = createServer((request, response) => {
    this.#handle(request, response).catch((error: unknown) => {
      this.violations.push(`the double itself: ${error instanceof Error ? error.stack : 'unknown'}`);
      this.#send(response, { status: 500, body: { message: 'the double itself' } });
    });
  });
  #remaining = 5000;
  #deadline = new AbortController();

  constructor(state: State) {
    this.state = state;
  }

  static async start(state = new State()): Promise<GitHubDouble> {
    description ??= new Description();
    const double = new GitHubDouble(state);
    await new Promise<void>((resolve) => double.#server.listen(0, '127.0.0.1', resolve));
    return double;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** @throws when anything was not as GitHub describes it. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    this.state.repository.remove();
    if (this.violations.length > 0) throw new Error(`not as GitHub has it: ${this.violations.join('\n')}`);
  }

  /** Passes as soon as the double lets a request wait: time-outs take no time. */
  readonly deadline = (): AbortSignal => {
    this.#deadline = new AbortController();
    return this.#deadline.signal;
  };

  /** The token of a job; one that may write, unless told otherwise. */
  token(level: Level = 'write', changes: Partial<Record<Permission, Level>> & { login?: string } = {}): string {
    const { login = 'github-actions[bot]', ...permissions } = changes;
    const name = `token-${this.state.tokens.size}`;
    const every: Token['permissions'] = { contents: level, 'pull-requests': level, issues: level, checks: level, 'security-events': level };
    this.state.tokens.set(name, { login, permissions: { ...every, ...permissions }, mayUpload: true });
    return name;
  }

  /** The next writes of this name fail. */
  fail(write: string | RegExp, fault: Fault, times = Infinity): void {
    this.#faults.push({ write, fault, times });
  }

  get writes(): readonly Recorded[] {
    return this.requests.filter(({ isWrite }) => isWrite);
  }

  /** Sets the base branch to a commit of these files. */
  pushBase(files: Files, branch = 'main'): string {
    const parent = this.state.repository.resolve(`refs/heads/${branch}`);
    const sha = this.state.repository.commit(files, parent === undefined ? [] : [parent]);
    this.state.repository.setRef(`refs/heads/${branch}`, sha);
    return sha;
  }

  openPull(files: Files, { base = 'main', head = 'change', fork = false }: { base?: string; head?: string; fork?: boolean } = {}): Pull {
    const parent = this.state.repository.resolve(`refs/heads/${base}`);
    const headSha = this.state.repository.commit(files, parent === undefined ? [] : [parent]);
    const headRepository = fork ? 'someone/app' : 'octo/app';
    const pull: Pull = {
      number: this.state.nextNumber(),
      base,
      head,
      headRepository,
      headSha,
      title: 'A change',
      body: '',
      open: true,
      author: 'someone',
    };
    this.state.pulls.set(pull.number, pull);
    if (!fork) this.state.repository.setRef(`refs/heads/${head}`, headSha);
    this.state.moveHead(pull, headSha);
    return pull;
  }

  /** A commit upon the head; or, with parents, one that replaces it: a force-push. */
  push(pull: Pull, files: Files, parents: readonly string[] = [pull.headSha]): void {
    this.state.moveHead(pull, this.state.repository.commit(files, parents));
  }

  /** Somebody answers in a thread. */
  reply(threadIndex: number, body: string, author = 'someone'): void {
    this.state.threads[threadIndex]?.comments.push(this.state.note(author, body));
  }

  /** The head's files with one suggestion applied. */
  withSuggestion(pull: Pull, threadIndex: number): Record<string, string> | undefined {
    const thread = this.state.threads[threadIndex];
    const replacement = thread && suggestionIn(thread.comments[0]?.body ?? '');
    if (!thread || !replacement || thread.line === undefined || thread.start === undefined) return undefined;
    const files = this.state.repository.files(pull.headSha);
    const before = files[thread.path] ?? '';
    const after = applySuggestion(before, thread.start, thread.line, replacement);
    if (after === before) throw new Error('the suggestion changes nothing');
    return { ...files, [thread.path]: after };
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const path = url.pathname.replace(/^\/api\/v3(?=\/)/, '');
    if (/\/(info\/refs|git-upload-pack|git-receive-pack)$/.test(path)) return this.#git(request, response, url);
    const bytes: Buffer[] = [];
    for await (const chunk of request) bytes.push(chunk as Buffer);
    const body: unknown = bytes.length === 0 ? undefined : JSON.parse(Buffer.concat(bytes).toString('utf8'));
    const name = /^(bearer|token) (.+)$/i.exec(request.headers.authorization ?? '')?.[2] ?? '';
    const token = this.state.tokens.get(name);
    if (!token) return this.#send(response, { status: 401, body: { message: 'Bad credentials', documentation_url: '', status: '401' } });
    if (path === '/graphql' || path === '/api/graphql') return this.#graphql(response, token, body as { query: string });
    return this.#rest(request, response, token, path, url, body);
  }

  async #graphql(
    response: ServerResponse,
    token: Token,
    body: { readonly query: string; readonly variables?: Record<string, unknown> },
  ): Promise<void> {
    const mutation = mutationIn(body.query);
    const name = mutation === undefined ? 'query' : `mutation ${mutation}`;
    const record = (status: number): void => void this.requests.push({ name, path: '/graphql', status, isWrite: mutation !== undefined, body });
    const fault = mutation === undefined ? undefined : this.#faultFor(name);
    if (fault !== undefined) return this.#failWith(fault, response, record);
    const answer = await answerQuery(this.state, token, body);
    for (const { message, type } of answer.errors ?? []) if (type === undefined) this.violations.push(`GraphQL: ${message}`);
    record(200);
    this.#send(response, { status: 200, body: answer });
  }

  #rest(request: IncomingMessage, response: ServerResponse, token: Token, path: string, url: URL, body: unknown): void {
    const method = request.method ?? 'GET';
    const found = patterns.find((pattern) => pattern.method === method && pattern.form.test(path));
    const route = found && routes[found.route];
    if (!found || !route) {
      this.violations.push(`the double has no route ${method} ${path}`);
      return this.#send(response, { status: 404, body: { message: 'Not Found' } });
    }
    const values = (found.form.exec(path) ?? []).slice(1).map((value) => decodeURIComponent(value));
    const parameters = Object.fromEntries(found.names.map((name, index) => [name, values[index] ?? '']));
    this.violations.push(...(description?.requestErrors(found.route, body) ?? []));
    const isWrite = method !== 'GET';
    const record = (status: number): void => void this.requests.push({ name: found.route, path, status, isWrite, body });
    const fault = this.#faultFor(found.route);
    const accept = request.headers.accept ?? '';
    const answer = (): Answer =>
      route.answer({ state: this.state, token, parameters, query: url.searchParams, body: (body ?? {}) as Record<string, unknown>, accept });
    if (fault === 'done but 502') answer();
    if (fault !== undefined) return this.#failWith(fault, response, record);
    if (!mayCall(token, route, found.route)) {
      record(403);
      const message = 'Resource not accessible by integration';
      return this.#send(response, { status: 403, body: { message, documentation_url: 'https://docs.github.com/rest', status: '403' } });
    }
    const given = answer();
    record(given.status);
    const filled =
      given.status < 300 && description ? { ...given, body: description.filled(found.route, given.status, given.body, given.media) } : given;
    this.violations.push(...(description?.responseErrors(found.route, given.status, filled.body, given.media) ?? []));
    this.#send(response, filled);
  }

  #faultFor(name: string): Fault | undefined {
    const fault = this.#faults.find(({ write, times }) => times > 0 && (typeof write === 'string' ? write === name : write.test(name)));
    if (!fault) return undefined;
    fault.times--;
    return fault.fault;
  }

  #failWith(fault: Fault, response: ServerResponse, record: (status: number) => void): void {
    const status = typeof fault === 'number' ? fault : fault === 'time-out' ? 0 : 502;
    record(status);
    if (fault === 'time-out') return this.#deadline.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    const messages: Readonly<Record<number, string>> = {
      403: 'Resource not accessible by integration',
      404: 'Not Found',
      422: 'Unprocessable Entity',
      429: 'You have exceeded a secondary rate limit',
    };
    const retry = status === 429 ? { 'retry-after': '2' } : undefined;
    this.#send(response, { status, body: { message: messages[status] ?? 'Server Error', documentation_url: '', status: String(status) } }, retry);
  }

  #send(response: ServerResponse, { status, body }: Answer, more: Readonly<Record<string, string>> = {}): void {
    const limit = { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': String(--this.#remaining), 'x-ratelimit-reset': '1763805600' };
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...limit, ...more });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  }

  /** Clones and fetches, through git's own server. */
  #git(request: IncomingMessage, response: ServerResponse, url: URL): void {
    const child = spawn('git', ['http-backend'], {
      env: {
        PATH: process.env['PATH'],
        GIT_PROJECT_ROOT: this.state.repository.root,
        GIT_HTTP_EXPORT_ALL: '1',
        REMOTE_USER: 'someone',
        PATH_INFO: url.pathname.replace(/^\/[^/]+\/[^/]+?(\.git)?\//, '/repository.git/'),
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: request.headers['content-type'],
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'],
        HTTP_GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      },
    });
    request.pipe(child.stdin);
    const bytes: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => void bytes.push(chunk));
    child.on('close', () => {
      const all = Buffer.concat(bytes);
      const end = all.indexOf('\r\n\r\n');
      const headers = all
        .subarray(0, end)
        .toString('latin1')
        .split('\r\n')
        .map((line) => line.split(': ', 2) as [string, string]);
      const status = headers.find(([key]) => key.toLowerCase() === 'status')?.[1];
      response.writeHead(
        status === undefined ? 200 : Number.parseInt(status, 10),
        Object.fromEntries(headers.filter(([key]) => key.toLowerCase() !== 'status')),
      );
      response.end(all.subarray(end + 4));
    });
  }
}

function mayCall(token: Token, { needs, level }: { readonly needs: Permission; readonly level: 'read' | 'write' }, route: string): boolean {
  if (route.endsWith('/code-scanning/sarifs') && token.mayUpload) return true;
  const has = token.permissions[needs];
  return has === 'write' || (has === 'read' && level === 'read');
}
