/** Every option there is: its type, its default, its line of documentation. JSON Schema, docs and action.yml come from here. */
import { z } from 'zod';
import { severities } from '../finding/severity.ts';

export const scannerIds = ['builtin', 'checkov', 'snyk', 'osv'] as const;

const severity = z.enum(severities);
const threshold = z.enum([...severities, 'none']);
const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date like 2027-03-01');
const reason = z.string().trim().min(1, 'a reason in words');

const suppression = z.strictObject({
  rule: z.string().min(1).describe('A rule id, or a family: `endpoints/*`.'),
  path: z.string().optional().describe('Only in files that match this pattern.'),
  resource: z.string().optional().describe('Only for the resource with this address; `*` stands for any characters.'),
  reason: reason.describe('Why this is accepted. Shown wherever the finding is.'),
  until: isoDate.optional().describe('The last day on which it holds.'),
});

const gate = z.strictObject({
  'only-new': z.boolean().default(true).describe('Only findings that are new fail; `false` lets known ones fail too.'),
  scanners: z
    .record(z.string(), threshold)
    .default({})
    .describe('Another `fail-severity` for what a scanner found, by its name; of several that found it the strictest counts.'),
  practices: z.record(z.string(), threshold).default({}).describe('Another `fail-severity` for one practice: `iam-wildcard: medium`.'),
});

/** The file `faasgate.yml`. */
export const configSchema = z.strictObject({
  'fail-severity': threshold.default('high').describe('The mildest severity that fails the gate; `none` never fails it.'),
  'report-severity': severity.default('note').describe('The mildest severity that is reported; milder findings are only counted.'),
  gate: gate.prefault({}).describe('Exceptions from `fail-severity`, by scanner and by practice, and whether known findings fail.'),
  scanners: z
    .union([z.literal('auto'), z.array(z.enum(scannerIds)).min(1)])
    .default('auto')
    .describe('Which scanners run; `auto` runs our own and whatever else is installed or needs no installation. One that is named is installed.'),
  'optional-scanners': z.array(z.enum(scannerIds)).default([]).describe('Scanners whose failure does not fail the run.'),
  'scanner-timeout': z
    .number()
    .positive()
    .max(21_600)
    .default(600)
    .describe('A foreign scanner that takes longer is ended and has failed; in seconds.'),
  'snyk-monitor': z.boolean().default(false).describe('Snyk also keeps watch over the manifests of the default branch, as projects of its service.'),
  exclude: z.array(z.string()).default([]).describe('Files and folders that are not scanned, in the syntax of .gitignore.'),
  baseline: z.string().optional().describe('A baseline file: what it lists is known and does not fail the gate.'),
  'max-file-size': z.number().positive().max(100).default(10).describe('Larger files are not read and are reported as not scanned; in MB.'),
  'sarif-inputs': z
    .array(z.string().min(1))
    .default([])
    .describe('SARIF files that other tools have written, inside of the scanned folder: their results are merged with ours.'),
  rules: z
    .record(z.string(), z.enum([...severities, 'off']))
    .default({})
    .describe('Another severity for a rule, or `off`.'),
  suppressions: z.array(suppression).default([]).describe('Findings that are accepted, each with its reason.'),
});

export type Config = z.output<typeof configSchema>;

/** What a command line or an action input may say as well; these win over the file. */
export interface Overrides {
  readonly 'fail-severity'?: Config['fail-severity'] | undefined;
  readonly 'report-severity'?: Config['report-severity'] | undefined;
  readonly scanners?: Config['scanners'] | undefined;
  readonly baseline?: string | undefined;
  readonly 'sarif-inputs'?: Config['sarif-inputs'] | undefined;
}

/** An input of the action. Inputs have no defaults in action.yml: a default there would win over the file. */
export interface Input {
  readonly description: string;
  /** What happens when it is not given, for the docs. */
  readonly otherwise: string;
  /** For action.yml, where the runner alone knows it. */
  readonly default?: string;
}

const fromConfig = (key: keyof typeof configSchema.shape): Input => ({
  description: configSchema.shape[key].description ?? '',
  otherwise: 'as the configuration file says',
});

export const inputs = {
  path: { description: 'The folder to scan, relative to the workspace.', otherwise: 'the workspace' },
  config: { description: 'The configuration file.', otherwise: '`faasgate.yml` in the scanned folder, if there is one' },
  'fail-severity': fromConfig('fail-severity'),
  'report-severity': fromConfig('report-severity'),
  scanners: {
    ...fromConfig('scanners'),
    description: 'Which scanners run, with commas between; `auto` runs what is installed or needs no installation.',
  },
  baseline: fromConfig('baseline'),
  'sarif-inputs': {
    description:
      'SARIF files that other tools have written, with commas or lines between, relative to the workspace: their results are merged with ours.',
    otherwise: 'as the configuration file says',
  },
  id: { description: 'Names this run among several of one repository, in the code-scanning category.', otherwise: '`scan`' },
  'sarif-file': { description: 'Where the SARIF file is written, relative to the workspace.', otherwise: '`faasgate.sarif`' },
  token: {
    description: 'The token with which GitHub is told; empty to tell it nothing.',
    otherwise: 'the token of the job',
    default: '${{ github.token }}',
  },
  comment: {
    description: 'What is written to a pull request: `review` (comments on lines, and the summary), `summary`, or `off`.',
    otherwise: '`review`',
  },
  'max-comments': { description: 'Review comments at most; the most severe first.', otherwise: '`25`' },
  'comment-severity': {
    description: 'The mildest severity that gets review comments; milder findings are listed in the summary. What fails the gate always gets one.',
    otherwise: '`medium`',
  },
  'resolve-threads': { description: '`true` resolves the threads of fixed findings as well, which takes `contents: write`.', otherwise: '`false`' },
  'check-run': { description: '`false` makes no check run of its own, with its annotations.', otherwise: '`true`' },
  upload: { description: '`false` hands nothing to code scanning.', otherwise: '`true`, where the repository has code scanning' },
  'tracking-issue': {
    description: '`true` keeps one issue about the default branch current; `false` never does.',
    otherwise: '`true` on a schedule',
  },
  'fix-pull-request': { description: '`true` keeps one pull request with the safe fixes current, on a schedule or by hand.', otherwise: '`false`' },
  'report-file': {
    description: 'What the workflow that comments on forks needs: written on a pull request, read on `workflow_run`; relative to the workspace.',
    otherwise: 'not written',
  },
  'json-file': { description: 'Where the whole report is written as JSON, relative to the workspace.', otherwise: 'not written' },
} as const satisfies Record<string, Input>;

export const outputs = {
  outcome: '`passed`, `failed` or `incomplete`.',
  'exit-code': '0 passed, 1 the gate failed, 2 configuration, 3 the work could not be done.',
  findings: 'How many findings are reported, without suppressed ones.',
  new: 'How many of them are new.',
  fixed: 'How many findings of the base are gone.',
  blocking: 'How many of them fail the gate.',
  critical: 'How many of them are critical.',
  high: 'How many of them are high.',
  'sarif-file': 'The path of the SARIF file.',
} as const satisfies Record<string, string>;
