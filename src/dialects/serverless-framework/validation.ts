/** `request.schemas` of `http` events: what the gateway checks of a request. */
import { at, entries, scalarText, type Mapping, type Plain } from '../../evaluation/tree.ts';
import { absent, known, unknown, type Value } from '../../model/value.ts';
import { isNothing } from './authentication.ts';
import type { ServiceEvent } from './events.ts';
import type { Service } from './service.ts';

/**
 * The framework attaches a validator where there are schemas, and only there
 * (https://www.serverless.com/framework/docs/providers/aws/events/apigateway#request-schema-validators).
 */
export function validationOf(event: ServiceEvent, settings: Mapping | undefined, made: Mapping | undefined, service: Service): Value<boolean> {
  const { value, at: head } = event;
  const request = at(settings, 'request');
  const schemas = at(request, 'schemas') ?? at(request, 'schema');
  if (schemas && !isNothing(schemas)) return known(true, schemas.at, undefined, schemas.via);
  if (at(made, 'RequestValidatorId')) return known(true, head);
  if (value?.kind === 'opaque' || request?.kind === 'opaque' || settings?.partial) return unknown('part of its settings cannot be read', head);
  // A request whose body the gateway turns into another is described by its templates.
  if (at(request, 'template')) return unknown('its templates decide what is passed on', head);
  return absent(head, false, (to) => (to ? writeSchema(event, settings, service) : undefined));
}

/** The one schema that the service declares for its API, else one that takes objects of every kind. */
function writeSchema({ value }: ServiceEvent, settings: Mapping | undefined, service: Service) {
  const declared = entries(at(service.provider.settings, 'apiGateway', 'request', 'schemas')).map(([name]) => name);
  const schema: Plain = declared.length === 1 ? declared[0]! : { type: 'object' };
  const schemas = { 'application/json': schema };
  if (settings) {
    const request = at(settings, 'request');
    return request?.kind === 'mapping' ? request.editor?.put?.('schemas', schemas) : settings.editor?.put?.('request', { schemas });
  }
  const [method, path] = scalarText(value)?.trim().split(/\s+/) ?? [];
  return method === undefined || path === undefined ? undefined : value?.editor?.replace({ method, path, request: { schemas } });
}
