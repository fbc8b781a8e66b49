/** Texts from files made harmless: nothing in them moves a cursor, hides or reorders what is read. */

/** Characters that are invisible or change the direction of writing, and halves of surrogate pairs. */
const strange =
  '\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b\\u200c\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0e\\ufeff\\uffa0\\ufff0-\\ufffb\\u{e0001}\\u{e0020}-\\u{e007f}\\p{Surrogate}';
const invisible = new RegExp(`[\\u0000-\\u001f${strange}]`, 'gu');
/** JSON escapes control characters itself, and its own line breaks are to stay. */
const invisibleInJson = new RegExp(`[${strange}]`, 'gu');

/** One line: white space of all kinds becomes a blank, other invisible characters are shown by their number, as `<U+202E>`. */
export function plainLine(text: string): string {
  return text.replace(invisible, (character) => (/[\t-\r\u0085\u2028\u2029]/.test(character) ? ' ' : named(character)));
}

/** A line of source: the same, with tabs as two blanks. */
export function plainSource(text: string): string {
  return text.replace(invisible, (character) => (character === '\t' ? '  ' : named(character)));
}

/** The same text with invisible characters as JSON escapes; for JSON that has been written, where it changes no meaning. */
export function escapeInJson(json: string): string {
  // Plain characters are told apart much faster, and nearly all are.
  return json.replace(/[^\n -~]+/g, (others) => others.replace(invisibleInJson, (character) => [...unitsOf(character)].join('')));
}

/** At most `length` UTF-16 units, cut ends marked. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = /[\ud800-\udbff]/.test(text.charAt(length - 2)) ? length - 2 : length - 1;
  return `${text.slice(0, end)}…`;
}

/** Columns of a terminal that a text takes: wide characters two, combining ones none. */
export function displayWidth(text: string): number {
  if (/^[\u0000-\u007f]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) {
    if (/\p{Mark}/u.test(character)) continue;
    width += /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\uff01-\uff60]/u.test(character) ? 2 : 1;
  }
  return width;
}

function named(character: string): string {
  return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;
}

function* unitsOf(character: string): Iterable<string> {
  for (let i = 0; i < character.length; i++) yield `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
}
