/** Apps whose platform answers every origin for whatever functions they hold, and stores and distributions that do. */
import type { Application } from '../../model/application.ts';
import type { CorsPolicy } from '../../model/cors-policy.ts';
import { effective, isOneOf, type Value } from '../../model/value.ts';
import type { Problem } from '../rule.ts';
import { admitsAll, credentialHeaders, namingOrigin } from './origins.ts';

export function* anyOriginPolicies(application: Application): Iterable<Problem<'app' | 'store'>> {
  const told = new Set<string>();
  for (const policy of application.corsPolicies) {
    const origin = policy.origins.find(admitsAll);
    if (!origin || !isOfUse(policy, application)) continue;
    const place = `${origin.at.file.path}:${origin.at.start}`;
    if (told.has(place)) continue;
    told.add(place);
    const [message, severity] = policy.methods ? (['store', 'low'] as const) : (['app', 'medium'] as const);
    yield { message, data: { name: policy.label }, at: origin, subject: policy, severity, fixes: namingOrigin(origin, application) };
  }
}

/** Could a page of a stranger do there what its visitor may, and it may not? */
function isOfUse({ methods, headers, provider }: CorsPolicy, application: Application): boolean {
  // Pages that only read objects need no more than their addresses; those that write are let in by name.
  if (methods) return someIs(methods, /^(?:PUT|POST|DELETE)$/);
  if (headers) return someIs(headers, credentialHeaders);
  return !isForEverybody(provider, application);
}

function someIs(values: readonly Value<string>[], wanted: RegExp): boolean {
  return values.some((value) => wanted.test(effective(value) ?? ''));
}

/** Where all functions that are known ask nobody for anything, a page reads no more than its visitor could. */
function isForEverybody(provider: string, { endpoints }: Application): boolean {
  const own = endpoints.filter((endpoint) => endpoint.provider === provider && endpoint.apiKind === 'function-url');
  return own.length > 0 && own.every(({ authentication, restricted }) => restricted === 'no' && isOneOf(authentication, 'none') === 'yes');
}
