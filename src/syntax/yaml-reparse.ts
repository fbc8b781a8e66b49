/**
 * Reads a YAML file that was edited: what the edits left alone is taken over from the document that was read before, moved
 * to its new place, and only the entries around the edits are read again. Gives exactly what reading the whole text gives.
 *
 * It works for plain YAML alone, where the text of an entry, its column and its depth decide what the entry is. An entry is
 * taken over when nothing changed from its first character up to the first character of whatever follows it.
 */
import type { Edit } from '../source/edit.ts';
import type { SourceFile } from '../source/file.ts';
import { span, type Span } from '../source/span.ts';
import {
  mappingNode,
  scalarNode,
  sequenceNode,
  type DocumentNode,
  type MappingNode,
  type Pair,
  type ScalarNode,
  type SequenceNode,
} from './document.ts';
import { maxNodes } from './limits.ts';
import { PlainYamlReader, unusualText } from './plain-yaml.ts';
import { unusual } from './plain-yaml-scanner.ts';

type Block = MappingNode | SequenceNode;

/** The root of the edited file, given the root that plain YAML was read into before; undefined where the whole must be read. */
export function reparsePlainYaml(file: SourceFile, before: DocumentNode): DocumentNode | undefined {
  const { origin } = file;
  if (!origin || !isBlock(before) || !origin.edits.every(({ at }) => at.start > before.at.start)) return undefined;
  // The limit on values is left to the full reader: no text this short can reach it.
  if (file.text.length > maxNodes || hasUnusualEdit(file.text, origin.edits)) return undefined;
  try {
    return new Splicer(file, origin.file.text, origin.edits).readAgain(before);
  } catch (error) {
    if (error === unusual) return undefined;
    throw error;
  }
}

/** Did an edit bring about what plain YAML does not hold: a marker between documents, a strange character? */
function hasUnusualEdit(text: string, edits: readonly Edit[]): boolean {
  let moved = 0;
  return edits.some(({ at, text: written }) => {
    const start = at.start + moved;
    moved += written.length - (at.end - at.start);
    const around = text.slice(Math.max(0, start - 4), start + written.length + 4);
    return unusualText.test(around) || /\n(?:---|\.\.\.)/.test(around);
  });
}

class Splicer extends PlainYamlReader {
  readonly #before: string;
  readonly #edits: readonly Edit[];
  /** How far the edits before each one move what stands behind them; the last is the sum of all. */
  readonly #shifts: readonly number[];

  constructor(file: SourceFile, before: string, edits: readonly Edit[]) {
    super(file);
    this.#before = before;
    this.#edits = edits;
    let sum = 0;
    this.#shifts = [0, ...edits.map(({ at, text }) => (sum += text.length - (at.end - at.start)))];
  }

  readAgain(root: Block): DocumentNode {
    this.pos = root.at.start;
    this.column = 0;
    const read = this.#block(root, 0, this.#before.length);
    if (this.pos < this.text.length) throw unusual;
    return read;
  }

