/** Who a statement is about. */
import { asValue, text } from '../../evaluation/setting.ts';
import { items, type Plain, type Tree } from '../../evaluation/tree.ts';
import type { Principal } from '../../model/access.ts';
import type { Value } from '../../model/value.ts';
import { spellText, type Referencing } from './elements.ts';

interface Principals {
  readonly principals: readonly Principal[];
  /** Some could not be read. */
  readonly partial: boolean;
}

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
const types: ReadonlyMap<string, Principal['type']> = new Map([
  ['aws', 'aws'],
  ['service', 'service'],
  ['federated', 'federated'],
  ['canonicaluser', 'canonical'],
]);

export function readPrincipals(tree: Tree | undefined, options: Referencing): Principals {
  if (!tree) return { principals: [], partial: false };
  if (tree.kind !== 'mapping') {
    const isAny = tree.kind === 'scalar' && tree.value === '*';
    const isSingle = tree.kind === 'opaque' || (tree.kind === 'scalar' && tree.value !== null);
    return {
      principals: isSingle ? [{ type: isAny ? 'any' : 'unknown', value: valueOf(tree, options, (to) => ({ AWS: to })) }] : [],
      partial: !isAny,
    };
  }
  const principals: Principal[] = [];
  let partial = tree.partial === true || tree.entries.size === 0;
  for (const [name, { value }] of tree.entries) {
    const type = types.get(name.toLowerCase()) ?? 'unknown';
    if (type === 'unknown') partial = true;
    if (value.kind === 'sequence' && value.partial) partial = true;
    for (const item of items(value)) {
      const principal = readPrincipal(type, item, options);
      if (principal) principals.push(principal);
      if (!principal || (item.kind === 'opaque' && item.pattern === undefined)) partial = true;
    }
  }
  return { principals, partial };
}

function readPrincipal(type: Principal['type'], item: Tree, options: Referencing): Principal | undefined {
  const value = valueOf(item, options, (to) => to);
  if (item.kind === 'opaque') return { type, value };
  if (item.kind !== 'scalar' || item.value === null) return undefined;
  return { type: type === 'aws' && item.value === '*' ? 'any' : type, value };
}

/** `shape` puts what is written into the form that the place asks for: an account is none where the asterisk stands alone. */
function valueOf(tree: Tree, { account }: Referencing, shape: (to: Plain) => Plain): Value<string> {
  const { editor } = tree;
  if (!editor) return asValue(tree, text);
  const slot = (to: string) => {
    const written = spellText(to, account);
    return written === undefined ? undefined : editor.replace(to === '*' ? to : shape(written));
  };
  return { ...asValue(tree, text), slot };
}
