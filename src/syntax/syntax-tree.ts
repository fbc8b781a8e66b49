/**
 * The syntax tree of a program as plain data. A tree of tree-sitter lies in the memory of its runtime, and every question to a node
 * is a call into it: so the whole tree is copied once, into one array of numbers, and the questions are answered from there.
 */
import type { Language, Tree } from 'web-tree-sitter';

/** What tree-sitter's runtime offers for walking a tree; the cursor stands in the runtime's own memory between the calls. */
export interface TreeRuntime {
  _ts_tree_cursor_goto_first_child_wasm(tree: number): number;
  _ts_tree_cursor_goto_next_sibling_wasm(tree: number): number;
  _ts_tree_cursor_goto_parent_wasm(tree: number): number;
  _ts_tree_cursor_current_node_type_id_wasm(tree: number): number;
  _ts_tree_cursor_current_field_id_wasm(tree: number): number;
  _ts_tree_cursor_start_index_wasm(tree: number): number;
  _ts_tree_cursor_end_index_wasm(tree: number): number;
}

/** Numbers for each node: its type (one that no language has where the text could not be parsed), its field, where it starts and ends, and the index of what comes behind everything in it. */
const width = 5;

/** One program's nodes, each before those in it. */
interface FlatTree extends Vocabulary {
  readonly numbers: Int32Array;
  readonly text: string;
  readonly hasError: boolean;
}

/** What the numbers of one language stand for. */
interface Vocabulary {
  readonly types: readonly string[];
  readonly isNamed: readonly boolean[];
  readonly fields: ReadonlyMap<string, number>;
}

/** A node of a program, whose tree is no longer needed. */
export class SyntaxNode {
  readonly #tree: FlatTree;
  readonly #index: number;

  constructor(tree: FlatTree, index: number) {
    this.#tree = tree;
    this.#index = index;
  }

  get type(): string {
    return this.#tree.types[this.#number(0)] ?? 'ERROR';
  }

  get startIndex(): number {
    return this.#number(2);
  }

  get endIndex(): number {
    return this.#number(3);
  }

  get text(): string {
    return this.#tree.text.slice(this.startIndex, this.endIndex);
  }

  /** Is it more than a word or a sign that the grammar spells out? */
  get isNamed(): boolean {
    return this.#tree.isNamed[this.#number(0)] ?? true;
  }

  /** Does the whole program hold something that could not be parsed? */
  get hasError(): boolean {
    return this.#tree.hasError;
  }

  /** Looked for, as hardly anybody asks: the nearest node before this one that ends behind it. */
  get parent(): SyntaxNode | null {
    const { numbers } = this.#tree;
    for (let before = this.#index - 1; before >= 0; before--)
      if (numbers[before * width + 4]! > this.#index) return new SyntaxNode(this.#tree, before);
    return null;
  }

  get nextNamedSibling(): SyntaxNode | null {
    return this.parent?.namedChildren.find((sibling) => sibling.#index > this.#index) ?? null;
  }

  isSame(other: SyntaxNode): boolean {
    return other.#tree === this.#tree && other.#index === this.#index;
  }

  get children(): readonly SyntaxNode[] {
    return this.#childrenThat(() => true);
  }

  get namedChildren(): readonly SyntaxNode[] {
    const { isNamed } = this.#tree;
    return this.#childrenThat((type) => isNamed[type] ?? true);
  }

  childForFieldName(name: string): SyntaxNode | null {
    const { numbers, fields } = this.#tree;
    const field = fields.get(name);
    if (field === undefined) return null;
    const end = this.#number(4);
    for (let child = this.#index + 1; child < end; child = numbers[child * width + 4]!) {
      if (numbers[child * width + 1] === field) return new SyntaxNode(this.#tree, child);
    }
    return null;
  }

  childrenForFieldName(name: string): readonly SyntaxNode[] {
    const field = this.#tree.fields.get(name);
    return field === undefined ? [] : this.#childrenThat((_, own) => own === field);
  }

  /** Itself among them. */
  descendantsOfType(type: string): readonly SyntaxNode[] {
    const found: SyntaxNode[] = [];
    const { numbers, types } = this.#tree;
    const end = this.#number(4);
    for (let index = this.#index; index < end; index++) {
      if ((types[numbers[index * width]!] ?? 'ERROR') === type) found.push(new SyntaxNode(this.#tree, index));
    }
    return found;
  }

  #childrenThat(fits: (type: number, field: number) => boolean): SyntaxNode[] {
    const { numbers } = this.#tree;
    const found: SyntaxNode[] = [];
    const end = this.#number(4);
    for (let child = this.#index + 1; child < end; child = numbers[child * width + 4]!) {
      if (fits(numbers[child * width]!, numbers[child * width + 1]!)) found.push(new SyntaxNode(this.#tree, child));
    }
    return found;
  }

  #number(which: number): number {
    return this.#tree.numbers[this.#index * width + which]!;
  }
}

/** The root of a tree that may be freed from then on. */
export function copyTree(tree: Tree, text: string, runtime: TreeRuntime): SyntaxNode {
  const { rootNode } = tree;
  const numbers = new Int32Array(rootNode.descendantCount * width);
  const address = (tree as unknown as { readonly 0: number })[0];
  const cursor = tree.walk();
  // The walk has left its cursor where the runtime looks for it; nothing else may be asked of the runtime until it is done.
  const parents: number[] = [];
  let count = 0;
  for (let done = false; !done;) {
    const node = count++;
    const at = node * width;
    numbers[at] = runtime._ts_tree_cursor_current_node_type_id_wasm(address);
    numbers[at + 1] = runtime._ts_tree_cursor_current_field_id_wasm(address);
    numbers[at + 2] = runtime._ts_tree_cursor_start_index_wasm(address);
    numbers[at + 3] = runtime._ts_tree_cursor_end_index_wasm(address);
    if (runtime._ts_tree_cursor_goto_first_child_wasm(address) === 1) {
      parents.push(node);
      continue;
    }
    numbers[at + 4] = count;
    while (runtime._ts_tree_cursor_goto_next_sibling_wasm(address) === 0) {
      const parent = parents.pop();
      if (parent === undefined) {
        done = true;
        break;
      }
      numbers[parent * width + 4] = count;
      runtime._ts_tree_cursor_goto_parent_wasm(address);
    }
  }
  cursor.delete();
  return new SyntaxNode({ ...vocabularyOf(tree.language), numbers, text, hasError: rootNode.hasError }, 0);
}

const vocabularies = new WeakMap<Language, Vocabulary>();

function vocabularyOf(language: Language): Vocabulary {
  let known = vocabularies.get(language);
  if (!known) {
    known = {
      types: language.types,
      isNamed: language.types.map((_, type) => language.nodeTypeIsNamed(type)),
      // The first has no name: it stands for nodes without a field.
      fields: new Map(language.fields.flatMap((name, field) => (name === null ? [] : [[name, field]]))),
    };
    vocabularies.set(language, known);
  }
  return known;
}
