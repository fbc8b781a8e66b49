/** Reads AWS::Lambda::Permission and layer permissions as what they are: one statement of the function's own policy. */
import { asValue, setting, text } from '../../../evaluation/setting.ts';
import { at, scalarText, type Mapping } from '../../../evaluation/tree.ts';
import type { Condition, Elements, NewCondition, Principal, Statement } from '../../../model/access.ts';
import { known, textOf, type Slot } from '../../../model/value.ts';
import { spellOwnAccount } from '../own-account.ts';
import { nounOf } from '../resource-noun.ts';
import type { Reading, ResourceReader, TemplateResource } from '../template.ts';

/** Properties that are conditions in disguise (https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html). */
const conditions: readonly (readonly [property: string, operator: string, key: string])[] = [
  ['SourceArn', 'ArnLike', 'aws:sourcearn'],
  ['SourceAccount', 'StringEquals', 'aws:sourceaccount'],
  ['PrincipalOrgID', 'StringEquals', 'aws:principalorgid'],
  ['OrganizationId', 'StringEquals', 'aws:principalorgid'],
  ['EventSourceToken', 'StringEquals', 'lambda:eventsourcetoken'],
  ['FunctionUrlAuthType', 'StringEquals', 'lambda:functionurlauthtype'],
  ['InvokedViaFunctionUrl', 'Bool', 'lambda:invokedviafunctionurl'],
];

const readPermission: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  reading.nouns.grants.push({
    ...nounOf(resource, reading),
    kind: 'grant',
    on: reading.link(at(properties, 'FunctionName') ?? at(properties, 'LayerVersionArn'), properties),
    resourceKind: resource.type === 'AWS::Lambda::Permission' ? 'function' : 'unknown',
    statements: [statementOf(resource, reading)],
    statementsPartial: properties.partial === true,
  });
};

function statementOf(resource: TemplateResource, reading: Reading): Statement {
  const { properties } = resource;
  const none: Elements = { items: [], partial: false, at: resource.at };
  const on = at(properties, 'FunctionName') ?? at(properties, 'LayerVersionArn');
  return {
    effect: known('allow', resource.at),
    actions: elementOf(resource, 'Action'),
    notActions: none,
    resources: { items: on ? [asValue(on, text)] : [], partial: false, at: on?.at ?? resource.at },
    notResources: none,
    principals: principalsOf(resource),
    notPrincipals: [],
    principalsPartial: false,
    conditions: conditionsOf(properties),
    conditionsPartial: properties.partial === true,
    at: properties.entries.size > 0 ? properties.at : resource.at,
    addCondition: conditionSlot(resource, reading),
  };
}

function elementOf(resource: TemplateResource, property: string): Elements {
  const written = at(resource.properties, property);
  if (!written) return { items: [], partial: true, at: resource.at };
  const value = asValue(written, text);
  const slot: Elements['slot'] = ([only, ...rest]) => (typeof only === 'string' && rest.length === 0 ? value.slot?.(only) : undefined);
  return { items: [value], partial: false, at: written.at, slot };
}

function principalsOf(resource: TemplateResource): readonly Principal[] {
  const value = setting(resource.properties, ['Principal'], text, { head: resource.at });
  if (value.state === 'absent') return [];
  if (value.state === 'unknown') return [{ type: isService(textOf(value, 'amazonaws.com') ?? '') ? 'service' : 'unknown', value }];
  if (value.value === '*')
    return [{ type: 'any', value: { ...value, slot: (to) => at(resource.properties, 'Principal')?.editor?.replace(spellOwnAccount(to)) } }];
  return [{ type: isService(value.value) ? 'service' : 'aws', value }];
}

/** `apigateway.${AWS::URLSuffix}` is a service all the same. */
function isService(principal: string): boolean {
  return /[^.]\.amazon(?:aws)?\.com(?:\.cn)?$/.test(principal);
}

function conditionsOf(properties: Mapping): readonly Condition[] {
  return conditions.flatMap(([property, operator, key]) => {
    const written = properties.entries.get(property);
    return written ? [{ operator, key, values: [asValue(written.value, text)], at: written.value.at }] : [];
  });
}

/** Writes the property that stands for the condition. */
function conditionSlot({ properties }: TemplateResource, reading: Reading): Slot<NewCondition> {
  return ({ key, values: [value, ...others] }) => {
    const property = conditions.find(([, , known]) => known === key.toLowerCase())?.[0];
    if (property === undefined || value === undefined || others.length > 0) return undefined;
    const plain = typeof value === 'string' ? spellOwnAccount(value) : reading.reference(value);
    const written = properties.entries.get(property)?.value;
    if (plain === undefined || scalarText(written) === plain) return undefined;
    return written ? written.editor?.replace(plain) : properties.editor?.put?.(property, plain);
  };
}

export const functionPermissionReaders: Readonly<Record<string, ResourceReader>> = {
  'AWS::Lambda::Permission': readPermission,
  'AWS::Lambda::LayerVersionPermission': readPermission,
};
