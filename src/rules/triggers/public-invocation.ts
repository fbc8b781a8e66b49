/** Functions that anybody may invoke: function URLs without authentication, permissions for everybody. */
import { ownAccount, type Grant, type Principal, type Statement } from '../../model/access.ts';
import type { Application } from '../../model/application.ts';
import type { Endpoint } from '../../model/endpoint.ts';
import type { Link, Noun, Provider } from '../../model/noun.ts';
import { effective, textOf } from '../../model/value.ts';
import { checkBehind } from '../endpoints/openness.ts';
import { publicBindings } from './public-binding.ts';
import { defineRule, set, write, type Fix } from '../rule.ts';
import { covering, everybody, isAllow, isBound, isBoundByDenial, ownerAccount } from '../statement.ts';

const invocations = ['lambda:InvokeFunction', 'lambda:InvokeFunctionUrl', 'lambda:InvokeAsync'];

/** What callers must bring once the URL asks for it. */
const callerNeeds: Readonly<Record<Provider, string>> = {
  aws: 'callers must sign their requests (SigV4) and need lambda:InvokeFunctionUrl and lambda:InvokeFunction',
  gcp: 'callers need an identity token and the invoker role',
  azure: 'callers must send a function key or a token',
};

export default defineRule({
  id: 'triggers/public-invocation',
  title: 'Anyone can invoke the function',
  practice: 'invoke-open',
  severity: 'critical',
  confidence: 'high',
  cwe: [284, 306],
  controls: { 'aws-fsbp': ['Lambda.1'], 'nist-800-53-r5': ['AC-3', 'AC-4', 'AC-6', 'AC-21', 'SC-7'], 'pci-dss-4.0.1': ['7.2.1'] },
  why: 'Whoever can invoke a function can run its code with the rights of its role, as often as they like and at the expense of its owner.',
  remedy:
    'Let the function URL ask for IAM credentials, and name in the permission the service, the account or the role that ' + 'invokes the function.',
  references: [
    'https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-1',
    'https://cloud.google.com/run/docs/securing/identity-aware-proxy-cloud-run',
  ],
  since: '0.1.0',
  messages: {
    url: 'Anyone on the internet can invoke {name}: its URL asks for no credentials',
    checked: 'Anyone on the internet can invoke {name}: only its own code looks at who calls',
    permission: 'Anyone with an AWS account can invoke {name}: the permission is for everybody',
    binding: '{anyone} can invoke {name}: {role} is given to everybody',
    behind: '{anyone} can invoke {name}, because {role} is given to everybody: only its own code looks at who calls',
    inside: 'Whoever is in the network can invoke {name}: {role} is given to everybody, and nothing but its ingress holds the internet back',
    balanced: '{anyone} can invoke {name} through its load balancer: {role} is given to everybody, and only a web firewall stands in between',
    proxy: '{anyone} passes the identity-aware proxy in front of {name}: {role} is given to everybody',
    link: 'Anyone on the internet can invoke {name}: the permission lets everybody through its function URL',
  },
  particulars: {
    binding: { remedy: 'Name the accounts that invoke it, instead of everybody.' },
    behind: { remedy: 'Name the accounts that invoke it, instead of everybody.' },
    inside: { remedy: 'Name the accounts that invoke it, instead of everybody.' },
    balanced: { remedy: 'Name the accounts that invoke it, instead of everybody.' },
    proxy: { remedy: 'Name the accounts that invoke it, instead of everybody.' },
  },

  *check(application) {
    const urls = application.endpoints.filter(({ apiKind }) => apiKind === 'function-url');
    for (const url of urls) {
      if (effective(url.authentication) !== 'none' || url.restricted !== 'no') continue;
      const check = checkBehind(url, application);
      if (check) {
        yield {
          message: 'checked',
          data: { name: nameOf(url.target, url, application) },
          at: url.authentication,
          subject: url,
          severity: 'low',
          related: [{ at: check, text: 'who calls is looked at here' }],
        };
        continue;
      }
      yield {
        message: 'url',
        data: { name: nameOf(url.target, url, application) },
        at: url.authentication,
        subject: url,
        fixes: [
          {
            title: 'ask for credentials',
            risk: 'review',
            check: callerNeeds[url.provider],
            changes: [set(url.authentication, 'iam')],
          },
        ],
      };
    }
    for (const grant of application.grants) {
      for (const statement of grant.statements) {
        const anyone = openTo(grant, statement);
        if (!anyone || isPartOfUrl(grant, statement, urls, application)) continue;
        yield {
          message: urlType(statement) === 'NONE' ? 'link' : 'permission',
          data: { name: nameOf(grant.on, grant, application) },
          at: anyone.value,
          subject: grant,
          fixes: narrowing(statement, anyone),
        };
      }
    }
    yield* publicBindings(application);
  },
});

