/** The key by which we follow a finding ourselves: what is wrong with what, and no place. */
import { createHash } from 'node:crypto';
import type { Finding } from './finding.ts';

/**
 * 32 hex digits over the rule, the type and address of the subject, and the evidence. Neither path nor line goes in, so the key survives
 * moved text and renamed files. Findings that share a key (the same template copied to two folders) are told apart by counting them in
 * order of path and place, and a baseline remembers their paths beside the keys: two copies never take each other's place as
 * long as they stay where they are, and a file that moved is still known by its key.
 */
export function semanticKey(finding: Finding): string {
  const { ruleId, subject } = finding;
  const parts = [ruleId, subject.type, addressInFile(finding), finding.evidence.trim().replace(/\s+/g, ' ')];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** Some addresses begin with the file (a policy that stands alone): that part would change with the file's name. */
function addressInFile({ subject }: Finding): string {
  const { address, body } = subject;
  return body.path !== '' && address.startsWith(body.path) ? address.slice(body.path.length) : address;
}
