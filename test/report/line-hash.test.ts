/** The hashes that GitHub computes itself: the vectors are those of codeql-action (src/fingerprints.test.ts). */
import { describe, expect, test } from 'vitest';
import { lineHashes as hashesByLine } from '../../src/finding/line-hash.ts';
import { SourceFile } from '../../src/source/file.ts';

const lineHashes = (file: SourceFile) => [...hashesByLine(file).values()];

const greetings = [
  'e9496ae3ebfced30:1',
  'fb7c023a8b9ccb3f:1',
  'ce8ba1a563dcdaca:1',
  'e20e36e16fcb0cc8:1',
  'b3edc88f2938467e:1',
  'c8e28b0b4002a3a0:1',
  'c129715d7a2bc9a3:1',
];

const vectors: Readonly<Record<string, { readonly text: string; readonly hashes: readonly string[] }>> = {
  'an empty file': { text: '', hashes: ['c129715d7a2bc9a3:1'] },
  'blanks and tabs': {
    text: ' a\nb\n  \t\tc\n d',
    hashes: ['271789c17abda88f:1', '54703d4cd895b18:1', '180aee12dab6264:1', 'a23a3dc5e078b07b:1'],
  },
  'no line ending at the end': {
    text: ' hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End',
    hashes: ['8b7cf3e952e7aeb2:1', 'b1ae1287ec4718d9:1', 'bff680108adb0fcc:1', 'c6805c5e1288b612:1', 'b86d3392aea1be30:1', 'e6ceba753e1a442:1'],
  },
  'line feeds': { text: ' hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n', hashes: greetings },
  'carriage returns': { text: ' hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r', hashes: greetings },
  'both, in pairs': { text: ' hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n', hashes: greetings },
  'both, mixed': { text: ' hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n', hashes: greetings },
  'lines that repeat': {
    text: 'Lorem ipsum dolor sit amet.\n'.repeat(10),
    hashes: [1, 2, 3, 4, 5, 6]
      .map((n) => `a7f2ff13bc495cf2:${n}`)
      .concat('a7f2ff1481e87703:1', 'a9cf91f7bbf1862b:1', '55ec222b86bcae53:1', 'cc97dc7b1d7d8f7b:1', 'c129715d7a2bc9a3:1'),
  },
  'lines that nearly repeat': {
    text: 'x = 2\nx = 1\nprint(x)\nx = 3\nprint(x)\nx = 4\nprint(x)\n',
    hashes: [
      'e54938cc54b302f1:1',
      'bb609acbe9138d60:1',
      '1131fd5871777f34:1',
      '5c482a0f8b35ea28:1',
      '54517377da7028d2:1',
      '2c644846cb18d53e:1',
      'f1b89f20de0d133:1',
      'c129715d7a2bc9a3:1',
    ],
  },
};

describe('the hash of a line', () => {
  test.each(Object.entries(vectors))('%s', (_, { text, hashes }) => {
    expect(lineHashes(new SourceFile('a', text))).toEqual(hashes);
  });

  test('a byte order mark counts, because GitHub reads it as a character', () => {
    const marked = lineHashes(new SourceFile('a', 'a\nb\n', 'utf8', true));
    const plain = lineHashes(new SourceFile('a', 'a\nb\n'));
    expect(marked).toEqual(lineHashes(new SourceFile('a', '\ufeffa\nb\n')));
    expect(marked[0]).not.toBe(plain[0]);
    expect(marked[1]).toBe(plain[1]);
  });

  test('lines are those of the file, whatever ends them', () => {
    const file = new SourceFile('a', 'one\r\ntwo\rthree\n\n  \nlast');
    expect(lineHashes(file)).toHaveLength(file.lineCount);
  });

  test('some lines have the hashes that they have among all', () => {
    for (const { text } of Object.values(vectors)) {
      const file = new SourceFile('a', text);
      const all = hashesByLine(file);
      for (const line of all.keys()) expect([...hashesByLine(file, new Set([line, 900]))]).toEqual([[line, all.get(line)]]);
    }
  });

  test('inserting lines above moves no hash', () => {
    const text = Array.from({ length: 60 }, (_, i) => `  Key${i}: value number ${i}`).join('\n');
    const moved = lineHashes(new SourceFile('a', `# a\n# b\n# c\n${text}`));
    expect(moved.slice(3)).toEqual(lineHashes(new SourceFile('a', text)));
  });

  test('characters of all widths go through 64 bits exactly', () => {
    const text = '\uffff\ufffe漢字\u{1f600}'.repeat(300);
    let hash = 0n;
    const window: bigint[] = Array.from({ length: 100 }, (_, i) => BigInt(text.charCodeAt(i)));
    for (const unit of window) hash = BigInt.asUintN(64, hash * 37n + unit);
    expect(lineHashes(new SourceFile('a', text))).toEqual([`${hash.toString(16)}:1`]);
  });
});
