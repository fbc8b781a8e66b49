/** The roles that a service's functions run as: one for all, one for each, or one of somebody else's. */
import { asRemovable, flag, follow, insertAt, setting, text } from '../../evaluation/setting.ts';
import { at, items, scalarText, type Mapping, type Tree } from '../../evaluation/tree.ts';
import type { Identity, Statement } from '../../model/access.ts';
import type { Link } from '../../model/noun.ts';
import { absent, isOneOf, known, type Pattern, type Value } from '../../model/value.ts';
import type { Edit } from '../../source/edit.ts';
import type { Span } from '../../source/span.ts';
import { spellOwnAccount } from '../cloudformation/own-account.ts';
import { grantedStatement } from '../cloudformation/sam/granted-statements.ts';
import { readPolicyDocument, type PolicyDocument } from '../iam-policy/policy-document.ts';
import { resourceNoun } from './api.ts';
import { inherited, inheritedTree, type Place } from './inherited.ts';
import { functionRoleId, sharedRoleId } from './naming.ts';
import { definitionAt } from './place.ts';
import type { FunctionBlock, Service } from './service.ts';

/** Reads the roles, and gives for each function the one that it runs as. */
export function readRoles(service: Service): (block: FunctionBlock) => Link {
  const provider = service.provider.settings;
  const links = new Map<FunctionBlock, Link>();
  const sharing: FunctionBlock[] = [];
  const given = givenRole(provider);
  for (const block of service.functions) {
    const own = at(block.settings, 'role');
    if (own) links.set(block, roleLink(own, block.settings, service));
    else if (given) links.set(block, roleLink(given, provider, service));
    else if (hasOwnRole(block, provider)) links.set(block, readOwnRole(block, service));
    else sharing.push(block);
  }
  if (sharing.length > 0) {
    const link = readSharedRole(sharing, service);
    for (const block of sharing) links.set(block, link);
  }
  return (block) => links.get(block)!;
}

/** A role of somebody else's for all functions. */
function givenRole(provider: Mapping): Tree | undefined {
  const role = at(provider, 'iam', 'role');
  return role && role.kind !== 'mapping' && role.kind !== 'sequence' ? role : at(provider, 'role');
}

/** An ARN, an expression, or the logical id of a role of the service's. */
function roleLink(role: Tree, owner: Mapping, service: Service): Link {
  const name = role.kind === 'scalar' ? scalarText(role) : undefined;
  if (name === undefined || name.startsWith('arn:')) return service.template.link(role, owner);
  return { value: known(name, role.at, undefined, role.via), to: service.template.key(name) };
}

/** https://www.serverless.com/framework/docs/providers/aws/guide/iam#per-function-iam-roles */
function hasOwnRole({ settings }: FunctionBlock, provider: Mapping): boolean {
  if (scalarText(at(provider, 'iam', 'role', 'mode')) === 'perFunction') return true;
  return [at(settings, 'iamRoleStatements'), at(settings, 'iam', 'role', 'statements'), at(settings, 'iam', 'role', 'managedPolicies')].some(
    (written) => written !== undefined,
  );
}

function readSharedRole(sharing: readonly FunctionBlock[], service: Service): Link {
  const provider = service.provider.settings;
  const role = at(provider, 'iam', 'role');
  const head = sharedHead(service);
  const pieces: Pieces = {
    statements: [
      inheritedTree([
        [mappingOf(role), 'statements'],
        [provider, 'iamRoleStatements'],
      ]),
    ],
    managedPolicies: [
      inheritedTree([
        [mappingOf(role), 'managedPolicies'],
        [provider, 'iamManagedPolicies'],
      ]),
    ],
    partial: provider.partial === true,
    network: sharing.some(({ settings }) => at(settings, 'vpc')) || at(provider, 'vpc') !== undefined,
    logs: [`${service.prefix ?? '*'}*`],
    policyPath: provider.entries.has('iamManagedPolicies') ? [provider, 'iamManagedPolicies'] : [provider, 'iam', 'role', 'managedPolicies'],
  };
  const identity = makeRole(sharedRoleId, { at: head, body: definitionAt(head, role) }, pieces, service, {
    name: setting(provider, ['iam', 'role', 'name'], text, { head }),
    boundary: inherited(boundaries(provider), text, { head }),
  });
  return { value: absent(head), to: identity.key };
}

