/** Code scanning in the double: what it takes, what it refuses, and the life of alerts. */
import { gunzipSync } from 'node:zlib';
import { schemaErrors } from '../reporters/schema.ts';

export interface Alert {
  readonly rule: string;
  readonly fingerprint: string;
  readonly path: string;
  readonly line: number;
  state: 'open' | 'fixed';
}

interface Analysis {
  readonly id: number;
  readonly sarifId: string;
  readonly ref: string;
  readonly commit: string;
  readonly category: string;
  readonly sarif: unknown;
  readonly results: number;
}

interface Upload {
  readonly status: 'complete' | 'failed';
  readonly errors: readonly string[];
  /** Answers `pending` so many times. */
  waits: number;
}

interface Run {
  readonly tool: {
    readonly driver: { readonly name: string; readonly rules?: readonly { readonly id: string; readonly properties?: Properties }[] };
  };
  readonly automationDetails?: { readonly id?: string };
  readonly results?: readonly {
    readonly ruleId: string;
    readonly message?: { readonly text?: string };
    readonly locations?: readonly { physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } } }[];
    readonly partialFingerprints?: { readonly primaryLocationLineHash?: string };
  }[];
}

interface Properties {
  readonly 'security-severity'?: unknown;
  readonly tags?: readonly string[];
}

/** https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
const limits = { bytes: 10_000_000, runs: 20, results: 25_000, rules: 25_000, tags: 20 };

export class Scanning {
  /** Off: a private repository without GitHub Code Security. */
  enabled = true;
  /** What GitHub serves back has lost the properties of results. */
  forgetsProperties = false;
  readonly uploads = new Map<string, Upload>();
  readonly analyses: Analysis[] = [];
  readonly #alerts = new Map<string, Alert[]>();

  alerts(ref: string): readonly Alert[] {
    return this.#alerts.get(ref) ?? [];
  }

  /** The id of the upload; undefined where it is too large. */
  upload({ sarif, ref, commit }: { readonly sarif: string; readonly ref: string; readonly commit: string }): string | undefined {
    const compressed = Buffer.from(sarif, 'base64');
    if (compressed.length > limits.bytes) return undefined;
    const sarifId = `00000000-0000-4000-8000-${String(this.uploads.size).padStart(12, '0')}`;
    const log = JSON.parse(gunzipSync(compressed).toString('utf8')) as { runs: Run[] };
    const errors = [...schemaErrors(log), ...refusals(log.runs)];
    this.uploads.set(sarifId, { status: errors.length === 0 ? 'complete' : 'failed', errors, waits: 1 });
    if (errors.length > 0) return sarifId;
    for (const run of log.runs) {
      const id = run.automationDetails?.id ?? '';
      const category = id.slice(0, id.lastIndexOf('/') + 1);
      this.#replaceAlerts(ref, category, run);
      this.analyses.unshift({ id: this.analyses.length + 1, sarifId, ref, commit, category, sarif: log, results: run.results?.length ?? 0 });
    }
    return sarifId;
  }

  served(sarif: unknown): unknown {
    if (!this.forgetsProperties) return sarif;
    return JSON.parse(JSON.stringify(sarif, (key, value: unknown) => (key === 'properties' ? undefined : value)));
  }

  /** A new analysis of one category replaces the last: what it does not name is fixed. */
  #replaceAlerts(ref: string, category: string, run: Run): void {
    const key = ref;
    const alerts = this.#alerts.get(key) ?? [];
    this.#alerts.set(key, alerts);
    const seen = new Set<string>();
    for (const { ruleId, locations, partialFingerprints } of run.results ?? []) {
      const place = locations?.[0]?.physicalLocation;
      const fingerprint = `${category} ${ruleId} ${partialFingerprints?.primaryLocationLineHash} ${place?.artifactLocation.uri}`;
      seen.add(fingerprint);
      const known = alerts.find((alert) => alert.fingerprint === fingerprint);
      if (known) known.state = 'open';
      else alerts.push({ rule: ruleId, fingerprint, path: place?.artifactLocation.uri ?? '', line: place?.region.startLine ?? 0, state: 'open' });
    }
    for (const alert of alerts) if (alert.fingerprint.startsWith(`${category} `) && !seen.has(alert.fingerprint)) alert.state = 'fixed';
  }
}

function refusals(runs: readonly Run[]): readonly string[] {
  const errors: string[] = [];
  if (runs.length === 0 || runs.length > limits.runs) errors.push(`rejecting SARIF, as there are ${runs.length} runs`);
  const categories = runs.map(({ tool, automationDetails }) => `${tool.driver.name} ${automationDetails?.id}`);
  if (new Set(categories).size < runs.length) errors.push('A delivery cannot contain multiple runs with the same category');
  for (const { tool, results = [] } of runs) {
    if (results.length > limits.results) errors.push(`rejecting SARIF, as there are more results per run than allowed (${results.length})`);
    if ((tool.driver.rules?.length ?? 0) > limits.rules) errors.push('rejecting SARIF, as there are more rules per run than allowed');
    for (const { properties } of tool.driver.rules ?? []) {
      const severity = properties?.['security-severity'];
      if (severity !== undefined && !(typeof severity === 'string' && Number.isFinite(Number(severity)))) {
        errors.push(`invalid security severity value, is not a number: ${JSON.stringify(severity)}`);
      }
      if ((properties?.tags?.length ?? 0) > limits.tags) errors.push('rejecting SARIF, as there are more tags per rule than allowed');
    }
    for (const { locations, message, partialFingerprints } of results) {
      if (!locations?.[0]) errors.push('expected at least one location');
      if (!message?.text) errors.push('expected a message');
      if (!partialFingerprints?.primaryLocationLineHash) errors.push('our uploads carry their fingerprints');
    }
  }
  return errors.slice(0, 10);
}
