/** The events of a template that are routes of an API, by the API that they belong to. */
import { asValue, setting, text } from '../../../evaluation/setting.ts';
import { at, entries, scalarText, type Mapping, type Tree } from '../../../evaluation/tree.ts';
import { known, mapValue, referencesOf, type Value } from '../../../model/value.ts';
import type { Span } from '../../../source/span.ts';
import type { Reading, TemplateResource } from '../template.ts';

/** One event of type `Api` or `HttpApi`. */
export interface RouteEvent {
  /** The function or state machine that answers. */
  readonly target: TemplateResource;
  /** The event's name. */
  readonly id: string;
  /** The place of the event's name. */
  readonly at: Span;
  readonly body: Span;
  readonly event: Mapping;
  /** Upper case; `ANY` for all. */
  readonly method: Value<string>;
  readonly path: Value<string>;
}

/** The APIs that SAM makes for events that name none. */
export const implicitApis = { rest: 'ServerlessRestApi', http: 'ServerlessHttpApi' } as const;

export type SamApiKind = keyof typeof implicitApis;

const kinds: Readonly<Record<string, SamApiKind>> = { Api: 'rest', HttpApi: 'http' };
const references: Readonly<Record<SamApiKind, string>> = { rest: 'RestApiId', http: 'ApiId' };

/** Kinds of resources that have events. */
const targets: ReadonlySet<string> = new Set(['AWS::Serverless::Function', 'AWS::Serverless::StateMachine']);

/** By the logical id of the API; under an empty id those whose API is not in this template, or cannot be known. */
export function gatherRouteEvents(reading: Reading, properties: (resource: TemplateResource) => Mapping): ReadonlyMap<string, readonly RouteEvent[]> {
  const found = new Map<string, RouteEvent[]>();
  for (const target of reading.resources.values()) {
    if (!targets.has(target.type) || target.key !== undefined) continue;
    for (const [id, { key, value }] of entries(properties(target).entries.get('Events')?.value)) {
      const kind = kinds[scalarText(at(value, 'Type')) ?? ''];
      if (!kind || value.kind !== 'mapping') continue;
      const api = apiOf(at(value, 'Properties', references[kind]), kind, reading);
      const events = found.get(api) ?? [];
      found.set(api, events);
      events.push({ target, id, at: key, body: value.at, event: value, ...routeOf(value, key, kind) });
    }
  }
  return found;
}

function apiOf(written: Tree | undefined, kind: SamApiKind, reading: Reading): string {
  if (!written) return implicitApis[kind];
  const named = scalarText(written);
  if (named !== undefined) return reading.resources.has(named) ? named : '';
  const [reference] = referencesOf(asValue(written, text));
  const id = reference?.address.slice(reading.address('').length) ?? '';
  return Object.values<string>(implicitApis).includes(id) || reading.resources.has(id) ? id : '';
}

/** An `HttpApi` event that says neither path nor method takes everything. */
function routeOf(event: Mapping, head: Span, kind: SamApiKind): Pick<RouteEvent, 'method' | 'path'> {
  const method = setting(event, ['Properties', 'Method'], text, { head });
  const path = setting(event, ['Properties', 'Path'], text, { head });
  if (kind === 'http' && method.state === 'absent' && path.state === 'absent') return { method: known('ANY', head), path: known('$default', head) };
  return { method: mapValue(method, upperCase), path };
}

function upperCase(method: string): string {
  const upper = method.toUpperCase();
  return upper === 'X-AMAZON-APIGATEWAY-ANY-METHOD' || upper === '*' ? 'ANY' : upper;
}
