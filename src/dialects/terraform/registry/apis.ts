/** What terraform-aws-modules/apigateway-v2 and step-functions make: https://registry.terraform.io/namespaces/terraform-aws-modules (read in November 2026). */
import { mapping, scalar } from '../../../evaluation/computed.ts';
import { at, type Entry, type Tree } from '../../../evaluation/tree.ts';
import { isOn, objectsIn, part, Part, referring, type Expander, type RegistryCall } from './part.ts';

export const expandHttpApi: Expander = (call) => {
  if (isOn(call, 'create', true) === false || isOn(call, 'create_api_gateway', true) === false) return [];
  const api = part(call, 'aws_apigatewayv2_api', {
    name: 'name',
    protocol_type: 'protocol_type',
    cors_configuration: 'cors_configuration',
    disable_execute_api_endpoint: 'disable_execute_api_endpoint',
    body: 'body',
  });
  return [api, ...routes(call)];
};

/** From the fifth release on `routes`, before it `integrations`, each with the key of the route as its own. */
function routes(call: RegistryCall): readonly Part[] {
  const written = call.inputs.entries.has('routes') ? 'routes' : 'integrations';
  return (objectsIn(call, written) ?? []).map(([key, route]) => {
    const entries = new Map<string, Entry>();
    for (const name of ['authorization_type', 'authorizer_id', 'authorization_scopes', 'api_key_required', 'target']) {
      const entry = route.entries.get(name);
      if (entry) entries.set(name, entry);
    }
    const authorizer = route.entries.get('authorizer_key');
    if (authorizer && !entries.has('authorizer_id')) entries.set('authorizer_id', authorizer);
    entries.set('api_id', { key: route.at, value: referring(call, 'aws_apigatewayv2_api', 'id') });
    entries.set('route_key', { key: route.at, value: scalar(key, route.at) });
    return new Part(call, 'aws_apigatewayv2_route', `${call.name}_${key}`, mapping(entries, route.at, route.partial, route.editor));
  });
}

export const expandStateMachine: Expander = (call) =>
  isOn(call, 'create', true) === false
    ? []
    : [
        part(
          call,
          'aws_sfn_state_machine',
          { name: 'name', definition: 'definition', type: 'type', logging_configuration: 'logging_configuration' },
          { tracing_configuration: traces(call) },
        ),
      ];

/** Traces are one of the integrations of the module: `service_integrations = { xray = { xray = true } }`. */
function traces({ inputs }: RegistryCall): Tree | undefined {
  const integrations = inputs.entries.get('service_integrations')?.value;
  const enabled = at(integrations, 'xray', 'xray') ?? (integrations?.kind === 'opaque' ? integrations : undefined);
  return enabled && mapping(new Map([['enabled', { key: enabled.at, value: enabled }]]), enabled.at);
}