/** What the role is written under; the provider section where nothing is. */
function sharedHead(service: Service): Span {
  const provider = service.provider.settings;
  const old = provider.entries.get('iamRoleStatements') ?? provider.entries.get('iamManagedPolicies');
  const role = at(provider, 'iam');
  const own = role?.kind === 'mapping' ? role.entries.get('role') : undefined;
  return (own ?? old)?.key ?? service.provider.head;
}

function readOwnRole(block: FunctionBlock, service: Service): Link {
  const { settings } = block;
  const provider = service.provider.settings;
  const role = at(settings, 'iam', 'role');
  const entry = (role?.kind === 'mapping' ? role.entries.get('statements') : undefined) ?? settings.entries.get('iamRoleStatements');
  const everyFunction = scalarText(at(provider, 'iam', 'role', 'mode')) === 'perFunction';
  const shared = inheritedTree([
    [provider, 'iam', 'role', 'statements'],
    [provider, 'iamRoleStatements'],
  ]);
  const head = entry?.key ?? block.at;
  const logs = scalarText(at(settings, 'name')) ?? `${service.prefix ?? '*'}-${block.name}`;
  const pieces: Pieces = {
    statements: [inheritsStatements(block, service, everyFunction) ? shared : undefined, at(role, 'statements') ?? at(settings, 'iamRoleStatements')],
    managedPolicies: [everyFunction ? at(provider, 'iam', 'role', 'managedPolicies') : undefined, at(role, 'managedPolicies')],
    partial: settings.partial === true,
    network: at(settings, 'vpc') !== undefined || at(provider, 'vpc') !== undefined,
    logs: [logs],
    policyPath: [settings, 'iam', 'role', 'managedPolicies'],
  };
  const id = functionRoleId(block.name);
  const identity = makeRole(id, { at: head, body: definitionAt(head, entry?.value) }, pieces, service, {
    name: inherited(
      [
        [settings, 'iam', 'role', 'name'],
        [settings, 'iamRoleStatementsName'],
      ],
      text,
      { head },
    ),
    boundary: inherited([[settings, 'iam', 'role', 'permissionsBoundary'], [settings, 'iamPermissionsBoundary'], ...boundaries(provider)], text, {
      head,
    }),
  });
  return { value: absent(head), to: identity.key };
}

function boundaries(provider: Mapping): readonly Place[] {
  return [
    [provider, 'iam', 'role', 'permissionsBoundary'],
    [provider, 'iam', 'role', 'permissionBoundary'],
    [provider, 'rolePermissionsBoundary'],
  ];
}

/** Does a role of a function's own hold the provider's statements as well? */
function inheritsStatements({ settings }: FunctionBlock, service: Service, everyFunction: boolean): boolean {
  const plugin = mappingOf(service.section('custom', 'serverless-iam-roles-per-function'));
  const inherit = inherited(
    [
      [settings, 'iam', 'inheritStatements'],
      [settings, 'iamRoleStatementsInherit'],
      [plugin, 'defaultInherit'],
    ],
    flag,
    {
      head: settings.at,
      default: everyFunction,
    },
  );
  return isOneOf(inherit, true) === 'yes';
}

/** What a role is put together of. */
interface Pieces {
  readonly statements: readonly (Tree | undefined)[];
  readonly managedPolicies: readonly (Tree | undefined)[];
  readonly partial: boolean;
  /** The framework lets the functions into a network. */
  readonly network: boolean;
  /** The names of the functions whose logs the framework lets it write. */
  readonly logs: readonly string[];
  /** Where managed policies are written. */
  readonly policyPath: readonly [owner: Mapping, ...path: readonly string[]];
}

