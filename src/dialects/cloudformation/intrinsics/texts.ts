/** Functions that make texts: `Fn::Sub`, `Fn::Join`, `Fn::Base64`, `Fn::ToJsonString`. */
import { items, type Tree } from '../../../evaluation/tree.ts';
import { hole, joined, firstWhy, opaque, patternOf } from '../computed.ts';
import type { Call } from '../evaluator.ts';
import { valueIn } from '../scope.ts';
import type { DocumentNode } from '../../../syntax/document.ts';
import { remembered } from '../../../model/remembered.ts';
import type { Pattern } from '../../../model/value.ts';

/** `${Name}`, `${Name.Attribute}`, `${!Literal}`. */
const variable = /\$\{(!?)\s*([^${}]*?)\s*\}/g;
const variablesIn = remembered((text) => [...text.matchAll(variable)]);

function sub(call: Call): Tree | undefined {
  const { evaluator, site, scope, argument } = call;
  const [textNode, variables] = argument.kind === 'sequence' ? argument.items : [];
  const template = textNode ? evaluator.evaluate(textNode, scope) : evaluator.argument(call);
  if (!template || template.kind === 'mapping' || template.kind === 'sequence') return opaque('its text is not known', site);
  const own = ownVariables(variables);
  const pieces = patternOf(template).flatMap((part) => (typeof part === 'string' ? substituted(part, own, call) : [{ pattern: [part] }]));
  const [only] = pieces;
  if (pieces.length === 1 && only && 'tree' in only) return only.tree;
  const trees = pieces.flatMap((piece) => ('tree' in piece ? [piece.tree] : []));
  return joined(
    pieces.map((piece) => ('tree' in piece ? patternOf(piece.tree) : piece.pattern)),
    firstWhy([template, ...trees]),
    site,
  );
}

/** A stretch of text, or what a variable in it comes to. */
type Piece = { readonly pattern: Pattern } | { readonly tree: Tree | undefined };

function substituted(text: string, own: ReadonlyMap<string, DocumentNode>, call: Call): readonly Piece[] {
  if (!text.includes('${')) return text === '' ? [] : [{ pattern: [text] }];
  const pieces: Piece[] = [];
  let from = 0;
  const literal = (piece: string): void => {
    if (piece !== '') pieces.push({ pattern: [piece] });
  };
  for (const match of variablesIn(text)) {
    literal(text.slice(from, match.index));
    from = match.index + match[0].length;
    const [written, escaped, name] = match;
    if (escaped) literal(`\${${name}}`);
    else if (name) pieces.push({ tree: named(name, own, call) });
    else literal(written);
  }
  literal(text.slice(from));
  return pieces;
}

function ownVariables(node: DocumentNode | undefined): ReadonlyMap<string, DocumentNode> {
  return new Map(node?.kind === 'mapping' ? node.pairs.map((pair) => [pair.key.text, pair.value]) : []);
}

function named(name: string, own: ReadonlyMap<string, DocumentNode>, { evaluator, scope, site }: Call): Tree | undefined {
  const written = own.get(name);
  if (written) return evaluator.evaluate(written, scope);
  const dot = name.indexOf('.');
  if (dot < 0) return valueIn(scope, name) ?? evaluator.names.reference(name, site);
  return evaluator.names.attribute(name.slice(0, dot), name.slice(dot + 1), site);
}

function join(call: Call): Tree {
  const { evaluator, site, scope } = call;
  const [delimiterNode, listNode] = evaluator.argumentNodes(call);
  const list = listNode && evaluator.evaluate(listNode, scope);
  const delimiter = delimiterNode && evaluator.evaluate(delimiterNode, scope);
  if (!list || list.kind === 'opaque') return opaque(firstWhy([list]), site);
  const between = patternOf(delimiter);
  const values = items(list);
  const parts = values.flatMap((value, index) => (index === 0 ? [patternOf(value)] : [between, patternOf(value)]));
  return joined(parts, firstWhy(values), site);
}

/** Taken as the text itself: whoever looks at it means what comes out at the other end. */
function base64(call: Call): Tree | undefined {
  return call.evaluator.argument(call);
}

function toJsonString(call: Call): Tree {
  const tree = call.evaluator.argument(call);
  return joined(json(tree), firstWhy([tree]), call.site);
}

function json(tree: Tree | undefined): Pattern[] {
  if (!tree) return [['null']];
  if (tree.kind === 'scalar') return [[JSON.stringify(tree.value)]];
  if (tree.kind === 'opaque') return [['"'], tree.pattern ?? [hole], ['"']];
  if (tree.kind === 'sequence') return [['['], ...tree.items.flatMap((item, index) => [[index ? ',' : ''], ...json(item)]), [']']];
  const entries = [...tree.entries].flatMap(([key, entry], index) => [[`${index ? ',' : ''}${JSON.stringify(key)}:`], ...json(entry.value)]);
  return [['{'], ...entries, ['}']];
}

export const textFunctions = {
  'Fn::Sub': sub,
  'Fn::Join': join,
  'Fn::Base64': base64,
  'Fn::ToJsonString': toJsonString,
};
