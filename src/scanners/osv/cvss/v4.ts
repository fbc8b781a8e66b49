/** The score of a CVSS 4.0 vector: https://www.first.org/cvss/v4-0/specification-document, section 8. */
import { macroVectorScore } from './v4-scores.ts';

type Metrics = ReadonlyMap<string, string>;

/** The values of each metric, from the most severe on: a step between two is one unit of distance. */
const orders: Readonly<Record<string, string>> = {
  AV: 'NALP',
  PR: 'NLH',
  UI: 'NPA',
  AC: 'LH',
  AT: 'NP',
  VC: 'HLN',
  VI: 'HLN',
  VA: 'HLN',
  SC: 'SHLN',
  SI: 'SHLN',
  SA: 'SHLN',
  CR: 'HML',
  IR: 'HML',
  AR: 'HML',
};

const mandatory = ['AV', 'AC', 'AT', 'PR', 'UI', 'VC', 'VI', 'VA', 'SC', 'SI', 'SA'];

/** The most severe vectors of each level of the equivalence sets; those of the third belong to the sixth as well. */
const highest: readonly (readonly (readonly string[])[])[] = [
  [['AV:N/PR:N/UI:N'], ['AV:A/PR:N/UI:N', 'AV:N/PR:L/UI:N', 'AV:N/PR:N/UI:P'], ['AV:P/PR:N/UI:N', 'AV:A/PR:L/UI:P']],
  [['AC:L/AT:N'], ['AC:H/AT:N', 'AC:L/AT:P']],
  [
    ['VC:H/VI:H/VA:H/CR:H/IR:H/AR:H'],
    ['VC:H/VI:H/VA:L/CR:M/IR:M/AR:H', 'VC:H/VI:H/VA:H/CR:M/IR:M/AR:M'],
    ['VC:L/VI:H/VA:H/CR:H/IR:H/AR:H', 'VC:H/VI:L/VA:H/CR:H/IR:H/AR:H'],
    [
      'VC:L/VI:H/VA:L/CR:H/IR:M/AR:H',
      'VC:L/VI:H/VA:H/CR:H/IR:M/AR:M',
      'VC:H/VI:L/VA:H/CR:M/IR:H/AR:M',
      'VC:H/VI:L/VA:L/CR:M/IR:H/AR:H',
      'VC:L/VI:L/VA:H/CR:H/IR:H/AR:M',
    ],
    [],
    ['VC:L/VI:L/VA:L/CR:H/IR:H/AR:H'],
  ],
  [['SC:H/SI:S/SA:S'], ['SC:H/SI:H/SA:H'], ['SC:L/SI:L/SA:L']],
];

/** How many steps lie between the ends of each level. */
const depths: readonly (readonly number[])[] = [
  [1, 4, 5],
  [1, 2],
  [7, 6, 8, 8, 0, 10],
  [6, 5, 4],
];

/** Undefined for a vector that lacks a metric or gives one a value it cannot have. */
export function scoreV4(vector: string): number | undefined {
  const metrics = effective(vector);
  if (!metrics) return undefined;
  const get = (metric: string): string => metrics.get(metric) ?? '';
  if (['VC', 'VI', 'VA', 'SC', 'SI', 'SA'].every((metric) => get(metric) === 'N')) return 0;
  const levels = levelsOf(get);
  const score = macroVectorScore(levels);
  if (score === undefined) return undefined;
  const reductions = [0, 1, 2, 3].flatMap((set) => reduction(set, levels, score, get) ?? []);
  // The fifth set has one vector per level: it never takes anything away, but its lower neighbour counts in the mean.
  if (macroVectorScore(withLevel(levels, 4, 1)) !== undefined) reductions.push(0);
  const mean = reductions.length === 0 ? 0 : reductions.reduce((sum, part) => sum + part, 0) / reductions.length;
  return Math.min(100, Math.max(0, Math.round(Number((score - mean).toFixed(6))))) / 10;
}

