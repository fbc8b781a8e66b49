/** From what an advisory says of its severity to ours. */
import type { Severity } from '../../../finding/severity.ts';
import { scoreV2 } from './v2.ts';
import { scoreV3 } from './v3.ts';
import { scoreV4 } from './v4.ts';

/** One way in which an advisory states how bad it is, as OSV writes it. */
export interface StatedSeverity {
  readonly type: string;
  readonly score: string;
}

/** The score of a vector of any version; undefined for what is none. */
export function scoreOf(vector: string): number | undefined {
  if (vector.startsWith('CVSS:4.0/')) return scoreV4(vector);
  if (/^CVSS:3\.[01]\//.test(vector)) return scoreV3(vector);
  return /^\(?AV:[LAN]\//.test(vector) ? scoreV2(vector) : undefined;
}

/** By the newest version of CVSS that is stated and readable, else by the word that the database uses, else medium. */
export function severityOf(stated: readonly StatedSeverity[], word: string | undefined): Severity {
  for (const version of ['CVSS_V4', 'CVSS_V3', 'CVSS_V2']) {
    for (const { type, score } of stated) {
      const value = type === version ? scoreOf(score) : undefined;
      if (value !== undefined) return rating(value);
    }
  }
  const known: Readonly<Record<string, Severity>> = { CRITICAL: 'critical', HIGH: 'high', MODERATE: 'medium', MEDIUM: 'medium', LOW: 'low' };
  return known[word?.toUpperCase() ?? ''] ?? 'medium';
}

/** The qualitative scale that versions 3 and 4 share: https://www.first.org/cvss/v4-0/specification-document, table 25. */
function rating(score: number): Severity {
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score > 0 ? 'low' : 'note';
}
