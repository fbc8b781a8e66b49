/** One role for several functions. */
import type { Identity } from '../../model/access.ts';
import type { Application } from '../../model/application.ts';
import type { ServerlessFunction } from '../../model/function.ts';
import type { NounKey } from '../../model/noun.ts';
import { isWritten } from '../../model/value.ts';
import { folderOf } from '../../source/file-tree.ts';
import { listing } from '../listing.ts';
import { defineRule, type Problem } from '../rule.ts';
import { boundNeeds } from './bound-needs.ts';
import { sharedDefault } from './default-account.ts';
import { needsOf, type Needs } from './needs.ts';

export default defineRule({
  id: 'iam/shared-role',
  title: 'Several functions share one role',
  practice: 'iam-shared-role',
  severity: 'medium',
  confidence: 'medium',
  cwe: [250, 653],
  why: 'Each function can do what all of them need together. A flaw in the one that faces the internet reaches the data of the others.',
  remedy: 'Give each function a role or an account of its own, with the statements for the calls that its code makes.',
  unfixable: 'which function needs which of the permissions is known to its code only; a copy of the role for each would change nothing.',
  references: [
    'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
    'https://docs.aws.amazon.com/wellarchitected/latest/serverless-applications-lens/identity-and-access-management.html',
    'https://cloud.google.com/run/docs/securing/service-identity',
    'https://learn.microsoft.com/azure/azure-functions/security-concepts#organize-functions-by-privilege',
  ],
  since: '0.1.0',
  messages: {
    shared: '{functions} run as {name}: each may do what any of them needs ({needs})',
    default: '{functions} run as the default account of the project, as whatever else names no account of its own',
  },

  *check(application) {
    const byRole = sharers(application);
    for (const identity of application.identities) {
      const functions = byRole.get(identity.key) ?? [];
      const needs = functions.length > 1 && isDifferent(functions) ? together(needsOf(identity), boundNeeds(identity, application)) : undefined;
      // With one permission there is nothing to divide.
      if (needs && (needs.all.length > 1 || needs.all.some((need) => need.endsWith('*')))) yield report(identity, functions, needs);
    }
    yield* sharedDefault(application);
  },
});

function together(one: Needs, other: Needs): Needs {
  return { all: [...one.all, ...other.all], services: new Set([...one.services, ...other.services]) };
}

/** The functions of each role, without those that a framework brought along. */
function sharers({ functions }: Application): ReadonlyMap<NounKey, readonly ServerlessFunction[]> {
  const byRole = new Map<NounKey, ServerlessFunction[]>();
  for (const fn of functions) {
    const role = fn.identity.to;
    if (role === undefined || fn.isFrameworks === true) continue;
    const known = byRole.get(role);
    if (known) known.push(fn);
    else byRole.set(role, [fn]);
  }
  return byRole;
}

/** Copies of one function have the same needs. */
function isDifferent(functions: readonly ServerlessFunction[]): boolean {
  return new Set(functions.map(codeOf)).size > 1;
}

function codeOf({ handler, codeRoot, key }: ServerlessFunction): string {
  return handler.state === 'known' && codeRoot !== undefined ? `${codeRoot} ${handler.value}` : key;
}

function report(identity: Identity, functions: readonly ServerlessFunction[], needs: Needs): Problem<'shared'> {
  const borrower = functions.findLast((fn) => !isNamedAfter(identity, fn)) ?? functions.at(-1)!;
  const names = [...new Set(functions.map(({ label }) => label))];
  const severity = needs.services.size > 1 ? 'medium' : 'low';
  const own = isWritten(borrower.identity.value) && !isInModule(identity, functions);
  const others = own ? functions.filter((fn) => fn !== borrower && isWritten(fn.identity.value)) : [];
  return {
    message: 'shared',
    data: { name: identity.label, functions: listing(names), needs: listing(needs.all) },
    at: own ? borrower.identity.value : identity.at,
    subject: identity,
    severity,
    related: others.slice(0, 3).map(({ label, identity: { value } }) => ({ at: value.at, text: `${label} runs as it, too` })),
  };
}

/** Said once, in a module that is called for each function: what is wrong is what it is called with. */
function isInModule(identity: Identity, functions: readonly ServerlessFunction[]): boolean {
  const places = functions.map((fn) => fn.identity.value.at);
  const [first] = places;
  return first !== undefined && places.every((place) => place.start === first.start) && folderOf(first.file.path) !== folderOf(identity.at.file.path);
}

/** `CheckoutRole` is the role of `Checkout`, which others borrow. */
function isNamedAfter(identity: Identity, { label }: ServerlessFunction): boolean {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')
      .replace(/(function|lambda|role|execution|service)+/g, '');
  const [role, fn] = [plain(identity.label), plain(label)];
  return fn !== '' && role.includes(fn);
}
