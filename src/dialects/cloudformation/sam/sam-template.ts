/** What SAM's readers share while one template is read: merged properties, events by API, statements that connectors add. */
import type { Mapping } from '../../../evaluation/tree.ts';
import type { Statement } from '../../../model/access.ts';
import type { NounKey } from '../../../model/noun.ts';
import type { Reading, TemplateResource } from '../template.ts';
import { gatherTexts } from '../texts.ts';
import { globalsOf, sizeOf, withGlobals } from './globals.ts';
import { gatherRouteEvents, type RouteEvent } from './route-events.ts';

/** Nodes that all resources of a template may inherit together: thirty for each of 500 would be much. */
const mostInherited = 200_000;

export class SamTemplate {
  readonly reading: Reading;
  readonly globals: Mapping | undefined;
  readonly #merged = new Map<string, Mapping>();
  readonly #sizes = new Map<Mapping, number>();
  readonly #turns = new Set<string>();
  #inheritable = mostInherited;
  #usagePlans: readonly TemplateResource[] | undefined;
  #routeEvents: ReadonlyMap<string, readonly RouteEvent[]> | undefined;
  /** Statements that belong to an identity beyond those of its own policies. */
  readonly #granted = new Map<NounKey, Statement[]>();

  constructor(reading: Reading) {
    this.reading = reading;
    const globals = reading.section('Globals');
    this.globals = globals?.kind === 'mapping' ? globals : undefined;
    if (this.globals) gatherTexts(globalsAsResource(this.globals), reading);
  }

  /** A resource's properties with what it inherits from Globals. */
  properties(resource: TemplateResource): Mapping {
    const known = this.#merged.get(resource.id);
    if (known) return known;
    const merged = this.#merge(resource);
    this.#merged.set(resource.id, merged);
    return merged;
  }

  #merge(resource: TemplateResource): Mapping {
    const section = globalsOf(resource.type, this.globals);
    if (!section) return resource.properties;
    const size = this.#sizes.get(section) ?? sizeOf(section);
    this.#sizes.set(section, size);
    this.#inheritable -= size;
    return this.#inheritable < 0 ? { ...resource.properties, partial: true } : withGlobals(resource, section);
  }

  /** A resource as it is with what it inherits. */
  merged(resource: TemplateResource): TemplateResource {
    return { ...resource, properties: this.properties(resource) };
  }

  /** The events that are routes, by the API they belong to. */
  get routeEvents(): ReadonlyMap<string, readonly RouteEvent[]> {
    this.#routeEvents ??= gatherRouteEvents(this.reading, (resource) => this.properties(resource));
    return this.#routeEvents;
  }

  /** The usage plans that stand beside the APIs. */
  get usagePlans(): readonly TemplateResource[] {
    this.#usagePlans ??= [...this.reading.resources.values()].filter(({ type }) => type === 'AWS::ApiGateway::UsagePlan');
    return this.#usagePlans;
  }

  /** True for whoever asks first: what concerns the whole template is read once. */
  takeTurn(task: string): boolean {
    if (this.#turns.has(task)) return false;
    this.#turns.add(task);
    return true;
  }

  /** Adds statements to an identity, once all identities have been read. */
  grant(identity: NounKey, statements: readonly Statement[]): void {
    if (this.#granted.size === 0) this.reading.afterwards(() => this.#handOut());
    const granted = this.#granted.get(identity) ?? [];
    granted.push(...statements);
    this.#granted.set(identity, granted);
  }

  #handOut(): void {
    const { identities } = this.reading.nouns;
    for (const [index, identity] of identities.entries()) {
      const more = this.#granted.get(identity.key);
      if (more) identities[index] = { ...identity, statements: [...identity.statements, ...more] };
    }
  }
}

/** Globals in the shape of a resource, for those who look at all texts of one: what stands there is nobody's own. */
function globalsAsResource(properties: Mapping): TemplateResource {
  const { at } = properties;
  const attributes: Mapping = { kind: 'mapping', entries: new Map(), at, via: [] };
  return { id: 'Globals', type: 'Globals', at, body: at, properties, attributes, condition: 'holds' };
}

/** The shared part of a reading, made when the first SAM resource of its template is read. */
export function samTemplate(reading: Reading): SamTemplate {
  reading.shared.sam ??= new SamTemplate(reading);
  return reading.shared.sam;
}
