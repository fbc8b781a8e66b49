/** Placeholders in policy files that a program fills in before they are used. */
import type { Entry, Tree } from '../../evaluation/tree.ts';
import type { Pattern } from '../../model/value.ts';

/**
 * `${name}`, `{{name}}`, `<NAME>`. IAM's own variables hold a colon (`${aws:username}`) or a single sign (`${*}`) and
 * are part of the policy. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
const hole = /\$\{[^}:*?$]+\}|\{\{[^{}]+\}\}|<[A-Za-z][\w -]*>/;
const holes = new RegExp(hole, 'g');

export function hasHoles(text: string): boolean {
  return hole.test(text);
}

/** The tree with each text that holds a placeholder known in part only. */
export function openHoles(tree: Tree): Tree {
  if (tree.kind === 'sequence') return { ...tree, items: tree.items.map(openHoles) };
  if (tree.kind === 'mapping') {
    const entries = new Map<string, Entry>();
    for (const [name, { key, value }] of tree.entries) entries.set(name, { key, value: openHoles(value) });
    const partial = tree.partial === true || [...entries.keys()].some(hasHoles);
    return { ...tree, entries, partial };
  }
  if (tree.kind !== 'scalar' || typeof tree.value !== 'string' || !hole.test(tree.value)) return tree;
  const { at, via, editor, value } = tree;
  return { kind: 'opaque', why: 'it is filled in before the policy is used', pattern: split(value), at, via, editor };
}

function split(text: string): Pattern {
  const parts: Pattern[number][] = [];
  let from = 0;
  for (const match of text.matchAll(holes)) {
    if (match.index > from) parts.push(text.slice(from, match.index));
    parts.push({});
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}
