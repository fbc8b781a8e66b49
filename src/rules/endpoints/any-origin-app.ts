/** Apps whose platform answers every origin for whatever functions they hold. */
import type { Application } from '../../model/application.ts';
import { isOneOf } from '../../model/value.ts';
import type { Problem } from '../rule.ts';
import { admitsAll, namingOrigin } from './origins.ts';

export function* anyOriginApps(application: Application): Iterable<Problem<'app' | 'store'>> {
  const told = new Set<string>();
  for (const policy of application.corsPolicies) {
    const origin = policy.origins.find(admitsAll);
    if (!origin || (!policy.isStore && isForEverybody(policy.provider, application))) continue;
    const place = `${origin.at.file.path}:${origin.at.start}`;
    if (told.has(place)) continue;
    told.add(place);
    const [message, severity] = policy.isStore ? (['store', 'low'] as const) : (['app', 'medium'] as const);
    yield { message, data: { name: policy.label }, at: origin, subject: policy, severity, fixes: namingOrigin(origin, application) };
  }
}

/** Where all functions that are known ask nobody for anything, a page reads no more than its visitor could. */
function isForEverybody(provider: string, { endpoints }: Application): boolean {
  const own = endpoints.filter((endpoint) => endpoint.provider === provider && endpoint.apiKind === 'function-url');
  return own.length > 0 && own.every(({ authentication, restricted }) => restricted === 'no' && isOneOf(authentication, 'none') === 'yes');
}
