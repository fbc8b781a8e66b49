/** Makes resources of definitions, whichever language they are written in. */
import { known, mapping } from '../../evaluation/computed.ts';
import { insertAt } from '../../evaluation/setting.ts';
import { at, type Mapping, type Tree } from '../../evaluation/tree.ts';
import type { Span } from '../../source/span.ts';
import type { Deployment } from './deployment.ts';
import type { AzureResource } from './template.ts';

export interface Definition {
  /** As it is written: whole, or behind the parent's. */
  readonly type: string;
  /** Undefined where it is not known. */
  readonly apiVersion?: string | undefined;
  readonly symbol: string | undefined;
  readonly definition: Mapping;
  readonly at: Span;
  readonly body: Span;
  readonly existing: boolean;
  /** The resource whose body it stands in. */
  readonly holder: AzureResource | undefined;
  /** Behind which modules it is: `network/`. */
  readonly prefix: string;
  readonly targetScope: string;
}

export function addResource(
  deployment: Deployment,
  { type, apiVersion, symbol, definition, at: head, body, existing, holder, prefix, targetScope }: Definition,
): AzureResource {
  const parent = holder ?? deployment.target(at(definition, 'parent'));
  const typeText = holder && !type.includes('.') ? `${holder.typeText}/${type}` : type;
  const name = at(definition, 'name');
  const written = known(name);
  const shortName = written ?? (name?.kind === 'opaque' ? name.pattern?.find((part) => typeof part === 'string') : undefined);
  const label = symbol ?? (typeof shortName === 'string' && shortName !== '' ? shortName : typeText.slice(typeText.lastIndexOf('/') + 1));
  const address = deployment.address(`${prefix}${symbol ?? `${typeText}${written === undefined ? '' : `/${written}`}`}`);
  const resource: AzureResource = {
    address,
    label,
    type: typeText.toLowerCase(),
    typeText,
    apiVersion,
    name,
    at: head,
    body,
    definition,
    properties: propertiesOf(definition),
    parent: parent ?? ownerByName(deployment, typeText, name),
    scope: deployment.target(at(definition, 'scope')),
    existing,
    targetScope,
  };
  deployment.add(resource);
  return resource;
}

/** An empty mapping whose editor adds `properties` where none are written. */
export function propertiesOf(definition: Mapping): Mapping {
  const written = at(definition, 'properties');
  if (written?.kind === 'mapping') return written;
  const editor = definition.editor && {
    replace: () => undefined,
    put: (key: string, to: Parameters<typeof insertAt>[2]) => insertAt(definition, ['properties'], { [key]: to }),
  };
  return mapping(new Map(), definition.at, written !== undefined || definition.partial === true, written === undefined ? editor : undefined);
}

/** `Microsoft.Web/sites/config` called `app/web` belongs to the site `app`. */
function ownerByName(deployment: Deployment, type: string, name: Tree | undefined): AzureResource | undefined {
  const outer = type.slice(0, type.lastIndexOf('/'));
  if (!outer.includes('/') || !name) return undefined;
  const written = patternOfName(name);
  const cut = written.lastIndexOf('/');
  if (cut < 0) return undefined;
  const wanted = written.slice(0, cut).split('/').at(-1);
  const outerType = outer.toLowerCase();
  const found = deployment.ofType(outerType).filter((resource) => resource.name && patternOfName(resource.name).split('/').at(-1) === wanted);
  if (found.length === 1) return found[0];
  // Containers are put straight below their account: the service between is not written down.
  return outerType.includes('/') && found.length === 0 ? ownerByName(deployment, outer, nameBefore(name)) : undefined;
}

function nameBefore(name: Tree): Tree {
  if (name.kind === 'scalar') return { ...name, value: String(name.value).replace(/\/[^/]*$/, '') };
  if (name.kind !== 'opaque' || !name.pattern) return name;
  const pattern = [...name.pattern];
  const last = pattern.at(-1);
  if (typeof last === 'string') pattern[pattern.length - 1] = last.replace(/\/[^/]*$/, '');
  return { ...name, pattern };
}

function patternOfName(tree: Tree): string {
  if (tree.kind === 'scalar') return String(tree.value);
  if (tree.kind !== 'opaque') return '';
  return (tree.pattern ?? []).map((part) => (typeof part === 'string' ? part : `{${part.reference?.address ?? ''}}`)).join('');
}
