/** Changes Bicep: replaces values, adds properties and items, takes properties out, in the style around them. */
import { indentation, lineEnd, lineStart } from '../../evaluation/document-places.ts';
import { Block, Expression, type Editor, type Plain } from '../../evaluation/tree.ts';
import { insertText, replaceText, type Edit } from '../../source/edit.ts';
import { span } from '../../source/span.ts';
import type { ArrayExpression, ObjectExpression, TemplateExpression } from '../../syntax/template-expression.ts';

const step = '  ';

export class BicepEditor implements Editor {
  readonly #expression: TemplateExpression;
  readonly #parent: ObjectExpression | undefined;

  constructor(expression: TemplateExpression, parent: ObjectExpression | undefined) {
    this.#expression = expression;
    this.#parent = parent;
  }

  replace(to: Plain): readonly Edit[] | undefined {
    const { at } = this.#expression;
    const spelt = spell(to, indentation(at.file.text, at.start), at.file.lineEnding);
    return spelt === undefined ? undefined : [replaceText(at, spelt)];
  }

  put(key: string, to: Plain): readonly Edit[] | undefined {
    const object = this.#expression;
    if (object.kind !== 'object' || object.properties.some(({ name }) => name === key)) return undefined;
    return addTo(object, object.properties.length > 0 || object.resources.length > 0, (indent, eol) => {
      const spelt = spell(to, indent, eol);
      return spelt === undefined ? undefined : `${keyText(key)}: ${spelt}`;
    });
  }

  append(item: Plain): readonly Edit[] | undefined {
    const list = this.#expression;
    return list.kind === 'array' ? addTo(list, list.items.length > 0, (indent, eol) => spell(item, indent, eol)) : undefined;
  }

  remove(): readonly Edit[] | undefined {
    const { at } = this.#expression;
    const property = this.#parent?.properties.find(({ value }) => value === this.#expression);
    if (!property) return undefined;
    const { text } = at.file;
    const [from, to] = [lineStart(text, property.key.start), lineEnd(text, at.end)];
    const alone = text.slice(from, property.key.start).trim() === '' && text.slice(at.end, to).trim() === '';
    return alone ? [replaceText(span(at.file, from, Math.min(to + 1, text.length)), '')] : undefined;
  }
}

/** Before the closing bracket: on a line of its own where the others stand so. */
function addTo(
  holder: ObjectExpression | ArrayExpression,
  filled: boolean,
  write: (indent: string, eol: string) => string | undefined,
): readonly Edit[] | undefined {
  const { file, start, end } = holder.at;
  const { text, lineEnding: eol } = file;
  const outer = indentation(text, start);
  const isFlat = !text.slice(start, end).includes('\n');
  if (isFlat && filled) {
    const written = write(outer, eol);
    const last = text.slice(start, end - 1).trimEnd().length + start;
    return written === undefined ? undefined : [insertText(file, last, `, ${written}`)];
  }
  const written = write(outer + step, eol);
  if (written === undefined) return undefined;
  if (!filled) return [replaceText(holder.at, `${text[start]}${eol}${outer}${step}${written}${eol}${outer}${text[end - 1]}`)];
  const close = lineStart(text, end - 1);
  const inner = firstIndent(holder) ?? outer + step;
  const again = inner === outer + step ? written : write(inner, eol);
  return text.slice(close, end - 1).trim() === '' && again !== undefined ? [insertText(file, close, `${inner}${again}${eol}`)] : undefined;
}

function firstIndent(holder: ObjectExpression | ArrayExpression): string | undefined {
  const first = holder.kind === 'object' ? (holder.properties[0]?.key ?? holder.resources[0]?.at) : holder.items[0]?.at;
  if (!first) return undefined;
  const { text } = first.file;
  return text.slice(lineStart(text, first.start), first.start).trim() === '' ? indentation(text, first.start) : undefined;
}

function keyText(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? key : quoted(key);
}

function quoted(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('${', '\\${')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `'${escaped}'`;
}

function spell(value: Plain, indent: string, eol: string): string | undefined {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : undefined;
  if (typeof value === 'string') return quoted(value);
  if (value instanceof Expression) return value.text;
  const content = value instanceof Block ? value.content : value;
  const inner = indent + step;
  if (isList(content)) {
    const items = content.map((item) => spell(item, inner, eol));
    if (items.includes(undefined)) return undefined;
    return items.length === 0 ? '[]' : `[${eol}${items.map((item) => `${inner}${item}${eol}`).join('')}${indent}]`;
  }
  const lines = Object.entries(content).map(([key, item]) => {
    const spelt = spell(item, inner, eol);
    return spelt === undefined ? undefined : `${inner}${keyText(key)}: ${spelt}${eol}`;
  });
  if (lines.includes(undefined)) return undefined;
  return lines.length === 0 ? '{}' : `{${eol}${lines.join('')}${indent}}`;
}

function isList(value: readonly Plain[] | { readonly [key: string]: Plain }): value is readonly Plain[] {
  return Array.isArray(value);
}
