/** Commands of the AWS command line that give rights: roles with their policies, and policies and permissions of resources. */
import { asValue, text } from '../../evaluation/setting.ts';
import { at, entries, type Tree } from '../../evaluation/tree.ts';
import type { Condition, Elements, Grant, GrantTarget, Identity, NewCondition, Principal, Statement } from '../../model/access.ts';
import { absent, known, textOf, type Value } from '../../model/value.ts';
import { readPolicyDocument, type PolicyDocument } from '../iam-policy/policy-document.ts';
import type { Arguments } from './arguments.ts';
import type { Lifter, Lifting } from './lifting.ts';
import { quoted, type Word } from './word.ts';

/** In whose hands each kind of name is. */
const holderOptions = { role: '--role-name', user: '--user-name', group: '--group-name', policy: '--policy-name' } as const;

function documentOf(tree: Tree | undefined, call: Arguments): PolicyDocument {
  if (!tree) return { statements: [], partial: true };
  // What a word cannot say of the account, it does not write.
  return readPolicyDocument(tree, { head: call.at, account: (written) => written });
}

/** Several commands work on one role: what each of them says comes together. */
function holder(call: Arguments, into: Lifting, kind: keyof typeof holderOptions, words = 3): Mutable {
  const named = call.word(holderOptions[kind]) ?? call.word('--policy-arn');
  const asked = `${kind} ${named?.text ?? ''}`;
  const known = into.nouns.identities.find(({ key }) => key === into.made.get(asked));
  if (known && named?.text) return known;
  const made: Mutable = {
    ...into.noun(call, 'aws', words, named),
    kind: 'identity',
    identityKind: kind,
    trust: [],
    trustPartial: true,
    statements: [],
    statementsPartial: true,
    managedPolicies: [],
    // A role that is made here is bounded from the first, or not before somebody bounds it.
    boundary: call.path[2] === 'create-role' ? boundaryOf(call) : call.elsewhere(),
  };
  into.nouns.identities.push(made);
  into.made.set(asked, made.key);
  return made;
}

function boundaryOf(call: Arguments): Value<string> {
  return call.word('--permissions-boundary') ? call.setting(text, '--permissions-boundary') : absent<string>(call.at);
}

interface Mutable extends Identity {
  trust: readonly Statement[];
  statements: readonly Statement[];
  managedPolicies: readonly Value<string>[];
  trustPartial: boolean;
}

const trusting: Lifter = (call, into) => {
  const role = holder(call, into, 'role');
  const document = documentOf(call.document('--assume-role-policy-document', '--policy-document'), call);
  role.trust = [...role.trust, ...document.statements];
  role.trustPartial = document.partial;
};

const holding =
  (kind: keyof typeof holderOptions): Lifter =>
  (call, into) => {
    const identity = holder(call, into, kind);
    identity.statements = [...identity.statements, ...documentOf(call.document('--policy-document'), call).statements];
  };

const attaching =
  (kind: 'role' | 'user' | 'group'): Lifter =>
  (call, into) => {
    const arn = call.word('--policy-arn');
    if (!arn) return;
    const identity = holder(call, into, kind);
    identity.managedPolicies = [...identity.managedPolicies, asValue(arn.tree, text)];
  };

function pushGrant(call: Arguments, into: Lifting, resourceKind: GrantTarget, named: Word | undefined, document: PolicyDocument): void {
  const noun = into.noun(call, 'aws', 3, named);
  const grant: Grant = {
    ...noun,
    kind: 'grant',
    on: { value: noun.name },
    resourceKind,
    statements: document.statements,
    statementsPartial: document.partial,
  };
  into.nouns.grants.push(grant);
}

const granting =
  (kind: GrantTarget, policy: string, ...names: readonly string[]): Lifter =>
  (call, into) => {
    const tree = call.document(policy);
    if (tree) pushGrant(call, into, kind, call.word(...names), documentOf(tree, call));
  };

/** Queues and topics have their policy among their attributes. */
const attributes =
  (kind: GrantTarget, ...names: readonly string[]): Lifter =>
  (call, into) => {
    const single = call.word('--attribute-name');
    const written = single
      ? single.text === 'Policy'
        ? (call.invocation.document(call.word('--attribute-value')) ?? call.word('--attribute-value')?.tree)
        : undefined
      : at(call.document('--attributes'), 'Policy');
    if (written) pushGrant(call, into, kind, call.word(...names), documentOf(written, call));
  };

/** `add-permission`: one statement whose parts are options. */
const permission: Lifter = (call, into) => {
  const principal = call.word('--principal');
  if (!principal) return;
  const statement = statementOf(call, [principal], [call.word('--action')], call.word('--function-name', '--event-bus-name'));
  pushGrant(call, into, call.path[1] === 'events' ? 'event-bus' : 'function', call.word('--function-name', '--event-bus-name'), {
    statements: [statement],
    partial: false,
  });
};

/** Accounts and actions as lists: https://docs.aws.amazon.com/cli/latest/reference/sqs/add-permission.html */
const sharing =
  (kind: GrantTarget, service: string, accounts: string, actions: string, named: string): Lifter =>
  (call, into) => {
    const who = call.words(accounts).flatMap(separate);
    const what = call.words(actions).flatMap(separate);
    if (who.length === 0) return;
    const statement = statementOf(call, who, what, call.word(named), `${service}:`);
    pushGrant(call, into, kind, call.word(named), { statements: [statement], partial: false });
  };

