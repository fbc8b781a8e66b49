/** Functions over texts. */
import type { Tree } from '../../../../evaluation/tree.ts';
import type { Pattern } from '../../../../model/value.ts';
import { hole, itemsOf, known, opaque, patternOf, scalar, sequence, textFrom, type Site } from '../../../../evaluation/computed.ts';
import type { TerraformFunction } from './call.ts';

export const textFunctions: Readonly<Record<string, TerraformFunction>> = {
  lower: mapped((text) => text.toLowerCase()),
  upper: mapped((text) => text.toUpperCase()),
  title: whole((text) => text.replace(/\b[a-z]/g, (letter) => letter.toUpperCase())),
  trimspace: mapped((text) => text.trim()),
  chomp: mapped((text) => text.replace(/[\r\n]+$/, '')),
  strrev: whole((text) => Array.from(text).reverse().join('')),
  basename: whole((text) => text.slice(text.lastIndexOf('/') + 1)),
  dirname: whole((text) => (text.includes('/') ? text.slice(0, text.lastIndexOf('/')) : '.')),
  abspath: whole((text) => text),
  pathexpand: whole((text) => text),
  trimprefix: whole((text, start) => (text.startsWith(start) ? text.slice(start.length) : text)),
  trimsuffix: whole((text, end) => (end !== '' && text.endsWith(end) ? text.slice(0, -end.length) : text)),
  trim: whole((text, signs) => trimSigns(text, signs)),
  startswith: answer((text, start) => text.startsWith(start)),
  endswith: answer((text, end) => text.endsWith(end)),
  strcontains: answer((text, part) => text.includes(part)),

  replace([text, from, to], { site }) {
    const [old, changed] = [known(from), known(to)];
    // A search between slashes is a regular expression: those of a repository are not run.
    if (!text || old === undefined || changed === undefined || old === '' || (old.length > 1 && old.startsWith('/') && old.endsWith('/')))
      return undefined;
    return mapText(text, (part) => part.replaceAll(old, changed), site);
  },

  indent([spaces, text], { site }) {
    const blanks = ' '.repeat(Math.min(Math.max(Number(known(spaces)) || 0, 0), 100));
    return text && mapText(text, (part) => part.replaceAll('\n', `\n${blanks}`), site);
  },

  substr([text, from, length], { site }) {
    const [value, start, count] = [known(text), Number(known(from)), Number(known(length))];
    if (value === undefined || Number.isNaN(start) || Number.isNaN(count)) return undefined;
    const begin = start < 0 ? Math.max(value.length + start, 0) : start;
    return scalar(count < 0 ? value.slice(begin) : value.slice(begin, begin + count), site.at, site.editor);
  },

  join([separator, ...lists], { site }) {
    const sign = known(separator);
    if (sign === undefined || lists.some((list) => list.kind !== 'sequence')) return undefined;
    const parts = lists.flatMap((list) => [
      ...itemsOf(list).map(patternOf),
      ...(list.kind === 'sequence' && list.partial ? [[hole] as Pattern] : []),
    ]);
    return textFrom(
      parts.flatMap((part, index) => (index === 0 ? [part] : [[sign], part])),
      site.at,
      site.editor,
    );
  },

  split([separator, text], { site }) {
    const [sign, value] = [known(separator), known(text)];
    if (sign === undefined || value === undefined || !text) return undefined;
    const items = value === '' ? [''] : value.split(sign);
    return sequence(
      items.map((item) => ({ ...scalar(item, text.at), via: text.via })),
      site.at,
    );
  },

  format([spec, ...given], { site }) {
    const template = known(spec);
    return template === undefined ? undefined : formatted(template, given, site);
  },

  formatlist([spec, ...given], { site }) {
    const template = known(spec);
    const lengths = given.flatMap((list) => (list.kind === 'sequence' ? [list.items.length] : []));
    if (template === undefined || given.some((list) => list.kind === 'sequence' && list.partial)) return undefined;
    const items = Array.from({ length: Math.min(...lengths, 10_000) }, (_, index) =>
      formatted(
        template,
        given.map((list) => (list.kind === 'sequence' ? itemsOf(list)[index]! : list)),
        site,
      ),
    );
    return lengths.length === 0 ? undefined : sequence(items, site.at, false, site.editor);
  },
};

/** A function of a text that may also be applied to the known parts of one. */
function mapped(change: (text: string) => string): TerraformFunction {
  return ([text], { site }) => text && mapText(text, change, site);
}

function mapText(text: Tree, change: (text: string) => string, site: Site): Tree | undefined {
  if (text.kind === 'scalar') return scalar(change(String(text.value ?? '')), site.at, site.editor);
  if (text.kind !== 'opaque' || !text.pattern) return undefined;
  const pattern = text.pattern.map((part) => (typeof part === 'string' ? change(part) : part));
  return opaque(text.why, site.at, pattern, site.editor);
}

/** A function of texts all of which must be known. */
function whole(change: (text: string, ...more: string[]) => string): TerraformFunction {
  return (given, { site }) => {
    const texts = given.map(known);
    const [text, ...more] = texts;
    if (text === undefined || more.some((one) => one === undefined)) return undefined;
    return scalar(change(text, ...more.map(String)), site.at, site.editor);
  };
}

function answer(ask: (text: string, other: string) => boolean): TerraformFunction {
  return ([text, other], { site }) => {
    const [a, b] = [known(text), known(other)];
    return a === undefined || b === undefined ? undefined : scalar(ask(a, b), site.at, site.editor);
  };
}

function trimSigns(text: string, signs: string): string {
  let [start, end] = [0, text.length];
  while (start < end && signs.includes(text[start]!)) start++;
  while (end > start && signs.includes(text[end - 1]!)) end--;
  return text.slice(start, end);
}

const verb = /%(?:\[(\d+)\])?([-+ #0]*)(\d*)(?:\.(\d+))?([a-zA-Z%])/g;

/** `%s`, `%d`, `%v`, `%q`, `%03d`, `%[2]s`; anything else leaves a hole. */
function formatted(template: string, given: readonly Tree[], site: Site): Tree {
  const parts: Pattern[] = [];
  let next = 0;
  let from = 0;
  for (const found of template.matchAll(verb)) {
    const [all, index, flags = '', width = '', , letter] = found;
    parts.push([template.slice(from, found.index)]);
    from = found.index + all.length;
    if (letter === '%') {
      parts.push(['%']);
      continue;
    }
    if (index !== undefined) next = Number(index) - 1;
    const value = given[next++];
    parts.push(value ? written(value, letter ?? '', flags, Math.min(Number(width), 100)) : [hole]);
  }
  parts.push([template.slice(from)]);
  return textFrom(parts, site.at, site.editor);
}

function written(value: Tree, letter: string, flags: string, width: number): Pattern {
  const pattern = patternOf(value);
  const [text] = pattern;
  if (pattern.length !== 1 || typeof text !== 'string') return 'svdq'.includes(letter) ? pattern : [hole];
  if (!'svdq'.includes(letter)) return [hole];
  const quoted = letter === 'q' ? JSON.stringify(text) : text;
  return [flags.includes('-') ? quoted.padEnd(width) : quoted.padStart(width, flags.includes('0') ? '0' : ' ')];
}
