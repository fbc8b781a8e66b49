/** Finds a block of Terraform by type and name, and what a check looked at in it. */
import { jsonBody } from '../../dialects/terraform/modules/json-syntax.ts';
import type { SourceFile } from '../../source/file.ts';
import type { Span } from '../../source/span.ts';
import { parseHcl } from '../../syntax/hcl.ts';
import type { HclBlock, HclBody, HclExpression, ParsedHcl } from '../../syntax/hcl-tree.ts';
import { readDocument } from '../../syntax/read-document.ts';
import type { Steps } from './locate.ts';

/** The resource or data source; of several that are called alike the one at `line`. */
export function findBlock(file: SourceFile, type: string, name: string, line: number): HclBlock | undefined {
  const blocks = parsed(file).body.blocks.filter(
    (block) => (block.type === 'resource' || block.type === 'data') && block.labels[0] === type && block.labels[1] === name,
  );
  if (blocks.length > 0) return blocks.find((block) => file.positionAt(block.at.start).line === line) ?? blocks[0];
  return parsed(file).body.blocks.find((block) => block.type === type && (block.labels[0] ?? '') === name);
}

function parsed(file: SourceFile): ParsedHcl {
  return file.once(read);
}

function read(file: SourceFile): ParsedHcl {
  return file.path.endsWith('.json') ? jsonBody(readDocument(file)) : parseHcl(file);
}

/** The deepest thing along the steps that is written in the block. */
export function valueInBlock(block: HclBlock, steps: Steps): Span | undefined {
  let body: HclBody | undefined = block.body;
  for (const [index, step] of steps.entries()) {
    if (typeof step === 'number') continue;
    const attribute = body.attributes.find(({ name }) => name === step);
    if (attribute) return valueInExpression(attribute.value, steps.slice(index + 1)) ?? attribute.value.at;
    const blocks: readonly HclBlock[] = body.blocks.filter(({ type, labels }) => type === step || (type === 'dynamic' && labels[0] === step));
    const following = steps[index + 1];
    const inner: HclBlock | undefined = blocks[typeof following === 'number' ? following : 0] ?? blocks[0];
    if (!inner) return body === block.body ? undefined : headOf(block, body);
    body = inner.body;
  }
  return body === block.body ? undefined : headOf(block, body);
}

/** Of the block inside of `block` that `body` belongs to. */
function headOf(block: HclBlock, body: HclBody): Span | undefined {
  for (const inner of block.body.blocks) {
    const head = inner.body === body ? inner.head : headOf(inner, body);
    if (head) return head;
  }
  return undefined;
}

/** In objects, tuples, and what `jsonencode` is given. */
function valueInExpression(expression: HclExpression, steps: Steps): Span | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return expression.at;
  if (expression.kind === 'parentheses') return valueInExpression(expression.inner, steps);
  if (expression.kind === 'call') {
    const [only] = expression.arguments;
    return expression.name === 'jsonencode' && only ? valueInExpression(only, steps) : undefined;
  }
  if (expression.kind === 'tuple') {
    const item = typeof step === 'number' ? expression.items[step] : undefined;
    return item && (valueInExpression(item, rest) ?? item.at);
  }
  // Checkov counts where there is nothing to count: a single object stands for a list of one.
  if (typeof step === 'number') return valueInExpression(expression, rest);
  if (expression.kind !== 'object') return undefined;
  const item = expression.items.find(({ key }) => key.kind === 'literal' && key.value === step);
  return item && (valueInExpression(item.value, rest) ?? item.value.at);
}
