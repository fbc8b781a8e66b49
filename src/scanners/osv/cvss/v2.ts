/** The base score of a CVSS 2.0 vector: https://www.first.org/cvss/v2/guide, section 3.2.1. */

const weights: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  AV: { L: 0.395, A: 0.646, N: 1 },
  AC: { H: 0.35, M: 0.61, L: 0.71 },
  Au: { M: 0.45, S: 0.56, N: 0.704 },
  C: { N: 0, P: 0.275, C: 0.66 },
  I: { N: 0, P: 0.275, C: 0.66 },
  A: { N: 0, P: 0.275, C: 0.66 },
};

/** Undefined for a vector that lacks a metric or gives one a value it cannot have. */
export function scoreV2(vector: string): number | undefined {
  const parts = vector.replace(/^\(|\)$/g, '').split('/');
  const metrics = new Map(parts.map((part) => [part.slice(0, part.indexOf(':')), part.slice(part.indexOf(':') + 1)]));
  const weigh = (metric: string): number => weights[metric]?.[metrics.get(metric) ?? ''] ?? Number.NaN;
  const impact = 10.41 * (1 - (1 - weigh('C')) * (1 - weigh('I')) * (1 - weigh('A')));
  const exploitability = 20 * weigh('AV') * weigh('AC') * weigh('Au');
  if (Number.isNaN(impact + exploitability)) return undefined;
  const score = (0.6 * impact + 0.4 * exploitability - 1.5) * (impact === 0 ? 0 : 1.176);
  return Math.round(Number((score * 10).toFixed(6))) / 10;
}
