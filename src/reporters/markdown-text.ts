/** Texts from files inside of Markdown: shown as they are, never as markup, links or mentions. */
import { plainLine, plainSource } from './plain-text.ts';

/** Invisible and without meaning: it only keeps two characters from being read as one thing. */
const apart = '&#8203;';

/** Running text. */
export function markdownText(text: string): string {
  return plainLine(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_{}[\]()|~!$^=]/g, '\\$&')
    .replace(/#(?=\w)/g, `#${apart}`)
    .replaceAll('@', `@${apart}`)
    .replace(/(GH)-(?=\d)/gi, `$1${apart}-`)
    .replaceAll('://', `:${apart}//`)
    .replace(/www\./gi, `$&${apart}`)
    .replace(/^(\s*)(\d+[.)]|[-+#=])/, `$1${apart}$2`);
}

/** A sentence with the names in it as code. A name that is a plain word stands in it once, or the sentence may mean the word. */
export function markdownSentence(text: string, names: readonly string[]): string {
  const wanted = names.filter((name) => name.trim().length > 1 && (!/^[a-z]+$/i.test(name) || text.split(name).length === 2));
  if (wanted.length === 0) return markdownText(text);
  const longestFirst = wanted.toSorted((a, b) => b.length - a.length).map((name) => name.replace(/[^\w\s]/g, '\\$&'));
  const parts = text.split(new RegExp(`(?<![\\w-])(${longestFirst.join('|')})(?![\\w-])`));
  return parts.map((part, index) => (index % 2 === 1 ? markdownCode(part) : spaced(part))).join('');
}

/** The spaces at its ends stay. */
function spaced(text: string): string {
  const [, lead = '', middle = '', trail = ''] = /^( ?)(.*?)( ?)$/s.exec(text) ?? [];
  return `${lead}${middle === '' ? '' : markdownText(middle)}${trail}`;
}

/** A code span, which nothing in the text can end. Not for cells of tables, where a bar is read before code is. */
export function markdownCode(text: string): string {
  const plain = plainLine(text);
  if (plain.trim() === '') return '` `';
  const fence = '`'.repeat(longestRun(plain) + 1);
  const pad = plain.startsWith('`') || plain.endsWith('`') || fence.length > 1 ? ' ' : '';
  return fence + pad + plain + pad + fence;
}

/** A fenced block, which nothing in the lines can end. */
export function markdownFence(language: string, lines: readonly string[]): string {
  const plain = lines.map(plainSource);
  const longest = plain.reduce((length, line) => Math.max(length, longestRun(line)), 2);
  const fence = '`'.repeat(longest + 1);
  return [fence + language, ...plain, fence].join('\n');
}

/** Text inside of an HTML element. */
export function htmlText(text: string): string {
  const plain = plainLine(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  return plain
    .replace(/#(?=\w)/g, `#${apart}`)
    .replace(/[\\`*_[\]()|~!$]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll('@', `@${apart}`)
    .replace(/(GH)-(?=\d)/gi, `$1${apart}-`)
    .replaceAll('://', `:${apart}//`)
    .replace(/www\./gi, `$&${apart}`);
}

function longestRun(text: string): number {
  let longest = 0;
  for (const run of text.match(/`+/g) ?? []) longest = Math.max(longest, run.length);
  return longest;
}
