/** `websocket` events: the routes of a WebSocket API; who may connect is decided at `$connect` for all of them. */
import { setting, text } from '../../evaluation/setting.ts';
import { at, scalarText, type Plain, type Tree } from '../../evaluation/tree.ts';
import type { Authentication } from '../../model/endpoint.ts';
import { absent, known, unknown, type Value } from '../../model/value.ts';
import { readAccessLog, readDataTrace, readLogFormat, readLogGroup } from './api-logs.ts';
import { apiNoun, ownApi, routeNoun, stageNoun, type ApiBlock } from './api.ts';
import { isNothing, plainOf, withAuthorizer, withoutAuthorizer, type AuthorizerSpelling } from './authentication.ts';
import type { ServiceEvent } from './events.ts';
import { websocketApiId, websocketRouteId, websocketStageId } from './naming.ts';
import type { Service } from './service.ts';
import { stageThrottle } from './throttles.ts';

export function readWebsocketApi(events: readonly ServiceEvent[], partial: boolean, service: Service): void {
  const routes = events.filter(({ kind }) => kind === 'websocket');
  const [first] = routes;
  if (!first) return;
  const api = openApi(first, service);
  const connect = routes.find((route) => scalarText(routeKey(route)) === '$connect');
  const spell = authorizerSpelling(routes);
  for (const event of routes) {
    const key = routeKey(event);
    const path: Value<string> =
      key?.kind === 'scalar' ? known(String(key.value), key.at, undefined, key.via) : unknown('its route cannot be read', event.at);
    const id = path.state === 'known' ? websocketRouteId(path.value) : `${event.owner.id}WebsocketsRoute${event.index}`;
    const authentication = event === connect ? authenticationOf(event, spell) : decidedElsewhere(event, connect ?? first);
    const method = known('ANY', event.at);
    const route = { id, type: 'AWS::ApiGatewayV2::Route', method, path, authentication, purpose: 'route', origins: [], restricted: 'no' } as const;
    service.nouns.endpoints.push({ ...routeNoun(event, api, service, route), label: path.state === 'known' ? path.value : event.owner.name });
  }
  if (!api.own) return;
  service.nouns.apis.push(apiNoun(api, service, { reach: absent(api.at, 'internet' as const), routesPartial: partial }));
  const accessLog = readAccessLog('websocket', service);
  readLogGroup('websocket', accessLog, service);
  service.nouns.stages.push(
    stageNoun(websocketStageId, 'AWS::ApiGatewayV2::Stage', api, service, {
      name: absent(api.at, service.stage),
      accessLog,
      tracing: absent(api.at),
      throttle: stageThrottle(websocketStageId, api.at, service),
      dataTrace: readDataTrace('websocket', service),
      logFormat: readLogFormat('websocket', service),
    }),
  );
}

function openApi(first: ServiceEvent, service: Service): ApiBlock {
  const provider = service.provider.settings;
  const head = service.keyAt('provider', 'websocketsApiName') ?? first.at;
  const foreign = at(provider, 'apiGateway', 'websocketApiId');
  const own = isNothing(foreign);
  if (own) service.make(websocketStageId, 'AWS::ApiGatewayV2::Stage', head);
  const link = own
    ? ownApi(service.make(websocketApiId, 'AWS::ApiGatewayV2::Api', head), websocketApiId, head)
    : service.template.link(foreign, provider);
  const name = setting(provider, ['websocketsApiName'], text, { head });
  return { kind: 'websocket', id: websocketApiId, type: 'AWS::ApiGatewayV2::Api', link, own, at: head, name };
}

/** Who connects is asked once; where no route for that is written, everybody may, which is told on the first one. */
function decidedElsewhere(event: ServiceEvent, decisive: ServiceEvent): Value<Authentication> {
  return event === decisive ? absent<Authentication>(event.at, 'none') : unknown('the route $connect decides', event.at);
}

function routeKey({ value }: ServiceEvent): Tree | undefined {
  return value?.kind === 'mapping' ? at(value, 'route') : value;
}

function authenticationOf({ value, at: head }: ServiceEvent, spell: AuthorizerSpelling): Value<Authentication> {
  if (value?.kind === 'opaque') return unknown(value.why, head);
  const authorizer = at(value, 'authorizer');
  if (authorizer && !isNothing(authorizer)) return withAuthorizer(authorizer, authorizer.kind === 'opaque' ? undefined : 'custom', spell);
  const put = (written: Plain) => {
    if (value?.kind === 'mapping') return value.editor?.put?.('authorizer', written);
    return value?.editor?.replace({ route: '$connect', authorizer: written });
  };
  return withoutAuthorizer(head, put, spell);
}

/** The framework knows functions as authorizers of WebSocket APIs only. */
function authorizerSpelling(routes: readonly ServiceEvent[]): AuthorizerSpelling {
  return (to) => {
    const sibling = to === 'custom' ? routes.map(({ value }) => at(value, 'authorizer')).find((tree) => tree && !isNothing(tree)) : undefined;
    return sibling && plainOf(sibling);
  };
}
