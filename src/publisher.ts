/** What this action asks of GitHub and tells it. */
import type { ClaimedPull } from './pull-request/fork-report.ts';
import type { SetLabel } from './pull-request/approval.ts';
import type { Publication, WriteOutcome } from './pull-request/publication.ts';

export interface Publisher {
  /** Does not reject: each write that fails is an outcome. */
  publish(publication: Publication): Promise<readonly WriteOutcome[]>;
  labels(pull: number): Promise<readonly SetLabel[]>;
  pull(number: number): Promise<ClaimedPull>;
}

export interface PublisherOptions {
  readonly token: string;
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly owner: string;
  readonly repo: string;
}

/** Undefined until the client is here. */
export function connectPublisher(_options: PublisherOptions): Publisher | undefined {
  return undefined;
}
