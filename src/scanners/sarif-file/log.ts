/** A SARIF file as other tools write it: every part may be missing or of another type, and then it is absent. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const mostMegabytes = 50;

export type Json = Readonly<Record<string, unknown>>;

/** The runs, or a sentence about why there are none to be read. */
export function readRuns(path: string): readonly Json[] | string {
  const bytes = readBytes(path);
  if (typeof bytes === 'string') return bytes;
  let data: unknown;
  try {
    data = JSON.parse(decode(bytes));
  } catch {
    return bytes.length === 0 ? 'it is empty' : 'it is not JSON';
  }
  const log = object(data);
  if (!log || !Array.isArray(log['runs'])) return 'it is JSON and not SARIF: it holds no runs';
  const version = text(log['version']);
  if (version !== undefined && !version.startsWith('2.')) return `it is SARIF ${version}; only 2.1.0 is read`;
  return objects(log['runs']);
}

/** Read by the handle that was measured, so that it cannot grow in between. */
function readBytes(path: string): Buffer | string {
  let handle: number | undefined;
  try {
    handle = openSync(path, 'r');
    const stats = fstatSync(handle);
    if (!stats.isFile()) return 'it is no file';
    if (stats.size > mostMegabytes * 1024 * 1024) return `it is larger than ${mostMegabytes} MB`;
    const bytes = Buffer.alloc(stats.size);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read) read = readSync(handle, bytes, length, bytes.length - length, length);
    return bytes.subarray(0, length);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'there is no such file' : 'it cannot be read';
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** Tools on Windows write UTF-16, and byte order marks. */
function decode(bytes: Buffer): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

export function object(value: unknown): Json | undefined {
  return isObject(value) ? value : undefined;
}

export function objects(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is at the end of the names; undefined where one of them is missing. */
export function at(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>((inner, name) => object(inner)?.[name], value);
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

export function whole(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}

/** Numbers come as texts, too. */
export function number(value: unknown): number | undefined {
  const parsed = typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  return Number.isFinite(parsed) ? parsed : undefined;
}
