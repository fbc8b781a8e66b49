/** Functions of Google Cloud that name no account, so that all of them run as the project's default one. */
import type { Application } from '../../model/application.ts';
import { listing } from '../listing.ts';
import type { Problem } from '../rule.ts';

/** https://cloud.google.com/run/docs/securing/service-identity#default-service-account: it is an editor of the project in most organizations. */
export function* sharedDefault({ functions }: Application): Iterable<Problem<'default'>> {
  const nameless = functions.filter(
    ({ provider, identity, isFrameworks }) =>
      provider === 'gcp' && isFrameworks !== true && identity.to === undefined && identity.value.state === 'absent',
  );
  const names = [...new Set(nameless.map(({ label }) => label))];
  const last = nameless.at(-1);
  if (!last || names.length < 2) return;
  yield {
    message: 'default',
    data: { functions: listing(names) },
    at: last.at,
    subject: last,
    severity: 'low',
    related: nameless
      .slice(0, -1)
      .slice(0, 3)
      .map(({ label, at }) => ({ at, text: `${label} runs as it, too` })),
  };
}
