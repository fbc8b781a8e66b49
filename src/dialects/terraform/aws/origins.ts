/** The origins that browsers may call from, as CORS settings of all kinds of APIs list them. */
import { asValue, flag, setting, text } from '../../../evaluation/setting.ts';
import { at, Expression, items, type Tree } from '../../../evaluation/tree.ts';
import { chosenOrigin, type Cors } from '../../../model/endpoint.ts';
import { unknown, type Value } from '../../../model/value.ts';
import type { Edit } from '../../../source/edit.ts';
import { unquoted } from '../../openapi/routes.ts';
import { addVariable } from '../adding.ts';
import type { TerraformResource } from '../reading.ts';

const variable = 'allowed_origin';
const definition = { description: 'Origin of the pages that may call the API, as in https://www.example.org', type: new Expression('string') };

/** An origin, or one of a list of origins. */
export function originsIn(list: Tree | undefined, owner: TerraformResource): readonly Value<string>[] {
  return items(list).map((item) => {
    const value = asValue(item, text);
    return { ...value, slot: (to) => (to === chosenOrigin ? choose(item, `var.${variable}`, owner) : value.slot?.(to)) };
  });
}

/** Headers of REST APIs hold their texts in single quotes. */
export function quotedOrigin(tree: Tree, owner: TerraformResource): Value<string> {
  const value = unquoted(asValue(tree, text));
  return { ...value, slot: (to) => (to === chosenOrigin ? choose(tree, `"'\${var.${variable}}'"`, owner) : value.slot?.(to)) };
}

function choose(tree: Tree, reference: string, owner: TerraformResource): readonly Edit[] | undefined {
  if (tree.via.length > 0) return undefined;
  const [added, used] = [addVariable(owner, variable, definition), tree.editor?.replace(new Expression(reference))];
  return added && used && [...used, ...added];
}

/** `allow_credentials` and `allow_headers` beside the origins. */
export function corsOf(block: Tree | undefined, names = { credentials: 'allow_credentials', headers: 'allow_headers' }): Cors | undefined {
  if (!block) return undefined;
  const single = block.kind === 'sequence' && block.items.length === 1 ? block.items[0] : block;
  if (single?.kind !== 'mapping') return { credentials: unknown('it cannot be read', block.at), headers: [] };
  const credentials = setting(single, [names.credentials], flag, { default: false });
  return { credentials, headers: items(at(single, names.headers)).map((header) => asValue(header, text)) };
}
