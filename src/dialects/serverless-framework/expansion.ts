/** How much text a reference brings in: references in references can multiply, and can run in circles. */
import type { DocumentNode } from '../../syntax/document.ts';
import type { Variables } from './variables.ts';

/** More nodes than any table of settings has; a larger one is not brought in. */
const largest = 20_000;

/** References in references, and settings in settings. */
const deepest = 150;

/** Why a collection cannot be brought in; undefined where it can. */
export class Expansion {
  readonly #variables: Variables;
  readonly #sizes = new Map<DocumentNode, number>();
  readonly #open = new Set<DocumentNode>();

  constructor(variables: Variables) {
    this.#variables = variables;
  }

  refusal(node: DocumentNode): string | undefined {
    const size = this.#sizeOf(node, 0);
    if (Number.isNaN(size)) return 'it refers to what holds it';
    return size > largest ? 'it brings in too much' : undefined;
  }

  /** Nodes in a collection once its references are put in; not a number for one that holds itself. */
  #sizeOf(node: DocumentNode, depth: number): number {
    if (depth > deepest) return Number.POSITIVE_INFINITY;
    if (node.kind === 'scalar') {
      const target = this.#variables.follow(node);
      return target === undefined || target === node || target.kind === 'scalar' ? 1 : 1 + this.#sizeOf(target, depth + 1);
    }
    if (this.#open.has(node)) return Number.NaN;
    const known = this.#sizes.get(node);
    if (known !== undefined) return known;
    this.#open.add(node);
    let size = 1;
    for (const child of node.kind === 'mapping' ? node.pairs.map((pair) => pair.value) : node.items) {
      size += this.#sizeOf(child, depth + 1);
      if (!(size <= largest)) break;
    }
    this.#open.delete(node);
    // Inside a circle, and below the deepest level, a size holds for this way only.
    if (Number.isFinite(size) || this.#open.size === 0) this.#sizes.set(node, size);
    return size;
  }
}
