/** The actions and resources of a statement: one text or a list of them. */
import { asValue, text } from '../../evaluation/setting.ts';
import type { Mapping, Plain, Tree } from '../../evaluation/tree.ts';
import { ownAccount, type Elements, type ResourceText } from '../../model/access.ts';
import type { Slot, Value } from '../../model/value.ts';
import type { Edit } from '../../source/edit.ts';

/** How the dialect writes the ARN of a resource of its own. */
export interface Referencing {
  readonly reference?: ((text: ResourceText) => Plain | undefined) | undefined;
  /** How it writes a text that holds `ownAccount`. Without it such a text cannot be said. */
  readonly account?: ((text: string) => Plain | undefined) | undefined;
  /** Conditions can compare with the account that a request is for, where `account` cannot name it. */
  readonly hasVariables?: boolean | undefined;
}

interface ElementsOwner extends Referencing {
  /** The statement. */
  readonly mapping: Mapping;
  /** The element to add when there is none; undefined where none can be added. */
  readonly name: string | undefined;
}

type Written = readonly (string | ResourceText)[];

export function readElements(tree: Tree | undefined, owner: ElementsOwner): Elements {
  const { mapping, name } = owner;
  if (!tree) {
    const slot = name === undefined ? undefined : writer(owner, (to) => mapping.editor?.put?.(name, oneOrMany(to)));
    return { items: [], partial: mapping.partial === true, at: mapping.at, slot };
  }
  const slot = writer(owner, (to) => replaceElements(tree, to));
  const { at } = tree;
  if (tree.kind === 'mapping' || (tree.kind === 'scalar' && tree.value === null)) return { items: [], partial: true, at, slot };
  if (tree.kind !== 'sequence') return { items: [asValue(tree, text)], partial: isOpen(tree), at, slot };
  const singles = tree.items.filter(isSingle);
  const partial = tree.partial === true || singles.length < tree.items.length || singles.some(isOpen);
  return { items: singles.map((item): Value<string> => asValue(item, text)), partial, at, slot };
}

function isSingle(tree: Tree): boolean {
  return tree.kind === 'opaque' || (tree.kind === 'scalar' && tree.value !== null);
}

/** Nothing is known of it: it may as well stand for several elements. */
function isOpen(tree: Tree): boolean {
  return tree.kind === 'opaque' && tree.pattern === undefined;
}

/** A slot that spells its texts first. */
function writer(owner: Referencing, write: (to: readonly Plain[]) => readonly Edit[] | undefined): Slot<Written> {
  return (to) => {
    const plain = spell(to, owner);
    return plain && plain.length > 0 ? write(plain) : undefined;
  };
}

/** Texts as they are, references in the dialect's way; undefined when one of them cannot be said. */
export function spell(texts: Written, { reference, account }: Referencing): readonly Plain[] | undefined {
  const plain: Plain[] = [];
  for (const item of texts) {
    const written = typeof item === 'string' ? spellText(item, account) : reference?.(item);
    if (written === undefined) return undefined;
    plain.push(written);
  }
  return plain;
}

export function spellText(text: string, account: Referencing['account']): Plain | undefined {
  return text.includes(ownAccount) ? account?.(text) : text;
}

export function oneOrMany(list: readonly Plain[]): Plain {
  return list.length === 1 ? list[0]! : list;
}

/** A single text stays one; of a list only what differs is written, where that can be done, so that its comments stay. */
function replaceElements(tree: Tree, to: readonly Plain[]): readonly Edit[] | undefined {
  if (tree.kind !== 'sequence') return tree.editor?.replace(oneOrMany(to));
  const { items } = tree;
  const isKept = (item: Tree, index: number) => item.kind === 'scalar' && item.value === to[index];
  const differs = items.findIndex((item, index) => !isKept(item, index));
  if (items.length === to.length) return differs < 0 ? [] : (replaceItems(items, to, isKept) ?? tree.editor?.replace(to));
  if (items.length + 1 === to.length && differs < 0) return tree.editor?.append?.(to[to.length - 1]!) ?? tree.editor?.replace(to);
  const isOneLess = items.length === to.length + 1 && items.slice(differs + 1).every((item, index) => isKept(item, differs + index));
  return (isOneLess ? items[differs]!.editor?.remove?.() : undefined) ?? tree.editor?.replace(to);
}

function replaceItems(items: readonly Tree[], to: readonly Plain[], isKept: (item: Tree, index: number) => boolean): readonly Edit[] | undefined {
  const edits: Edit[] = [];
  for (const [index, item] of items.entries()) {
    if (isKept(item, index)) continue;
    const edit = item.editor?.replace(to[index]!);
    if (!edit) return undefined;
    edits.push(...edit);
  }
  return edits;
}
