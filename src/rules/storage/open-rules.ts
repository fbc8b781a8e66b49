/** Stores whose own rules let clients in that nobody knows. */
import type { Severity } from '../../finding/severity.ts';
import type { AccessRule } from '../../model/access-rule.ts';
import type { Application } from '../../model/application.ts';
import { effective } from '../../model/value.ts';
import { isClassified } from '../classification.ts';
import { set, type Fix, type Problem } from '../rule.ts';
import { wordsOf } from '../secrets/names.ts';

/** Whoever reads this can be sure that it is over: rules that hold up to an earlier date let nobody in. */
const past = '2026-11-01';

export function* openRules({ accessRules }: Application): Iterable<Problem<'rules' | 'testRules' | 'memberRules'>> {
  for (const rule of accessRules) {
    const callers = effective(rule.callers);
    const { until } = rule;
    if (callers === undefined || callers === 'some' || (until !== undefined && until < past)) continue;
    const severity = severityOf(rule, callers === 'signed-in');
    if (!severity) continue;
    yield {
      message: callers === 'signed-in' ? 'memberRules' : until === undefined ? 'rules' : 'testRules',
      data: { verb: verbOf(rule), name: nameOf(rule), date: until ?? '' },
      at: rule.callers,
      subject: rule,
      severity,
      fixes: callers === 'signed-in' ? [] : fixesOf(rule),
    };
  }
}

/** Data about people, by the names of collections. */
const personal =
  /^(?:users?|members?|customers?|clients?|contacts?|orders?|bookings?|reservations?|invoices?|payments?|transactions?|messages?|chats?|conversations?|emails?|subscribers?|registrations?|leads?|accounts?|tokens?|addresses|submissions?|applications?)$/i;

/** Undefined where it is what such rules are for: a catalog that everybody may read. */
function severityOf(rule: AccessRule, isSignedIn: boolean): Severity | undefined {
  const { collection, reads, writes } = rule;
  if (isSignedIn) return collection === undefined && writes === 'change' ? 'low' : undefined;
  if (collection === undefined) return writes === 'add' && !reads ? 'high' : 'critical';
  if (writes === 'change') return 'high';
  if (reads) {
    if (isClassified(collection)) return 'high';
    const isOfUsers = rule.service === 'Firestore' || /\/\$(?:uid|user)/i.test(rule.address);
    if (isOfUsers && wordsOf(collection).some((word) => personal.test(word))) return 'medium';
  }
  // A form that anybody may fill in; whoever likes fills the store as well.
  return writes === 'add' ? 'low' : undefined;
}

function verbOf({ reads, writes }: AccessRule): string {
  if (writes === 'no') return 'read';
  if (writes === 'add') return reads ? 'read and add to' : 'add to';
  return reads ? 'read and change' : 'write to';
}

function nameOf({ collection, service }: AccessRule): string {
  return collection === undefined ? `everything in ${service}` : `${collection} in ${service}`;
}

function fixesOf(rule: AccessRule): readonly Fix[] {
  if (rule.collection === undefined) {
    const check = 'servers that use the Admin SDK still come in, clients do not: allow each collection that they use by a rule of its own';
    return [{ title: 'let no client in', risk: 'review', check, changes: [set(rule.callers, 'some')] }];
  }
  const check = 'clients must sign in from then on; where each has things of its own, compare request.auth.uid with their owner besides';
  return [{ title: 'let those in who are signed in', risk: 'review', check, changes: [set(rule.callers, 'signed-in')] }];
}
