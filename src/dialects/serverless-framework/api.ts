/** What the routes of all kinds of APIs have in common: the API they belong to, who answers, who is let through. */
import type { Api, ApiKind, Authentication, Endpoint, Stage } from '../../model/endpoint.ts';
import type { Link, Noun, NounKey } from '../../model/noun.ts';
import { absent, known, type Value } from '../../model/value.ts';
import type { Span } from '../../source/span.ts';
import type { ServiceEvent } from './events.ts';
import type { Service } from './service.ts';

/** An API that the framework makes up, or one of somebody else's that routes are added to. */
export interface ApiBlock {
  readonly kind: ApiKind;
  readonly id: string;
  readonly type: string;
  readonly link: Link;
  /** The framework makes it; otherwise it is named by its id in another stack. */
  readonly own: boolean;
  readonly at: Span;
  readonly name: Value<string>;
}

export function apiNoun(api: ApiBlock, service: Service, settings: Pick<Api, 'reach' | 'routesPartial'>): Api {
  return { ...resourceNoun(api.id, api.type, api.at, service, labelOf(api, service)), name: api.name, kind: 'api', apiKind: api.kind, ...settings };
}

type StageSettings = Omit<Stage, Exclude<keyof Noun, 'name'> | 'kind' | 'api' | 'apiKind'>;

/** The stage that the framework makes; of the API's own type as long as the service says nothing of it. */
export function stageNoun(id: string, type: string, api: ApiBlock, service: Service, settings: StageSettings): Stage {
  const isWritten = settings.accessLog.state !== 'absent';
  const noun = resourceNoun(id, isWritten ? type : api.type, api.at, service, labelOf(api, service));
  return { ...noun, kind: 'stage', api: api.link, apiKind: api.kind, ...settings };
}

/** What its author calls it: the name that is written, else that of the service. */
function labelOf({ name, id }: ApiBlock, service: Service): string {
  return name.state === 'known' ? name.value : (service.name ?? id);
}

/** The head of a noun for a resource that the framework makes up. */
export function resourceNoun(id: string, type: string, at: Span, { template }: Service, label: string, body: Span = at): Noun {
  return { key: template.key(id), address: template.address(id), type, provider: 'aws', label, name: absent(at), at, body };
}

/** The API's link: to the one that the framework makes, or to the one whose id is given. */
export function ownApi(key: NounKey, id: string, at: Span): Link {
  return { value: known(id, at), to: key };
}

interface RouteSettings {
  readonly id: string;
  readonly type: string;
  readonly method: Value<string>;
  readonly path: Value<string>;
  readonly authentication: Value<Authentication>;
  readonly keyRequired?: Value<boolean>;
  readonly validated?: Endpoint['validated'];
  readonly purpose: Endpoint['purpose'];
  readonly origins: readonly Value<string>[];
  readonly cors?: Endpoint['cors'];
  readonly restricted: Endpoint['restricted'];
}

/** A route of its own, or one that browsers ask before they call. */
export function methodPurpose(method: Value<string>): Endpoint['purpose'] {
  return method.state === 'known' && method.value === 'OPTIONS' ? 'preflight' : 'route';
}

export function routeNoun(event: ServiceEvent, api: ApiBlock, service: Service, settings: RouteSettings): Endpoint {
  const { id, type, method, path } = settings;
  const label = `${method.state === 'known' ? method.value : 'a method'} ${path.state === 'known' ? path.value : 'a path'}`;
  return {
    ...resourceNoun(id, type, event.at, service, label.trim(), event.body),
    kind: 'endpoint',
    api: api.link,
    apiKind: api.kind,
    method,
    path,
    authentication: settings.authentication,
    keyRequired: settings.keyRequired ?? absent(event.at, false),
    validated: settings.validated,
    target: { value: known(event.owner.name, event.owner.at), to: event.owner.key },
    purpose: settings.purpose,
    origins: settings.origins,
    cors: settings.cors,
    restricted: settings.restricted,
  };
}
