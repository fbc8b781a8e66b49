/** Arithmetic of Azure's template languages. */
import { opaque, scalar, type Site } from '../../evaluation/computed.ts';
import type { Tree } from '../../evaluation/tree.ts';

/** What two numbers come to. */
export function calculated(operator: string, left: Tree, right: Tree, site: Site): Tree {
  const [a, b] = [left, right].map((tree) => (tree.kind === 'scalar' ? Number(tree.value) : Number.NaN));
  if (a === undefined || b === undefined || Number.isNaN(a) || Number.isNaN(b))
    return opaque('it is only known at deployment', site.at, undefined, site.editor);
  const results: Readonly<Record<string, number | boolean>> = {
    '+': a + b,
    '-': a - b,
    '*': a * b,
    '/': Math.trunc(a / b),
    '%': a % b,
    '<': a < b,
    '<=': a <= b,
    '>': a > b,
    '>=': a >= b,
  };
  const result = results[operator];
  return result === undefined ? opaque('it is only known at deployment', site.at) : scalar(result, site.at, site.editor);
}
