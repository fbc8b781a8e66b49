/** Works a template's nodes out into trees: literals as they are, intrinsic functions by what they come to. */
import { mapping, sequence } from '../../evaluation/computed.ts';
import type { Editor, Entry, Mapping, Scalar, Sequence, Tree } from '../../evaluation/tree.ts';
import type { DocumentNode, MappingNode, Pair, ScalarNode, SequenceNode } from '../../syntax/document.ts';
import { opaque, scalar, usedAt, type Site } from './computed.ts';
import { LateEditor } from './late-editor.ts';
import { LazyEntries } from './lazy-entries.ts';
import { expandLoop, isLoop } from './for-each.ts';
import { isInside, withNamesOf, type Scope } from './scope.ts';
import { branchesOf } from './intrinsics/conditions.ts';
import { functions, tags } from './intrinsics/table.ts';
import type { Interpolation } from './template.ts';
import type { Names } from './names.ts';

/** How much work one deploy root may take: shared by all its templates. */
export interface Budget {
  steps: number;
}

/** Deeper nesting than any template has; the syntax tree itself is bounded as well. */
const deepest = 200;

/** One use of an intrinsic function. */
export interface Call {
  readonly name: string;
  readonly argument: DocumentNode;
  /** The function is a tag on its argument (`!Sub text`), not a mapping around it. */
  readonly short: boolean;
  readonly site: Site;
  readonly scope: Scope | undefined;
  readonly evaluator: Evaluator;
}

export class Evaluator {
  readonly names: Names;
  readonly #editors: (node: DocumentNode) => Editor;
  readonly #budget: Budget;
  readonly #interpolation: Interpolation | undefined;
  /** `evaluate` for those who hand it on. */
  readonly late = (node: DocumentNode): Tree | undefined => this.evaluate(node);
  #depth = 0;

  constructor(names: Names, editors: (node: DocumentNode) => Editor, budget: Budget, interpolation?: Interpolation) {
    this.names = names;
    this.#editors = editors;
    this.#budget = budget;
    this.#interpolation = interpolation;
  }

  /** Takes steps from the budget; false when it is used up. */
  spend(steps: number): boolean {
    this.#budget.steps -= steps;
    return this.#budget.steps >= 0;
  }

  /** What a node comes to; undefined for `AWS::NoValue`. */
  evaluate(node: DocumentNode, scope?: Scope): Tree | undefined {
    if (--this.#budget.steps < 0 || this.#depth >= deepest) return opaque('the template asks for too much work', this.site(node));
    this.#depth++;
    try {
      return node.tag === undefined ? this.#untagged(node, scope) : this.#tagged(node, node.tag, scope);
    } finally {
      this.#depth--;
    }
  }

  /** The root of an included document, worked out; undefined for one that includes itself. */
  included(root: DocumentNode, scope?: Scope): Tree | undefined {
    if (isInside(scope, root)) return undefined;
    return this.evaluate(root, { kind: 'document', root, outer: scope });
  }

  /** The argument of a function, worked out. */
  argument({ argument, short, scope }: Call): Tree | undefined {
    return short ? this.#untagged(argument, scope) : this.evaluate(argument, scope);
  }

  /** The items of a function's argument, not yet worked out. */
  argumentNodes(call: Call): readonly DocumentNode[] {
    return call.argument.kind === 'sequence' ? call.argument.items : [call.argument];
  }

  site(node: DocumentNode): Site {
    return { at: node.whole, editor: this.editorOf(node) };
  }

  editorOf(node: DocumentNode): Editor {
    return new LateEditor(node, this.#editors);
  }

  #tagged(node: DocumentNode, tag: string, scope: Scope | undefined): Tree | undefined {
    const name = tags[tag];
    if (name === undefined) return opaque(`the tag ${tag} is none of CloudFormation's`, this.site(node));
    return this.#call(name, node, node, scope);
  }

  #call(name: string, argument: DocumentNode, whole: DocumentNode, scope: Scope | undefined): Tree | undefined {
    const run = functions[name];
    const site = this.site(whole);
    if (!run) return opaque(`${name} is not a function of CloudFormation`, site);
    return run({ name, argument, short: argument === whole, site, scope, evaluator: this });
  }

  #untagged(node: DocumentNode, scope: Scope | undefined): Tree | undefined {
    if (node.kind === 'scalar') return this.#scalar(node, scope);
    if (node.kind === 'sequence') return this.#sequence(node, scope);
    const [only] = node.pairs;
    if (only && node.pairs.length === 1 && isFunction(only.key.text)) return this.#call(only.key.text, only.value, node, scope);
    return this.#mapping(node, scope);
  }

  #scalar(node: ScalarNode, scope: Scope | undefined): Tree {
    const interpolated = this.#interpolation?.resolve(node);
    if (interpolated) {
      if ('via' in interpolated) return interpolated;
      const tree = this.evaluate(interpolated, scope);
      return tree ? usedAt(tree, this.site(node)) : scalar(null, this.site(node));
    }
    const written = scalar(literal(node), { at: node.at, editor: this.editorOf(node) });
    if (!scope || typeof written.value !== 'string') return written;
    const value = withNamesOf(written.value, scope);
    return value === written.value ? written : { ...written, value };
  }

  #sequence(node: SequenceNode, scope: Scope | undefined): Sequence {
    const items: Tree[] = [];
    let partial = false;
    for (const item of node.items) {
      const either = branchesOf(this, item, scope);
      if (either) partial = true;
      const trees = either ?? [this.evaluate(item, scope)];
      for (const tree of trees) if (tree) items.push(tree);
    }
    return sequence(items, node.at, partial, this.editorOf(node));
  }

  #mapping(node: MappingNode, scope: Scope | undefined): Mapping {
    const editor = this.editorOf(node);
    if (!scope && !node.pairs.some(({ key }) => key.text.startsWith('Fn::')))
      return mapping(new LazyEntries(node.pairs, this.late), node.at, false, editor);
    const { entries, partial } = this.#expanded(node, scope);
    return mapping(entries, node.at, partial, editor);
  }

  /** The entries of a mapping that loops and transforms write to. */
  #expanded(node: MappingNode, scope: Scope | undefined): { readonly entries: Mapping['entries']; readonly partial: boolean } {
    const entries = new Map<string, Entry>();
    let partial = false;
    const add = (pair: Pair, inside: Scope | undefined): void => {
      const key = inside ? withNamesOf(pair.key.text, inside) : pair.key.text;
      if (isLoop(key)) {
        if (!expandLoop(this, pair.value, inside, add)) partial = true;
      } else if (key === 'Fn::Transform') {
        const included = this.#call(key, pair.value, pair.value, inside);
        if (included?.kind !== 'mapping') partial = true;
        else for (const [name, entry] of included.entries) if (!entries.has(name)) entries.set(name, entry);
      } else {
        const value = this.evaluate(pair.value, inside);
        entries.delete(key);
        if (value && !(value.kind === 'scalar' && value.value === null)) entries.set(key, { key: pair.key.at, value });
      }
    };
    for (const pair of node.pairs) add(pair, scope);
    return { entries, partial };
  }
}

/** Is a mapping of this one key an intrinsic function? */
function isFunction(key: string): boolean {
  return key === 'Ref' || (key.startsWith('Fn::') && !isLoop(key));
}

/** Numbers whose text says more than their value (`012345678901`, `1.10`) stay text, as CloudFormation hands them on. */
function literal(node: ScalarNode): Scalar['value'] {
  return typeof node.value === 'number' && String(node.value) !== node.text ? node.text : node.value;
}
