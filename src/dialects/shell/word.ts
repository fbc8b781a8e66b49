/** Words of commands: texts put together from what is written and from variables, with the place of each part and a way to write it. */
import type { Editor, Plain, Tree } from '../../evaluation/tree.ts';
import { ownAccount } from '../../model/access.ts';
import { chosenOrigin } from '../../model/endpoint.ts';
import type { Hole, Pattern } from '../../model/value.ts';
import type { Edit } from '../../source/edit.ts';
import { cover, type Span } from '../../source/span.ts';
import type { ScriptText } from '../../syntax/script-text.ts';

export type Quoting = 'none' | 'single' | 'double' | 'heredoc' | 'verbatim';

interface Written {
  readonly text: string;
  readonly script: ScriptText;
  readonly start: number;
  readonly quoting: Quoting;
}

/** A run of characters that are written as they are read, what a variable puts there, or a hole. */
export type Piece =
  | Written
  | { readonly text: string; readonly of: Word; readonly at: Span }
  | { readonly hole: Hole; readonly at: Span; readonly tree?: Tree | undefined };

/** Stands for what is not known; private use, so that no script holds it. */
export const gap = '\ue000';

export class Word {
  readonly pieces: readonly Piece[];
  /** The whole word, with its quotes. */
  readonly at: Span;
  /** Uses of the variables that it came through. */
  readonly via: readonly Span[];
  /** The text, with one character for each hole. */
  readonly text: string;
  /** Writes another word in its place. */
  readonly whole: { readonly script: ScriptText; readonly start: number; readonly end: number } | undefined;

  constructor(pieces: readonly Piece[], at: Span, via: readonly Span[] = [], whole?: Word['whole']) {
    this.pieces = pieces;
    this.at = at;
    this.via = via;
    this.whole = whole;
    this.text = pieces.map((piece) => ('text' in piece ? piece.text : gap)).join('');
  }

  get isKnown(): boolean {
    return !this.text.includes(gap);
  }

  /** A document that a command made of it. */
  get document(): Tree | undefined {
    const [only] = this.pieces;
    return this.pieces.length === 1 && only && 'tree' in only ? only.tree : undefined;
  }

  /** The same word, seen where a variable stands for it. */
  usedAt(place: Span): Word {
    return new Word(this.pieces, this.at, [place, ...this.via], this.whole);
  }

  /** The part from one character to another as a word of its own. */
  part(from: number, to = this.text.length): Word {
    const pieces: Piece[] = [];
    let before = 0;
    for (const piece of this.pieces) {
      const length = 'text' in piece ? piece.text.length : 1;
      const [start, end] = [Math.max(from - before, 0), Math.min(to - before, length)];
      if (start < end) pieces.push(cut(piece, start, end));
      before += length;
    }
    const [first] = pieces;
    if (first && 'of' in first && pieces.length === 1 && first.text === first.of.text) return first.of.usedAt(first.at);
    return new Word(pieces, placeOf(pieces) ?? this.at, this.via);
  }

  /** Puts `text` in the place of some characters. */
  edit(from: number, to: number, text: string): readonly Edit[] | undefined {
    const piece = to > from ? this.#pieceAt(from) : (this.#pieceAt(from) ?? this.#pieceAt(from - 1));
    const last = to > from ? this.#pieceAt(to - 1) : piece;
    if (!piece || !last || piece.piece.script !== last.piece.script) return undefined;
    const { script, start, quoting } = piece.piece;
    const written = quote(text, quoting);
    if (written === undefined) return undefined;
    const end = to > from ? last.piece.start + to - last.before : start + from - piece.before;
    return script.edit(start + from - piece.before, end, written);
  }

