/** Names in a sentence: `s3:*, sqs:* and 2 more`. */

/** At most so many names are read. */
const shown = 3;

export function listing(names: readonly string[]): string {
  if (names.length > shown) return `${names.slice(0, shown).join(', ')} and ${names.length - shown} more`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
