/** The fingerprint of a line by which GitHub code scanning follows an alert from commit to commit. */
import type { SourceFile } from '../source/file.ts';

const windowLength = 100;
const base = 37;
const endOfFile = 65535;
const byteOrderMark = 0xfeff;

/** 37 to the power of the window's length, modulo 2^64: what the character that leaves the window counts. */
const factor = BigInt.asUintN(64, BigInt(base) ** BigInt(windowLength));
const leaving = { high: Number(factor >> 32n), third: Number((factor >> 16n) & 0xffffn), fourth: Number(factor & 0xffffn) };

/**
 * For each of `lines` (all of the file where none are named; lines count from 1) `<hex>:<n>`: a rolling hash over the hundred characters from
 * the line's beginning on, blanks and tabs left out, every line ending read as `\n`, and `n` for the n-th line of the file with this hash.
 * The values are those that `primaryLocationLineHash` holds: https://github.com/github/codeql-action/blob/main/src/fingerprints.ts
 */
export function lineHashes(file: SourceFile, lines?: ReadonlySet<number>): ReadonlyMap<number, string> {
  const { high, low } = hash(condense(file));
  const candidates = new Uint8Array(4096).fill(lines ? 0 : 1);
  for (const line of lines ?? []) candidates[(low[line - 1] ?? 0) & 4095] = 1;
  const counts = new Map<string, number>();
  const hashes = new Map<number, string>();
  for (let index = 0; index < low.length; index++) {
    if (candidates[(low[index] ?? 0) & 4095] === 0) continue;
    const text = hex(high[index] ?? 0, low[index] ?? 0);
    const count = (counts.get(text) ?? 0) + 1;
    counts.set(text, count);
    if (!lines || lines.has(index + 1)) hashes.set(index + 1, `${text}:${count}`);
  }
  return hashes;
}

/** The characters that are hashed, and the index of the first one of each line. */
interface Condensed {
  readonly units: Uint16Array;
  readonly starts: readonly number[];
}

function condense({ text, bom }: SourceFile): Condensed {
  const units = new Uint16Array(text.length + 2 + windowLength);
  const starts = [0];
  let length = 0;
  if (bom) units[length++] = byteOrderMark;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 32 || unit === 9) continue;
    if (unit !== 10 && unit !== 13) {
      units[length++] = unit;
    } else if (unit === 13 || text.charCodeAt(i - 1) !== 13) {
      units[length++] = 10;
      starts.push(length);
    }
  }
  units[length++] = endOfFile;
  return { units: units.subarray(0, length - 1 + windowLength), starts };
}

/**
 * 64-bit arithmetic in two halves of 32 bits, and the lower one in quarters of 16, so that every product is an integer that fits:
 * many times as fast as BigInt.
 */
function hash({ units, starts }: Condensed): { readonly high: Uint32Array; readonly low: Uint32Array } {
  const [highs, lows] = [new Uint32Array(starts.length), new Uint32Array(starts.length)];
  const { high: lostHigh, third: lostThird, fourth: lostFourth } = leaving;
  let [high, low, line] = [0, 0, 0];
  let due = windowLength - 1;
  for (let i = 0; i < units.length; i++) {
    const first = i < windowLength ? 0 : (units[i - windowLength] ?? 0);
    const fourth = (low & 0xffff) * base + (units[i] ?? 0);
    const third = (low >>> 16) * base + (fourth >>> 16);
    const grown = (third << 16) | (fourth & 0xffff);
    const goneFourth = Math.imul(lostFourth, first) >>> 0;
    const goneThird = (Math.imul(lostThird, first) >>> 0) + (goneFourth >>> 16);
    const gone = (goneThird << 16) | (goneFourth & 0xffff);
    const borrow = grown >>> 0 < gone >>> 0 ? 1 : 0;
    low = (grown - gone) | 0;
    high = (Math.imul(high, base) + (third >>> 16) - Math.imul(lostHigh, first) - (goneThird >>> 16) - borrow) | 0;
    if (i < due) continue;
    highs[line] = high;
    lows[line] = low;
    due = (starts[++line] ?? Infinity) + windowLength - 1;
  }
  return { high: highs, low: lows };
}

function hex(high: number, low: number): string {
  return high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, '0');
}
