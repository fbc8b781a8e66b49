/** What a run tells GitHub, by event and by what was asked for. */
import { ConfigurationError } from '../config/errors.ts';
import { severities } from '../finding/severity.ts';
import type { EventContext, EventName } from '../github/event.ts';
import type { PublicationOptions, WriteKind } from './publication.ts';

/** What the inputs of the action say, in words. */
export interface PublicationWords {
  readonly id?: string | undefined;
  readonly comment?: string | undefined;
  readonly maxComments?: string | undefined;
  readonly commentSeverity?: string | undefined;
  readonly resolveThreads?: string | undefined;
  readonly checkRun?: string | undefined;
  readonly upload?: string | undefined;
  readonly trackingIssue?: string | undefined;
  readonly fixPullRequest?: string | undefined;
}

/** Code scanning knows no merge groups; a run with the repository's own rights over a pull request writes nothing. */
const possible: Readonly<Record<EventName, readonly WriteKind[]>> = {
  pull_request: ['review', 'summary', 'check-run', 'code-scanning'],
  pull_request_target: [],
  merge_group: ['check-run'],
  push: ['check-run', 'code-scanning'],
  schedule: ['code-scanning', 'tracking-issue', 'fix-pull-request'],
  workflow_dispatch: ['code-scanning', 'tracking-issue', 'fix-pull-request'],
  workflow_run: ['review', 'summary'],
};

/** With a token that only reads, as forks have it, code scanning is all that takes anything. */
const fromForks: readonly WriteKind[] = ['code-scanning'];

/** @throws ConfigurationError for a word that is none of the possible ones. */
export function publicationOptions(event: EventContext, words: PublicationWords): PublicationOptions {
  const comment = oneOf('comment', words.comment ?? 'review', ['review', 'summary', 'off']);
  const asked: Readonly<Record<WriteKind, boolean>> = {
    review: comment === 'review',
    summary: comment !== 'off',
    'check-run': flag('check-run', words.checkRun) ?? true,
    'code-scanning': flag('upload', words.upload === 'auto' ? undefined : words.upload) ?? true,
    'tracking-issue': flag('tracking-issue', words.trackingIssue) ?? event.name === 'schedule',
    'fix-pull-request': flag('fix-pull-request', words.fixPullRequest) ?? false,
  };
  const readOnly = event.name === 'pull_request' && event.pull?.isFork === true;
  return {
    id: words.id ?? 'scan',
    maxComments: number('max-comments', words.maxComments) ?? 25,
    commentSeverity: oneOf('comment-severity', words.commentSeverity ?? 'medium', severities),
    resolveThreads: flag('resolve-threads', words.resolveThreads) ?? false,
    writes: possible[event.name].filter((kind) => asked[kind] && (!readOnly || fromForks.includes(kind))),
  };
}

function oneOf<Word extends string>(name: string, word: string, words: readonly Word[]): Word {
  const found = words.find((one) => one === word);
  if (found === undefined) throw new ConfigurationError(`${name}: expected ${words.map((one) => `"${one}"`).join(', ')}, got "${word}"`);
  return found;
}

function flag(name: string, word: string | undefined): boolean | undefined {
  return word === undefined ? undefined : oneOf(name, word.toLowerCase(), ['true', 'false']) === 'true';
}

function number(name: string, word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  if (!/^\d{1,4}$/.test(word)) throw new ConfigurationError(`${name}: expected a number, got "${word}"`);
  return Number(word);
}
