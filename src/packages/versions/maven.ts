/** The order of Maven's versions: https://maven.apache.org/pom.html#version-order-specification. */

/** Numbers as they are, words in lower case; lists are what a hyphen or a change between digits and letters begins. */
type Item = number | string | readonly Item[];

const qualifiers = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'];
const aliases: Readonly<Record<string, string>> = { ga: '', final: '', release: '', cr: 'rc' };
/** Before a digit only. */
const shortForms: Readonly<Record<string, string>> = { a: 'alpha', b: 'beta', m: 'milestone' };

const mostParts = 100;

export function compareMaven(a: string, b: string): number {
  return compareItems(parse(a), parse(b));
}

/** The numbers before the first letter or hyphen. */
export function releaseNumbers(version: string): readonly number[] {
  return (/^\d+(?:\.\d+)*/.exec(version)?.[0] ?? '')
    .split('.')
    .filter((part) => part !== '')
    .map(Number);
}

function parse(version: string): readonly Item[] {
  const root: Item[] = [];
  let list = root;
  const tokens = version.toLowerCase().match(/\d+|[^\d.-]+|[.-]/g) ?? [];
  let previous: 'digits' | 'letters' | '.' | '-' | '' = '';
  const descend = (): void => {
    normalize(list);
    const next: Item[] = [];
    list.push(next);
    list = next;
  };
  for (const [index, token] of tokens.slice(0, mostParts).entries()) {
    if (token === '.' || token === '-') {
      // Nothing between two separators counts as zero.
      if (previous === '' || previous === '.' || previous === '-') list.push(0);
      if (token === '-') descend();
      previous = token;
      continue;
    }
    const digits = /^\d/.test(token);
    if (previous === 'digits' || previous === 'letters') descend();
    const before = tokens[index + 1] !== undefined && /^\d/.test(tokens[index + 1] ?? '');
    list.push(digits ? Number(token) : word(token, before));
    previous = digits ? 'digits' : 'letters';
  }
  normalize(root);
  return root;
}

function word(text: string, beforeDigit: boolean): string {
  const long = beforeDigit ? (shortForms[text] ?? text) : text;
  return aliases[long] ?? long;
}

/** Zeros and empty words at the end, or just before a list, say nothing. */
function normalize(list: Item[]): void {
  for (let i = list.length - 1; i >= 0; i--) {
    const item = list[i];
    if (item === 0 || item === '' || (Array.isArray(item) && item.length === 0)) list.splice(i, 1);
    else if (!Array.isArray(item)) return;
  }
}

function compareItems(a: Item | undefined, b: Item | undefined): number {
  if (a === undefined || b === undefined) return a === undefined ? (b === undefined ? 0 : -compareWithNothing(b)) : compareWithNothing(a);
  const kinds = kindOf(a) - kindOf(b);
  if (kinds !== 0) return kinds;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return compareWords(a, b);
  if (!Array.isArray(a) || !Array.isArray(b)) return 0;
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const result = compareItems(a[i] as Item | undefined, b[i] as Item | undefined);
    if (result !== 0) return result;
  }
  return 0;
}

/** A word comes before a list, a list before a number. */
function kindOf(item: Item): number {
  return typeof item === 'string' ? 0 : typeof item === 'number' ? 2 : 1;
}

function compareWithNothing(item: Item): number {
  if (typeof item === 'number') return item === 0 ? 0 : 1;
  if (typeof item === 'string') return compareWords(item, '');
  for (const part of item) {
    const result = compareWithNothing(part);
    if (result !== 0) return result;
  }
  return 0;
}

function compareWords(a: string, b: string): number {
  const [first, second] = [qualifiers.indexOf(a), qualifiers.indexOf(b)];
  if (first >= 0 && second >= 0) return first - second;
  if (first >= 0 || second >= 0) return first >= 0 ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