  /**
   * A block collection that some edits touch behind its first character, which is at `pos`. `after` is where the content
   * behind it stood before. Stands at the content behind it then.
   */
  #block(node: Block, depth: number, after: number): DocumentNode {
    const old: readonly (Pair | DocumentNode)[] = node.kind === 'mapping' ? node.pairs : node.items;
    const starts = this.#starts(node);
    const column = columnOf(this.#before, node.at.start);
    const start = this.pos;
    const isSequence = node.kind === 'sequence';
    const entries: (Pair | DocumentNode)[] = [];
    let next = 0;
    if (!this.goesOn(column, isSequence)) throw unusual;
    do {
      while (next < starts.length && this.#moved(starts[next]!) < this.pos) next++;
      const place = starts[next];
      if (place !== undefined && this.#moved(place) === this.pos) {
        entries.push(this.#again(old[next]!, place, starts[next + 1] ?? after, column, depth));
        next++;
      } else entries.push(isSequence ? this.item(column, depth) : this.pair(column, depth));
    } while (this.goesOn(column, isSequence));
    const end = valueOf(entries.at(-1)!).whole.end;
    const at = span(this.file, start, end);
    const whole = node.whole === node.at ? at : span(this.file, start - (node.at.start - node.whole.start), end);
    return collection(node, entries, at, whole);
  }

  /** The entry that stood at `place`, before whatever stood at `end`: as it was, read again in part, or read again. */
  #again(entry: Pair | DocumentNode, place: number, end: number, column: number, depth: number): Pair | DocumentNode {
    const by = this.pos - place;
    const edit = this.#firstBehind(place);
    if (edit === undefined || edit > end) {
      this.pos = end + by;
      this.column = columnOf(this.#before, end);
      return 'key' in entry ? { key: moveScalar(entry.key, this.file, by), value: move(entry.value, this.file, by) } : move(entry, this.file, by);
    }
    const value = valueOf(entry);
    if (!isBlock(value) || edit <= value.at.start) return 'key' in entry ? this.pair(column, depth) : this.item(column, depth);
    this.pos = value.at.start + by;
    this.column = columnOf(this.#before, value.at.start);
    const read = this.#block(value, depth + 1, end);
    return 'key' in entry ? { key: moveScalar(entry.key, this.file, by), value: read } : read;
  }

  /** Where the entries began: with their keys, or with their dashes. */
  #starts(node: Block): readonly number[] {
    if (node.kind === 'mapping') return node.pairs.map(({ key }) => key.at.start);
    return node.items.map((item, index) => {
      if (index === 0) return node.at.start;
      let at = item.whole.start - 1;
      while (this.#before[at] === ' ') at--;
      // A dash whose item begins on another line is too rare to look for.
      if (this.#before[at] !== '-') throw unusual;
      return at;
    });
  }

  /** Where the edits moved what stood at `offset`; nowhere (before everything) where they took it away. */
  #moved(offset: number): number {
    const index = this.#search(({ at }) => at.end > offset);
    const edit = this.#edits[index];
    return edit && edit.at.start <= offset ? -1 : offset + this.#shifts[index]!;
  }

  /** Where the first edit begins that begins behind `offset`. */
  #firstBehind(offset: number): number | undefined {
    return this.#edits[this.#search(({ at }) => at.start > offset)]?.at.start;
  }

  /** The first edit that `holds` for, as it does for all behind it. */
  #search(holds: (edit: Edit) => boolean): number {
    let low = 0;
    let high = this.#edits.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(this.#edits[middle]!)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function isBlock(node: DocumentNode): node is Block {
  return node.kind !== 'scalar' && node.style === 'block';
}

function valueOf(entry: Pair | DocumentNode): DocumentNode {
  return 'key' in entry ? entry.value : entry;
}

function columnOf(text: string, offset: number): number {
  return offset === 0 ? 0 : offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function collection(like: Block, entries: readonly (Pair | DocumentNode)[], at: Span, whole: Span): DocumentNode {
  if (like.kind === 'mapping') return mappingNode(like.style, entries as readonly Pair[], at, whole, like.tag);
  return sequenceNode(like.style, entries as readonly DocumentNode[], at, whole, like.tag);
}

/** The same node in another file, `by` characters further on. */
function move(node: DocumentNode, file: SourceFile, by: number): DocumentNode {
  if (node.kind === 'scalar') return moveScalar(node, file, by);
  const at = moveSpan(node.at, file, by);
  const whole = node.whole === node.at ? at : moveSpan(node.whole, file, by);
  if (node.kind === 'sequence') {
    const items = node.items.map((item) => move(item, file, by));
    return sequenceNode(node.style, items, at, whole, node.tag);
  }
  const pairs = node.pairs.map(({ key, value }) => ({ key: moveScalar(key, file, by), value: move(value, file, by) }));
  return mappingNode(node.style, pairs, at, whole, node.tag);
}

function moveScalar(node: ScalarNode, file: SourceFile, by: number): ScalarNode {
  const { style, value, text, tag } = node;
  const at = moveSpan(node.at, file, by);
  const whole = node.whole === node.at ? at : moveSpan(node.whole, file, by);
  return scalarNode(style, value, text, at, whole, tag);
}

function moveSpan({ start, end }: Span, file: SourceFile, by: number): Span {
  return { file, start: start + by, end: end + by };
}