/** The principal through which everybody may invoke. */
function openTo(grant: Grant, statement: Statement): Principal | undefined {
  if (grant.resourceKind !== 'function' && grant.resourceKind !== 'unknown') return undefined;
  if (!isAllow(statement)) return undefined;
  const action = covering(statement, invocations);
  if (!action || (grant.resourceKind === 'unknown' && !/^lambda:/i.test(textOf(action) ?? ''))) return undefined;
  if (isBound(statement) !== 'no' || isBoundByDenial(statement, grant.statements)) return undefined;
  return everybody(statement);
}

/** The type of function URL to which the statement is limited: `NONE` or `AWS_IAM`. */
function urlType({ conditions }: Statement): string | undefined {
  const value = conditions.find(({ key }) => key === 'lambda:functionurlauthtype')?.values[0];
  return value && textOf(value)?.toUpperCase();
}

/**
 * Is the statement one half of a function URL that is judged for itself? A permission for URLs of type NONE does nothing
 * where the URL asks for credentials, and one for calls that came through a URL does nothing without the other.
 */
function isPartOfUrl(grant: Grant, statement: Statement, urls: readonly Endpoint[], application: Application): boolean {
  if (statement.conditions.some(({ key }) => key === 'lambda:invokedviafunctionurl')) return true;
  return urlType(statement) === 'NONE' && urls.some((url) => isSame(url.target, grant.on, application));
}

function isSame(a: Link, b: Link, application: Application): boolean {
  const [first, second] = [application.find(a.to), application.find(b.to)];
  if (first && second) return first === second;
  return textOf(a.value) !== undefined && textOf(a.value) === textOf(b.value);
}

function nameOf(link: Link, owner: Noun, application: Application): string {
  const text = link.value.state === 'known' ? link.value.value : undefined;
  return application.find(link.to)?.label ?? (text ? functionName(text) : owner.label);
}

/** `arn:aws:lambda:eu-west-1:123456789012:function:orders:live` → `orders`. */
function functionName(text: string): string {
  return text.startsWith('arn:') ? (text.split(':')[6] ?? text) : text;
}

/** Services say for whom they come; whoever comes through a URL has an identity or none. */
function narrowing(statement: Statement, anyone: Principal): readonly Fix[] {
  const check = 'name the service, the account or the organization that invokes it, if that is another than this account';
  const accounts = [ownAccount, ownerAccount(statement)].filter((account) => account !== undefined);
  const onBehalf = accounts.map((account): Fix => {
    const source = { operator: 'StringEquals', key: 'aws:SourceAccount', values: [account] };
    return { title: 'accept only calls on behalf of this account', risk: 'review', check, changes: [write(statement.addCondition, source)] };
  });
  const byAccount = accounts.map((account): Fix => {
    return { title: 'let only this account invoke it', risk: 'review', check, changes: [write(anyone.value.slot, account)] };
  });
  return urlType(statement) === 'NONE' ? byAccount : [...onBehalf, ...byAccount];
}
