/** Routes of REST APIs whose requests nobody looks at before the code behind them does. */
import type { Severity } from '../../finding/severity.ts';
import type { Application } from '../../model/application.ts';
import type { Endpoint } from '../../model/endpoint.ts';
import { effective, isOneOf } from '../../model/value.ts';
import { listing } from '../listing.ts';
import { defineRule, set, type Fix } from '../rule.ts';
import { audienceOf, routeName } from './openness.ts';
import { unvalidatedInCode } from './unvalidated-in-code.ts';

/** So many routes of one API are one decision about the API. */
const many = 4;

export default defineRule({
  id: 'endpoints/unvalidated-request',
  title: 'Requests are not validated',
  practice: 'api-no-validation',
  severity: 'medium',
  confidence: 'medium',
  cwe: [20],
  why:
    'Whatever a caller sends reaches the code: fields that are missing, of another type or of any length. A check at the ' +
    'gateway turns such requests away before they cost anything, and before each handler has to think of them.',
  remedy: 'Describe the body in a model, and have a request validator check it and the parameters.',
  references: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html',
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-requestmodel.html',
    'https://www.serverless.com/framework/docs/providers/aws/events/apigateway#request-schema-validators',
  ],
  since: '0.1.0',
  messages: {
    unchecked: 'Whatever is sent to {routes} reaches {target} unchecked: no request validator and no model is set',
    ignored: 'The gateway is told what a request to {routes} looks like, and lets through what does not: no request validator checks it',
    several: 'Whatever is sent to {count} routes of {name} reaches what is behind them unchecked: {routes}',
    stored: '{name} stores the body of the request as it came: nobody checks which fields it has, of which types, and how long they are',
  },
  particulars: {
    stored: { remedy: 'Check the body against a schema, and store the fields that you know.' },
  },

  *check(application) {
    yield* unvalidatedInCode(application);
    for (const routes of byApi(application.endpoints.filter(isUnchecked))) {
      const [first] = routes;
      if (!first?.validated) continue;
      if (routes.length >= many) {
        yield {
          message: 'several',
          data: { name: application.find(first.api.to)?.label ?? first.label, count: String(routes.length), routes: listing(routes.map(routeName)) },
          at: first.validated,
          subject: application.find(first.api.to) ?? first,
          severity: mildest(routes.map((route) => severityOf(route, application))),
        };
        continue;
      }
      for (const route of routes) {
        if (!route.validated) continue;
        yield {
          message: route.validated.state === 'known' ? 'ignored' : 'unchecked',
          data: { routes: routeName(route), target: application.find(route.target.to)?.label ?? 'what is behind it' },
          at: route.validated,
          subject: route,
          evidence: routeName(route),
          severity: severityOf(route, application),
          fixes: fixesOf(route),
        };
      }
    }
  },
});

function byApi(routes: readonly Endpoint[]): Iterable<readonly Endpoint[]> {
  const groups = new Map<string, Endpoint[]>();
  for (const route of routes) {
    const key = route.api.to ?? route.key;
    groups.set(key, [...(groups.get(key) ?? []), route]);
  }
  return groups.values();
}

/** A body comes with these methods; of others, only what the API itself asks for can be checked. */
function isUnchecked(route: Endpoint): boolean {
  const { validated, method, purpose, restricted } = route;
  if (!validated || purpose !== 'route' || restricted === 'yes' || isOneOf(validated, true) !== 'no') return false;
  if (validated.state === 'absent' && isOneOf(method, 'POST', 'PUT', 'PATCH') !== 'yes') return false;
  // The sender of a webhook says what it sends, and its signature is checked over the body as it comes.
  return audienceOf(route) !== 'provider';
}

/** A function can still check what it is sent; what else stands behind a route takes it as it comes, the worse where strangers can send. */
function severityOf({ authentication, target, validated }: Endpoint, application: Application): Severity {
  const behind = application.find(target.to);
  if (validated?.state === 'known' || application.functions.some(({ key }) => key === behind?.key)) return 'low';
  return behind !== undefined || isOneOf(authentication, 'none', 'key') === 'yes' ? 'medium' : 'low';
}

function mildest(all: readonly Severity[]): Severity {
  return all.includes('medium') ? 'medium' : 'low';
}

function fixesOf({ validated }: Endpoint): readonly Fix[] {
  if (!validated) return [];
  const isDeclared = validated.state === 'known' && effective(validated) === false;
  return [
    isDeclared
      ? {
          title: 'check requests against what is declared',
          risk: 'review',
          check: 'requests that do not fit are answered with 400 from then on: check that those of today fit',
          changes: [set(validated, true)],
        }
      : {
          title: 'check the body against a model',
          risk: 'review',
          check: 'name the fields of the body in the model: one that was added takes every JSON object',
          changes: [set(validated, true)],
        },
  ];
}
