/** `http` events: the routes of a REST API, the API itself, and its stage. */
import { asValue, flag, setting, text } from '../../evaluation/setting.ts';
import { tracingFlag } from '../../evaluation/tracing.ts';
import { at, scalarText, type Mapping, type Plain, type Tree } from '../../evaluation/tree.ts';
import type { Authentication, Endpoint, Stage } from '../../model/endpoint.ts';
import { absent, known, mapValue, unknown, type Value } from '../../model/value.ts';
import type { Span } from '../../source/span.ts';
import { readAccessLog, readDataTrace, readLogFormat, readLogGroup } from './api-logs.ts';
import { apiNoun, methodPurpose, ownApi, routeNoun, stageNoun, type ApiBlock } from './api.ts';
import { isNothing, isUserPool, plainOf, withAuthorizer, withoutAuthorizer, type AuthorizerSpelling } from './authentication.ts';
import type { ServiceEvent } from './events.ts';
import { restApiId, restMethodId, restStageId } from './naming.ts';
import { browsersOf, restCors } from './origins.ts';
import { restrictionOf } from './resource-policy.ts';
import type { Service } from './service.ts';
import { restThrottle } from './throttles.ts';
import { validationOf } from './validation.ts';

export function readRestApi(events: readonly ServiceEvent[], partial: boolean, service: Service): void {
  const routes = events.filter(({ kind }) => kind === 'http');
  const [first] = routes;
  if (!first) return;
  const api = openApi(first, service);
  const spell = authorizerSpelling(routes, service);
  const restricted = restrictionOf(service);
  for (const event of routes) service.nouns.endpoints.push(readRoute(event, api, service, spell, restricted));
  if (!api.own) return;
  const provider = service.provider.settings;
  service.nouns.apis.push(apiNoun(api, service, { reach: reachOf(provider, api.at), routesPartial: partial }));
  const settings = stageSettings(api, service);
  service.nouns.stages.push(stageNoun(restStageId, 'AWS::ApiGateway::Stage', api, service, settings));
  readLogGroup('restApi', settings.accessLog, service);
}

function openApi(first: ServiceEvent, service: Service): ApiBlock {
  const provider = service.provider.settings;
  const head = service.keyAt('provider', 'apiGateway') ?? first.at;
  const foreign = at(provider, 'apiGateway', 'restApiId');
  const own = isNothing(foreign);
  const link = own ? ownApi(service.make(restApiId, 'AWS::ApiGateway::RestApi', head), restApiId, head) : service.template.link(foreign, provider);
  const name = setting(provider, ['apiName'], text, { head });
  return { kind: 'rest', id: restApiId, type: 'AWS::ApiGateway::RestApi', link, own, at: head, name };
}

function reachOf(provider: Mapping, head: Span) {
  const written = setting(provider, ['endpointType'], text, { head });
  if (written.state === 'absent') return absent(head, 'internet' as const);
  return mapValue(written, (type) => (type.toUpperCase() === 'PRIVATE' ? ('private' as const) : ('internet' as const)));
}

function stageSettings(api: ApiBlock, service: Service): Pick<Stage, 'name' | 'accessLog' | 'tracing' | 'throttle' | 'dataTrace' | 'logFormat'> {
  const provider = service.provider.settings;
  return {
    accessLog: readAccessLog('restApi', service),
    dataTrace: readDataTrace('restApi', service),
    logFormat: readLogFormat('restApi', service),
    name: absent(api.at, service.stage),
    tracing: setting(provider, ['tracing', 'apiGateway'], tracingFlag, { head: api.at, default: 'pass-through' }),
    throttle: restThrottle(api.at, service),
  };
}

function readRoute(event: ServiceEvent, api: ApiBlock, service: Service, spell: AuthorizerSpelling, restricted: Endpoint['restricted']): Endpoint {
  const { method, path, settings } = routeOf(event);
  const known = method.state === 'known' && path.state === 'known';
  const id = known ? restMethodId(path.value, method.value) : `ApiGatewayMethod${event.owner.id}${event.index}`;
  const made = service.extension(id);
  return routeNoun(event, api, service, {
    id,
    type: 'AWS::ApiGateway::Method',
    method,
    path,
    authentication: overridden(made) ?? authenticationOf(event, settings, service, spell),
    keyRequired: settings ? setting(settings, ['private'], flag, { head: event.at, default: false }) : absent(event.at, false),
    validated: validationOf(event, settings, made, service),
    purpose: purposeOf(settings, method),
    ...browsersOf(at(settings, 'cors'), restCors),
    restricted,
  });
}

