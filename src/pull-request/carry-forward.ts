/** Takes the results of scanners that did not run from the last upload, so that their alerts stay open. */

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules?: readonly { readonly id: string }[] } };
    readonly results?: readonly Result[];
  }[];
}

interface Result {
  readonly ruleId?: string;
  readonly ruleIndex?: number;
  readonly locations?: readonly unknown[];
  readonly message?: unknown;
  readonly properties?: { readonly detectedBy?: readonly { readonly tool?: unknown }[] };
}

/** The name that a scanner's results bear in `detectedBy`. */
export function toolOf(scanner: string): string {
  return scanner === 'builtin' ? 'faasgate' : scanner;
}

/**
 * The SARIF with those results of `previous` that only `tools` saw. Undefined where it cannot be told who saw what: GitHub
 * serves a subset of what was uploaded, and leaving a result out would close its alert.
 */
export function carryForward(sarif: string, previous: unknown, tools: ReadonlySet<string>): string | undefined {
  const old = runOf(previous);
  const log = JSON.parse(sarif) as Log;
  const run = log.runs[0];
  if (!old || !run) return undefined;
  const results = old.results ?? [];
  if (results.some((result) => detectors(result) === undefined)) return undefined;
  const kept = results.filter((result) => detectors(result)?.every((tool) => tools.has(tool)) === true && result.locations && result.message);
  if (kept.length === 0) return sarif;
  const rules = [...(run.tool.driver.rules ?? [])];
  const carried = kept.flatMap((result): Result[] => {
    const id = result.ruleId ?? '';
    let index = rules.findIndex((rule) => rule.id === id);
    if (index < 0) {
      const rule = old.tool.driver.rules?.find((one) => one.id === id);
      if (!rule) return [];
      index = rules.push(rule) - 1;
    }
    return [{ ...result, ruleIndex: index, properties: withoutGitHubs(result.properties) }];
  });
  const driver = { ...run.tool.driver, rules };
  return JSON.stringify({ ...log, runs: [{ ...run, tool: { ...run.tool, driver }, results: [...(run.results ?? []), ...carried] }] });
}

function runOf(log: unknown): Log['runs'][number] | undefined {
  if (typeof log !== 'object' || log === null || !('runs' in log) || !Array.isArray(log.runs)) return undefined;
  const run: unknown = log.runs[0];
  if (typeof run !== 'object' || run === null || !('tool' in run) || !('results' in run) || !Array.isArray(run.results)) return undefined;
  return run as Log['runs'][number];
}

/** What GitHub adds to a result when it serves it is no part of an upload. */
function withoutGitHubs(properties: Result['properties']): NonNullable<Result['properties']> {
  return Object.fromEntries(Object.entries(properties ?? {}).filter(([name]) => !name.startsWith('github/')));
}

function detectors({ properties }: Result): readonly string[] | undefined {
  const tools = properties?.detectedBy;
  if (!Array.isArray(tools) || tools.length === 0) return undefined;
  const names = tools.map((one: { readonly tool?: unknown }) => one.tool);
  return names.every((name) => typeof name === 'string') ? names : undefined;
}
