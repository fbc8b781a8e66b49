/** What the members of a binding are, by how Google Cloud writes them. https://cloud.google.com/iam/docs/principal-identifiers (2026-11) */
import type { Member } from '../../model/role-binding.ts';

const prefixes: readonly (readonly [prefix: string, type: Member['type']])[] = [
  ['user:', 'user'],
  ['group:', 'group'],
  ['domain:', 'domain'],
  ['serviceAccount:service-', 'agent'],
  ['serviceAccount:', 'identity'],
  ['principal', 'identity'],
  ['projectOwner:', 'group'],
  ['projectEditor:', 'group'],
  ['projectViewer:', 'group'],
];

/** Accounts of Google's own services: https://cloud.google.com/iam/docs/service-agents */
const agents = /@(?:cloudservices|gcp-sa-[\w-]+)\b|@gcf-admin-robot\b|@serverless-robot-prod\b/;

/** `head` is what is known of its beginning, `whole` all that is known of it. */
export function memberType(head: string | undefined, whole: string = head ?? ''): Member['type'] {
  if (head === 'allUsers') return 'any';
  if (head === 'allAuthenticatedUsers') return 'authenticated';
  if (agents.test(whole)) return 'agent';
  return prefixes.find(([prefix]) => head?.startsWith(prefix))?.[1] ?? 'unknown';
}
