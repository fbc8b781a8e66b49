/** What the names in an expression stand for. */
import type { Editor, Opaque, Tree } from '../../../evaluation/tree.ts';
import type { HclAttribute, HclBody, HclExpression, HclItem, HclObject, HclTuple } from '../../../syntax/hcl-tree.ts';
import type { Site } from '../../../evaluation/computed.ts';

/** Where an expression is worked out. */
export interface Scope {
  readonly module: ModuleNames;
  /** Names bound here: `each`, `count`, the iterators of dynamic blocks, the names of `for`. */
  readonly names?: ReadonlyMap<string, Tree> | undefined;
  /** The item of the splat that is being worked out. */
  readonly item?: Tree | undefined;
}

/** What one call of a module offers to the expressions in it. */
export interface ModuleNames {
  variable(name: string, site: Site): Tree;
  local(name: string, site: Site): Tree;
  /** `module.name`: its outputs, or those of each of its calls. */
  called(name: string, site: Site): Tree;
  /** A resource, or a data source when `data` is true. */
  resource(data: boolean, type: string, name: string, site: Site): Tree;
  /** `path.module`, relative to the folder of the root. */
  readonly folder: string;
  /** Files are named relative to the root's folder. */
  file(path: string): FileAccess;
  /** The paths below a folder, relative to it; undefined where it is not in the repository. */
  filesBelow(path: string): readonly string[] | undefined;
}

export interface FileAccess {
  /** The text, as a tree that can be decoded; undefined where there is no such file in the repository. */
  text(site: Site): Tree | undefined;
  /** The file as a template. */
  template(): HclExpression | undefined;
  readonly exists: boolean;
}

/** A reference to a whole resource or to a called module, whose attributes can be asked for. */
export type ReferableTree = Opaque & { readonly referable: Referable };

export interface Referable {
  attribute(name: string, site: Site): Tree;
}

/** What an expression is the value of: decides how it is taken out. */
export type Holder =
  | { readonly kind: 'attribute'; readonly attribute: HclAttribute; readonly body: HclBody }
  | { readonly kind: 'object'; readonly object: HclObject; readonly item: HclItem }
  | { readonly kind: 'tuple'; readonly tuple: HclTuple; readonly index: number };

export type EditorFactory = (expression: HclExpression, holder: Holder | undefined) => Editor | undefined;

export function isReferable(tree: Tree): tree is ReferableTree {
  return tree.kind === 'opaque' && 'referable' in tree;
}
