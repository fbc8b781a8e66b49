/** What turns a syntax tree of one language into the neutral form, and what all of them share. */
import type { CodeFile, CodeFunction, Expression, Import, Language } from '../../model/code.ts';
import type { SourceFile } from '../../source/file.ts';
import { span, type Span } from '../../source/span.ts';
import type { Grammar } from '../../syntax/grammars.ts';
import type { SyntaxNode as Node } from '../../syntax/syntax-tree.ts';

export interface LanguageReader {
  readonly language: Language;
  readonly grammar: Grammar;
  readonly endings: RegExp;
  /** `place` turns places of the tree into places of the file, where the program is a part of it only. */
  lower(root: Node, file: SourceFile, place?: Placing): CodeFile;
}

export type Placing = (offset: number) => number;

/** Deeper trees are not followed: what is generated nests without end. */
const deepest = 150;

/** What a reader of one file carries along. */
export class Lowering {
  readonly file: SourceFile;
  readonly imports: Import[] = [];
  readonly functions: CodeFunction[] = [];
  readonly broken: Span[] = [];
  readonly #place: Placing | undefined;
  #depth = 0;

  constructor(file: SourceFile, place?: Placing) {
    this.file = file;
    this.#place = place;
  }

  at(node: Node): Span {
    const { startIndex, endIndex } = node;
    return this.#place ? span(this.file, this.#place(startIndex), this.#place(endIndex)) : span(this.file, startIndex, endIndex);
  }

  /** Follows one level deeper, or gives up. */
  deeper<T>(read: () => T, otherwise: () => T): T {
    if (this.#depth >= deepest) return otherwise();
    this.#depth++;
    try {
      return read();
    } finally {
      this.#depth--;
    }
  }

  other(node: Node, parts: readonly Expression[] = []): Expression {
    return { kind: 'other', parts, at: this.at(node) };
  }

  finish(language: Language, body: CodeFunction): CodeFile {
    return {
      file: this.file,
      language,
      imports: this.imports,
      functions: this.functions,
      body,
      broken: this.broken,
      lines: body.body.end === 0 ? 0 : this.file.positionAt(body.body.end).line,
    };
  }
}

/** The named children, without comments. */
export function children(node: Node | null | undefined): readonly Node[] {
  return node?.namedChildren.filter(({ type }) => type !== 'comment' && type !== 'line_comment' && type !== 'block_comment') ?? [];
}

/** Notes the parts of a tree that could not be parsed. */
export function noteBroken(root: Node, lowering: Lowering): void {
  if (!root.hasError) return;
  for (const node of root.descendantsOfType('ERROR')) if (lowering.broken.length < 20) lowering.broken.push(lowering.at(node));
}
