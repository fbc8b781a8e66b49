/** The Globals section: what a SAM resource inherits, merged as SAM merges it, with places and slots kept. */
import { items, scalarText, type Editor, type Entry, type Mapping, type Sequence, type Tree } from '../../../evaluation/tree.ts';
import type { Span } from '../../../source/span.ts';
import { DeferredEntries } from '../lazy-entries.ts';
import type { TemplateResource } from '../template.ts';

const family = 'AWS::Serverless::';

/** The part of Globals that concerns resources of `type`: `Function`. */
export function sectionName(type: string): string {
  return type.slice(family.length);
}

/** What Globals says of resources of `type`; undefined where it says nothing. */
export function globalsOf(type: string, globals: Mapping | undefined): Mapping | undefined {
  const section = globals?.entries.get(sectionName(type))?.value;
  return section?.kind === 'mapping' ? section : undefined;
}

/**
 * A resource's properties with what it inherits from Globals: maps are merged, lists are concatenated (those of Globals
 * first), everything else is taken from the resource where it is written there
 * (https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html).
 *
 * An inherited value is placed at its literal in Globals, `via` the resource's head, and its slot writes into Globals: that
 * is the text that decides. What is written nowhere goes into the resource's own Properties, so that a fix of one resource
 * does not change its siblings; but a setting inside a block that stands in Globals alone goes into that block, because
 * a second copy of half of it in the resource would be harder to read than one line more in Globals.
 */
export function withGlobals(resource: TemplateResource, section: Mapping): Mapping {
  const ignored = resource.attributes.entries.get('IgnoreGlobals')?.value;
  if (scalarText(ignored) === '*') return resource.properties;
  const names = new Set(ignored?.kind === 'sequence' ? items(ignored).map(scalarText) : []);
  const wanted = names.size > 0 ? without(section, names) : section;
  return mergeMappings(inheritedMapping(wanted, resource.at), resource.properties);
}

/** The number of nodes in a tree. */
export function sizeOf(tree: Tree): number {
  if (tree.kind === 'mapping') return [...tree.entries.values()].reduce((sum, { value }) => sum + sizeOf(value), 1);
  return tree.kind === 'sequence' ? tree.items.reduce((sum, item) => sum + sizeOf(item), 1) : 1;
}

function without(section: Mapping, names: ReadonlySet<string | undefined>): Mapping {
  return { ...section, entries: new Map([...section.entries].filter(([name]) => !names.has(name))) };
}

/** `node` as it is seen by its user. What is in mappings is worked out when it is asked for: a large Globals section has many users. */
function inherited(node: Tree, user: Span): Tree {
  const via = [user, ...node.via];
  if (node.kind === 'mapping') return inheritedMapping(node, user);
  if (node.kind !== 'sequence') return { ...node, via };
  return { ...node, via, items: node.items.map((item) => inherited(item, user)) };
}

function inheritedMapping(node: Mapping, user: Span): Mapping {
  return { ...node, via: [user, ...node.via], entries: new InheritedEntries(node.entries, user) };
}

class InheritedEntries extends DeferredEntries {
  readonly #own: ReadonlyMap<string, Entry>;
  readonly #user: Span;

  constructor(own: ReadonlyMap<string, Entry>, user: Span) {
    super();
    this.#own = own;
    this.#user = user;
  }

  protected override workOut(): ReadonlyMap<string, Entry> {
    return new Map([...this.#own].map(([name, { key, value }]) => [name, { key, value: inherited(value, this.#user) }]));
  }
}

/** What came out of an intrinsic function counts as a single value: SAM merges before functions are worked out. */
function isWrittenOut(node: Tree, ownVia: number): boolean {
  return node.via.length === ownVia;
}

function merge(global: Tree, local: Tree): Tree {
  if (!isWrittenOut(local, 0) || !isWrittenOut(global, 1)) return local;
  if (global.kind === 'mapping' && local.kind === 'mapping') return mergeMappings(global, local);
  if (global.kind === 'sequence' && local.kind === 'sequence') return concatenate(global, local);
  return local;
}

function mergeMappings(global: Mapping, local: Mapping): Mapping {
  const entries = new Map(global.entries);
  for (const [name, entry] of local.entries) {
    const inheritedEntry = entries.get(name);
    entries.set(name, inheritedEntry ? { key: entry.key, value: merge(inheritedEntry.value, entry.value) } : entry);
  }
  return { ...local, entries, partial: local.partial === true || global.partial === true, editor: additions(local.editor) };
}

function concatenate(global: Sequence, local: Sequence): Sequence {
  return {
    ...local,
    items: [...global.items, ...local.items],
    partial: local.partial === true || global.partial === true,
    editor: additions(local.editor),
  };
}

/** A merged collection can be added to; replacing the resource's half of it would not replace the whole. */
function additions(editor: Editor | undefined): Editor | undefined {
  if (!editor) return undefined;
  const { put, append } = editor;
  return { replace: () => undefined, ...(put && { put: put.bind(editor) }), ...(append && { append: append.bind(editor) }) };
}
