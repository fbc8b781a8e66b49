/** One decoded text file, with its lines. */
import { isAscii, isUtf8 } from 'node:buffer';
import type { Edit } from './edit.ts';
import type { Position } from './span.ts';

export type Encoding = 'utf8' | 'utf16le' | 'utf16be';

/** What a file was before edits made it what it is. */
export interface Origin {
  readonly file: SourceFile;
  /** Those of this file, in order of place and apart. */
  readonly edits: readonly Edit[];
}

/** A file's text, decoded, without its byte order mark; `path` is relative to the scanned folder, with `/` between names. */
export class SourceFile {
  readonly path: string;
  readonly text: string;
  readonly encoding: Encoding;
  /** Whether the file began with a byte order mark, so that writing it back keeps it. */
  readonly bom: boolean;
  /** For a file that edits made: readers take over what these left alone. */
  readonly origin: Origin | undefined;
  #lineStarts: readonly number[] | undefined;
  readonly #made = new Map<unknown, unknown>();

  constructor(path: string, text: string, encoding: Encoding = 'utf8', bom = false, origin?: Origin) {
    this.path = path;
    this.text = text;
    this.encoding = encoding;
    this.bom = bom;
    this.origin = origin;
  }

  /**
   * What `make` makes of this file, made when it is first asked for. It is kept here and not in a map with weak keys, because
   * the engine's frequent collections take what such a map holds for still in use.
   */
  once<Made>(make: (file: SourceFile) => Made): Made {
    if (!this.#made.has(make)) this.#made.set(make, make(this));
    return this.#made.get(make) as Made;
  }

  /** The same where it has been made already. */
  made<Made>(make: (file: SourceFile) => Made): Made | undefined {
    return this.#made.get(make) as Made | undefined;
  }

  /** Lets go of everything that was made of it, which is much more than the file itself. */
  forget(): void {
    // One by one: clearing puts a new table in the place of the old one, which goes on holding everything until it is collected.
    for (const make of this.#made.keys()) this.#made.delete(make);
  }

  /** Offsets at which lines begin; `\n`, `\r\n` and a lone `\r` each end a line. */
  get lineStarts(): readonly number[] {
    this.#lineStarts ??= findLineStarts(this.text);
    return this.#lineStarts;
  }

  get lineCount(): number {
    return this.lineStarts.length;
  }

  /** The line ending that the file uses first, `\n` for a file of one line. */
  get lineEnding(): '\n' | '\r\n' {
    const first = this.text.indexOf('\n');
    return first > 0 && this.text[first - 1] === '\r' ? '\r\n' : '\n';
  }

  positionAt(offset: number): Position {
    const starts = this.lineStarts;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }

  /** The text of line `line` (counted from 1) without its line ending; empty beyond the end. */
  line(line: number): string {
    const start = this.lineStarts[line - 1];
    if (start === undefined) return '';
    const end = this.lineStarts[line] ?? this.text.length;
    return this.text.slice(start, end).replace(/[\r\n]+$/, '');
  }
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}

/** Thrown for content that is no text; the message is written to be shown. */
export class NotTextError extends Error {}

/** Decodes UTF-8 (with or without mark) and UTF-16 with a mark. @throws NotTextError for binary content. */
export function decode(path: string, bytes: Uint8Array): SourceFile {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return new SourceFile(path, new TextDecoder('utf-16le').decode(bytes.subarray(2)), 'utf16le', true);
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return new SourceFile(path, new TextDecoder('utf-16be').decode(bytes.subarray(2)), 'utf16be', true);
  }
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const body = bom ? bytes.subarray(3) : bytes;
  if (isLfsPointer(body)) throw new NotTextError('a Git LFS pointer stands in its place (actions/checkout takes `lfs: true`)');
  if (body.subarray(0, 8192).includes(0)) throw new NotTextError('it holds binary data');
  if (!isUtf8(body)) throw new NotTextError('its bytes are not UTF-8 text');
  return new SourceFile(path, Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString(isAscii(body) ? 'latin1' : 'utf8'), 'utf8', bom);
}

/** What Git LFS leaves where the file is not fetched: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md (2026-11). */
function isLfsPointer(body: Uint8Array): boolean {
  return body.length < 1024 && body[0] === 0x76 && Buffer.from(body).toString('latin1').startsWith('version https://git-lfs.github.com/spec/');
}

/** The bytes of a file as it was: same encoding, same byte order mark. */
export function encode(file: SourceFile): Uint8Array {
  if (file.encoding === 'utf8') return new TextEncoder().encode((file.bom ? '\ufeff' : '') + file.text);
  const bytes = Buffer.from('\ufeff' + file.text, 'utf16le');
  return file.encoding === 'utf16be' ? bytes.swap16() : bytes;
}
