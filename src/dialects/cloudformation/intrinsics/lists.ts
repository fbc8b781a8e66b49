/** Functions over lists and tables: `Fn::Select`, `Fn::Split`, `Fn::FindInMap`, `Fn::Length`, `Fn::GetAZs`, `Fn::Cidr`. */
import { sequence } from '../../../evaluation/computed.ts';
import { scalarText, type Tree } from '../../../evaluation/tree.ts';
import type { DocumentNode } from '../../../syntax/document.ts';
import { child } from '../../../syntax/document.ts';
import { firstWhy, opaque, sameTree, scalar, usedAt } from '../computed.ts';
import type { Call } from '../evaluator.ts';
import { withNamesOf, type Scope } from '../scope.ts';

function select(call: Call): Tree | undefined {
  const { evaluator, site, scope } = call;
  const [indexNode, listNode] = evaluator.argumentNodes(call);
  const index = Number(scalarText(indexNode && evaluator.evaluate(indexNode, scope)));
  const list = listNode && evaluator.evaluate(listNode, scope);
  if (list?.kind !== 'sequence' || list.partial || !Number.isInteger(index)) return opaque(firstWhy([list], 'the item it picks is not known'), site);
  return list.items[index] ?? opaque('the list it picks from has no such item', site);
}

/** The pieces of a text; a piece that is cut out of unknown text keeps what is known of it. */
function split(call: Call): Tree {
  const { evaluator, site, scope } = call;
  const [delimiterNode, textNode] = evaluator.argumentNodes(call);
  const delimiter = scalarText(delimiterNode && evaluator.evaluate(delimiterNode, scope));
  const text = textNode && evaluator.evaluate(textNode, scope);
  if (!delimiter || text?.kind !== 'scalar') return opaque(firstWhy([text], 'the text it splits is not known'), site);
  const pieces = String(text.value ?? '').split(delimiter);
  return sequence(
    pieces.map((piece) => scalar(piece, site)),
    site.at,
    false,
    site.editor,
  );
}

function findInMap(call: Call): Tree | undefined {
  const { evaluator, site, scope } = call;
  const nodes = evaluator.argumentNodes(call);
  const [map, first, second] = nodes.slice(0, 3).map((node) => evaluator.evaluate(node, scope));
  const otherwise = child(nodes[3], 'DefaultValue');
  const name = scalarText(map);
  const table = name === undefined ? undefined : evaluator.names.mapping(name);
  if (!table) return otherwise ? evaluator.evaluate(otherwise, scope) : opaque('the mapping it looks in is not known', site);
  const found = below(table, first, scope).flatMap((row) => below(row, second, scope));
  const certain = first?.kind === 'scalar' && second?.kind === 'scalar';
  const [one] = found;
  if (!one) {
    if (otherwise && certain) return evaluator.evaluate(otherwise, scope);
    return opaque(certain ? 'the mapping has no such entry' : firstWhy([first, second]), site);
  }
  if (certain) return entry(call, one);
  const values = otherwise ? [] : found.map((node) => entry(call, node));
  const [value] = values;
  return value && values.every((other) => sameTree(other, value)) ? value : opaque(firstWhy([first, second]), site);
}

/** The values under a key; all of them where the key is not known. */
function below(node: DocumentNode, key: Tree | undefined, scope: Scope | undefined): readonly DocumentNode[] {
  if (node.kind !== 'mapping') return [];
  if (key?.kind !== 'scalar') return node.pairs.map((pair) => pair.value);
  const name = scope ? withNamesOf(String(key.value), scope) : String(key.value);
  const value = child(node, name);
  return value ? [value] : [];
}

function entry({ evaluator, site, scope }: Call, node: DocumentNode): Tree | undefined {
  const value = evaluator.evaluate(node, scope);
  return value && usedAt(value, site);
}

function length(call: Call): Tree {
  const list = call.evaluator.argument(call);
  if (list?.kind === 'sequence' && !list.partial && !list.items.some((item) => item.kind === 'opaque')) return scalar(list.items.length, call.site);
  return opaque(firstWhy([list], 'the list it counts is not known'), call.site);
}

function deployed(what: string): (call: Call) => Tree {
  return ({ site }) => opaque(what, site);
}

export const listFunctions = {
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::FindInMap': findInMap,
  'Fn::Length': length,
  'Fn::GetAZs': deployed('it depends on the region it is deployed to'),
  'Fn::Cidr': deployed('its addresses are computed at deployment'),
  'Fn::ValueOf': deployed('it depends on a parameter of the deployment'),
  'Fn::ValueOfAll': deployed('it depends on parameters of the deployment'),
  'Fn::RefAll': deployed('it depends on parameters of the deployment'),
};
