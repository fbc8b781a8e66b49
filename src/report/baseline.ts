/** The baseline file: findings that were there before, which do not fail the gate. It holds no line numbers, so it outlives edits. */
import { z } from 'zod';
import { ConfigurationError } from '../config/errors.ts';
import type { Notice } from '../source/file-tree.ts';
import { compareText } from './merge.ts';
import type { Result } from './report.ts';

const baselineName = 'faasgate-baseline.json';

const entrySchema = z.strictObject({
  rule: z.string().min(1),
  /** The semantic key without its counter. */
  key: z.string().regex(/^[0-9a-f]{32}$/, 'expected 32 hexadecimal digits'),
  count: z.int().min(1),
  /** Where the findings were; tells copies of one template apart, and is no condition. */
  path: z.string().optional(),
});

const schema = z.strictObject({ version: z.literal(1), findings: z.array(entrySchema) });

export type Baseline = z.output<typeof schema>;
type BaselineEntry = z.output<typeof entrySchema>;

/** @throws ConfigurationError that names the file, the key and what was expected. */
export function readBaseline(path: string, text: string): Baseline {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new ConfigurationError(`${path}: expected JSON, as \`faasgate\` writes it`);
  }
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ConfigurationError(`${path}: ${issue?.path.map(String).join('.') || 'the file'}: ${issue?.message ?? 'not a baseline'}`);
}

/** Everything that is not suppressed, in a fixed order, one entry a line so that changes of it can be reviewed. */
export function baselineOf(results: readonly Result[]): Baseline {
  const entries = new Map<string, BaselineEntry>();
  for (const { finding, fingerprints, suppression } of results) {
    if (suppression?.status === 'accepted') continue;
    const [rule, path, key] = [finding.ruleId, finding.place.path, keyOf(fingerprints.semantic)];
    const id = `${path}\0${rule}\0${key}`;
    entries.set(id, { rule, key, count: (entries.get(id)?.count ?? 0) + 1, path });
  }
  const ordered = [...entries].sort(([a], [b]) => compareText(a, b));
  return { version: 1, findings: ordered.map(([, entry]) => entry) };
}

export function writeBaseline({ version, findings }: Baseline): string {
  const lines = findings.map((entry) => `    ${JSON.stringify(entry)}`).join(',\n');
  return `{\n  "version": ${version},\n  "findings": [${lines === '' ? '' : `\n${lines}\n  `}]\n}\n`;
}

/** The baseline without what is gone. Nothing is ever added to it: a baseline shrinks. */
export function shrinkBaseline(baseline: Baseline, results: readonly Result[]): Baseline {
  const { entries } = match(results, baseline);
  return { version: 1, findings: entries.flatMap(({ entry, left }) => (left < entry.count ? [{ ...entry, count: entry.count - left }] : [])) };
}

/** What both count, and how many findings the second has more. */
export function intersectBaselines(base: Baseline, other: Baseline): { readonly baseline: Baseline; readonly added: number } {
  const nameOf = ({ rule, key, path }: BaselineEntry): string => `${rule}\0${key}\0${path ?? ''}`;
  const counts = new Map<string, number>();
  for (const entry of other.findings) counts.set(nameOf(entry), (counts.get(nameOf(entry)) ?? 0) + entry.count);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const findings = base.findings.flatMap((entry) => {
    const count = Math.min(entry.count, counts.get(nameOf(entry)) ?? 0);
    return count === 0 ? [] : [{ ...entry, count }];
  });
  return { baseline: { version: 1, findings }, added: total - findings.reduce((sum, { count }) => sum + count, 0) };
}

/** Marks the results that the baseline lists as existing: as many of each key as it counts, those at the same path first. */
export function markExisting(
  results: readonly Result[],
  baseline: Baseline,
  path: string = baselineName,
): { readonly results: readonly Result[]; readonly notices: readonly Notice[] } {
  const { existing, entries } = match(results, baseline);
  const gone = entries.reduce((sum, { left }) => sum + left, 0);
  const [are, they] = gone === 1 ? ['is', 'it does'] : ['are', 'they do'];
  const message = `${gone} of the findings in the baseline ${are} gone: write the baseline anew so that ${they} not come back`;
  return {
    results: results.map((result) => (existing.has(result) ? { ...result, state: 'existing' } : result)),
    notices: gone === 0 ? [] : [{ level: 'info', message, path }],
  };
}

interface Counted {
  readonly entry: BaselineEntry;
  left: number;
}

function match(results: readonly Result[], baseline: Baseline): { readonly existing: ReadonlySet<Result>; readonly entries: readonly Counted[] } {
  const entries = baseline.findings.map((entry): Counted => ({ entry, left: entry.count }));
  const byKey = new Map<string, Counted[]>();
  for (const counted of entries) {
    for (const name of [counted.entry.key, `${counted.entry.key}\0${counted.entry.path ?? ''}`]) {
      const list = byKey.get(name);
      if (list) list.push(counted);
      else byKey.set(name, [counted]);
    }
  }
  const existing = new Set<Result>();
  const take = (result: Result, name: string): void => {
    const found = byKey.get(name)?.find(({ left }) => left > 0);
    if (!found) return;
    found.left--;
    existing.add(result);
  };
  const open = results.filter(({ suppression }) => suppression?.status !== 'accepted');
  for (const result of open) take(result, `${keyOf(result.fingerprints.semantic)}\0${result.finding.place.path}`);
  for (const result of open) if (!existing.has(result)) take(result, keyOf(result.fingerprints.semantic));
  return { existing, entries };
}

function keyOf(semantic: string): string {
  const colon = semantic.indexOf(':');
  return colon < 0 ? semantic : semantic.slice(0, colon);
}
