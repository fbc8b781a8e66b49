/** The one client of GitHub: plain arguments in, plain data out. */
import { Api, type Connection } from './api.ts';
import { branches } from './branches.ts';
import { checkRuns } from './check-runs.ts';
import { codeScanning } from './code-scanning.ts';
import { conversation } from './conversation.ts';
import type { GitHub } from './github.ts';
import { reviews } from './reviews.ts';

export function connect(connection: Connection): GitHub {
  const api = new Api(connection);
  const { owner, repo } = connection;
  return {
    repository: `${owner}/${repo}`,
    ...reviews(api),
    ...conversation(api),
    ...checkRuns(api),
    ...codeScanning(api),
    ...branches(api),
  };
}
