/** What is known where an expression stands: names of items, conditions that hold, documents that are being included. */
import { scalarText, type Tree } from '../../evaluation/tree.ts';
import type { DocumentNode } from '../../syntax/document.ts';

/** Innermost first. */
export type Scope = { readonly outer: Scope | undefined } & (
  | { readonly kind: 'name'; readonly name: string; readonly value: Tree }
  /** Holds for all that is in the scope, whatever it comes to by default. */
  | { readonly kind: 'condition'; readonly condition: string }
  /** Stands around an included document, so that it cannot include itself. */
  | { readonly kind: 'document'; readonly root: DocumentNode }
);

export function valueIn(scope: Scope | undefined, name: string): Tree | undefined {
  for (let at = scope; at; at = at.outer) if (at.kind === 'name' && at.name === name) return at.value;
  return undefined;
}

/** Does the scope say that a condition holds? */
export function holdsIn(scope: Scope | undefined, condition: string): boolean {
  for (let at = scope; at; at = at.outer) if (at.kind === 'condition' && at.condition === condition) return true;
  return false;
}

/** Does the scope stand inside a document? */
export function isInside(scope: Scope | undefined, root: DocumentNode): boolean {
  for (let at = scope; at; at = at.outer) if (at.kind === 'document' && at.root === root) return true;
  return false;
}

/** The text with `${Name}` and `&{Name}` (letters and digits only) of the loops around it filled in. */
export function withNamesOf(text: string, scope: Scope): string {
  if (!text.includes('{')) return text;
  return text.replace(/([$&])\{([A-Za-z0-9_]+)\}/g, (written, sign: string, name: string) => {
    const value = scalarText(valueIn(scope, name));
    if (value === undefined) return written;
    return sign === '&' ? value.replace(/[^A-Za-z0-9]/g, '') : value;
  });
}
