/** One resource of a template. Its properties are worked out as far as readers look at them. */
import { mapping } from '../../evaluation/computed.ts';
import { scalarText, type Editor, type Mapping, type Tree } from '../../evaluation/tree.ts';
import type { Span } from '../../source/span.ts';
import { child, type DocumentNode } from '../../syntax/document.ts';
import type { Evaluator } from './evaluator.ts';
import type { SectionEntry } from './for-each.ts';
import type { Scope } from './scope.ts';
import { LazyEntries } from './lazy-entries.ts';
import type { TemplateResource } from './template.ts';
import { canHold, underCondition } from './under-condition.ts';

/** Undefined for what is no resource: an entry without a type, or one that no parameter can bring about. `root` is the template's. */
export function templateResource(id: string, entry: SectionEntry, evaluator: Evaluator, root: DocumentNode): TemplateResource | undefined {
  const { key, node } = entry;
  const type = scalarText(childTree(node, 'Type', evaluator, entry.scope));
  if (type === undefined) return undefined;
  const deployed = underItsCondition(entry, evaluator, root);
  if (!deployed) return undefined;
  const { condition, scope } = deployed;
  return {
    id,
    type,
    at: key.at,
    body: { file: key.at.file, start: key.at.start, end: node.whole.end },
    properties: readProperties(node, key.at, evaluator, scope),
    attributes: readAttributes(node, evaluator, scope),
    condition,
    construct: constructOf(node),
    written: { node, scope },
  };
}

function childTree(node: DocumentNode, key: string, evaluator: Evaluator, scope: Scope | undefined): Tree | undefined {
  const value = child(node, key);
  return value && evaluator.evaluate(value, scope);
}

/** Whether the resource is deployed by default, and the scope that its properties are read in; undefined where it never is. */
function underItsCondition(
  { node, scope }: SectionEntry,
  evaluator: Evaluator,
  root: DocumentNode,
): (Pick<TemplateResource, 'condition'> & { scope: Scope | undefined }) | undefined {
  const name = scalarText(childTree(node, 'Condition', evaluator, scope));
  const answer = name === undefined ? 'yes' : evaluator.names.condition(name);
  if (name === undefined || answer === 'yes') return { condition: 'holds', scope };
  if (answer === 'unknown') return { condition: 'unknown', scope };
  return canHold(name, root) ? { condition: 'fails', scope: underCondition(name, evaluator, root, scope) } : undefined;
}

function constructOf(node: DocumentNode): string | undefined {
  const path = child(child(node, 'Metadata'), 'aws:cdk:path');
  return path?.kind === 'scalar' ? path.text.replace(/\/Resource$/, '') : undefined;
}

function readProperties(resource: DocumentNode, head: Span, evaluator: Evaluator, scope: Scope | undefined): Mapping {
  const node = child(resource, 'Properties');
  const tree = node && evaluator.evaluate(node, scope);
  if (tree?.kind === 'mapping') return tree;
  const empty = node === undefined || tree === undefined || (tree.kind === 'scalar' && tree.value === null);
  const add: Editor = {
    replace: () => undefined,
    put: (key, to) => (node ? evaluator.editorOf(node).replace({ [key]: to }) : evaluator.editorOf(resource).put?.('Properties', { [key]: to })),
  };
  return mapping(new Map(), head, !empty, empty ? add : undefined);
}

const notAttributes: ReadonlySet<string> = new Set(['Type', 'Properties']);

function readAttributes(resource: DocumentNode, evaluator: Evaluator, scope: Scope | undefined): Mapping {
  const pairs = resource.kind === 'mapping' ? resource.pairs : [];
  const entries = new LazyEntries(pairs, scope ? (node) => evaluator.evaluate(node, scope) : evaluator.late, notAttributes);
  return mapping(entries, resource.at, false, evaluator.editorOf(resource));
}