/** What counts once modified and missing metrics are settled. */
function effective(vector: string): Metrics | undefined {
  const given = new Map(
    vector
      .split('/')
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf(':')), part.slice(part.indexOf(':') + 1)]),
  );
  const metrics = new Map<string, string>();
  for (const metric of [...mandatory, 'CR', 'IR', 'AR']) {
    const modified = given.get(`M${metric}`);
    const own = given.get(metric) ?? 'X';
    const value = modified !== undefined && modified !== 'X' ? modified : own;
    const settled = value === 'X' && !mandatory.includes(metric) ? 'H' : value;
    if (settled.length !== 1 || !orders[metric]?.includes(settled)) return undefined;
    if (settled === 'S' && modified !== 'S') return undefined;
    metrics.set(metric, settled);
  }
  const exploit = given.get('E') ?? 'X';
  if (!'APUX'.includes(exploit)) return undefined;
  return metrics.set('E', exploit === 'X' ? 'A' : exploit);
}

/** The level of each of the six equivalence sets: tables 24 to 29 of the specification. */
function levelsOf(get: (metric: string) => string): readonly number[] {
  const easy = [get('AV'), get('PR'), get('UI')].filter((value) => value === 'N').length;
  const first = easy === 3 ? 0 : easy > 0 && get('AV') !== 'P' ? 1 : 2;
  const second = get('AC') === 'L' && get('AT') === 'N' ? 0 : 1;
  const third = get('VC') === 'H' && get('VI') === 'H' ? 0 : ['VC', 'VI', 'VA'].some((metric) => get(metric) === 'H') ? 1 : 2;
  const subsequent = ['SC', 'SI', 'SA'].map(get);
  const fourth = subsequent.includes('S') ? 0 : subsequent.includes('H') ? 1 : 2;
  const fifth = 'APU'.indexOf(get('E'));
  const sixth = ['C', 'I', 'A'].some((part) => get(`${part}R`) === 'H' && get(`V${part}`) === 'H') ? 0 : 1;
  return [first, second, third, fourth, fifth, sixth];
}

function withLevel(levels: readonly number[], set: number, more: number): readonly number[] {
  return levels.map((level, index) => (index === set ? level + more : level));
}

/** Which part of the way to the next lower MacroVector the vector has gone; undefined where there is none. */
function reduction(set: number, levels: readonly number[], score: number, get: (metric: string) => string): number | undefined {
  const lower = lowerScore(set, levels);
  if (lower === undefined) return undefined;
  const level = set === 2 ? (levels[2] ?? 0) * 2 + (levels[5] ?? 0) : (levels[set] ?? 0);
  const depth = depths[set]?.[level] ?? 0;
  return depth === 0 ? 0 : (score - lower) * (distance(highest[set]?.[level] ?? [], get) / depth);
}

/** The third and the sixth set depend on each other and go down together: of two ways down the higher one counts. */
function lowerScore(set: number, levels: readonly number[]): number | undefined {
  if (set !== 2) return macroVectorScore(withLevel(levels, set, 1));
  const [third, sixth] = [levels[2] ?? 0, levels[5] ?? 0];
  if (third === 0 && sixth === 0) {
    return Math.max(macroVectorScore(withLevel(levels, 5, 1)) ?? 0, macroVectorScore(withLevel(levels, 2, 1)) ?? 0);
  }
  return macroVectorScore(withLevel(levels, third === 1 && sixth === 0 ? 5 : 2, 1));
}

/** Steps from the first of the most severe vectors that is at least as severe in every metric. */
function distance(vectors: readonly string[], get: (metric: string) => string): number {
  for (const vector of vectors) {
    const steps = vector.split('/').map((part) => {
      const [metric = '', value = ''] = part.split(':');
      const order = orders[metric] ?? '';
      return order.indexOf(get(metric)) - order.indexOf(value);
    });
    if (steps.every((step) => step >= 0)) return steps.reduce((sum, step) => sum + step, 0);
  }
  return 0;
}
