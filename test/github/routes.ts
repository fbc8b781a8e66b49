/** The REST routes of the double, by the names that GitHub's description gives them. */
import { anchorError, type Issue, type Note, type Permission, type Pull, type State, type Thread, type Token } from './state.ts';

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  /** JSON unless said otherwise. */
  readonly media?: string;
}

interface Call {
  readonly state: State;
  readonly token: Token;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly accept: string;
}

export interface Route {
  readonly needs: Permission;
  readonly level: 'read' | 'write';
  answer(call: Call): Answer;
}

const longestBody = 65_536;

export const routes: Readonly<Record<string, Route>> = {
  'GET /repos/{owner}/{repo}/pulls/{pull_number}': read('pull-requests', (call) =>
    withPull(call.state, call.parameters, (pull) => ok(pullBody(call, pull))),
  ),
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/files': read('pull-requests', ({ state, parameters, query }) =>
    withPull(state, parameters, (pull) => ok(page(pullFiles(state, pull), query))),
  ),
  'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews': write('pull-requests', createReview),
  'PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}': write('pull-requests', (call) => updateNote(call, true)),
  'POST /repos/{owner}/{repo}/issues/{issue_number}/comments': write('pull-requests', createComment),
  'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}': write('pull-requests', (call) => updateNote(call, false)),
  'GET /repos/{owner}/{repo}/issues/{issue_number}/labels': read('pull-requests', ({ state, parameters }) =>
    ok(labelsOn(state, Number(parameters['issue_number'])).map(({ name }) => ({ name }))),
  ),
  'GET /repos/{owner}/{repo}/issues/{issue_number}/events': read('pull-requests', labelEvents),
  'GET /repos/{owner}/{repo}/collaborators/{username}/permission': read('contents', ({ state, parameters }) => {
    const login = parameters['username'] ?? '';
    return ok({ permission: state.writers.has(login) ? 'write' : 'read', role_name: 'x', user: { login } });
  }),
  'POST /repos/{owner}/{repo}/check-runs': write('checks', createCheckRun),
  'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}': write('checks', updateCheckRun),
  'POST /repos/{owner}/{repo}/code-scanning/sarifs': write('security-events', uploadSarif),
  'GET /repos/{owner}/{repo}/code-scanning/sarifs/{sarif_id}': read('security-events', sarifStatus),
  'GET /repos/{owner}/{repo}/code-scanning/analyses': read('security-events', listAnalyses),
  'GET /repos/{owner}/{repo}/code-scanning/analyses/{analysis_id}': read('security-events', getAnalysis),
  'POST /repos/{owner}/{repo}/issues': write('issues', createIssue),
  'PATCH /repos/{owner}/{repo}/issues/{issue_number}': write('issues', updateIssue),
  'GET /repos/{owner}/{repo}/git/ref/{ref}': read('contents', ({ state, parameters }) => {
    const sha = state.repository.resolve(`refs/${parameters['ref']}`);
    return sha === undefined ? notFound() : ok({ ref: `refs/${parameters['ref']}`, object: { sha, type: 'commit' } });
  }),
  'GET /repos/{owner}/{repo}/git/commits/{commit_sha}': read('contents', ({ state, parameters }) => {
    const sha = parameters['commit_sha'] ?? '';
    if (state.repository.resolve(sha) === undefined) return notFound();
    const message = state.repository.git('show', '-s', '--format=%B', sha).trimEnd();
    return ok({ sha, message, tree: { sha: state.repository.resolve(`${sha}^{tree}`) } });
  }),
  'GET /repos/{owner}/{repo}/git/trees/{tree_sha}': read('contents', ({ state, parameters }) => {
    const tree = state.repository
      .git('ls-tree', '-r', '-z', parameters['tree_sha'] ?? '')
      .split('\0')
      .flatMap((line) => {
        const [, mode, type, sha, path] = /^(\d+) (\w+) (\w+)\t(.*)$/s.exec(line) ?? [];
        return path === undefined ? [] : [{ path, mode, type, sha }];
      });
    return ok({ sha: parameters['tree_sha'], tree, truncated: false });
  }),
  'POST /repos/{owner}/{repo}/git/blobs': write('contents', ({ state, body }) => {
    const content = Buffer.from(text(body['content']), body['encoding'] === 'base64' ? 'base64' : 'utf8');
    return created({ sha: state.repository.gitWith(content, {}, 'hash-object', '-w', '--stdin').trim(), url: 'https://github.test/' });
  }),
  'POST /repos/{owner}/{repo}/git/trees': write('contents', createTree),
  'POST /repos/{owner}/{repo}/git/commits': write('contents', ({ state, body }) => {
    const parents = (body['parents'] as readonly string[]).flatMap((parent) => ['-p', parent]);
    const sha = state.repository.gitWith(text(body['message']), {}, 'commit-tree', text(body['tree']), ...parents, '-F', '-').trim();
    return created({ sha, message: body['message'], tree: { sha: body['tree'] } });
  }),
  'POST /repos/{owner}/{repo}/git/refs': write('contents', ({ state, body }) => {
    const ref = text(body['ref']);
    if (state.repository.resolve(ref) !== undefined) return rejected('Reference already exists');
    state.repository.setRef(ref, text(body['sha']));
    return created({ ref, object: { sha: body['sha'], type: 'commit' } });
  }),
  'PATCH /repos/{owner}/{repo}/git/refs/{ref}': write('contents', ({ state, parameters, body }) => {
    const ref = `refs/${parameters['ref']}`;
    if (state.repository.resolve(ref) === undefined) return rejected('Reference does not exist');
    state.repository.setRef(ref, text(body['sha']));
    return ok({ ref, object: { sha: body['sha'], type: 'commit' } });
  }),
  'GET /repos/{owner}/{repo}/pulls': read('pull-requests', (call) => {
    const { state, query } = call;
    const head = (query.get('head') ?? '').replace(/^[^:]*:/, '');
    const open = [...state.pulls.values()].filter((pull) => pull.open && (head === '' || pull.head === head));
    return ok(open.map((pull) => pullBody(call, pull)));
  }),
  'POST /repos/{owner}/{repo}/pulls': write('pull-requests', (call) => {
    const { state, token, body } = call;
    const sha = state.repository.resolve(`refs/heads/${text(body['head'])}`);
    if (sha === undefined) return rejected('Validation Failed');
    const pull: Pull = {
      number: state.nextNumber(),
      base: text(body['base']),
      head: text(body['head']),
      headRepository: 'octo/app',
      headSha: sha,
      title: text(body['title']),
      body: text(body['body']),
      open: true,
      author: token.login,
    };
    state.pulls.set(pull.number, pull);
    return created(pullBody(call, pull));
  }),
  'PATCH /repos/{owner}/{repo}/pulls/{pull_number}': write('pull-requests', (call) =>
    withPull(call.state, call.parameters, (pull) => {
      const { body } = call;
      pull.title = text(body['title']);
      pull.body = text(body['body']);
      if (body['state'] !== undefined) pull.open = body['state'] === 'open';
      return ok(pullBody(call, pull));
    }),
  ),
};

