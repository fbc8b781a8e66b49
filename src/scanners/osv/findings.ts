/** From vulnerabilities to findings, at the place where the fix goes. */
import type { Finding, Place, Subject } from '../../finding/finding.ts';
import type { Package, Project } from '../../packages/package.ts';
import { unlockedPackage } from '../../rules/dependencies/unlocked-package.ts';
import { vulnerablePackage } from '../../rules/dependencies/vulnerable-package.ts';
import { listing } from '../../rules/listing.ts';
import { nameOf } from '../../source/file-tree.ts';
import type { Span } from '../../source/span.ts';
import { placeOf } from './place.ts';
import type { Remedy } from './remedy.ts';
import type { Vulnerability } from './vulnerability.ts';

type Related = Finding['related'][number];

export interface Explained {
  readonly used: Package;
  /** The same version once more, installed elsewhere in the project. */
  readonly copies: readonly Package[];
  readonly project: Project;
  readonly remedy: Remedy | undefined;
  /** Functions that ship it. */
  readonly functions: readonly string[];
  readonly imported: Span | undefined;
}

export function vulnerablePackageFinding(explained: Explained, vulnerability: Vulnerability): Finding {
  const { used, remedy } = explained;
  const at = used.declaration?.at ?? used.at;
  return {
    ruleId: vulnerablePackage.id,
    severity: vulnerability.severity,
    confidence: vulnerablePackage.confidence,
    message: messageOf(explained, vulnerability),
    place: placeOf(at),
    related: relatedOf(explained, at),
    subject: subjectOf(explained, at),
    detectedBy: [{ tool: 'osv', ruleId: vulnerability.advisories[0]?.id ?? vulnerability.id }],
    evidence: `${used.name}@${used.version} ${vulnerability.id}`,
    fix: remedy?.fix,
    secret: false,
  };
}

function messageOf({ used, remedy }: Explained, { id, summary, fixed }: Vulnerability): string {
  const parents = used.declaration ? [] : used.broughtBy().map(({ name }) => name);
  const from = parents.length === 0 ? '' : `, which ${listing(parents)} ${parents.length === 1 ? 'brings' : 'bring'},`;
  const what = summary === '' ? id : `${summary} (${id})`;
  const higher = remedy && remedy.version !== fixed ? `; ${remedy.version} has no known one` : '';
  const end = fixed === undefined ? 'no fixed version is known' : `fixed in ${fixed}${higher}`;
  return `${used.name} ${used.version}${from} has a known vulnerability: ${what}; ${end}`;
}

function relatedOf({ used, copies, project, remedy, functions, imported }: Explained, at: Span): readonly Related[] {
  const locked = used.declaration && used.at !== at && project.lock !== undefined ? [used.at] : [];
  const first = locked[0] ?? at;
  return [
    ...locked.map((place) => related(place, `${nameOf(place.file.path)} holds ${used.version}`)),
    ...(remedy?.command === undefined || remedy.fix ? [] : [related(first, `to raise it, run: ${remedy.command}`)]),
    ...[...(used.also?.() ?? []), ...copies.map((copy) => copy.at)].slice(0, 3).map((place) => related(place, 'named here too')),
    ...(used.declaration
      ? []
      : used
          .broughtBy()
          .slice(0, 2)
          .map((parent) => related(parent.at, `${parent.name} brings it`))),
    ...(imported ? [related(imported, 'imported here')] : []),
    ...(functions.length === 0 ? [] : [related(first, `ships with ${listing(functions)}`)]),
  ];
}

function related(span: Span, text: string): Related {
  return { place: placeOf(span), text };
}

/** Free of folders, so that Snyk's findings and moved manifests meet it. */
function subjectOf({ used, project }: Explained, at: Span): Subject {
  const body: Place = placeOf(at);
  return { address: `${used.ecosystem}:${used.name}`, label: used.name, type: 'package', body, root: project.manifest ?? project.lock ?? '' };
}

/** One finding per manifest, at the first package that is not pinned. */
export function unlockedPackageFinding(project: Project, functions: readonly string[]): Finding | undefined {
  if (project.lock !== undefined || functions.length === 0 || (project.ecosystem !== 'npm' && project.ecosystem !== 'PyPI')) return undefined;
  const pinned = new Set(project.packages.map(({ name }) => name));
  const open = project.declarations.filter(({ name, dev, exact }) => !dev && !exact && !pinned.has(name));
  const [first] = open;
  if (!first) return undefined;
  const names = open.map(({ name }) => name);
  const place = placeOf(first.at);
  return {
    ruleId: unlockedPackage.id,
    severity: unlockedPackage.severity,
    confidence: unlockedPackage.confidence,
    message: `${listing(functions)} ${functions.length === 1 ? 'is' : 'are'} deployed from packages that nothing pins: ${listing(names)}`,
    place,
    related: [],
    subject: {
      address: `${project.ecosystem}:${nameOf(first.at.file.path)}`,
      label: nameOf(first.at.file.path),
      type: 'manifest',
      body: place,
      root: first.at.file.path,
    },
    detectedBy: [{ tool: 'faasgate', ruleId: unlockedPackage.id }],
    evidence: 'unlocked',
    secret: false,
  };
}
