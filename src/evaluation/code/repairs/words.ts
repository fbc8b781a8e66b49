/** Command lines that are put together, read as the words that a shell would make of them. */
import { isLiteral, type Hole, type Part, type Template } from './template.ts';
import { meant, type Value } from './writing.ts';

/** One word of a command line. */
export interface Word {
  readonly value: Value;
}

/** What only a shell does: pipes, redirections, variables, patterns, several commands. */
const shellOnly = /[|&;<>()$`*?[\]~#!{}\\\n]/;

/** The words, in order; undefined where a shell does more with the line than take it apart. */
export function wordsOf(template: Template): readonly Word[] | undefined {
  return wordsIn(partsOf(template));
}

/** The same of a line that stands in a word of another. */
export function wordsIn(parts: readonly (Part | undefined)[]): readonly Word[] | undefined {
  const words: (string | Hole)[][] = [];
  let word: (string | Hole)[] | undefined;
  let quote = '';
  const add = (part: string | Hole): void => {
    word ??= [];
    const last = word.at(-1);
    if (typeof part === 'string' && typeof last === 'string') word[word.length - 1] = last + part;
    else word.push(part);
  };
  for (const part of parts) {
    if (part === undefined) return undefined;
    if (typeof part !== 'string') {
      add(part);
      continue;
    }
    for (const sign of part) {
      if (quote !== '') {
        if (sign === quote) quote = '';
        else if (quote === '"' && /[$`]/.test(sign)) return undefined;
        else add(sign);
      } else if (sign === "'" || sign === '"') {
        quote = sign;
        word ??= [];
      } else if (/[ \t]/.test(sign)) {
        if (word) words.push(word);
        word = undefined;
      } else if (shellOnly.test(sign)) return undefined;
      else add(sign);
    }
  }
  if (word) words.push(word);
  const [program] = words;
  // Which program is started must not be the caller's to say.
  if (quote !== '' || !program || program.length !== 1 || typeof program[0] !== 'string') return undefined;
  return words.map((value) => ({ value }));
}

/** The parts with what their texts stand for; undefined among them where that cannot be told. */
function partsOf({ operands, format }: Template): readonly (Part | undefined)[] {
  return operands.flatMap((operand): readonly (Part | undefined)[] => {
    if (!isLiteral(operand)) return [operand];
    const form = format?.kind ?? (/[fF$]/.test(operand.open) && operand.close !== '`' ? 'interpolated' : 'plain');
    return operand.parts.map((part) => (typeof part === 'string' ? meant(part.replaceAll(`\\${operand.close}`, operand.close), form) : part));
  });
}
