/** One requirement of Python: `requests[socks]==2.31.0; python_version > "3.8"`, and Poetry's `^2.31`. */
import { satisfies, validRange } from '@renovatebot/pep440';
import type { Span } from '../../source/span.ts';
import { canonicalName } from '../ecosystem.ts';
import { part } from '../formats/scalar.ts';
import type { Declaration, Raise } from '../package.ts';
import { versionOrder } from '../versions/order.ts';

const order = versionOrder('PyPI');

export interface DeclareOptions {
  readonly dev: boolean;
  /** What must run once the text is changed. */
  readonly after?: ((name: string, version: string) => string) | undefined;
  /** Editing the text cannot be right: hashes stand beside it. */
  readonly commandOnly?: boolean;
}

/** Reads the requirement in `text`, which stands at `at`; undefined for what names no package: options, addresses, paths. */
export function readRequirement(text: string, at: Span, options: DeclareOptions): Declaration | undefined {
  if (text.length > longestRequirement) return undefined;
  const match = /^\s*([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*/.exec(text);
  const name = match?.[1];
  if (!match || name === undefined) return undefined;
  const rest = text.slice(match[0].length);
  if (/^(?:@|[/\\:])/.test(rest)) return undefined;
  const open = rest.startsWith('(') ? 1 : 0;
  const [written = ''] = /^[^;#)]*?(?=\s*(?:[;#)]|\s--|$))/.exec(rest.slice(open)) ?? [];
  // Where no version is named, the name stands for it.
  const place = written === '' ? part(at, match[0].indexOf(name), name.length) : part(at, match[0].length + open, written.length);
  return declare(name, written, place, options);
}

/** What is longer is none, and is taken for one that says nothing. */
const longestRequirement = 1000;

/** A requirement whose name stands elsewhere: Poetry's tables, Pipfile. */
export function declare(name: string, given: string, at: Span, { dev, after, commandOnly = false }: DeclareOptions): Declaration {
  const written = given.length > longestRequirement ? '' : given;
  const pinned = pinOf(written);
  return {
    ecosystem: 'PyPI',
    name: canonicalName('PyPI', name),
    at,
    requirement: written,
    exact: pinned !== undefined,
    dev,
    admits: (version) => admits(written, version),
    raise: (version): Raise | undefined => {
      const command = after?.(canonicalName('PyPI', name), version);
      if (commandOnly) return command === undefined ? undefined : { edits: [], command };
      const text = raised(written, version);
      return text === undefined ? undefined : { edits: [{ at, text }], command };
    },
  };
}

/** The only version that `==` and `===` let in, and Poetry's bare version; `==2.*` lets many in. */
export function pinOf(written: string): string | undefined {
  const version = /^\s*(?:===?\s*)?v?(\d[^\s,*]*)\s*$/.exec(written)?.[1];
  return version !== undefined && order.isVersion(version) ? version : undefined;
}

function admits(written: string, version: string): boolean | undefined {
  const specifier = toPep440(written.trim());
  if (specifier === undefined || !order.isVersion(version) || !validRange(specifier)) return undefined;
  return satisfies(version, specifier, { prereleases: true });
}

/** Poetry's caret, tilde and bare versions in the words of PEP 440; undefined for what is neither. */
function toPep440(written: string): string | undefined {
  if (written === '' || written === '*') return '';
  const parts = written.split(',').map((one) => {
    const text = one.trim();
    const [, operator = '', version = ''] = /^(\^|~(?!=)|)\s*v?(\d+(?:\.\d+)*)$/.exec(text) ?? [];
    if (version === '') return /^(?:[<>!~=]=|===|[<>])\s*v?\d[\w.+!*-]*$/.test(text) ? text : undefined;
    if (operator === '') return `==${version}`;
    return `>=${version},<${above(version.split('.').map(Number), operator)}`;
  });
  return parts.some((one) => one === undefined) ? undefined : parts.join(',');
}

/** The first version that a caret or a tilde keeps out. */
function above(numbers: readonly number[], operator: string): string {
  const firstUsed = numbers.findIndex((number) => number > 0);
  const index = operator === '~' ? Math.min(1, numbers.length - 1) : firstUsed < 0 ? numbers.length - 1 : firstUsed;
  return [...numbers.slice(0, index), (numbers[index] ?? 0) + 1].join('.');
}

/** The lowest version that a requirement names as its lower end. */
export function lowestPython(written: string): string | undefined {
  const versions = written.split(',').flatMap((one) => /^\s*(?:===?|~=|>=|\^|~|)\s*v?(\d[\w.+!-]*)\s*$/.exec(one)?.[1] ?? []);
  return versions.filter((version) => order.isVersion(version)).sort((a, b) => order.compare(b, a))[0];
}

/** Keeps the operator of a requirement that has one part; a bounded range keeps its upper end where the version fits below it. */
function raised(written: string, version: string): string | undefined {
  const single = /^(\s*(?:===?|~=|>=|\^|~|)\s*)v?\d[\w.+!-]*(\s*)$/.exec(written);
  if (single) return `${single[1]}${version}${single[2]}`;
  const lower = /^(\s*>=\s*)v?\d[\w.+!-]*/.exec(written);
  if (!lower || toPep440(written.trim()) === undefined) return undefined;
  const next = `${lower[1]}${version}${written.slice(lower[0].length)}`;
  return admits(next, version) === true ? next : undefined;
}
