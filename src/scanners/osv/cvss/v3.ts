/** The base score of a CVSS 3.0 or 3.1 vector: https://www.first.org/cvss/v3-1/specification-document, section 7. */

const weights: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  AV: { N: 0.85, A: 0.62, L: 0.55, P: 0.2 },
  AC: { L: 0.77, H: 0.44 },
  PR: { N: 0.85, L: 0.62, H: 0.27 },
  UI: { N: 0.85, R: 0.62 },
  C: { H: 0.56, L: 0.22, N: 0 },
  I: { H: 0.56, L: 0.22, N: 0 },
  A: { H: 0.56, L: 0.22, N: 0 },
};

/** Rights weigh more where the scope changes. */
const changedRights: Readonly<Record<string, number>> = { N: 0.85, L: 0.68, H: 0.5 };

/** Undefined for a vector that lacks a metric or gives one a value it cannot have. */
export function scoreV3(vector: string): number | undefined {
  const metrics = new Map(
    vector
      .split('/')
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf(':')), part.slice(part.indexOf(':') + 1)]),
  );
  const scope = metrics.get('S');
  if (scope !== 'U' && scope !== 'C') return undefined;
  const changed = scope === 'C';
  const weigh = (metric: string): number => {
    const value = metrics.get(metric) ?? '';
    return (metric === 'PR' && changed ? changedRights[value] : weights[metric]?.[value]) ?? Number.NaN;
  };
  const base = 1 - (1 - weigh('C')) * (1 - weigh('I')) * (1 - weigh('A'));
  const impact = changed ? 7.52 * (base - 0.029) - 3.25 * (base - 0.02) ** 15 : 6.42 * base;
  const exploitability = 8.22 * weigh('AV') * weigh('AC') * weigh('PR') * weigh('UI');
  if (Number.isNaN(impact + exploitability)) return undefined;
  if (impact <= 0) return 0;
  return roundUp(Math.min(changed ? 1.08 * (impact + exploitability) : impact + exploitability, 10));
}

/** Appendix A of the specification: rounding that floating-point noise does not move. */
function roundUp(score: number): number {
  const whole = Math.round(score * 100_000);
  return whole % 10_000 === 0 ? whole / 100_000 : (Math.floor(whole / 10_000) + 1) / 10;
}