function purposeOf(settings: Mapping | undefined, method: Value<string>): Endpoint['purpose'] {
  if (/^mock$/i.test(scalarText(at(settings, 'integration')) ?? '')) return 'mock';
  return methodPurpose(method);
}

/** `GET users/{id}`, or a mapping with both. */
function routeOf({ value, at: head }: ServiceEvent): { method: Value<string>; path: Value<string>; settings: Mapping | undefined } {
  if (value?.kind === 'mapping') {
    const method = mapValue(setting(value, ['method'], text, { head }), upperCase, (to) => to.toLowerCase());
    return { method, path: mapValue(setting(value, ['path'], text, { head }), rooted), settings: value };
  }
  const written = value?.kind === 'scalar' ? scalarText(value)?.trim().split(/\s+/) : undefined;
  const [method, path] = written ?? [];
  if (!value || method === undefined) {
    const why = 'its route cannot be read';
    return { method: unknown(why, head), path: unknown(why, head), settings: undefined };
  }
  return {
    method: known(upperCase(method), value.at, undefined, value.via),
    path: known(rooted(path ?? ''), value.at, undefined, value.via),
    settings: undefined,
  };
}

function upperCase(method: string): string {
  return method === '*' ? 'ANY' : method.toUpperCase();
}

function rooted(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}

function authenticationOf(event: ServiceEvent, settings: Mapping | undefined, service: Service, spell: AuthorizerSpelling): Value<Authentication> {
  const { value, at: head } = event;
  const authorizer = at(settings, 'authorizer');
  if (settings?.partial && !authorizer) return unknown('part of its settings cannot be read', head);
  if (settings && authorizer && !isNothing(authorizer)) return withAuthorizer(authorizer, meaningOf(authorizer, service), spell);
  if (value?.kind === 'opaque') return unknown(value.why, head);
  const put = (written: Plain) => {
    if (settings) return authorizer ? authorizer.editor?.replace(written) : settings.editor?.put?.('authorizer', written);
    const [method, path] = scalarText(value)?.trim().split(/\s+/) ?? [];
    return method && path ? value?.editor?.replace({ method, path, authorizer: written }) : undefined;
  };
  return withoutAuthorizer(head, put, spell);
}

/** A method that the service's resources change. */
function overridden(made: Mapping | undefined): Value<Authentication> | undefined {
  const type = at(made, 'AuthorizationType');
  return type && mapValue(asValue(type, text), (written) => methodTypes[written]);
}

const methodTypes: Readonly<Record<string, Authentication>> = { NONE: 'none', AWS_IAM: 'iam', CUSTOM: 'custom', COGNITO_USER_POOLS: 'cognito' };

/** https://www.serverless.com/framework/docs/providers/aws/events/apigateway#http-endpoints-with-custom-authorizers */
function meaningOf(authorizer: Tree, service: Service): Authentication | undefined {
  if (authorizer.kind === 'opaque') return isUserPool(authorizer, service) ? 'cognito' : (authorizer.pattern ?? []).length > 1 ? 'custom' : undefined;
  if (authorizer.kind === 'scalar') {
    if (/^aws_iam$/i.test(String(authorizer.value))) return 'iam';
    return isUserPool(authorizer, service) ? 'cognito' : 'custom';
  }
  const type = at(authorizer, 'type');
  const word = scalarText(type)?.toLowerCase();
  if (word === 'aws_iam') return 'iam';
  if (word === 'none') return 'none';
  if (word === 'cognito_user_pools' || isUserPool(at(authorizer, 'arn'), service)) return 'cognito';
  return type?.kind === 'opaque' ? undefined : 'custom';
}

/** IAM as a word; the kinds that a sibling has, as the sibling writes it. */
function authorizerSpelling(routes: readonly ServiceEvent[], service: Service): AuthorizerSpelling {
  return (to) => {
    if (to === 'iam') return 'aws_iam';
    const sibling = routes.map((route) => at(route.value, 'authorizer')).find((tree) => tree && !isNothing(tree) && meaningOf(tree, service) === to);
    return sibling && plainOf(sibling);
  };
}
