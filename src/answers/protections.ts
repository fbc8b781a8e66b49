/** Settings that other tools ask for and no rule of ours does: where one is off, it can be turned on. */
import type { ProtectionName } from '../model/safeguards.ts';
import { effective } from '../model/value.ts';
import { set, type Fix } from '../rules/rule.ts';
import type { Answer } from './answer.ts';

interface Remedy extends Pick<Fix, 'title' | 'risk' | 'check'> {
  readonly to: string;
}

const remedies: Readonly<Record<ProtectionName, Remedy>> = {
  versions: {
    to: 'checkov/CKV_AWS_21 checkov/CKV_GCP_78 trivy/AWS-0090 trivy/GCP-0078',
    title: 'keep earlier versions of objects',
    risk: 'review',
    check: 'every version is stored and paid for: let a lifecycle rule delete old ones',
  },
  'access-log': {
    to: 'checkov/CKV_AWS_18 trivy/AWS-0089 cfn-nag/W35',
    title: 'log who uses the bucket',
    risk: 'review',
    check: 'name another bucket that may take logs; one that logs into itself never comes to an end',
  },
  'point-in-time-recovery': {
    to: 'checkov/CKV_AWS_28 trivy/AWS-0024 cfn-nag/W78',
    title: 'let the table be restored to any moment of the last 35 days',
    risk: 'review',
    check: 'the backups are paid for by size',
  },
  'deletion-protection': {
    to: 'checkov/CKV_AWS_139 checkov/CKV_AWS_293 checkov/CKV_AWS_150 trivy/AWS-0177 trivy/AWS-0343 cfn-nag/F80',
    title: 'protect it from deletion',
    risk: 'review',
    check: 'stacks that are made and deleted again, as for tests, must turn it off before',
  },
  'identity-login': {
    to: 'checkov/CKV_AWS_161 checkov/CKV_AWS_162 trivy/AWS-0176',
    title: 'let roles log in without a password',
    risk: 'review',
    check: 'the engine must support it; programs go on with their passwords until they are changed',
  },
  'minor-upgrades': {
    to: 'checkov/CKV_AWS_226',
    title: 'take minor versions by itself',
    risk: 'review',
    check: 'upgrades happen in the maintenance window, with a short interruption',
  },
  'snapshot-tags': { to: 'checkov/CKV_AWS_313', title: 'give snapshots the tags of the database', risk: 'safe' },
  backups: {
    to: 'checkov/CKV_AWS_133 checkov/CKV_GCP_14 trivy/AWS-0077 trivy/GCP-0024',
    title: 'keep backups',
    risk: 'review',
    check: 'the backups are paid for by size',
  },
  'image-scan': { to: 'checkov/CKV_AWS_163 trivy/AWS-0030 cfn-nag/W79', title: 'scan images when they are pushed', risk: 'safe' },
  'year-of-logs': {
    to: 'checkov/CKV_AWS_338',
    title: 'keep the log for a year',
    risk: 'review',
    check: 'the log is paid for by size; personal data may have to go earlier',
  },
  'header-check': {
    to: 'checkov/CKV_AWS_131 trivy/AWS-0052',
    title: 'drop headers that are not valid',
    risk: 'review',
    check: 'clients that send such headers lose them',
  },
  'session-tokens': {
    to: 'checkov/CKV_AWS_79 trivy/AWS-0028 trivy/AWS-0130',
    title: 'ask for a session token at the metadata service',
    risk: 'review',
    check: 'programs with SDKs from before 2020 cannot ask for one',
  },
  'uniform-access': {
    to: 'checkov/CKV_GCP_29',
    title: 'let policies alone decide on access',
    risk: 'review',
    check: 'access lists of single objects stop counting',
  },
  'soft-delete': { to: 'checkov/CKV2_AZURE_38', title: 'keep deleted blobs for a week', risk: 'review', check: 'what is kept is paid for' },
  'second-http-version': { to: 'checkov/CKV_AZURE_18', title: 'speak HTTP/2', risk: 'safe' },
};

export const protectionAnswers: readonly Answer[] = (Object.entries(remedies) as [ProtectionName, Remedy][]).map(([protection, { to, ...fix }]) => ({
  id: protection,
  to: to.split(' '),
  *check({ protections }) {
    for (const subject of protections) {
      if (subject.protection !== protection || subject.isFrameworks || subject.on.state === 'unknown' || effective(subject.on) === true) continue;
      yield { subject, fixes: [{ ...fix, changes: [set(subject.on, true)] }] };
    }
  },
}));
