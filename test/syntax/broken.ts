/** Changes of texts that are the same each time. */

/** A sequence of numbers below 1. */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const bits = [
  '\t',
  '\n',
  '\n  ',
  '\n# c\n',
  '- ',
  ': ',
  ':',
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',
  ',',
  '#',
  ' # c',
  '!Ref ',
  '&a ',
  '*a',
  '|\n',
  '>-',
  '? ',
  '---\n',
  '...\n',
];
const rare = [
  '\r\n',
  '\r',
  '%',
  '@',
  '<<: *a\n',
  '\0',
  '\ud800',
  '\u2028',
  '\ufeff',
  '/*',
  '//',
  '\\',
  '!!str ',
  '[a: b]',
  '{"a":"b"}',
  '"x\n y"',
  '  ',
  '    ',
];

/** `text`, cut off, with something put in, or with something taken out, at `count` places. */
export function* broken(text: string, count: number): Generator<string> {
  const next = numbers(count);
  const all = [...bits, ...rare];
  for (let i = 0; i < count; i++) {
    const at = Math.floor(next() * text.length);
    const bit = all[Math.floor(next() * all.length)]!;
    yield [text.slice(0, at), text.slice(0, at) + bit + text.slice(at), text.slice(0, at) + text.slice(at + 1 + Math.floor(next() * 9))][i % 3]!;
  }
}
