/** The origins that browsers may call from, as CORS settings of all kinds of APIs list them. */
import { asValue, flag, setting, text } from '../../../evaluation/setting.ts';
import { at, items, type Plain, type Tree } from '../../../evaluation/tree.ts';
import { chosenOrigin, type Cors } from '../../../model/endpoint.ts';
import { absent, unknown, type Value } from '../../../model/value.ts';
import type { Edit } from '../../../source/edit.ts';
import { unquoted } from '../../openapi/routes.ts';
import type { Reading } from '../template.ts';

const parameter = 'AllowedOrigin';
const definition = { Type: 'String', Description: 'Origin of the pages that may call the API, as in https://www.example.org' };

/** An origin, or one of a list of origins. */
export function originsIn(list: Tree | undefined, reading: Reading): readonly Value<string>[] {
  return items(list).map((item) => {
    const value = asValue(item, text);
    return { ...value, slot: (to) => (to === chosenOrigin ? choose(item, { Ref: parameter }, reading) : value.slot?.(to)) };
  });
}

/** Headers of REST APIs hold their texts in single quotes. */
export function quotedOrigin(tree: Tree, reading: Reading): Value<string> {
  const value = unquoted(asValue(tree, text));
  return { ...value, slot: (to) => (to === chosenOrigin ? choose(tree, { 'Fn::Sub': `'\${${parameter}}'` }, reading) : value.slot?.(to)) };
}

/** A whole block of settings in the place of a switch that admits all origins. */
export function blockFor(origin: string, block: (origin: Plain) => Plain, tree: Tree, reading: Reading): readonly Edit[] | undefined {
  return origin === chosenOrigin ? choose(tree, block({ Ref: parameter }), reading) : tree.editor?.replace(block(origin));
}

function choose(tree: Tree, reference: Plain, reading: Reading): readonly Edit[] | undefined {
  if (tree.via.length > 0) return undefined;
  const [added, used] = [reading.addParameter(parameter, definition), tree.editor?.replace(reference)];
  return added && used && [...added, ...used];
}

/** `AllowCredentials` and `AllowHeaders` beside the origins. */
export function corsOf(block: Tree | undefined, names = { credentials: 'AllowCredentials', headers: 'AllowHeaders' }): Cors | undefined {
  if (!block) return undefined;
  if (block.kind !== 'mapping')
    return { credentials: block.kind === 'scalar' ? absent(block.at, false) : unknown('it cannot be read', block.at), headers: [] };
  const credentials = setting(block, [names.credentials], flag, { default: false });
  return { credentials, headers: items(at(block, names.headers)).map((header) => asValue(header, text)) };
}
