/** The package registries that are known here, by OSV's names for them: https://ossf.github.io/osv-schema/#defined-ecosystems. */

export const ecosystems = ['npm', 'PyPI', 'Maven', 'Go', 'NuGet'] as const;

export type Ecosystem = (typeof ecosystems)[number];

/** The name under which a registry keeps a package, however it is written. */
export function canonicalName(ecosystem: Ecosystem, name: string): string {
  // https://peps.python.org/pep-0503/#normalized-names
  return ecosystem === 'PyPI' ? name.toLowerCase().replace(/[-_.]+/g, '-') : name;
}

/** Do both names mean one package? NuGet's ids do not care for case. */
export function sameName(ecosystem: Ecosystem, a: string, b: string): boolean {
  if (a === b) return true;
  if (ecosystem === 'NuGet') return a.toLowerCase() === b.toLowerCase();
  return canonicalName(ecosystem, a) === canonicalName(ecosystem, b);
}
