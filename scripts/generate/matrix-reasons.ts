/** Why a rule finds nothing in a dialect: one reason for a family where one is true of all of it, else one for each rule. */
import type { Rule } from '../../src/rules/rule.ts';
import type { Spelling } from './spellings.ts';

export interface Reason {
  readonly text: string;
  /** The rule that it is written for, where it is for one. */
  readonly only?: string;
}

type Reasons = Readonly<Partial<Record<Spelling, string>>>;

const noJobs = 'only pipelines have jobs, actions and tokens of a run';
const noProgram = 'a script or a pipeline holds commands; the programs that it deploys are read where they lie';
const packed = 'Terraform packs programs from files, which are read where they lie';
const noSettings = 'a program does not say how the cloud is set up';
const policyOnly = 'a policy says who may do what; functions, APIs, stores and logs are set up elsewhere';
const elsewhere = 'what one command leaves out, another may say: of a script alone it is not known that something is missing';
const notRead = 'the commands of the AWS command line that set this are not read';

/** Of all rules whose id begins so. The first that has a reason for the dialect counts. */
const families: readonly (readonly [prefix: string, Reasons])[] = [
  [
    'workflows/',
    { cloudformation: noJobs, sam: noJobs, cdk: noJobs, serverless: noJobs, terraform: noJobs, iam: noJobs, shell: noJobs, code: noJobs },
  ],
  ...['injection/', 'endpoints/leaky-response', 'logging/sensitive-data-logged', 'secrets/secret-in-code'].map(
    (prefix) => [prefix, { terraform: packed, shell: noProgram, pipeline: noProgram, iam: policyOnly }] as const,
  ),
  ['', { iam: policyOnly, code: noSettings }],
];

/** Rules of which scripts say nothing because they ask for what is missing. */
const asksForAbsence = [
  'audit/unmonitored-account',
  'endpoints/unfiltered-endpoint',
  'endpoints/unvalidated-request',
  'hardening/lost-failures',
  'hardening/unlimited-concurrency',
  'hardening/unsigned-code',
  'iam/shared-role',
  'logging/provider-key-only',
  'logging/unbounded-retention',
  'monitoring/unlogged-endpoint',
  'monitoring/unlogged-function',
  'monitoring/untraced-function',
  'monitoring/unwatched-function',
  'secrets/unrotated-secret',
  'storage/provider-key-environment',
  'storage/provider-key-only',
];

/** Rules that could report what a command says. */
const notYetRead = ['endpoints/weak-authorizer', 'hardening/foreign-layer', 'hardening/mutable-image', 'triggers/open-network'];

const rules: Readonly<Record<string, Reasons>> = {
  ...Object.fromEntries(asksForAbsence.map((id) => [id, { shell: elsewhere, pipeline: elsewhere }])),
  ...Object.fromEntries(notYetRead.map((id) => [id, { shell: notRead, pipeline: notRead }])),
};

/** Reasons that differ from those above for one rule and dialect. */
const single: Readonly<Record<string, Reasons>> = {
  'iam/admin-role': { iam: 'a managed policy is attached to its holder elsewhere' },
  'iam/shared-role': { iam: 'who holds a policy is not written in it' },
  'iam/long-lived-credential': { iam: 'keys are made elsewhere' },
  'injection/unverified-webhook': { cdk: 'by which words a sender is known is not asked of code that stands in JSON, with escapes' },
  'secrets/secret-in-code': {
    shell: 'what scripts hold is reported by secrets/secret-in-script',
    pipeline: 'what pipelines hold is reported by secrets/secret-in-script',
  },
  'secrets/secret-in-script': { code: 'what programs hold is reported by secrets/secret-in-code' },
};

export function reasonFor({ id }: Rule, spelling: Spelling): Reason | undefined {
  const own = single[id]?.[spelling] ?? rules[id]?.[spelling];
  if (own !== undefined) return { text: own, only: id };
  const family = families.find(([prefix, reasons]) => id.startsWith(prefix) && reasons[spelling] !== undefined);
  return family && { text: family[1][spelling] ?? '' };
}
