/** What Snyk's command line writes with `--json`, as far as it is used, checked for its shape. */
import { z } from 'zod';

const issue = z.object({
  id: z.string().min(1),
  title: z.string(),
  severity: z.enum(['low', 'medium', 'high', 'critical']),
  name: z.string().optional(),
  packageName: z.string().optional(),
  version: z.string(),
  from: z.array(z.string()).default([]),
  upgradePath: z.array(z.union([z.string(), z.boolean()])).nullish(),
  fixedIn: z.array(z.string()).nullish(),
  nearestFixedInVersion: z.string().nullish(),
  identifiers: z.record(z.string(), z.array(z.string())).nullish(),
  type: z.string().nullish(),
  filtered: z.object({ ignored: z.array(z.object({ reason: z.string().nullish(), expires: z.string().nullish() })).nullish() }).nullish(),
});

const project = z.object({
  vulnerabilities: z.array(issue),
  ok: z.boolean(),
  packageManager: z.string().nullish(),
  displayTargetFile: z.string().nullish(),
  filtered: z.object({ ignore: z.array(issue).nullish() }).nullish(),
});

const failure = z.object({ ok: z.literal(false), error: z.string() });

export type SnykIssue = z.output<typeof issue>;
export type SnykProject = z.output<typeof project>;

/** `why` ends the sentence "it failed: …". */
export type SnykOutput = { readonly projects: readonly SnykProject[] } | { readonly why: string };

/** Ended with 0 and said nothing is a failure: so ends Snyk's starter where it can fetch neither its program nor tell anyone. */
export function readOutput(text: string): SnykOutput {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { why: text.trim() === '' ? 'it said nothing' : 'what it wrote is no JSON' };
  }
  const all: readonly unknown[] = Array.isArray(content) ? content : [content];
  if (all.length === 0) return { why: 'it looked at nothing' };
  const projects: SnykProject[] = [];
  for (const one of all) {
    const failed = failure.safeParse(one);
    if (failed.success) return { why: failed.data.error.trim().split('\n')[0]?.slice(0, 200) ?? 'it gave no reason' };
    const read = project.safeParse(one);
    if (!read.success) return { why: 'what it wrote has another shape' };
    projects.push(read.data);
  }
  return { projects };
}
