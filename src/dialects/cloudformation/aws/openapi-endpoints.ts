/** Endpoints of the routes that an OpenAPI definition holds. */
import { at } from '../../../evaluation/tree.ts';
import type { ApiKind } from '../../../model/endpoint.ts';
import { known, type Answer } from '../../../model/value.ts';
import type { OpenApiDefinition } from '../../openapi/routes.ts';
import { partOf } from '../resource-noun.ts';
import type { Reading, TemplateResource } from '../template.ts';
import { behindDomain } from './domains.ts';
import { corsOf, originsIn } from './origins.ts';
import { ownLink } from './triggers.ts';

export interface DefinedApi {
  readonly resource: TemplateResource;
  readonly reading: Reading;
  readonly apiKind: ApiKind;
  readonly restricted: Answer;
}

export function addOpenApiRoutes(definition: OpenApiDefinition, { resource, reading, apiKind, restricted }: DefinedApi): void {
  const shared = originsIn(at(definition.cors, 'allowOrigins'), reading);
  const cors = corsOf(definition.cors, { credentials: 'allowCredentials', headers: 'allowHeaders' });
  for (const route of definition.routes) {
    reading.nouns.endpoints.push({
      ...partOf(resource, reading, `${route.method} ${route.path}`, route.at, route.operation.at),
      label: `${route.method} ${route.path}`,
      kind: 'endpoint',
      api: ownLink(resource, reading),
      apiKind,
      method: known(route.method, route.at),
      path: known(route.path, route.at),
      authentication: behindDomain(route.authentication, resource, reading),
      keyRequired: route.keyRequired,
      validated: route.validated,
      target: reading.link(route.target, resource.properties),
      purpose: route.purpose,
      origins: route.origins.length > 0 ? route.origins : shared,
      cors,
      restricted,
    });
  }
}
