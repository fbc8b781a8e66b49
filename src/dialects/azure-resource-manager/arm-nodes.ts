/** Finds things in the JSON of ARM templates. */
import type { Span } from '../../source/span.ts';
import { child, type DocumentNode, type MappingNode, type Pair } from '../../syntax/document.ts';

export function isText(node: DocumentNode | undefined, text: string | undefined): boolean {
  return node?.kind === 'scalar' && node.text.toLowerCase() === text;
}

/** Resources of a list, or of an object by their symbols. */
export function listed(node: DocumentNode | undefined): readonly { readonly symbol: string | undefined; readonly item: DocumentNode }[] {
  if (node?.kind === 'sequence') return node.items.map((item) => ({ symbol: undefined, item }));
  return pairsOf(node).map(({ key, value }) => ({ symbol: key.text, item: value }));
}

/** What the schema of a template says that it is deployed to. */
export function scopeOf(root: MappingNode): string | undefined {
  const schema = child(root, '$schema');
  if (schema?.kind !== 'scalar') return undefined;
  return /\/(subscription|managementGroup|tenant)DeploymentTemplate/.exec(schema.text)?.[1] ?? 'resourceGroup';
}

export function entry(node: DocumentNode | undefined, name: string): Pair | undefined {
  return pairsOf(node).find(({ key }) => key.text.toLowerCase() === name.toLowerCase());
}

export function pairsOf(node: DocumentNode | undefined): readonly Pair[] {
  return node?.kind === 'mapping' ? node.pairs : [];
}

/** The line that says what it is. */
export function headOf(node: MappingNode): Span | undefined {
  const name = node.pairs.find(({ key }) => key.text === 'name') ?? node.pairs.find(({ key }) => key.text === 'type');
  return name && { ...name.value.whole, start: name.key.at.start };
}
