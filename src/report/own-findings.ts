/** Findings of ours, to be looked up by what another tool speaks of. */
import type { Finding, Place } from '../finding/finding.ts';

export function isOurs({ detectedBy }: Finding): boolean {
  return detectedBy.some(({ tool }) => tool === 'faasgate');
}

/** Imported findings name no resource: their address is their file. */
export function isPlaceOnly({ subject }: Pick<Finding, 'subject'>): boolean {
  return subject.address === subject.body.path;
}

/** Lines only: not every tool knows columns. */
export function holds(outer: Place, inner: Place): boolean {
  return outer.path === inner.path && outer.startLine <= inner.startLine && inner.endLine <= outer.endLine;
}

export class OwnFindings {
  /** By rule and the file of their place, in order of lines. */
  readonly #byPlace = new Map<string, Finding[]>();
  /** By rule and the file of their resource. */
  readonly #byBody = new Map<string, Finding[]>();
  /** By rule, that file, and the address. */
  readonly #byAddress = new Map<string, Finding[]>();

  constructor(findings: readonly Finding[]) {
    for (const finding of [...findings].sort((a, b) => a.place.startLine - b.place.startLine)) {
      const { ruleId, place, subject } = finding;
      append(this.#byPlace, `${ruleId}\0${place.path}`, finding);
      append(this.#byBody, `${ruleId}\0${subject.body.path}`, finding);
      append(this.#byAddress, `${ruleId}\0${subject.body.path}\0${subject.address}`, finding);
      for (const { path, address } of finding.alsoOn ?? []) append(this.#byAddress, `${ruleId}\0${path}\0${address}`, finding);
    }
  }

  /**
   * Those of the rules that are written inside of what the other one speaks of, or have the same address in the same file. One without an
   * address has its place only: it is inside of ours.
   */
  ofResource({ subject: { address, body }, place }: Finding, rules: readonly string[]): ReadonlySet<Finding> {
    const found = new Set<Finding>();
    for (const rule of rules) {
      for (const one of within(this.#byPlace.get(`${rule}\0${body.path}`) ?? [], body)) found.add(one);
      if (address === body.path) {
        for (const one of this.#byBody.get(`${rule}\0${body.path}`) ?? []) if (holds(one.subject.body, place)) found.add(one);
      } else for (const one of this.#byAddress.get(`${rule}\0${body.path}\0${address}`) ?? []) found.add(one);
    }
    return found;
  }
}

/** Found by halving, since they are in order. */
function within(ordered: readonly Finding[], body: Place): readonly Finding[] {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ordered[middle]?.place.startLine ?? 0) < body.startLine) low = middle + 1;
    else high = middle;
  }
  const found: Finding[] = [];
  for (let i = low; i < ordered.length; i++) {
    const one = ordered[i];
    if (!one || one.place.startLine > body.endLine) break;
    if (holds(body, one.place)) found.push(one);
  }
  return found;
}

export function append<T>(lists: Map<string, T[]>, key: string, one: T): void {
  const list = lists.get(key);
  if (list) list.push(one);
  else lists.set(key, [one]);
}