function read(needs: Permission, answer: Route['answer']): Route {
  return { needs, level: 'read', answer };
}

function write(needs: Permission, answer: Route['answer']): Route {
  return { needs, level: 'write', answer };
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}

function created(body: unknown): Answer {
  return { status: 201, body };
}

function notFound(): Answer {
  return { status: 404, body: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' } };
}

function rejected(message: string, errors: readonly unknown[] = []): Answer {
  return { status: 422, body: { message, errors, documentation_url: 'https://docs.github.com/rest', status: '422' } };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function page<Item>(items: readonly Item[], query: URLSearchParams): readonly Item[] {
  const [size, number] = [Number(query.get('per_page') ?? 30), Number(query.get('page') ?? 1)];
  return items.slice((number - 1) * size, number * size);
}

function withPull(state: State, parameters: Call['parameters'], then: (pull: Pull) => Answer): Answer {
  const pull = state.pulls.get(Number(parameters['pull_number']));
  return pull ? then(pull) : notFound();
}

function pullBody({ state }: Call, { number, title, body, headSha, head, headRepository, base, open }: Pull): unknown {
  const html = `https://github.test/octo/app/pull/${number}`;
  return {
    number,
    title,
    body,
    state: open ? 'open' : 'closed',
    html_url: html,
    head: { sha: headSha, ref: head, repo: { full_name: headRepository } },
    base: { sha: state.repository.resolve(`refs/heads/${base}`), ref: base },
  };
}

function pullFiles(state: State, pull: Pull): readonly unknown[] {
  const sign = { added: '+', removed: '-', context: ' ' };
  return state.diff(pull).map(({ path, status, hunks, binary }) => {
    const patch = hunks
      .map(({ oldStart, oldLines, newStart, newLines, lines }) => {
        return [`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`, ...lines.map((line) => sign[line.kind] + line.text)].join('\n');
      })
      .join('\n');
    return { filename: path, status, sha: '0'.repeat(40), ...(binary ? {} : { patch }) };
  });
}

interface NewComment {
  readonly path: string;
  readonly body: string;
  readonly line?: number;
  readonly side?: string;
  readonly start_line?: number;
  readonly start_side?: string;
}

/** One comment that stands nowhere, and GitHub takes none, without naming it. */
function createReview(call: Call): Answer {
  const { state, token, parameters, body } = call;
  return withPull(state, parameters, (pull) => {
    const comments = (body['comments'] ?? []) as readonly NewComment[];
    const commit = text(body['commit_id']) || pull.headSha;
    if (body['event'] === undefined) return rejected('the double knows no pending reviews');
    if (text(body['body']) === '' && body['event'] === 'COMMENT') return rejected('Unprocessable Entity', ['Body is required']);
    if (commit !== pull.headSha) return rejected('Unprocessable Entity', ['Commit is not part of the pull request']);
    const diff = state.diff(pull);
    const errors = comments.flatMap((one) => commentErrors(one, diff));
    if (errors.length > 0) return rejected('Unprocessable Entity', errors);
    for (const one of comments) state.threads.push(newThread(state, token, pull, one, commit));
    return ok({ id: state.nextId(), body: body['body'], html_url: `https://github.test/octo/app/pull/${pull.number}#review`, state: 'COMMENTED' });
  });
}

function commentErrors({ path, line, side, start_line: start, body }: NewComment, diff: ReturnType<State['diff']>): readonly string[] {
  if (line === undefined) return ['Line could not be resolved'];
  if (side !== 'RIGHT') return ['the double knows the right side only'];
  if (body.length > longestBody || body.trim() === '') return ['Body is too long (maximum is 65536 characters)'];
  if (start !== undefined && start >= line) return ['Start line must precede the end line.'];
  const error = anchorError(diff, { path, start: start ?? line, line });
  return error === undefined ? [] : [error];
}

function newThread(state: State, token: Token, pull: Pull, { path, line = 0, start_line: start = line, body }: NewComment, commit: string): Thread {
  const note = state.note(token.login, body);
  return {
    nodeId: `T_${note.id}`,
    pull: pull.number,
    path,
    originalCommit: commit,
    originalStart: start,
    originalLine: line,
    side: 'RIGHT',
    start,
    line,
    resolved: false,
    comments: [note],
  };
}

function updateNote({ state, token, parameters, body }: Call, inThread: boolean): Answer {
  const note = state.noteById(Number(parameters['comment_id']));
  const stands = note && state.threads.some(({ comments }) => comments.includes(note)) === inThread;
  if (!note || !stands) return notFound();
  if (note.author !== token.login) return { status: 403, body: { message: 'Must have admin rights to Repository.', status: '403' } };
  if (text(body['body']).length > longestBody) return rejected('Validation Failed');
  note.body = text(body['body']);
  note.edits++;
  return ok({ id: note.id, body: note.body });
}

function createComment({ state, token, parameters, body }: Call): Answer {
  const number = Number(parameters['issue_number']);
  if (!state.pulls.has(number) && !state.issues.has(number)) return notFound();
  if (text(body['body']).length > longestBody) return rejected('Validation Failed');
  const note: Note = state.note(token.login, text(body['body']));
  state.notes.set(number, [...(state.notes.get(number) ?? []), note]);
  return created({ id: note.id, body: note.body, html_url: `https://github.test/octo/app/pull/${number}#issuecomment-${note.id}` });
}

function labelsOn(state: State, number: number) {
  return state.labels.filter((label) => label.number === number && !label.removed);
}

function labelEvents({ state, parameters }: Call): Answer {
  const number = Number(parameters['issue_number']);
  const events = state.labels.filter((label) => label.number === number);
  return ok(events.map(({ name, by, at }, id) => ({ id, event: 'labeled', actor: { login: by }, created_at: at, label: { name, color: 'ededed' } })));
}

function createCheckRun({ state, body }: Call): Answer {
  const output = body['output'] as { title: string; summary: string; annotations: Record<string, unknown>[] };
  if (output.summary.length > 65_535) return rejected('Validation Failed');
  const id = state.nextId();
  const [name, headSha, conclusion] = [text(body['name']), text(body['head_sha']), text(body['conclusion'])];
  state.checkRuns.push({ id, name, headSha, conclusion, title: output.title, summary: output.summary, annotations: [...output.annotations] });
  return created({ id, name, head_sha: headSha, status: 'completed', conclusion, html_url: `https://github.test/octo/app/runs/${id}` });
}

function updateCheckRun({ state, parameters, body }: Call): Answer {
  const run = state.checkRuns.find(({ id }) => id === Number(parameters['check_run_id']));
  if (!run) return notFound();
  const output = body['output'] as { annotations?: Record<string, unknown>[] };
  run.annotations.push(...(output.annotations ?? []));
  return ok({ id: run.id, name: run.name, head_sha: run.headSha, status: 'completed', conclusion: run.conclusion, html_url: 'https://github.test/' });
}

function scanningOff(): Answer {
  const message = 'Advanced Security must be enabled for this repository to use code scanning.';
  return { status: 403, body: { message, documentation_url: 'https://docs.github.com/rest', status: '403' } };
}

function uploadSarif({ state, body }: Call): Answer {
  if (!state.scanning.enabled) return scanningOff();
  const id = state.scanning.upload({ sarif: text(body['sarif']), ref: text(body['ref']), commit: text(body['commit_sha']) });
  return id === undefined ? { status: 413 } : { status: 202, body: { id, url: `https://api.github.test/${id}` } };
}

function sarifStatus({ state, parameters }: Call): Answer {
  const upload = state.scanning.uploads.get(parameters['sarif_id'] ?? '');
  if (!upload) return { status: 404 };
  if (upload.waits-- > 0) return ok({ processing_status: 'pending' });
  return ok({ processing_status: upload.status, errors: upload.errors.length > 0 ? upload.errors : null });
}

function listAnalyses({ state, query }: Call): Answer {
  if (!state.scanning.enabled) return scanningOff();
  const found = state.scanning.analyses.filter(({ ref }) => ref === query.get('ref'));
  if (state.scanning.analyses.length === 0) return { status: 404, body: { message: 'no analysis found', documentation_url: '', status: '404' } };
  return ok(found.map((one) => ({ ...analysisBody(one) })));
}

function analysisBody({ id, ref, commit, category, results, sarifId }: State['scanning']['analyses'][number]) {
  return { id, ref, commit_sha: commit, category, results_count: results, sarif_id: sarifId, error: '', tool: { name: 'faasgate', version: null } };
}

function getAnalysis({ state, parameters, accept }: Call): Answer {
  const found = state.scanning.analyses.find(({ id }) => id === Number(parameters['analysis_id']));
  if (!found) return notFound();
  if (!accept.includes('sarif+json')) return ok(analysisBody(found));
  return { ...ok(state.scanning.served(found.sarif)), media: 'application/sarif+json' };
}

function createIssue({ state, token, body }: Call): Answer {
  const issue: Issue = {
    number: state.nextNumber(),
    author: token.login,
    title: text(body['title']),
    body: text(body['body']),
    open: true,
    labels: [...((body['labels'] ?? []) as readonly string[])],
  };
  if (issue.body.length > longestBody) return rejected('Validation Failed');
  state.issues.set(issue.number, issue);
  return created(issueBody(issue));
}

function updateIssue({ state, parameters, body }: Call): Answer {
  const issue = state.issues.get(Number(parameters['issue_number']));
  if (!issue) return notFound();
  if (text(body['body']).length > longestBody) return rejected('Validation Failed');
  issue.title = text(body['title']) || issue.title;
  issue.body = text(body['body']);
  issue.open = body['state'] === 'open';
  return ok(issueBody(issue));
}

function issueBody({ number, title, body, open }: Issue): unknown {
  return { number, title, body, state: open ? 'open' : 'closed', html_url: `https://github.test/octo/app/issues/${number}` };
}

function createTree({ state, body }: Call): Answer {
  const index = { GIT_INDEX_FILE: `${state.repository.root}/index-${state.nextId()}` };
  const run = (...args: readonly string[]): string => state.repository.gitWith('', index, ...args);
  run('read-tree', text(body['base_tree']));
  for (const { path, mode, sha } of body['tree'] as readonly { path: string; mode: string; sha: string }[]) {
    run('update-index', '--add', '--cacheinfo', `${mode},${sha},${path}`);
  }
  return created({ sha: run('write-tree').trim(), tree: [], truncated: false });
}
