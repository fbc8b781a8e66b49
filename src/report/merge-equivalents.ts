/** One finding for what several tools say in words of their own, by the table of equivalents. */
import type { Finding, Place } from '../finding/finding.ts';
import type { Defect } from './equivalents/defect.ts';
import { defectOf, impliedWith, rankOf, rulesOf, says } from './equivalents.ts';
import { append, holds, isOurs, isPlaceOnly, OwnFindings } from './own-findings.ts';

/** Lines between what two tools mark of one statement: one marks its action, the other its resource. */
const nearby = 4;

export interface Explained {
  readonly speaker: Finding;
  /** What other tools say of the same defect at the same resource. */
  readonly others: readonly Finding[];
}

/**
 * A foreign finding is explained by every finding of ours that says the same of the same resource: it is credited to all of them and
 * disappears, because each of them is a part of what it means (two statements with `*` in a policy that is "too broad"). What ours do
 * not explain is explained by other foreign ones: ids of one row, or of a row that implies it. Nothing else is put together.
 */
export function explain(findings: readonly Finding[]): readonly Explained[] {
  const credits = new Map<Finding, Finding[]>();
  const credit = (speaker: Finding, other: Finding): void => void credits.get(speaker)?.push(other);
  const ours = new OwnFindings(findings.filter(isOurs));
  const foreign: Known[] = [];
  for (const finding of findings) {
    const defect = isOurs(finding) ? undefined : defectOf(finding);
    if (defect) foreign.push({ finding, defect });
    else credits.set(finding, []);
  }
  const left = foreign.filter((known) => {
    const speakers = ourSpeakers(known, ours);
    for (const speaker of speakers) credit(speaker, known.finding);
    return speakers.length === 0;
  });
  for (const { speaker, others } of amongForeign(left)) credits.set(speaker, [...others]);
  return [...credits].map(([speaker, others]) => ({ speaker, others }));
}

interface Known {
  readonly finding: Finding;
  readonly defect: Defect;
}

function ourSpeakers({ finding, defect }: Known, ours: OwnFindings): readonly Finding[] {
  const saying = [...ours.ofResource(finding, rulesOf(defect))].filter((one) => says(one, defect));
  if (defect.scope === undefined || (defect.scope === 'statement' && !isNarrowed(finding))) return saying;
  const gaps = saying.map((one) => ({ one, gap: gapBetween(one.place, finding.place) }));
  const least = Math.min(defect.scope === 'line' ? 0 : nearby, ...gaps.map(({ gap }) => gap));
  return gaps.filter(({ gap }) => gap <= least).map(({ one }) => one);
}

/** Its place is a part of the resource: not the whole, and not the head, where what is missing is reported. */
function isNarrowed({ place, subject: { body } }: Finding): boolean {
  return place.path !== body.path || place.startLine > body.startLine;
}

function amongForeign(foreign: readonly Known[]): readonly Explained[] {
  const named = byResource(foreign.filter(({ finding }) => !isPlaceOnly(finding)));
  const clusters = [...named.values()].flatMap(clustersOf);
  const byRow = new Map<string, Host[]>();
  for (const cluster of clusters)
    for (const known of cluster) append(byRow, `${known.defect.id}\0${known.finding.subject.body.path}`, { known, cluster });
  const loose: Known[] = [];
  for (const known of foreign.filter(({ finding }) => isPlaceOnly(finding))) {
    const candidates = [...impliedWith(known.defect)].flatMap((id) => byRow.get(`${id}\0${known.finding.place.path}`) ?? []);
    const hosts = new Set(candidates.filter((host) => isHost(host.known, known)).map(({ cluster }) => cluster));
    for (const host of hosts) host.push(known);
    if (hosts.size === 0) loose.push(known);
  }
  const places = byResource(loose);
  return [...clusters, ...[...places.values()].flatMap(clustersOf)].map(explained);
}

interface Host {
  readonly known: Known;
  readonly cluster: Known[];
}

function isHost(host: Known, known: Known): boolean {
  return holds(host.finding.subject.body, known.finding.place) && scopesMeet(host, known);
}

function byResource(list: readonly Known[]): ReadonlyMap<string, Known[]> {
  const groups = new Map<string, Known[]>();
  for (const known of list) {
    const { address, body } = known.finding.subject;
    const key = isPlaceOnly(known.finding) ? `${body.path}\0${known.finding.place.startLine}` : `${body.path}\0${address}`;
    append(groups, key, known);
  }
  return groups;
}

/**
 * Findings at one resource that mean one defect, the row that implies the others first. Of statements only those whose places meet go
 * together, over any number of steps: so the order in which they come does not matter.
 */
function clustersOf(group: readonly Known[]): Known[][] {
  const present = new Set(group.map(({ defect }) => defect.id));
  const strongest = group.filter(({ defect }) => [...impliedWith(defect)].every((id) => id === defect.id || !present.has(id)));
  const clusters: Known[][] = [];
  for (const known of [...strongest].sort(compareKnown)) {
    const meeting = clusters.filter((cluster) => cluster.some((one) => one.defect === known.defect && scopesMeet(one, known)));
    const joined = [...meeting.flat(), known];
    for (const one of meeting) clusters.splice(clusters.indexOf(one), 1);
    clusters.push(joined);
  }
  const weaker = group.filter((known) => !strongest.includes(known)).sort(compareKnown);
  const apart: Known[] = [];
  for (const known of weaker) {
    const hosts = clusters.filter((cluster) => cluster.some((one) => impliedWith(known.defect).has(one.defect.id) && scopesMeet(one, known)));
    for (const host of hosts) host.push(known);
    if (hosts.length === 0) apart.push(known);
  }
  return apart.length === 0 ? clusters : [...clusters, ...clustersOf(apart)];
}

function scopesMeet(one: Known, other: Known): boolean {
  const scopes = [one.defect.scope, other.defect.scope];
  if (!scopes.includes('line') && (!scopes.includes('statement') || !isNarrowed(one.finding) || !isNarrowed(other.finding))) return true;
  return gapBetween(one.finding.place, other.finding.place) === 0;
}

/** The most telling id of the strongest row speaks, of those that name the resource. */
function explained(cluster: readonly Known[]): Explained {
  const [first] = cluster;
  if (!first) throw new Error('a cluster of findings is empty');
  const best = cluster.filter(({ defect }) => defect === first.defect).sort(compareKnown)[0] ?? first;
  return { speaker: best.finding, others: cluster.filter((one) => one !== best).map(({ finding }) => finding) };
}

function compareKnown(a: Known, b: Known): number {
  const rank = Number(isPlaceOnly(a.finding)) - Number(isPlaceOnly(b.finding)) || rankOf(a.finding) - rankOf(b.finding);
  if (rank !== 0) return rank;
  const keys = [keyOf(a), keyOf(b)] as const;
  return keys[0] < keys[1] ? -1 : keys[0] > keys[1] ? 1 : 0;
}

/** Only asked for where the cheaper questions do not tell two apart. */
function keyOf({ finding }: Known): string {
  return JSON.stringify([finding.ruleId, finding.place, finding.message, finding.evidence, finding]);
}

/** Lines from one place to the other in one file; 0 where they meet. */
function gapBetween(a: Place, b: Place): number {
  if (a.path !== b.path) return Number.POSITIVE_INFINITY;
  return Math.max(0, b.startLine - a.endLine, a.startLine - b.endLine);
}
