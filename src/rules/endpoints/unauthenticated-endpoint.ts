/** A route that answers whoever calls. */
import type { Application } from '../../model/application.ts';
import type { Endpoint } from '../../model/endpoint.ts';
import { isOneOf } from '../../model/value.ts';
import { listing } from '../listing.ts';
import { defineRule, type Problem } from '../rule.ts';
import { audienceOf, authorizerFixes, checkBehind, groupRoutes, openRoutes, routeNames, type RouteGroup } from './openness.ts';

type Message = 'route' | 'routes' | 'checked' | 'webhook';

export default defineRule<Message>({
  id: 'endpoints/unauthenticated-endpoint',
  title: 'Endpoint answers without asking who calls',
  practice: 'api-no-auth',
  severity: 'high',
  confidence: 'high',
  cwe: [306],
  controls: { 'aws-fsbp': ['APIGateway.8'], mcsb: ['IM-4'] },
  why: 'Anybody on the internet can call it, read what it returns, set off what it does, and run up its costs.',
  remedy: 'Put an authorizer on the route or on the whole API: JWT, user pool, custom or IAM.',
  references: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-8',
  ],
  since: '0.1.0',
  messages: {
    route: 'Anyone on the internet can call {routes}',
    routes: 'Anyone on the internet can call {count} routes of {name}: {routes}',
    checked: 'Anyone on the internet can call {routes}: only the code behind it looks at who calls',
    webhook: 'Anyone on the internet can call {routes}: only its handler can tell whether the sender is genuine',
  },

  *check(application) {
    const open = openRoutes(application).filter(isOpen);
    const callers = open.filter((route) => audienceOf(route) === 'callers');
    const unchecked = callers.filter((route) => checkBehind(route, application) === undefined);
    for (const group of groupRoutes(unchecked, application)) yield report(group, application);
    const checked = callers.filter((route) => !unchecked.includes(route));
    for (const group of groupRoutes(checked, application)) yield leftToCode(group, application);
    const providers = open.filter((route) => audienceOf(route) === 'provider');
    for (const group of groupRoutes(providers, application)) yield webhook(group);
  },
});

/** No credentials, and no key either: a key alone is another rule's. */
function isOpen({ authentication, keyRequired }: Endpoint): boolean {
  return isOneOf(authentication, 'none') === 'yes' && isOneOf(keyRequired, true) === 'no';
}

function report(group: RouteGroup, application: Application): Problem<Message> {
  const { first, subject } = group;
  const names = routeNames(group);
  return {
    message: names.length > 1 && application.apis.some(({ key }) => key === subject.key) ? 'routes' : 'route',
    data: { name: subject.label, count: String(names.length), routes: listing(names) },
    at: first.authentication,
    subject,
    evidence: names.length > 1 ? '' : (names[0] ?? ''),
    // What stands behind a load balancer often asks for itself: a web site, an application with pages of its own.
    severity: first.apiKind === 'load-balancer' ? 'medium' : 'high',
    fixes: first.apiKind === 'load-balancer' ? [] : authorizerFixes(group, application),
  };
}

/** The door is open, and whoever comes in is asked. */
function leftToCode(group: RouteGroup, application: Application): Problem<Message> {
  const { first, subject } = group;
  const names = routeNames(group);
  const check = checkBehind(first, application);
  return {
    message: 'checked',
    data: { routes: listing(names) },
    at: first.authentication,
    subject,
    evidence: 'checked',
    severity: 'low',
    related: check ? [{ at: check, text: 'who calls is looked at here' }] : [],
  };
}

function webhook(group: RouteGroup): Problem<Message> {
  const { first, subject } = group;
  const names = routeNames(group);
  return { message: 'webhook', data: { routes: listing(names) }, at: first.authentication, subject, evidence: 'webhook', severity: 'low' };
}
