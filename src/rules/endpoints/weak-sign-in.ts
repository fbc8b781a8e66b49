/** Settings of directories and their clients by which tokens and passwords are easy to come by. */
import { takenOut } from '../../model/access.ts';
import type { Directory, SignInClient } from '../../model/sign-in.ts';
import { effective, isWritten } from '../../model/value.ts';
import { set, type Problem } from '../rule.ts';

/** Less than eight characters were never enough: https://pages.nist.gov/800-63-4/sp800-63b.html#passwordver (July 2025). */
const fewest = 8;
const better = 12;

/** Tokens in an address end up in histories and logs: https://www.rfc-editor.org/rfc/rfc9700.html#section-2.1.2 (January 2025). */
export function* tokensInAddresses({ flows, ...client }: SignInClient): Iterable<Problem<'implicit'>> {
  const found = flows.find((flow) => effective(flow) === 'implicit');
  if (!found) return;
  const hasCode = flows.some((flow) => effective(flow) === 'code');
  yield {
    message: 'implicit',
    data: { name: client.label },
    at: found,
    subject: client,
    severity: 'medium',
    fixes: [
      {
        title: hasCode ? 'leave the implicit flow out' : 'hand out a code instead',
        risk: 'review',
        check: 'pages that sign in must ask for a code with PKCE (response_type=code) before this is deployed',
        changes: [set(found, hasCode ? takenOut : 'code')],
      },
    ],
  };
}

export function* easyPasswords({ shortestPassword, secondFactor, ...directory }: Directory): Iterable<Problem<'short' | 'single'>> {
  const length = effective(shortestPassword);
  const data = { name: directory.label, length: String(length) };
  if (length !== undefined && length < fewest) {
    const check = 'people whose passwords are shorter are asked for a longer one when they change theirs';
    const fix = { title: `ask for ${better} characters`, risk: 'review', check, changes: [set(shortestPassword, better)] } as const;
    yield { message: 'short', data, at: shortestPassword, subject: directory, severity: 'medium', fixes: [fix] };
  }
  if (!isWritten(secondFactor) || effective(secondFactor) !== 'off') return;
  const check = 'nobody is asked for it before he has registered an app: demand it (ON) once everybody has';
  const fix = { title: 'let people add an authenticator app', risk: 'review', check, changes: [set(secondFactor, 'optional')] } as const;
  yield { message: 'single', data, at: secondFactor, subject: directory, severity: 'low', fixes: [fix] };
}
