/** A route that asks for an API key and for nothing else. */
import type { Endpoint } from '../../model/endpoint.ts';
import { isOneOf } from '../../model/value.ts';
import { listing } from '../listing.ts';
import { defineRule } from '../rule.ts';
import { authorizerFixes, groupRoutes, openRoutes, routeNames } from './openness.ts';

export default defineRule({
  id: 'endpoints/key-only-endpoint',
  title: 'Endpoint is protected by an API key alone',
  practice: 'api-no-auth',
  severity: 'low',
  confidence: 'high',
  cwe: [287],
  controls: { 'aws-fsbp': ['AppSync.5'] },
  why: 'API keys count and limit calls. They are shared by all users of a client, travel with every request and do not say who is calling.',
  remedy: 'Keep the key for usage plans, and add an authorizer that knows the caller.',
  references: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html',
    'https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html',
  ],
  since: '0.1.0',
  messages: {
    route: 'Anyone who has the API key can call {routes}',
  },

  *check(application) {
    for (const group of groupRoutes(openRoutes(application).filter(isKeyOnly), application)) {
      const names = routeNames(group);
      yield {
        message: 'route',
        data: { routes: listing(names) },
        at: group.first.authentication,
        subject: group.subject,
        evidence: names.length > 1 ? '' : (names[0] ?? ''),
        fixes: authorizerFixes(group, application),
      };
    }
  },
});

function isKeyOnly({ authentication, keyRequired }: Endpoint): boolean {
  if (isOneOf(authentication, 'key') === 'yes') return true;
  return isOneOf(authentication, 'none') === 'yes' && isOneOf(keyRequired, true) === 'yes';
}
