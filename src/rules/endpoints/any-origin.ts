/** Routes behind credentials that pages of any site may call from a browser. */
import type { Severity } from '../../finding/severity.ts';
import type { Application } from '../../model/application.ts';
import type { Endpoint } from '../../model/endpoint.ts';
import { effective, isOneOf, type Value } from '../../model/value.ts';
import { contains } from '../../source/span.ts';
import { listing } from '../listing.ts';
import { defineRule } from '../rule.ts';
import { anyOriginPolicies } from './any-origin-policies.ts';
import { anyOriginInOptions } from './any-origin-options.ts';
import { anyOriginInCode } from './any-origin-in-code.ts';
import { routeName } from './openness.ts';
import { admitsAll, credentialHeaders, namingOrigin } from './origins.ts';

export default defineRule({
  id: 'endpoints/any-origin',
  title: 'Pages of any site may call the endpoint',
  practice: 'cors-any',
  severity: 'medium',
  confidence: 'high',
  cwe: [942],
  controls: { mcsb: ['PV-2'] },
  why:
    'A browser hands the answers of the endpoint to whatever page asks for them: a page of a stranger can use what the browser, ' +
    'its network or a stolen token lets it reach, and read what comes back.',
  remedy: 'Name the origins that your pages come from.',
  references: [
    'https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-cors',
    'https://learn.microsoft.com/azure/azure-functions/functions-how-to-use-azure-function-app-settings#cors',
  ],
  since: '0.1.0',
  messages: {
    any: 'Pages of any site may call {routes} from a browser, although callers send credentials',
    app: 'Pages of any site may call {name} from a browser: it answers every origin',
    store: 'Pages of any site that come by a signed address may write to {name} from a browser',
    code: 'The code lets pages of any site read the answers of {name}, although its callers send credentials',
    sentBack:
      'The code sends whatever origin asks back, so that pages of any site read the answers of {name} with the cookies of whoever visits them',
    reflected: 'Pages of any site may call {routes} with the cookies of whoever visits them',
  },

  *check(application) {
    for (const { origin, routes } of anyOrigins(application)) {
      const sensitive = routes.filter((route) => asksForCredentials(route, application));
      const [first] = sensitive;
      if (!first) continue;
      const subject = contains(first.body, origin.at) ? first : (application.find(first.api.to) ?? first);
      const severity = severityOf(sensitive);
      yield {
        message: severity === 'high' ? 'reflected' : 'any',
        data: { routes: listing([...new Set(sensitive.map(routeName))]) },
        at: origin,
        subject,
        evidence: effective(origin) ?? '',
        severity,
        fixes: namingOrigin(origin, application),
      };
    }
    yield* anyOriginPolicies(application);
    yield* anyOriginInCode(application);
    yield* anyOriginInOptions(application);
  },
});

interface AnyOrigin {
  readonly origin: Value<string>;
  readonly routes: Endpoint[];
}

/** Each text that admits all origins, with the routes that it holds for. */
function anyOrigins({ endpoints }: Application): readonly AnyOrigin[] {
  const found = new Map<string, AnyOrigin>();
  for (const route of endpoints) {
    if (route.restricted === 'yes') continue;
    for (const origin of route.origins) {
      if (!admitsAll(origin)) continue;
      const { file, start, end } = origin.at;
      const key = `${file.path}:${start}:${end}`;
      const known = found.get(key);
      if (known) known.routes.push(route);
      else found.set(key, { origin, routes: [route] });
    }
  }
  return [...found.values()];
}

/** Browsers never send cookies where the answer says `*`; gateways that answer with the origin of the request get them. */
function severityOf(routes: readonly Endpoint[]): Severity {
  const isReflected = routes.some(
    ({ apiKind, cors }) => (apiKind === 'http' || apiKind === 'function-url') && cors !== undefined && effective(cors.credentials) === true,
  );
  return isReflected ? 'high' : 'medium';
}

/** Do callers of the route prove who they are, to the gateway or by headers that pages are told to send? */
function asksForCredentials(route: Endpoint, { endpoints }: Application): boolean {
  if (isGuarded(route)) return true;
  if (route.cors && effective(route.cors.credentials) === true) return true;
  if (sendsCredentials(route)) return true;
  if (route.purpose !== 'preflight') return false;
  // What browsers are told before they call holds for the other methods of the path.
  return endpoints.some((other) => other !== route && other.api.to === route.api.to && isGuarded(other) && isSamePath(route, other));
}

/**
 * Headers that pages are told to send. The lists that tools write by default name `Authorization` beside the headers of
 * signed requests, whoever is asked for it.
 */
function sendsCredentials({ cors }: Endpoint): boolean {
  const headers = (cors?.headers ?? []).map((header) => effective(header) ?? '');
  return headers.some((header) => credentialHeaders.test(header)) && !headers.some((header) => /^x-amz-(?:date|security-token)$/i.test(header));
}

function isGuarded({ authentication, purpose }: Endpoint): boolean {
  return purpose === 'route' && isOneOf(authentication, 'iam', 'jwt', 'cognito', 'custom') === 'yes';
}

function isSamePath({ path: one, api }: Endpoint, { path: other }: Endpoint): boolean {
  const [a, b] = [effective(one), effective(other)];
  if (a !== undefined && b !== undefined) return a === b;
  if (api.to === undefined) return false;
  // Parts of a path that stand elsewhere are the same text for the methods of one resource.
  return one.at.file === other.at.file && one.state === other.state && patternText(one) === patternText(other);
}

function patternText(path: Value<string>): string {
  return path.state === 'unknown' ? JSON.stringify(path.pattern ?? path.at.start) : (path.value ?? '');
}
