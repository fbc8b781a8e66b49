/** What Checkov writes, as far as it is used: checked for its shape, and without the texts of files that stand in it. */
import { z } from 'zod';

const record = z.object({
  check_id: z.string().regex(/^[A-Z][A-Z0-9_]{2,60}$/),
  check_name: z.string().nullish(),
  check_result: z.object({ evaluated_keys: z.array(z.unknown()).nullish(), suppress_comment: z.unknown().optional() }),
  file_abs_path: z.string(),
  file_line_range: z.tuple([z.number(), z.number()]),
  resource: z.string(),
});

const report = z.object({
  check_type: z.string(),
  results: z.object({
    failed_checks: z.array(record),
    skipped_checks: z.array(record).optional(),
    parsing_errors: z.array(z.string()).optional(),
  }),
});

/** Written where nothing matched. */
const nothing = z.object({ passed: z.number(), failed: z.number(), checkov_version: z.string() });

export type CheckovRecord = z.output<typeof record>;
export type CheckovReport = z.output<typeof report>;

/** `why` ends the sentence "it failed: …". */
export function readOutput(text: string): { readonly reports: readonly CheckovReport[] } | { readonly why: string } {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { why: 'what it wrote is no JSON' };
  }
  if (nothing.safeParse(content).success) return { reports: [] };
  const read = z.array(report).safeParse(Array.isArray(content) ? content : [content]);
  return read.success
    ? { reports: read.data }
    : { why: `what it wrote has another shape (${z.prettifyError(read.error).split('\n').at(-1)?.trim() ?? ''})` };
}
