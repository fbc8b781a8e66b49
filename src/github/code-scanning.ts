/** Code scanning: uploads of SARIF, what came of them, and what was uploaded before. */
import { gzipSync } from 'node:zlib';
import type { Api } from './api.ts';
import { oneLine } from './calls.ts';
import { GitHubError } from './errors.ts';
import type { GitHub, SarifOutcome, SarifUpload } from './github.ts';

const needs = 'security-events: write';

/** GitHub refuses more, compressed: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
const mostBytes = 10_000_000;

/** After so many milliseconds each; reading a file takes GitHub from seconds to minutes. */
const looks = [2_000, 5_000, 10_000, 20_000, 40_000, 80_000];

type CodeScanning = Pick<GitHub, 'uploadSarif' | 'sarifOutcome' | 'previousAnalysis'>;

export function codeScanning(api: Api): CodeScanning {
  return {
    uploadSarif: (upload) => uploadSarif(api, upload),
    sarifOutcome: (id) => sarifOutcome(api, id),
    previousAnalysis: (query) => previousAnalysis(api, query),
  };
}

/** An upload that replaces itself does no harm, so it may be repeated. */
async function uploadSarif(api: Api, { commit, ref, sarif, startedAt }: SarifUpload): Promise<string> {
  const compressed = gzipSync(sarif, { level: 9 });
  if (compressed.length > mostBytes) throw new GitHubError('too-large', 'could not upload to code scanning: the file is larger than GitHub takes');
  const data = await api.change({ doing: 'upload to code scanning', needs }, () =>
    api.octokit.rest.codeScanning.uploadSarif({
      ...api.repository,
      commit_sha: commit,
      ref,
      sarif: compressed.toString('base64'),
      started_at: startedAt,
      tool_name: 'faasgate',
    }),
  );
  return data.id ?? '';
}

async function sarifOutcome(api: Api, id: string): Promise<SarifOutcome> {
  for (const pause of looks) {
    await api.calls.wait(pause);
    const purpose = { doing: 'ask what became of the upload', needs };
    const answer = await api.read(purpose, () => api.octokit.rest.codeScanning.getSarif({ ...api.repository, sarif_id: id }));
    const { processing_status: status, errors } = answer;
    if (status === 'complete' || status === 'failed') return { status, errors: (errors ?? []).map((error) => whatToChange(oneLine(error))) };
  }
  return { status: 'pending', errors: [] };
}

/** GitHub's words for what a user can change; others are passed on. */
function whatToChange(error: string): string {
  if (/multiple runs with the same category/i.test(error)) return 'two jobs upload under one category; give each its own input `id`';
  if (/default setup/i.test(error))
    return 'the repository uses the default setup of code scanning, which takes no other uploads for CodeQL; switch it to advanced';
  if (/too many (logical )?alerts/i.test(error)) return 'the repository has more alerts than GitHub keeps; close some';
  return error;
}

async function previousAnalysis(api: Api, { tool, ref, category }: { tool: string; ref: string; category: string }): Promise<unknown> {
  const { octokit, repository } = api;
  const purpose = { doing: 'read the previous analysis', needs };
  const analyses = await api.read(purpose, () =>
    octokit.rest.codeScanning.listRecentAnalyses({ ...repository, tool_name: tool, ref, sort: 'created', direction: 'desc', per_page: 100 }),
  );
  const latest = analyses.find((analysis) => analysis.category === category && analysis.error === '');
  if (!latest) return undefined;
  return await api.read(purpose, () =>
    octokit.rest.codeScanning.getAnalysis({ ...repository, analysis_id: latest.id, headers: { accept: 'application/sarif+json' } }),
  );
}
