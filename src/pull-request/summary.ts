/** Keeps the one summary below the pull request up to date, green or red. */
import type { GitHub } from '../github/github.ts';
import { readMarker, writeMarker, type Scope } from './marker.ts';
import type { WriteOutcome } from './publication.ts';

/** @throws GitHubError */
export async function writeSummary(text: string, number: number, id: string, scope: Scope, github: GitHub): Promise<WriteOutcome> {
  const body = `${writeMarker({ kind: 'summary', id, state: 'open', keys: [], scanners: [] }, scope)}\n${text}`;
  const existing = (await github.comments(number)).find((comment) => {
    const marker = comment.isOurs ? readMarker(comment.body, scope) : undefined;
    return marker?.kind === 'summary' && marker.id === id;
  });
  if (!existing) {
    const { url } = await github.createComment(number, body);
    return { kind: 'summary', status: 'done', url };
  }
  if (existing.body.replaceAll('\r\n', '\n').trimEnd() === body.trimEnd()) return { kind: 'summary', status: 'unchanged', url: existing.url };
  await github.updateComment(existing.id, body);
  return { kind: 'summary', status: 'done', url: existing.url };
}
