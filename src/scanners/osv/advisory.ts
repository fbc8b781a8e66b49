/** An advisory as OSV writes it, read tolerantly: https://ossf.github.io/osv-schema/. */
import type { StatedSeverity } from './cvss/severity.ts';

export interface Advisory {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly details: string;
  readonly withdrawn: boolean;
  readonly severity: readonly StatedSeverity[];
  /** The database's own word: `HIGH`. */
  readonly severityWord: string | undefined;
  readonly affected: readonly Affected[];
}

export interface Affected {
  readonly ecosystem: string;
  readonly name: string;
  /** Versions that are named one by one. */
  readonly versions: ReadonlySet<string>;
  readonly ranges: readonly (readonly RangeEvent[])[];
}

export interface RangeEvent {
  readonly kind: 'introduced' | 'fixed' | 'last_affected';
  readonly version: string;
}

/** Undefined for what is no advisory. */
export function readAdvisory(json: unknown): Advisory | undefined {
  const record = asRecord(json);
  const id = asText(record?.['id']);
  if (!record || id === undefined || id === '') return undefined;
  const affected = asList(record['affected']).flatMap((entry) => readAffected(entry) ?? []);
  return {
    id,
    aliases: asList(record['aliases']).flatMap((alias) => asText(alias) ?? []),
    summary: asText(record['summary']) ?? '',
    details: asText(record['details']) ?? '',
    withdrawn: asText(record['withdrawn']) !== undefined,
    severity: [...stated(record['severity']), ...asList(record['affected']).flatMap((entry) => stated(asRecord(entry)?.['severity']))],
    severityWord: asText(asRecord(record['database_specific'])?.['severity']),
    affected,
  };
}

function readAffected(json: unknown): Affected | undefined {
  const record = asRecord(json);
  const named = asRecord(record?.['package']);
  const [ecosystem, name] = [asText(named?.['ecosystem']), asText(named?.['name'])];
  if (!record || ecosystem === undefined || name === undefined) return undefined;
  return {
    ecosystem: ecosystem.split(':')[0] ?? ecosystem,
    name,
    versions: new Set(asList(record['versions']).flatMap((version) => asText(version) ?? [])),
    ranges: asList(record['ranges']).flatMap((range) => {
      const read = asRecord(range);
      return read && asText(read['type']) !== 'GIT' ? [asList(read['events']).flatMap(readEvent)] : [];
    }),
  };
}

function readEvent(json: unknown): readonly RangeEvent[] {
  const record = asRecord(json);
  return (['introduced', 'fixed', 'last_affected'] as const).flatMap((kind) => {
    const version = asText(record?.[kind]);
    return version === undefined ? [] : [{ kind, version }];
  });
}

function stated(json: unknown): readonly StatedSeverity[] {
  return asList(json).flatMap((entry) => {
    const record = asRecord(entry);
    const [type, score] = [asText(record?.['type']), asText(record?.['score'])];
    return type === undefined || score === undefined ? [] : [{ type, score }];
  });
}

export function asRecord(json: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Record<string, unknown>) : undefined;
}

export function asList(json: unknown): readonly unknown[] {
  return Array.isArray(json) ? json : [];
}

export function asText(json: unknown): string | undefined {
  return typeof json === 'string' ? json : undefined;
}
