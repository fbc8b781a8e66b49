/** Works the bodies of blocks out: attributes, nested blocks and dynamic ones. */
import type { Editor, Entry, Mapping, Tree } from '../../../evaluation/tree.ts';
import type { HclBlock, HclBody } from '../../../syntax/hcl-tree.ts';
import type { Evaluator } from './evaluator.ts';
import { bind, eachOf } from './repetition.ts';
import type { Scope } from './scope.ts';
import { mapping, opaque, sequence } from '../../../evaluation/computed.ts';

/** Makes the editor of a body; `block` is what it is the body of. */
type BodyEditorFactory = (body: HclBody, block: HclBlock | undefined) => Editor | undefined;

export interface BodyOptions {
  readonly editors: BodyEditorFactory;
  /** For readers: every item of a collection knows the whole way to it. Otherwise as expressions take values. */
  readonly settled: boolean;
}

/** Arguments that Terraform itself reads. */
const metaArguments: ReadonlySet<string> = new Set(['count', 'for_each', 'depends_on', 'provider', 'providers']);

/** Blocks nested deeper than any provider's schema. */
const deepest = 30;

export function evaluateBody(evaluator: Evaluator, body: HclBody, scope: Scope, options: BodyOptions, block?: HclBlock, depth = 0): Mapping {
  const entries = new Map<string, Entry>();
  for (const attribute of body.attributes) {
    if (depth === 0 && metaArguments.has(attribute.name)) continue;
    const tree = evaluator.evaluate(attribute.value, scope, { kind: 'attribute', attribute, body });
    entries.set(attribute.name, { key: attribute.key, value: options.settled ? evaluator.settled(tree) : tree });
  }
  const groups = new Map<string, Group>();
  for (const nested of depth < deepest ? body.blocks : []) {
    if (nested.type === 'dynamic') addDynamic(evaluator, nested, scope, options, groups, depth);
    else groupOf(groups, nested.type, nested).items.push(evaluateBody(evaluator, nested.body, scope, options, nested, depth + 1));
  }
  for (const [type, group] of groups) {
    const value = together(group);
    if (value) entries.set(type, { key: group.block.head, value });
  }
  return mapping(entries, block?.at ?? body.at, false, options.editors(body, block));
}

/** The nested blocks of one type. */
interface Group {
  readonly block: HclBlock;
  readonly items: Tree[];
  /** It is not known how many of them there are. */
  partial: boolean;
}

function groupOf(groups: Map<string, Group>, type: string, block: HclBlock): Group {
  let group = groups.get(type);
  if (!group) {
    group = { block, items: [], partial: false };
    groups.set(type, group);
  }
  return group;
}

/** One block is its body, several are a list of theirs. */
function together({ block, items, partial }: Group): Tree | undefined {
  if (items.length === 0) return partial ? opaque('it is not known whether there is one', block.head) : undefined;
  return items.length === 1 && !partial ? items[0] : sequence(items, block.at, partial);
}

function addDynamic(evaluator: Evaluator, block: HclBlock, scope: Scope, options: BodyOptions, groups: Map<string, Group>, depth: number): void {
  const [type] = block.labels;
  const each = block.body.attributes.find(({ name }) => name === 'for_each');
  const content = block.body.blocks.find((nested) => nested.type === 'content');
  if (type === undefined || !each || !content) return;
  const group = groupOf(groups, type, block);
  const collection = evaluator.evaluate(each.value, scope);
  const pairs = eachOf(collection) ?? listed(collection);
  if (!pairs) {
    group.partial = true;
    return;
  }
  const iterator = block.body.attributes.find(({ name }) => name === 'iterator')?.value;
  const name = iterator?.kind === 'name' ? iterator.name : type;
  for (const [, key, value] of pairs) {
    if (!evaluator.spend(1)) return;
    const names = bind(
      scope,
      name,
      new Map([
        ['key', key],
        ['value', value],
      ]),
      key,
    );
    group.items.push(evaluateBody(evaluator, content.body, { ...scope, names }, options, content, depth + 1));
  }
  if (collection.kind === 'sequence' && collection.partial) group.partial = true;
}

/** Dynamic blocks may go through lists of anything, `for_each` of a resource may not. */
function listed(collection: Tree): readonly (readonly [string, Tree, Tree])[] | undefined {
  if (collection.kind !== 'sequence' || collection.partial) return undefined;
  return collection.items.map((item, index) => [String(index), item, { ...item, via: [...collection.via, ...item.via] }]);
}
