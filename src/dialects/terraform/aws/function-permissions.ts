/** Reads aws_lambda_permission and layer permissions as what they are: one statement of the function's own policy. */
import { asValue, setting, text } from '../../../evaluation/setting.ts';
import { at, scalarText, type Mapping, type Tree } from '../../../evaluation/tree.ts';
import type { Condition, Elements, NewCondition, Principal, Statement } from '../../../model/access.ts';
import { known, type Slot } from '../../../model/value.ts';
import { nounOf } from '../nouns.ts';
import { addingAccount, spellOwnAccount } from './policies.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';

/** Arguments that are conditions in disguise (https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html). */
const conditions: readonly (readonly [argument: string, operator: string, key: string])[] = [
  ['source_arn', 'ArnLike', 'aws:sourcearn'],
  ['source_account', 'StringEquals', 'aws:sourceaccount'],
  ['principal_org_id', 'StringEquals', 'aws:principalorgid'],
  ['organization_id', 'StringEquals', 'aws:principalorgid'],
  ['event_source_token', 'StringEquals', 'lambda:eventsourcetoken'],
  ['function_url_auth_type', 'StringEquals', 'lambda:functionurlauthtype'],
  ['invoked_via_function_url', 'Bool', 'lambda:invokedviafunctionurl'],
];

const readPermission: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const on = targetOf(properties);
  reading.nouns.grants.push({
    ...nounOf(resource, reading),
    kind: 'grant',
    on: reading.link(on, properties, 'aws_lambda_function'),
    resourceKind: resource.type === 'aws_lambda_permission' ? 'function' : 'unknown',
    statements: [statementOf(resource, on, reading)],
    statementsPartial: false,
  });
};

function targetOf(properties: Mapping): Tree | undefined {
  return at(properties, 'function_name') ?? at(properties, 'layer_name');
}

function statementOf(resource: TerraformResource, on: Tree | undefined, reading: Reading): Statement {
  const { properties } = resource;
  const none: Elements = { items: [], partial: false, at: resource.at };
  return {
    effect: known('allow', resource.at),
    actions: elementOf(resource, 'action'),
    notActions: none,
    resources: { items: on ? [asValue(on, text)] : [], partial: false, at: on?.at ?? resource.at },
    notResources: none,
    principals: principalsOf(resource),
    notPrincipals: [],
    principalsPartial: false,
    conditions: conditionsOf(properties),
    conditionsPartial: false,
    at: resource.body,
    addCondition: addingAccount(conditionSlot(resource, reading), resource),
  };
}

function elementOf(resource: TerraformResource, argument: string): Elements {
  const written = at(resource.properties, argument);
  if (!written) return { items: [], partial: true, at: resource.at };
  const value = asValue(written, text);
  const slot: Elements['slot'] = ([only, ...rest]) => (typeof only === 'string' && rest.length === 0 ? value.slot?.(only) : undefined);
  return { items: [value], partial: false, at: written.at, slot };
}

function principalsOf(resource: TerraformResource): readonly Principal[] {
  const value = setting(resource.properties, ['principal'], text, { head: resource.at });
  if (value.state === 'absent') return [];
  if (value.state === 'unknown') return [{ type: typeOfPattern(value.pattern?.at(-1)), value }];
  if (value.value !== '*') return [{ type: isService(value.value) ? 'service' : 'aws', value }];
  const slot: Slot<string> = (to) => {
    const plain = spellOwnAccount(to, resource);
    return plain === undefined ? undefined : at(resource.properties, 'principal')?.editor?.replace(plain);
  };
  return [{ type: 'any', value: { ...value, slot: addingAccount(slot, resource) } }];
}

/** `apigateway.${data.aws_partition.current.dns_suffix}` is a service all the same. */
function typeOfPattern(last: unknown): Principal['type'] {
  return typeof last === 'string' && isService(last) ? 'service' : 'unknown';
}

function isService(principal: string): boolean {
  return /\.amazon(?:aws)?\.com(?:\.cn)?$/.test(principal);
}

function conditionsOf(properties: Mapping): readonly Condition[] {
  return conditions.flatMap(([argument, operator, key]) => {
    const written = properties.entries.get(argument);
    if (!written || (written.value.kind === 'scalar' && written.value.value === null)) return [];
    return [{ operator, key, values: [asValue(written.value, text)], at: written.value.at }];
  });
}

/** Writes the argument that stands for the condition. */
function conditionSlot(resource: TerraformResource, reading: Reading): Slot<NewCondition> {
  const { properties } = resource;
  return ({ key, values: [value, ...others] }) => {
    const argument = conditions.find(([, , known]) => known === key.toLowerCase())?.[0];
    if (argument === undefined || value === undefined || others.length > 0) return undefined;
    const plain = typeof value === 'string' ? spellOwnAccount(value, resource) : reading.reference(value, resource.at.file);
    const written = properties.entries.get(argument)?.value;
    if (plain === undefined || scalarText(written) === plain) return undefined;
    return written ? written.editor?.replace(plain) : properties.editor?.put?.(argument, plain);
  };
}

export const functionPermissionReaders: Readonly<Record<string, ResourceReader>> = {
  aws_lambda_permission: readPermission,
  aws_lambda_layer_version_permission: readPermission,
};
