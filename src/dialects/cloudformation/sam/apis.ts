/** The APIs of a SAM template: those that are written, and those that SAM makes for events that name none. */
import { at, type Mapping } from '../../../evaluation/tree.ts';
import { cover, type Span } from '../../../source/span.ts';
import { openApiRoutes, type OpenApiDefinition } from '../../openapi/routes.ts';
import type { TemplateResource } from '../template.ts';
import { readApiAuth, type ApiAuth } from './api-auth.ts';
import { definitionTree } from './api-definition.ts';
import { globalsOf, sectionName } from './globals.ts';
import { implicitApis, type RouteEvent, type SamApiKind } from './route-events.ts';
import type { SamTemplate } from './sam-template.ts';

export interface SamApi {
  readonly kind: SamApiKind;
  /** With what it inherits from Globals; an API that SAM makes is made up of nothing else. */
  readonly resource: TemplateResource;
  readonly auth: ApiAuth;
  readonly events: readonly RouteEvent[];
  /** Undefined where events alone make up the routes; `unreadable` where it lies elsewhere. */
  readonly definition: OpenApiDefinition | 'unreadable' | undefined;
}

const types: Readonly<Record<SamApiKind, string>> = { rest: 'AWS::Serverless::Api', http: 'AWS::Serverless::HttpApi' };

/** Every API of the template with its events. */
export function readApis(template: SamTemplate): readonly SamApi[] {
  const { reading, routeEvents } = template;
  const apis: SamApi[] = [];
  for (const kind of ['rest', 'http'] as const) {
    for (const resource of reading.resources.values()) {
      if (resource.type !== types[kind] || resource.key !== undefined) continue;
      apis.push(apiOf(kind, template.merged(resource), routeEvents.get(resource.id) ?? [], true, template));
    }
    const id = implicitApis[kind];
    const events = routeEvents.get(id);
    const [first] = events ?? [];
    if (events && first && !reading.resources.has(id)) apis.push(implicitApi(kind, id, events, first, template));
  }
  return apis;
}

/** `isWritten`: there is text where the API's own authentication can stand. */
function apiOf(kind: SamApiKind, resource: TemplateResource, events: readonly RouteEvent[], isWritten: boolean, template: SamTemplate): SamApi {
  const auth = readApiAuth(kind, resource.properties, resource.at, events, isWritten);
  const tree = definitionTree(resource.properties, template.reading);
  // SAM declares the API's authorizers in its definition as well.
  const definition = tree === undefined || tree === 'unreadable' ? tree : openApiRoutes(tree, kind, auth.authorizers);
  return { kind, resource, auth, events, definition };
}

/**
 * An API without text of its own stands where it is configured, in Globals; where nothing is configured, at the first
 * event that makes it exist.
 */
function implicitApi(kind: SamApiKind, id: string, events: readonly RouteEvent[], first: RouteEvent, template: SamTemplate): SamApi {
  const type = types[kind];
  const section = globalsOf(type, template.globals);
  const entry = template.globals?.entries.get(sectionName(type));
  const head = section && entry ? entry.key : first.at;
  const resource: TemplateResource = {
    id,
    type,
    at: head,
    body: cover(head, section?.at ?? first.body),
    properties: section ?? unwritten(sectionName(type), head, template),
    attributes: { kind: 'mapping', entries: new Map(), at: head, via: [] },
    condition: 'holds',
  };
  return apiOf(kind, resource, events, at(section, 'Auth') !== undefined, template);
}

/** Stands for a part of Globals that nobody wrote: what is put into it makes it. */
function unwritten(section: string, head: Span, { reading, globals }: SamTemplate): Mapping {
  return {
    kind: 'mapping',
    entries: new Map(),
    at: head,
    via: [],
    editor: {
      replace: () => undefined,
      put: (name, value) => {
        const content = { [name]: value };
        return globals ? globals.editor?.put?.(section, content) : reading.addSection('Globals', { [section]: content });
      },
    },
  };
}
