/** What we write into our comments to know them again: invisible, checked, and bound to where it stands. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { severities } from '../finding/severity.ts';

const counted = z.strictObject({ day: z.iso.date(), bySeverity: z.record(z.enum(severities), z.number()) });

export type Counted = z.output<typeof counted>;

const schema = z.strictObject({
  kind: z.enum(['comment', 'group', 'summary', 'issue', 'fixes']),
  /** The input `id` of the run. */
  id: z.string(),
  state: z.enum(['open', 'closed']),
  /** The findings it is about, by `keyOf`. */
  keys: z.array(z.string().regex(/^[0-9a-f]{12}$/)).default([]),
  /** Scanners that could tell whether they are gone. */
  scanners: z.array(z.string()).default([]),
  /** A group that stands for every finding of this rule that has no comment of its own. */
  rule: z.string().optional(),
  /** The numbers of a sweep, and those of the last one on another day, for the trend. */
  counts: counted.optional(),
  before: counted.optional(),
});

export type Marker = z.output<typeof schema>;

/** Where a marker holds: copied to another pull request or repository it means nothing. */
export type Scope = string;

const form = /^<!-- faasgate 1 ([A-Za-z0-9_-]{1,60000}) ([0-9a-f]{16}) -->\r?(?:\n|$)/;

/** More keys than this make a comment too long for GitHub; a group of more stands for its whole rule. */
export const mostKeys = 1500;

/** Short, because a comment can hold many. */
export function keyOf(semantic: string): string {
  return hash(semantic).slice(0, 12);
}

/** One line of its own. */
export function writeMarker(marker: Marker, scope: Scope): string {
  const payload = Buffer.from(JSON.stringify(marker)).toString('base64url');
  return `<!-- faasgate 1 ${payload} ${seal(payload, scope)} -->`;
}

/**
 * Only where it is the first line of the text, whole, and made for this scope. Whether the comment is ours is another question, which
 * GitHub answers: there is no secret that a workflow could sign with and a pull request could not see.
 */
export function readMarker(body: string, scope: Scope): Marker | undefined {
  const [, payload = '', sealed] = form.exec(body) ?? [];
  if (payload === '' || seal(payload, scope) !== sealed) return undefined;
  try {
    const result = schema.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    return result.success ? result.data : undefined;
  } catch {
    return undefined;
  }
}

function seal(payload: string, scope: Scope): string {
  return hash(JSON.stringify(['faasgate 1', scope, payload])).slice(0, 16);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
