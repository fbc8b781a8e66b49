/** What a role binding lets whom do: readings that several rules share. */
import type { Application } from '../model/application.ts';
import type { Member, NewMember, RoleBinding } from '../model/role-binding.ts';
import { effective, textOf } from '../model/value.ts';
import { write, type Change, type Fix } from './rule.ts';

/** The name of the role, where it is known: `roles/run.invoker`, `Contributor`. */
export function roleOf({ role }: RoleBinding): string | undefined {
  return effective(role);
}

/** The members that stand for everybody, worst first; none where a condition or a policy of the organization holds them back. */
export function strangersIn({ members, conditional, strangersRefused }: RoleBinding): readonly Member[] {
  if (conditional !== 'no' || strangersRefused === true) return [];
  return [...members.filter(({ type }) => type === 'any'), ...members.filter(({ type }) => type === 'authenticated')];
}

/** The subject of a sentence about everybody. */
export function strangers({ type }: Member): string {
  return type === 'any' ? 'Anyone on the internet' : 'Anyone with a Google account';
}

/** The functions that run as a member. */
export function runsCode({ identity }: Member, { functions }: Application): boolean {
  return identity !== undefined && functions.some((fn) => fn.identity.to === identity);
}

/** How a member is called in a sentence: the label of its identity, or what is written. */
export function memberName({ identity, value }: Member, application: Application): string {
  return application.find(identity)?.label ?? writtenName(value);
}

/** What is written of it, where that says anything. */
function writtenName(value: Member['value']): string {
  const written = textOf(value, '…')?.replace(/^serviceAccount:/, '') ?? '';
  return /\w/.test(written) ? written : 'An identity';
}

/** `the project`, `bucket scans`: what a binding is on. */
export function scopeName(binding: RoleBinding, application: Application): string {
  if (binding.scope === 'resource') return application.find(binding.on.to)?.label ?? binding.label;
  if (binding.scope === 'unknown') return 'its scope';
  return `the ${(binding.provider === 'azure' ? azureWords : scopeWords)[binding.scope]}`;
}

const azureWords = { organization: 'management group', folder: 'management group', project: 'subscription', group: 'resource group' } as const;
const scopeWords = { organization: 'organization', folder: 'folder', project: 'project', group: 'resource group' } as const;

/** Ways to close a binding for everybody: an account that is there for callers, a new one, or the others alone. */
export function closing(member: Member, binding: RoleBinding, application: Application, who: string, check: string): readonly Fix[] {
  const others = binding.members.filter(({ type }) => type !== 'any' && type !== 'authenticated');
  const fixes: Fix[] = [];
  if (others.length > 0 && member.remove)
    fixes.push({ title: `let only those who are named ${who}`, risk: 'review', check, changes: [write(member.remove, true)] });
  const accounts = application.identities.filter(
    ({ key, identityKind }) => identityKind === 'service-account' && !application.functions.some((fn) => fn.identity.to === key),
  );
  const [only] = accounts;
  if (only && accounts.length === 1) fixes.push(named(member, { identity: only.key }, `let only ${only.label} ${who}`, check));
  fixes.push(named(member, { name: `${binding.label.replace(/\W+/g, '_')}_caller` }, `let a service account of its own ${who}`, check));
  return fixes;
}

function named(member: Member, to: NewMember, title: string, check: string): Fix {
  const change: Change = write(member.substitute, to);
  return { title, risk: 'review', check, changes: [change] };
}
