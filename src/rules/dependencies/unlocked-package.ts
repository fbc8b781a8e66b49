/** A function is deployed from packages whose versions nothing fixes. The scanner `osv` looks for it. */
import type { RuleDescription } from '../description.ts';

export const unlockedPackage: RuleDescription = {
  id: 'dependencies/unlocked-package',
  title: 'Function deployed from packages that are not pinned',
  practice: 'vulnerable-dependency',
  severity: 'low',
  confidence: 'high',
  cwe: [1357],
  why: 'Without a lock file each deployment takes whatever is newest: a hijacked release ships the day it appears, and nobody can say what ran last week.',
  remedy: 'Commit the lock file of the package manager, or pin every version, best with hashes.',
  unfixable: 'only the package manager knows which versions go together.',
  references: ['https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json', 'https://pip.pypa.io/en/stable/topics/repeatable-installs/'],
  since: '0.2.0',
  notReported: [
    'manifests from which no function is deployed',
    'packages for development only',
    'Maven, Go and NuGet, whose manifests name exact versions',
  ],
};
