/** How bad a finding is. */

/** From worst to mildest. `note` is advice and never gates. */
export const severities = ['critical', 'high', 'medium', 'low', 'note'] as const;

export type Severity = (typeof severities)[number];

/** How sure the rule is that it is a defect. */
export type Confidence = 'high' | 'medium' | 'low';

/** Is `severity` as bad as `threshold`, or worse? */
export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(threshold);
}

/** For sorting: the worst first. */
export function compareSeverity(a: Severity, b: Severity): number {
  return severities.indexOf(a) - severities.indexOf(b);
}

/** Of two thresholds the one that lets less pass: the milder severity. */
export function stricterThreshold(a: Severity | 'none', b: Severity | 'none'): Severity | 'none' {
  if (a === 'none' || b === 'none') return a === 'none' ? b : a;
  return isAtLeast(a, b) ? b : a;
}