  #pieceAt(index: number): { piece: Written; before: number } | undefined {
    let before = 0;
    for (const piece of this.pieces) {
      const length = 'text' in piece ? piece.text.length : 1;
      if (index < before + length) return 'script' in piece && index >= before ? { piece, before } : undefined;
      before += length;
    }
    return undefined;
  }

  get pattern(): Pattern {
    return this.pieces.map((piece) => ('text' in piece ? piece.text : piece.hole));
  }

  get tree(): Tree {
    const base = { at: this.at, via: this.via, editor: this.editor };
    if (this.isKnown) return { kind: 'scalar', value: this.text, ...base };
    return this.document ?? { kind: 'opaque', why: 'it is put together when the script runs', pattern: this.pattern, ...base };
  }

  get editor(): Editor {
    return { replace: (to) => this.replace(to) };
  }

  replace(to: Plain): readonly Edit[] | undefined {
    if (typeof to === 'object') return undefined;
    const text = String(to);
    if (this.whole) return this.whole.script.edit(this.whole.start, this.whole.end, quoted(text));
    if (this.pieces.some((piece) => !('script' in piece))) return this.#replaceAround(text);
    return this.edit(0, this.text.length, text);
  }

  /** Puts the variable `name` of the environment in its place; the script stops where nobody has set it. */
  read(name: string): readonly Edit[] | undefined {
    const asked = `\${${name}:?set ${name}}`;
    if (this.whole) return this.whole.script.edit(this.whole.start, this.whole.end, `"${asked}"`);
    const first = this.pieces[0];
    if (!first || !('script' in first) || this.pieces.some((piece) => !('script' in piece))) return undefined;
    const written = { none: `"${asked}"`, single: `'"${asked}"'`, double: asked, heredoc: asked, verbatim: undefined }[first.quoting];
    const end = this.pieces.at(-1);
    if (written === undefined || !end || !('script' in end) || end.script !== first.script) return undefined;
    return first.script.edit(first.start, end.start + end.text.length, written);
  }

  /** Takes the word away, with the blanks before it; undefined for what is put together. */
  remove(): readonly Edit[] | undefined {
    const [first] = this.pieces;
    if (this.pieces.length !== 1 || !first || !('script' in first) || first.quoting !== 'none') return undefined;
    const blanks = /[ \t]*$/.exec(first.script.text.slice(0, first.start))?.[0].length ?? 0;
    return first.script.edit(first.start - blanks, first.start + first.text.length, '');
  }

  /** Holes at the ends are written somewhere, too. */
  #replaceAround(text: string): readonly Edit[] | undefined {
    const piece = this.pieces.find((one) => 'script' in one);
    if (!piece || piece.script.place(piece.start, piece.start).file !== this.at.file) return undefined;
    const written = quote(text, piece.quoting);
    return written === undefined ? undefined : [{ at: this.at, text: written }];
  }
}

function cut(piece: Piece, start: number, end: number): Piece {
  if (!('text' in piece)) return piece;
  const text = piece.text.slice(start, end);
  return 'script' in piece ? { ...piece, text, start: piece.start + start } : { ...piece, text };
}

function placeOf(pieces: readonly Piece[]): Span | undefined {
  const places = pieces.map((piece) => ('script' in piece ? piece.script.place(piece.start, piece.start + piece.text.length) : piece.at));
  const [first, ...rest] = places;
  return first && cover(first, ...rest);
}

/** Whoever runs the script knows the account that it works on, and says for which pages it is. */
const expansions: readonly (readonly [string, string])[] = [
  [ownAccount, '$(aws sts get-caller-identity --query Account --output text)'],
  [chosenOrigin, '${ALLOWED_ORIGIN:?set ALLOWED_ORIGIN}'],
];

function expanded(text: string, before = '', after = ''): string {
  return expansions.reduce((all, [token, expansion]) => all.replaceAll(token, before + expansion + after), text);
}

/** `text` as it has to be written between quotes of a kind; undefined where they cannot hold it. */
function quote(text: string, quoting: Quoting): string | undefined {
  switch (quoting) {
    case 'single':
      return text.includes("'") ? undefined : expanded(text, `'"`, `"'`);
    case 'double':
      return expanded(text.replace(/["\\$`]/g, '\\$&'));
    case 'heredoc':
      return expanded(text.replace(/[\\$`]/g, '\\$&'));
    case 'verbatim':
      return text;
    case 'none':
      return quoted(text);
  }
}

/** A text as one word of a command. */
export function quoted(text: string): string {
  if (expansions.some(([token]) => text.includes(token))) return `"${expanded(text.replace(/["\\$`]/g, '\\$&'))}"`;
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", "'\\''")}'`;
}
