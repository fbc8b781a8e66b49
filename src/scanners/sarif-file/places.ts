/** From SARIF's locations to places of the scanned tree. */
import { basename, resolve, sep } from 'node:path';
import type { Place } from '../../finding/finding.ts';
import { joinPath, type FileTree } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { at, object, objects, text, whole, type Json } from './log.ts';

export interface Ground {
  readonly files: FileTree;
  /** The scanned folder, absolute. */
  readonly folder: string;
}

/** `unknown`: it names no file; `outside`: its file is not in the tree. */
export type Located = Place | 'unknown' | 'outside';

export function placeOf(location: Json | undefined, run: Json, ground: Ground): Located {
  const physical = object(location?.['physicalLocation']);
  const uri = uriOf(object(physical?.['artifactLocation']), run);
  if (uri === undefined) return 'unknown';
  const path = pathInTree(uri, ground);
  const file = path === undefined ? undefined : ground.files.read(path);
  return file ? regionOf(object(physical?.['region']), file) : 'outside';
}

/** The address of a file, with the base it is relative to where that is known; tools that know no base mean the root. */
function uriOf(artifact: Json | undefined, run: Json): string | undefined {
  const index = whole(artifact?.['index']);
  const listed = index === undefined || !Array.isArray(run['artifacts']) ? undefined : object(at(run['artifacts'][index], 'location'));
  const uri = text(artifact?.['uri']) ?? text(listed?.['uri']);
  if (uri === undefined || isAbsolute(uri)) return uri;
  return baseOf(text(artifact?.['uriBaseId']) ?? text(listed?.['uriBaseId']), run) + uri;
}

const mostBases = 8;

function baseOf(id: string | undefined, run: Json): string {
  let base = '';
  for (let next = id, left = mostBases; next !== undefined && left > 0; left--) {
    const one: Json | undefined = object(at(run['originalUriBaseIds'], next));
    const uri: string | undefined = text(one?.['uri']);
    if (uri !== undefined) base = `${uri.replace(/\/?$/, '/')}${base}`;
    if (uri !== undefined && isAbsolute(uri)) break;
    next = text(one?.['uriBaseId']);
  }
  return base;
}

function isAbsolute(uri: string): boolean {
  return /^(?:[A-Za-z][A-Za-z0-9+.-]*:|[/\\])/.test(uri);
}

/**
 * A path that leads to a file of the tree. Absolute ones are of this machine or of another one, whose folders are unknown here: those
 * are cut from the left until the rest is a file of the tree.
 */
function pathInTree(uri: string, { files, folder }: Ground): string | undefined {
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]+):/.exec(uri)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'file') return undefined;
  const plain = decoded(uri.replace(/^file:(?:\/\/[^/]*)?/i, '')).replaceAll('\\', '/');
  const own = resolve(folder).split(sep).join('/');
  const below = plain.startsWith(`${own}/`) ? plain.slice(own.length + 1) : plain;
  const path = joinPath(below);
  if (path === undefined || path === '') return undefined;
  if (files.has(path)) return path;
  const names = path.split('/');
  // Checkov puts the name of the scanned folder before its paths.
  const cuts = isAbsolute(uri) ? names.length : names[0] === basename(folder) ? 2 : 0;
  for (let cut = 1; cut < cuts; cut++) {
    const rest = names.slice(cut).join('/');
    if (files.has(rest)) return rest;
  }
  return undefined;
}

/** A name may hold a percent sign that encodes nothing. */
function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/** Inside of the file, whatever it says; whole lines where it says no columns. */
function regionOf(region: Json | undefined, file: SourceFile): Place {
  const offset = whole(region?.['charOffset']);
  if (whole(region?.['startLine']) === undefined && offset !== undefined && offset >= 0)
    return spanned(file, offset, whole(region?.['charLength']) ?? 0);
  const startLine = clamp(whole(region?.['startLine']) ?? 1, 1, file.lineCount);
  const endLine = clamp(whole(region?.['endLine']) ?? startLine, startLine, file.lineCount);
  const startColumn = clamp(whole(region?.['startColumn']) ?? 1, 1, file.line(startLine).length + 1);
  const least = endLine === startLine ? startColumn : 1;
  const endColumn = clamp(whole(region?.['endColumn']) ?? Number.MAX_SAFE_INTEGER, least, file.line(endLine).length + 1);
  return { path: file.path, startLine, startColumn, endLine, endColumn };
}

function spanned(file: SourceFile, start: number, length: number): Place {
  const [from, to] = [start, start + Math.max(0, length)].map((offset) => file.positionAt(Math.min(offset, file.text.length)));
  return { path: file.path, startLine: from!.line, startColumn: from!.column, endLine: to!.line, endColumn: to!.column };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}

/** Steps of the first way that a result tells, or the places beside its own, that are in the tree. */
export function placesOf(locations: unknown, run: Json, ground: Ground, most: number): readonly { readonly place: Place; readonly text: string }[] {
  return objects(locations)
    .slice(0, most)
    .flatMap((one) => {
      const location = object(one['location']) ?? one;
      const place = placeOf(location, run, ground);
      return typeof place === 'string' ? [] : [{ place, text: text(at(location, 'message', 'text')) ?? 'see here' }];
    });
}
