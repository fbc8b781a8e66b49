/** Aligns again what several fixes have changed at once: each has moved the equals signs as if it were alone. */
import type { Edit } from '../../../source/edit.ts';
import type { SourceFile } from '../../../source/file.ts';
import { parseHcl } from '../../../syntax/hcl.ts';
import type { HclBlock, HclBody, HclExpression, HclTemplate } from '../../../syntax/hcl-tree.ts';
import { align, isFormatted, rowsOf, type Row } from './alignment.ts';

/** What was not laid out as `terraform fmt` does it before stays as it is. */
export function tidy(file: SourceFile): readonly Edit[] {
  if (!file.origin || !file.path.endsWith('.tf')) return [];
  const before = new Map(named(parsed(file.origin.file)));
  return named(parsed(file)).flatMap(([name, block]) => {
    const old = before.get(name);
    return old === undefined || rowsWithin(old.body).every(isFormatted) ? rowsWithin(block.body).flatMap(align) : [];
  });
}

function parsed(file: SourceFile): HclBody {
  return file.once(parseHcl).body;
}

/** Each block of a file by its head; the second of two that are headed alike is the second. */
function named({ blocks }: HclBody): readonly (readonly [string, HclBlock])[] {
  const seen = new Map<string, number>();
  return blocks.map((block) => {
    const head = [block.type, ...block.labels].join(' ');
    const nth = seen.get(head) ?? 0;
    seen.set(head, nth + 1);
    return [`${head} ${nth}`, block] as const;
  });
}

/** The assignments that are aligned with each other: those of the body, of each block in it, of each object. */
function rowsWithin({ attributes, blocks }: HclBody): readonly (readonly Row[])[] {
  return [rowsOf(attributes), ...attributes.flatMap(({ value }) => rowsOfObjects(value)), ...blocks.flatMap(({ body }) => rowsWithin(body))];
}

function rowsOfObjects(expression: HclExpression): readonly (readonly Row[])[] {
  switch (expression.kind) {
    case 'object':
      return [
        rowsOf(expression.items.map(({ at, key, value }) => ({ at, key: key.at, value }))),
        ...expression.items.flatMap(({ value }) => rowsOfObjects(value)),
      ];
    case 'tuple':
      return expression.items.flatMap(rowsOfObjects);
    case 'call':
      return expression.arguments.flatMap(rowsOfObjects);
    case 'conditional':
      return [expression.then, expression.otherwise].flatMap(rowsOfObjects);
    case 'parentheses':
      return rowsOfObjects(expression.inner);
    case 'for':
      return rowsOfObjects(expression.value);
    case 'template':
      return interpolated(expression).flatMap(rowsOfObjects);
    default:
      return [];
  }
}

function interpolated({ parts }: HclTemplate): readonly HclExpression[] {
  return parts.flatMap((part) => (part.kind === 'interpolation' ? [part.expression] : []));
}