/** Lists may come as one word with blanks or commas. */
function separate(word: Word): readonly Word[] {
  return [...word.text.matchAll(/[^\s,]+/g)].map(({ index, 0: found }) => word.part(index, index + found.length));
}

function statementOf(
  call: Arguments,
  principals: readonly Word[],
  actions: readonly (Word | undefined)[],
  resource: Word | undefined,
  prefix = '',
): Statement {
  const none: Elements = { items: [], partial: false, at: call.at };
  const named = actions.flatMap((action) => (action ? [asValue(action.tree, text)] : []));
  const items = named.map((item) => (item.state === 'known' && prefix !== '' ? { ...item, value: `${prefix}${item.value}` } : item));
  return {
    effect: known('allow', call.at),
    actions: { items, partial: items.length === 0, at: call.at },
    notActions: none,
    resources: { items: resource ? [asValue(resource.tree, text)] : [], partial: !resource, at: call.at },
    notResources: none,
    principals: principals.map(principalOf),
    notPrincipals: [],
    principalsPartial: false,
    conditions: conditionsOf(call),
    conditionsPartial: false,
    sid: call.word('--statement-id', '--label')?.text,
    at: call.invocation.body,
    ...(prefix === '' && { addCondition: (condition: NewCondition) => addCondition(call, condition) }),
  };
}

function principalOf(word: Word): Principal {
  const value = asValue(word.tree, text);
  const written = textOf(value);
  if (written === '*') return { type: 'any', value };
  if (value.state === 'unknown') return { type: 'unknown', value };
  return { type: written?.endsWith('.amazonaws.com') ? 'service' : 'aws', value };
}

/** What the options of a permission stand for: https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
const conditionOptions: readonly (readonly [string, string, string])[] = [
  ['--source-arn', 'ArnLike', 'AWS:SourceArn'],
  ['--source-account', 'StringEquals', 'AWS:SourceAccount'],
  ['--principal-org-id', 'StringEquals', 'aws:PrincipalOrgID'],
  ['--function-url-auth-type', 'StringEquals', 'lambda:FunctionUrlAuthType'],
  ['--event-source-token', 'StringEquals', 'lambda:EventSourceToken'],
];

function conditionsOf(call: Arguments): readonly Condition[] {
  const found = conditionOptions.flatMap(([option, operator, key]): Condition[] => {
    const word = call.word(option);
    return word ? [{ operator, key: key.toLowerCase(), values: [asValue(word.tree, text)], at: word.at }] : [];
  });
  const written = call.document('--condition');
  const own = entries(written);
  if (own.length === 0) return found;
  const [operator, key, value] = ['Type', 'Key', 'Value'].map((name) => at(written, name));
  if (key?.kind !== 'scalar' || !value) return found;
  const values = [asValue(value, text)];
  return [
    ...found,
    { operator: operator?.kind === 'scalar' ? String(operator.value) : '', key: String(key.value).toLowerCase(), values, at: key.at },
  ];
}

function addCondition(call: Arguments, { key, values: [value] }: NewCondition) {
  const option = conditionOptions.find(([, , name]) => name.toLowerCase() === key.toLowerCase())?.[0];
  if (option === undefined || typeof value !== 'string' || call.path[1] !== 'lambda') return undefined;
  return call.invocation.add(`${option} ${quoted(value)}`);
}

/** A bucket's canned access list that a command gives it is a grant to everybody in one word: it is read with the bucket. */
export const policyCommands: Readonly<Record<string, Lifter>> = {
  'iam create-role': trusting,
  'iam update-assume-role-policy': trusting,
  'iam put-role-policy': holding('role'),
  'iam put-user-policy': holding('user'),
  'iam put-group-policy': holding('group'),
  'iam create-policy': holding('policy'),
  'iam create-policy-version': holding('policy'),
  'iam attach-role-policy': attaching('role'),
  'iam attach-user-policy': attaching('user'),
  'iam attach-group-policy': attaching('group'),
  'lambda add-permission': permission,
  'events put-permission': permission,
  's3api put-bucket-policy': granting('bucket', '--policy', '--bucket'),
  'kms put-key-policy': granting('key', '--policy', '--key-id'),
  'kms create-key': granting('key', '--policy', '--description'),
  'secretsmanager put-resource-policy': granting('secret', '--resource-policy', '--secret-id'),
  'ecr set-repository-policy': granting('registry', '--policy-text', '--repository-name'),
  'apigateway create-rest-api': granting('api', '--policy', '--name'),
  'efs put-file-system-policy': granting('file-system', '--policy', '--file-system-id'),
  'kinesis put-resource-policy': granting('stream', '--policy', '--resource-arn'),
  'dynamodb put-resource-policy': granting('table', '--policy', '--resource-arn'),
  'logs put-resource-policy': granting('log-group', '--policy-document', '--policy-name'),
  'sqs create-queue': attributes('queue', '--queue-name'),
  'sqs set-queue-attributes': attributes('queue', '--queue-url'),
  'sns create-topic': attributes('topic', '--name'),
  'sns set-topic-attributes': attributes('topic', '--topic-arn'),
  'sqs add-permission': sharing('queue', 'sqs', '--aws-account-ids', '--actions', '--queue-url'),
  'sns add-permission': sharing('topic', 'sns', '--aws-account-id', '--action-name', '--topic-arn'),
};
