/** What a variable comes to, and why it may come to nothing. */
import type { Hole, Pattern } from '../../model/value.ts';
import type { Span } from '../../source/span.ts';
import type { DocumentNode } from '../../syntax/document.ts';

/** What a variable comes to. */
export type Found =
  /** Something that stands in the repository, and may be a variable again. */
  | { readonly kind: 'node'; readonly node: DocumentNode }
  /** A literal of the variable's own text, or a text put together. */
  | { readonly kind: 'value'; readonly value: string | number | boolean | null }
  /** The whole of a text file. */
  | { readonly kind: 'file'; readonly at: Span }
  | { readonly kind: 'unknown'; readonly why: string; readonly pattern?: Pattern | undefined }
  /** Nothing is there: the next alternative counts. */
  | { readonly kind: 'missing'; readonly why: string };

export const hole: Hole = {};

export const circular: Found = { kind: 'unknown', why: 'it refers to itself' };

/** Why a value of another place cannot be known here. */
const elsewhere: Readonly<Record<string, string>> = {
  env: 'the environment of the deployment decides',
  opt: 'the command line of the deployment decides',
  param: 'no stage of this file sets this parameter',
  sls: 'the deployment decides',
  ssm: 'it is kept in the SSM parameter store',
  cf: 'another stack puts it out',
  s3: 'it is kept in a bucket',
  output: 'another service puts it out',
  git: 'the checkout decides',
  terraform: 'it is kept in a Terraform state',
  vault: 'it is kept in a vault',
  doppler: 'it is kept in a vault',
};

/** Why nobody here knows what a source of values holds. */
export function whyElsewhere(provider: string): string {
  return elsewhere[provider] ?? 'it is worked out at deployment';
}

export function missing(path: readonly string[]): Found {
  return { kind: 'missing', why: `there is no \`${path.join('.')}\` here` };
}

/** Longer texts are not put together. */
const longestText = 20_000;

/** One text out of several that are known in part. */
export function putTogether(pieces: readonly Pattern[]): Found {
  const pattern: (string | Hole)[] = [];
  let length = 0;
  for (const piece of pieces.flat()) {
    const last = pattern.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') pattern[pattern.length - 1] = last + piece;
    else if (typeof piece === 'string' || last !== hole) pattern.push(piece);
    length += typeof piece === 'string' ? piece.length : 1;
    if (length > longestText) return { kind: 'unknown', why: 'it is too long to be put together' };
  }
  const [only] = pattern;
  if (pattern.length === 1 && typeof only === 'string') return { kind: 'value', value: only };
  return { kind: 'unknown', why: 'parts of it are decided at deployment', pattern };
}
