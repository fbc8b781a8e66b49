/** Secrets are kept as the places where they stand and never as what they are: the files give them back. */
import type { FileTree } from '../../source/file-tree.ts';
import type { GroupResult } from './group.ts';

export interface SecretPlace {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** Where the secrets of a result stand; undefined where one stands nowhere as it is, or where what would be kept shows one. */
export function hideSecrets({ secrets, ...rest }: GroupResult, paths: readonly string[], files: FileTree): readonly SecretPlace[] | undefined {
  if (secrets.length === 0) return [];
  const kept = JSON.stringify(rest);
  const places = secrets.flatMap((secret) => placeOf(secret, paths, files) ?? []);
  const shows = secrets.some((secret) => kept.includes(JSON.stringify(secret).slice(1, -1)));
  return places.length < secrets.length || shows ? undefined : places;
}

export function showSecrets(places: readonly SecretPlace[], files: FileTree): readonly string[] | undefined {
  const secrets = places.flatMap(({ path, start, end }) => files.read(path)?.text.slice(start, end) ?? []);
  return secrets.length < places.length ? undefined : secrets;
}

function placeOf(secret: string, paths: readonly string[], files: FileTree): SecretPlace | undefined {
  for (const path of paths) {
    const start = files.read(path)?.text.indexOf(secret) ?? -1;
    if (start >= 0) return { path, start, end: start + secret.length };
  }
  return undefined;
}
