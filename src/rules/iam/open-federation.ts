/** Issuers of which every customer is let in. */
import type { Application } from '../../model/application.ts';
import type { Federation } from '../../model/federation.ts';
import type { RoleBinding } from '../../model/role-binding.ts';
import { effective, textOf } from '../../model/value.ts';
import { write, type Fix, type Problem } from '../rule.ts';

/** Issuers with customers of all kinds, by a part of their address; and the claim that tells one from another. */
const publicIssuers: readonly (readonly [host: string, customers: string, claim: string])[] = [
  ['token.actions.githubusercontent.com', 'any repository on GitHub', 'assertion.repository_owner'],
  ['gitlab.com', 'any project on gitlab.com', 'assertion.namespace_path'],
  ['app.terraform.io', 'any organization of HCP Terraform', 'assertion.terraform_organization_name'],
  ['api.bitbucket.org', 'any repository of the workspace', 'assertion.repositoryUuid'],
  ['oidc.circleci.com', 'any project of the organization', 'assertion.sub'],
  ['accounts.google.com', 'anyone with a Google account', 'assertion.sub'],
];

/** https://cloud.google.com/iam/docs/workload-identity-federation-with-deployment-pipelines#conditions */
export function* openFederations({ federations, roleBindings }: Application): Iterable<Problem<'federation' | 'anySubject'>> {
  for (const federation of federations) {
    const issuer = textOf(federation.issuer) ?? '';
    const found = publicIssuers.find(([host]) => issuer.includes(host));
    if (!found) continue;
    const [, customers] = found;
    if (federation.admission.state === 'absent') {
      yield {
        message: 'federation',
        data: { name: federation.label, customers },
        at: federation.admission,
        subject: federation,
        ...(bindingsNameSome(roleBindings) && { severity: 'medium' as const }),
        fixes: pinned(federation, found[2]),
      };
      continue;
    }
    const written = effective(federation.admission);
    if (written !== undefined && admitsAnybody(written, federation.admissionKind))
      yield { message: 'anySubject', data: { name: federation.label, customers, condition: written }, at: federation.admission, subject: federation };
  }
}

/** Whoever is let in may do nothing until a role is given to him: here every role goes to a subject or an attribute that is named. */
function bindingsNameSome(bindings: readonly RoleBinding[]): boolean {
  const members = bindings
    .flatMap((binding) => binding.members.map(({ value }) => textOf(value, '…') ?? ''))
    .filter((member) => /^principal(?:Set)?:/.test(member));
  return members.length > 0 && members.every((member) => /\/(?:subject|attribute\.\w+)\/[^*/]/.test(member));
}

/** An expression that names no value of its own, or a subject made of wildcards. */
function admitsAnybody(written: string, kind: Federation['admissionKind']): boolean {
  if (kind === 'claims') {
    const values = [...written.matchAll(/\b(?:eq|matches)\s*'([^']*)'/g)].map(([, value = '']) => value);
    return values.length > 0 && values.every((value) => /^(?:repo:|project_path:)?[*?]/.test(value));
  }
  if (kind === 'subject') return /^(?:repo:)?[*]?(?:[:/][*])*$/.test(written.trim());
  return !/['"][^'"*]+['"]/.test(written) || /^\s*true\s*$/.test(written) || /!=\s*(?:''|"")\s*$/.test(written);
}

/** Nobody can be called that: until it is replaced, nobody is let in. */
const placeholder = 'YOUR-ORGANIZATION_';

function pinned({ admission, admissionKind }: Federation, claim: string): readonly Fix[] {
  if (admissionKind !== 'expression') return [];
  const check = 'put the owner in whose pipelines deploy this; until then nobody is let in';
  return [{ title: 'let one owner in', risk: 'review', check, changes: [write(admission.slot, `${claim} == "${placeholder}"`)] }];
}
