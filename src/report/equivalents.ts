/** Which of our rules say what a foreign tool says, and which ids of different tools mean one defect. */
import type { Finding } from '../finding/finding.ts';
import type { Defect, KnownTool } from './equivalents/defect.ts';
import { entryDefects } from './equivalents/entries.ts';
import { hardeningDefects } from './equivalents/hardening.ts';
import { iamDefects } from './equivalents/iam.ts';
import { operationDefects } from './equivalents/operations.ts';
import { otherDefects } from './equivalents/others.ts';
import { secretDefects } from './equivalents/secrets.ts';
import { storeDefects } from './equivalents/stores.ts';
import { transportDefects } from './equivalents/transport.ts';

export const defects: readonly Defect[] = [
  ...iamDefects,
  ...entryDefects,
  ...storeDefects,
  ...transportDefects,
  ...operationDefects,
  ...hardeningDefects,
  ...secretDefects,
  ...otherDefects,
];

/** What a tool's own outputs call itself, where that is not the name used here. */
const toolNames: Readonly<Record<string, KnownTool>> = { 'cfn-nag': 'cfn-nag', 'semgrep-oss': 'semgrep', 'semgrep-pro': 'semgrep', tfsec: 'trivy' };

const byId = new Map(defects.flatMap((defect) => idsOf(defect).map(({ key, rank }) => [key, { defect, rank }] as const)));

/** Every id of a row with its tool in front, and its place in the row. */
export function idsOf({ ids }: Defect): readonly { readonly key: string; readonly rank: number }[] {
  return Object.entries(ids).flatMap(([tool, list]) => list.split(' ').map((id, rank) => ({ key: `${tool}/${id}`, rank })));
}

/** The row that a foreign finding stands in; undefined for our own rules and for ids that no row names. */
export function defectOf({ ruleId }: Finding): Defect | undefined {
  return lookUp(ruleId)?.defect;
}

/** How telling its id is among those of its row, from 0. */
export function rankOf({ ruleId }: Finding): number {
  return lookUp(ruleId)?.rank ?? 0;
}

/** `checkov/CKV_AWS_18` in the spelling of the tables: Trivy has written its ids with and without a prefix. */
export function canonicalId(ruleId: string): string {
  const slash = ruleId.indexOf('/');
  const [tool, id] = [ruleId.slice(0, slash), ruleId.slice(slash + 1)];
  return `${toolNames[tool] ?? tool}/${id.replace(/^AVD-(?=[A-Z]+-\d+$)/, '')}`;
}

/** Ids of our rules that a row names, without their messages. */
export function rulesOf({ rules }: Defect): readonly string[] {
  return rules.map((rule) => rule.split(':', 1)[0] ?? rule);
}

/** Does this finding of ours say what the row says? */
export function says({ ruleId, evidence }: Finding, { rules, port }: Defect): boolean {
  if (port !== undefined && !isAmong(port, evidence)) return false;
  return rules.some((rule) => {
    const [id, messages] = rule.split(':');
    return id === ruleId && (messages === undefined || messages.split('|').includes(evidence.split(' ', 1)[0] ?? ''));
  });
}

/** True as well where the evidence names no ports. */
function isAmong(port: number, evidence: string): boolean {
  const range = / (\d+)-(\d+)$/.exec(evidence);
  return !range || (Number(range[1]) <= port && port <= Number(range[2]));
}

const implying = new Map(defects.map((defect) => [defect.id, closure(defect)]));

/** Ids of the rows with which this one holds as well, and its own. */
export function impliedWith(defect: Defect): ReadonlySet<string> {
  return implying.get(defect.id) ?? new Set([defect.id]);
}

function closure(defect: Defect): ReadonlySet<string> {
  const found = new Set([defect.id]);
  for (const id of found) for (const stronger of defects.find((other) => other.id === id)?.impliedBy ?? []) found.add(stronger);
  return found;
}

function lookUp(ruleId: string): { readonly defect: Defect; readonly rank: number } | undefined {
  const id = canonicalId(ruleId);
  return byId.get(id) ?? byId.get(`${id.slice(0, id.indexOf('/'))}/*`);
}
