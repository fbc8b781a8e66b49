/** What this action asks of GitHub and tells it. */
import { connect } from './github/client.ts';
import type { ClaimedPull } from './pull-request/fork-report.ts';
import type { SetLabel } from './pull-request/approval.ts';
import type { Publication, WriteOutcome } from './pull-request/publication.ts';
import { publish } from './pull-request/publish.ts';

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

export function connectPublisher(options: PublisherOptions): Publisher {
  const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, milliseconds));
  const github = connect({ ...options, clock: () => performance.now(), now: () => Date.now(), wait });
  return {
    publish: (publication) => publish(publication, github),
    labels: (pull) => github.labels(pull),
    pull: (number) => github.pull(number),
  };
}
