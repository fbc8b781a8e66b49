/** Changes bodies: puts attributes and nested blocks into them, takes attributes out. */
import { indentation, lineEnd, lineStart } from '../../../evaluation/document-places.ts';
import { Block, type Editor, type Plain } from '../../../evaluation/tree.ts';
import { insertText, replaceText, type Edit } from '../../../source/edit.ts';
import type { HclAttribute, HclBlock, HclBody } from '../../../syntax/hcl-tree.ts';
import { realign, rowsOf, type Row } from './alignment.ts';
import { removeLines, surroundings } from './attribute-lines.ts';
import { blocksOf, inside, isContent, spell, spellBlock, type Content, type Surroundings } from './spelling.ts';

/** Attributes that people keep at the end. */
const lastAttributes: ReadonlySet<string> = new Set(['depends_on', 'tags', 'tags_all', 'provider']);

/** Blocks that are no part of anything else: they are never taken out. */
const topBlocks: ReadonlySet<string> = new Set(['resource', 'data', 'module', 'variable', 'output', 'locals', 'provider', 'terraform']);

export class BodyEditor implements Editor {
  readonly #body: HclBody;
  readonly #block: HclBlock;

  constructor(body: HclBody, block: HclBlock) {
    this.#body = body;
    this.#block = block;
  }

  replace(to: Plain): readonly Edit[] | undefined {
    const content = to instanceof Block ? to.content : to;
    if (!isContent(content)) return undefined;
    const { head, at } = this.#block;
    const around = surroundings(this.#block);
    return [replaceText(at, spellBlock(head.file.text.slice(head.start, head.end), content, around))];
  }

  put(key: string, to: Plain): readonly Edit[] | undefined {
    const blocks = blocksOf(to);
    return blocks.length > 0 ? this.#putBlocks(key, blocks) : this.putAll({ [key]: to });
  }

  /** Attributes only. */
  putAll(content: Content): readonly Edit[] | undefined {
    if (Object.values(content).some((value) => blocksOf(value).length > 0)) return undefined;
    return this.#isFlat() ? this.#unfold(content) : this.#putAttributes(content);
  }

  remove(): readonly Edit[] | undefined {
    return topBlocks.has(this.#block.type) ? undefined : [removeLines(this.#block.at)];
  }

  /** `{ a = 1 }` or `{}` on one line. */
  #isFlat(): boolean {
    const { file, start, end } = this.#body.at;
    return !file.text.slice(start, end).includes('\n');
  }

  #around(): Surroundings {
    const first = [...this.#body.attributes, ...this.#body.blocks].map(({ at }) => at.start).sort((a, b) => a - b)[0];
    const { at } = this.#body;
    const around = surroundings(this.#block);
    return first === undefined || this.#isFlat() ? inside(around) : { ...around, indent: indentation(at.file.text, first) };
  }

  /** Writes a body on one line anew, with what comes in. */
  #unfold(added: Content): readonly Edit[] {
    const { at, attributes } = this.#body;
    const around = this.#around();
    const { text } = at.file;
    const before = attributes.map(({ key, value }) => `${text.slice(key.start, key.end)} = ${text.slice(value.at.start, value.at.end)}`);
    const aligned = [...attributes.map(({ name }) => name), ...Object.keys(added)];
    const width = Math.max(...aligned.map((name) => name.length));
    const lines = before.map((line, index) => around.indent + attributes[index]!.name.padEnd(width) + line.slice(attributes[index]!.name.length));
    const more = Object.entries(added).map(([name, value]) => {
      const spelt = spell(value, around);
      return `${around.indent}${spelt.includes('\n') ? name : name.padEnd(width)} = ${spelt}`;
    });
    const outer = surroundings(this.#block);
    return [replaceText(at, `${around.eol}${[...lines, ...more].join(around.eol)}${around.eol}${outer.indent}`)];
  }

  #putAttributes(content: Content): readonly Edit[] {
    const { at, attributes } = this.#body;
    const { file } = at;
    const around = this.#around();
    const index = this.#anchor();
    const added = Object.entries(content).map(([name, to]) => ({ name, value: spell(to, around) }));
    const rows = rowsOf(attributes);
    const newRows = added.map(({ name, value }, position): Row => ({
      width: name.length,
      oneLine: !value.includes('\n'),
      follows: index >= 0 || position > 0,
    }));
    const { paddings, edits } = realign(rows, [...rows.slice(0, index + 1), ...newRows, ...rows.slice(index + 1)]);
    const lines = added
      .map(({ name, value }, position) => `${around.eol}${around.indent}${name}${' '.repeat(paddings[index + 1 + position] ?? 1)}= ${value}`)
      .join('');
    const anchor = attributes[index];
    if (anchor) return [...edits, insertText(file, lineEnd(file.text, anchor.at.end), lines)];
    // Nothing to follow: the first line of the body, apart from the blocks below it.
    return [...edits, insertText(file, lineEnd(file.text, at.start), lines + (this.#body.blocks.length === 0 ? '' : around.eol))];
  }

  /** The attribute behind which a new one stands: the last plain one before the nested blocks; -1 where there is none. */
  #anchor(): number {
    const { attributes, blocks } = this.#body;
    const firstBlock = Math.min(...blocks.map(({ at }) => at.start));
    const before = attributes.filter(({ at }) => at.start < firstBlock);
    const suitable = (attribute: HclAttribute): boolean => !lastAttributes.has(attribute.name) && ownLine(attribute);
    const found = before.findLastIndex((attribute) => suitable(attribute) && isOneLine(attribute));
    if (found >= 0) return found;
    return before.findLastIndex(suitable);
  }

  #putBlocks(name: string, blocks: readonly Block[]): readonly Edit[] | undefined {
    const around = this.#around();
    const text = blocks.map((block) => around.indent + spellBlock(name, block.content, around)).join(around.eol + around.eol);
    const { at, attributes, blocks: nested } = this.#body;
    const { file } = at;
    const outer = surroundings(this.#block);
    if (this.#isFlat() && attributes.length === 0) return [replaceText(at, `${around.eol}${text}${around.eol}${outer.indent}`)];
    if (this.#isFlat()) {
      const [unfolded] = this.#unfold({});
      return unfolded && [{ ...unfolded, text: unfolded.text.replace(/\s*$/, `${around.eol}${around.eol}${text}${around.eol}${outer.indent}`) }];
    }
    const end = Math.max(...attributes.map((attribute) => attribute.at.end), ...nested.map((block) => block.at.end), 0);
    if (end === 0) return [insertText(file, lineEnd(file.text, at.start), around.eol + text)];
    // What people keep at the end stays there: a block goes before `lifecycle` and the like.
    return [insertText(file, lineEnd(file.text, end), around.eol + around.eol + text)];
  }
}

function isOneLine({ at }: HclAttribute): boolean {
  return !at.file.text.slice(at.start, at.end).includes('\n');
}

/** Nothing else stands before it on its line. */
function ownLine({ at }: HclAttribute): boolean {
  return at.file.text.slice(lineStart(at.file.text, at.start), at.start).trim() === '';
}
