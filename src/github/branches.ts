/** Commits, branches and pull requests made through GitHub, without a checkout. */
import type { Api } from './api.ts';
import { GitHubError } from './errors.ts';
import type { BranchCommit, BranchTip, GitHub } from './github.ts';

const writeContents = 'contents: write';
const writePulls = 'pull-requests: write';

type Branches = Pick<GitHub, 'branch' | 'commitToBranch' | 'openPullFrom' | 'createPull' | 'updatePull'>;

export function branches(api: Api): Branches {
  const { octokit, repository } = api;
  const { pulls } = octokit.rest;
  return {
    branch: (name) => branch(api, name),
    commitToBranch: (commit) => commitToBranch(api, commit),
    openPullFrom: async (name) => {
      const purpose = { doing: 'look for the pull request', needs: 'pull-requests: read' };
      const [found] = await api.read(purpose, () => pulls.list({ ...repository, head: `${repository.owner}:${name}`, state: 'open' }));
      return found && { number: found.number, url: found.html_url, body: found.body ?? '' };
    },
    createPull: async ({ branch: head, base, title, body }) => {
      const purpose = { doing: 'open the pull request', needs: writePulls };
      const made = await api.create(purpose, () => pulls.create({ ...repository, head, base, title, body }));
      return { number: made.number, url: made.html_url };
    },
    updatePull: async (number, { title, body, close = false }) => {
      const purpose = { doing: 'update the pull request', needs: writePulls };
      await api.change(purpose, () => pulls.update({ ...repository, pull_number: number, title, body, ...(close ? { state: 'closed' } : {}) }));
    },
  };
}

async function branch(api: Api, name: string): Promise<BranchTip | undefined> {
  const { git } = api.octokit.rest;
  const purpose = { doing: 'read the branch', needs: 'contents: read' };
  try {
    const { object } = await api.read(purpose, () => git.getRef({ ...api.repository, ref: `heads/${name}` }));
    const commit = await api.read(purpose, () => git.getCommit({ ...api.repository, commit_sha: object.sha }));
    return { sha: object.sha, message: commit.message, tree: commit.tree.sha };
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'not-found') return undefined;
    throw error;
  }
}

/** Objects that nothing points to do no harm, so their making may be repeated. */
async function commitToBranch(api: Api, { branch: name, parent, message, files, exists }: BranchCommit): Promise<{ readonly sha: string }> {
  const { octokit, repository } = api;
  const { git } = octokit.rest;
  const purpose = { doing: 'write the branch', needs: writeContents };
  const base = await api.read(purpose, () => git.getCommit({ ...repository, commit_sha: parent }));
  const modes = await fileModes(api, base.tree.sha);
  const entries: { path: string; mode: '100644' | '100755'; type: 'blob'; sha: string }[] = [];
  for (const { path, content } of files) {
    const encoded = Buffer.from(content).toString('base64');
    const blob = await api.change(purpose, () => git.createBlob({ ...repository, content: encoded, encoding: 'base64' }));
    entries.push({ path, mode: modes.get(path) === '100755' ? '100755' : '100644', type: 'blob', sha: blob.sha });
  }
  const tree = await api.change(purpose, () => git.createTree({ ...repository, base_tree: base.tree.sha, tree: entries }));
  const commit = await api.change(purpose, () => git.createCommit({ ...repository, message, tree: tree.sha, parents: [parent] }));
  if (exists) await api.change(purpose, () => git.updateRef({ ...repository, ref: `heads/${name}`, sha: commit.sha, force: true }));
  else await api.create(purpose, () => git.createRef({ ...repository, ref: `refs/heads/${name}`, sha: commit.sha }));
  return { sha: commit.sha };
}

async function fileModes(api: Api, tree: string): Promise<ReadonlyMap<string, string>> {
  const purpose = { doing: 'read the tree', needs: 'contents: read' };
  const { git } = api.octokit.rest;
  const { tree: entries } = await api.read(purpose, () => git.getTree({ ...api.repository, tree_sha: tree, recursive: 'true' }));
  return new Map(entries.flatMap(({ path, mode }) => (path === undefined || mode === undefined ? [] : [[path, mode] as const])));
}