function makeRole(
  id: string,
  place: { at: Span; body: Span },
  pieces: Pieces,
  service: Service,
  settings: Pick<Identity, 'name' | 'boundary'>,
): Identity {
  const { at: head, body } = place;
  const type = 'AWS::IAM::Role';
  service.make(id, type, head);
  const made = extensionOf(id, service);
  const documents = [...pieces.statements, ...made.documents].flatMap((list) => (list ? readStatements(list, head, service) : []));
  const managed = [...pieces.managedPolicies, made.managedPolicies];
  const identity: Identity = {
    ...resourceNoun(id, type, head, service, id, body),
    ...settings,
    kind: 'identity',
    identityKind: 'role',
    trust: [trust(head)],
    trustPartial: false,
    statements: [...documents.flatMap(({ statements }) => statements), ...logStatements(pieces.logs, head)],
    statementsPartial: pieces.partial || made.partial || documents.some(({ partial }) => partial) || managed.some((list) => list?.kind === 'opaque'),
    managedPolicies: [...managed.flatMap(policiesIn), ...(pieces.network ? [networkPolicy(head)] : [])],
    attach: (policy) => attach(policy, pieces.policyPath),
  };
  service.nouns.identities.push(identity);
  return identity;
}

function attach(policy: string, [owner, ...path]: Pieces['policyPath']): readonly Edit[] | undefined {
  const { node, reached, rest, unsure } = follow(owner, path);
  if (node && rest.length === 0) return node.kind === 'sequence' ? node.editor?.append?.(policy) : undefined;
  return unsure ? undefined : insertAt(reached, rest, [policy]);
}

function policiesIn(list: Tree | undefined): readonly Value<string>[] {
  return list?.kind === 'sequence' ? list.items.map(asRemovable) : [];
}

/** What the service's resources add to a role that the framework makes. */
function extensionOf(id: string, service: Service): { documents: readonly Tree[]; managedPolicies: Tree | undefined; partial: boolean } {
  const made = service.extension(id);
  const documents = items(at(made, 'Policies')).flatMap((policy) => at(policy, 'PolicyDocument', 'Statement') ?? []);
  return { documents, managedPolicies: at(made, 'ManagedPolicyArns'), partial: made?.partial === true || at(made, 'Policies')?.kind === 'opaque' };
}

export function readStatements(list: Tree, head: Span, { template }: Service): PolicyDocument {
  return readPolicyDocument(list, { head, reference: (to) => template.reference(to), account: spellOwnAccount });
}

/** https://github.com/serverless/serverless/blob/main/packages/serverless/lib/plugins/aws/package/lib/iam-role-lambda-execution-template.json */
function logStatements(names: readonly string[], head: Span): readonly Statement[] {
  const group = (suffix: string) => names.map((name) => `arn:{}:logs:{}:{}:log-group:/aws/lambda/${name}${suffix}`);
  const placement = { at: head, via: [] };
  const hole = (): Pattern => [{}];
  return [
    grantedStatement({ actions: ['logs:CreateLogStream', 'logs:CreateLogGroup', 'logs:TagResource'], resources: group(':*') }, hole, placement),
    grantedStatement({ actions: ['logs:PutLogEvents'], resources: group(':*:*') }, hole, placement),
  ];
}

function networkPolicy(head: Span): Value<string> {
  return known('arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole', head);
}

function trust(head: Span): Statement {
  const statement = grantedStatement({ actions: ['sts:AssumeRole'], resources: [] }, () => undefined, { at: head, via: [] });
  return { ...statement, principals: [{ type: 'service', value: known('lambda.amazonaws.com', head) }] };
}

function mappingOf(tree: Tree | undefined): Mapping | undefined {
  return tree?.kind === 'mapping' ? tree : undefined;
}
