/** Endpoints of the routes that an OpenAPI definition holds. */
import { asValue, text } from '../../../evaluation/setting.ts';
import { at, items } from '../../../evaluation/tree.ts';
import type { ApiKind } from '../../../model/endpoint.ts';
import { known, type Answer } from '../../../model/value.ts';
import { openApiRoutes, type OpenApiDefinition } from '../../openapi/routes.ts';
import { ownLink, partOf } from '../nouns.ts';
import type { Reading, TerraformResource } from '../reading.ts';
import { behindDomain } from './domains.ts';
import { corsOf } from './origins.ts';

/** The definition in `body`; undefined where there is none, `unreadable` where it cannot be read. */
export function definitionOf(resource: TerraformResource, kind: 'rest' | 'http', reading: Reading): OpenApiDefinition | 'unreadable' | undefined {
  const body = at(resource.properties, 'body');
  if (!body || (body.kind === 'scalar' && body.value === null)) return undefined;
  const tree = reading.deployment.evaluator.document(body);
  return tree?.kind === 'mapping' ? openApiRoutes(tree, kind) : 'unreadable';
}

export function addOpenApiRoutes(
  definition: OpenApiDefinition,
  resource: TerraformResource,
  apiKind: ApiKind,
  restricted: Answer,
  reading: Reading,
): void {
  const shared = items(at(definition.cors, 'allowOrigins')).map((origin) => asValue(origin, text));
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
      target: reading.link(route.target, resource.properties, 'aws_lambda_function'),
      purpose: route.purpose,
      origins: route.origins.length > 0 ? route.origins : shared,
      cors,
      restricted,
    });
  }
}
