/** A package that ships has a known vulnerability. The scanner `osv` looks for it. */
import type { RuleDescription } from '../description.ts';

export const vulnerablePackage: RuleDescription = {
  id: 'dependencies/vulnerable-package',
  title: 'Package with a known vulnerability',
  practice: 'vulnerable-dependency',
  severity: 'high',
  confidence: 'high',
  cwe: [1395],
  why: 'What is known to be wrong with a package is known to attackers too, and a function that ships it runs it with the rights of its role. Each advisory states its own severity.',
  remedy:
    'Raise the package to a version that none of its advisories affects; where another package brings it, raise that one or override its choice.',
  references: ['https://osv.dev/', 'https://owasp.org/Top10/A06_2021-Vulnerable_and_Outdated_Components/'],
  since: '0.2.0',
  notReported: [
    'packages for development only, which do not ship',
    'a range without a lock file, because nobody knows which version will be installed; see `dependencies/unlocked-package`',
    'advisories that were withdrawn',
    'packages that come from a folder or a Git repository',
  ],
};
