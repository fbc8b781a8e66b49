/** Works out the words of a script: quotes, variables, substitutions, here-documents. */
import type { ScriptText } from '../../syntax/script-text.ts';
import { foreign, type ShellCommand, type ShellRedirection, type ShellWord, type ShellWordPart } from '../../syntax/shell.ts';
import { Word, type Piece, type Quoting } from './word.ts';

/** Undefined where nobody in the script says what the name stands for. */
type Variables = (name: string) => Word | undefined;

type Outputs = (command: ShellCommand, redirects: readonly ShellRedirection[]) => Word | undefined;

type HereDoc = Extract<ShellRedirection, { readonly type: 'HereDoc' }>;

export class WordReader {
  readonly #script: ScriptText;
  readonly #valueOf: Variables;
  readonly #outputOf: Outputs;

  constructor(script: ScriptText, valueOf: Variables, outputOf: Outputs) {
    this.#script = script;
    this.#valueOf = valueOf;
    this.#outputOf = outputOf;
  }

  read(word: ShellWord): Word {
    const at = this.#script.place(word.pos, word.end);
    const pieces: Piece[] = [];
    const parts = word.parts ?? [];
    const inner = parts.length === 1 && parts[0]?.type === 'DoubleQuoted' ? parts[0].parts : parts;
    const [only] = inner;
    if (inner.length === 1 && only) {
      const value = this.#whole(only);
      if (value) return value.usedAt(at);
    }
    if (word.parts) for (const part of word.parts) this.#part(part, 'none', pieces);
    else this.#literal(word.pos, word.end, 'none', pieces);
    return new Word(pieces, at, [], { script: this.#script, start: word.pos, end: word.end });
  }

  heredoc({ body, delimiter }: HereDoc): Word {
    const pieces: Piece[] = [];
    const quoting = delimiter?.quoted === true ? 'verbatim' : 'heredoc';
    if (body.parts && quoting === 'heredoc') for (const part of body.parts) this.#part(part, quoting, pieces);
    else this.#literal(body.pos, body.end, quoting, pieces);
    return new Word(pieces, this.#script.place(body.pos, Math.max(body.pos, body.end - 1)));
  }

  /** The value of a word that is nothing but a variable, or what a command prints. */
  #whole(part: ShellWordPart): Word | undefined {
    switch (part.type) {
      case 'SimpleExpansion':
        return this.#valueOf(part.text.slice(1));
      case 'ParameterExpansion': {
        const { operation } = part;
        if (part.prefix || part.index) return undefined;
        if (!operation) return this.#valueOf(part.parameter);
        if (operation.type !== 'Default' || operation.operator.includes('+')) return undefined;
        const value = this.#valueOf(part.parameter);
        if (value || operation.operator.includes('?')) return value;
        return operation.operand.value === '' ? undefined : this.read(operation.operand);
      }
      case 'CommandExpansion': {
        const [only, ...others] = part.script?.commands ?? [];
        if (!only || others.length > 0 || part.script?.source !== undefined) return undefined;
        const { command } = only;
        return command.type === 'Command' ? this.#outputOf(command, command.redirects) : undefined;
      }
      default:
        return undefined;
    }
  }

  #part(part: ShellWordPart, quoting: Quoting, into: Piece[]): void {
    switch (part.type) {
      case 'DoubleQuoted':
      case 'LocaleString':
        for (const inner of part.parts) this.#part(inner, 'double', into);
        break;
      case 'SingleQuoted':
        this.#literal(part.pos + 1, part.end - 1, 'single', into);
        break;
      case 'AnsiCQuoted':
        this.#literal(part.pos + 2, part.end - 1, 'single', into);
        break;
      case 'Literal':
      case 'Glob':
      case 'BraceExpansion':
      case 'ExtendedGlob':
        this.#literal(part.pos, part.end, quoting, into);
        break;
      default: {
        const at = this.#script.place(part.pos, part.end);
        const value = this.#whole(part);
        if (value?.isKnown) into.push({ text: value.text, of: value, at });
        else if (value) into.push(...value.pieces.map((piece) => ('text' in piece ? { text: piece.text, of: value, at } : { ...piece, at })));
        else into.push({ hole: {}, at });
      }
    }
  }

  /** What is written, without the signs that only escape. */
  #literal(start: number, end: number, quoting: Quoting, into: Piece[]): void {
    const { text } = this.#script;
    const escapes = quoting !== 'single' && quoting !== 'verbatim';
    let from = start;
    const flush = (to: number): void => {
      if (to > from) into.push({ text: text.slice(from, to), script: this.#script, start: from, quoting });
    };
    for (let i = start; i < end; i++) {
      if (text[i] === '$' && text[i + 2] === foreign) {
        flush(i);
        const close = text.indexOf('}', i) + 1;
        into.push({ hole: {}, at: this.#script.place(i, close) });
        [from, i] = [close, close - 1];
      } else if (escapes && text[i] === '\\' && isEscape(text[i + 1] ?? '', quoting)) {
        flush(i);
        from = text[i + 1] === '\n' ? i + 2 : i + 1;
        i++;
      }
    }
    flush(end);
  }
}

function isEscape(next: string, quoting: Quoting): boolean {
  if (quoting === 'none') return next !== '';
  return quoting === 'double' ? '"\\$`\n'.includes(next) : '\\$`\n'.includes(next);
}
