/** Reads authorizers of APIs, identity pools, user pools and their clients. */
import { asRemovable, asValue, choice, flag, number, text } from '../../../evaluation/setting.ts';
import { at, isPartial, items, scalarText, type Tree } from '../../../evaluation/tree.ts';
import type { Directory } from '../../../model/sign-in.ts';
import { known, type Value } from '../../../model/value.ts';
import { nounOf, settingOf } from '../resource-noun.ts';
import type { ResourceReader, TemplateResource } from '../template.ts';

/** Answers are kept for five minutes where nothing is written (https://docs.aws.amazon.com/apigateway/latest/api/API_Authorizer.html). */
const restCache = 300;

const readAuthorizer: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const isRest = resource.type === 'AWS::ApiGateway::Authorizer';
  if (scalarText(at(properties, isRest ? 'Type' : 'AuthorizerType')) !== 'REQUEST') return;
  const written = at(properties, 'IdentitySource');
  reading.nouns.authorizers.push({
    ...nounOf(resource, reading, ['Name']),
    kind: 'authorizer',
    identitySources: sourcesOf(written),
    identitySourcesPartial: isPartial(written),
    cacheSeconds: settingOf(resource, ['AuthorizerResultTtlInSeconds'], number, isRest ? restCache : 0),
  });
};

/** A list, or one text with commas. */
function sourcesOf(written: Tree | undefined): readonly Value<string>[] {
  return items(written).flatMap((item): readonly Value<string>[] => {
    const value = asValue(item, text);
    if (value.state !== 'known') return [value];
    return value.value.split(',').map((part) => known(part.trim(), value.at, undefined, value.via));
  });
}

const readIdentityPool: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const key = reading.key(resource.id);
  const attachment = reading
    .ofType('AWS::Cognito::IdentityPoolRoleAttachment')
    .find((other) => reading.link(at(other.properties, 'IdentityPoolId'), other.properties).to === key);
  reading.nouns.guests.push({
    ...nounOf(resource, reading, ['IdentityPoolName']),
    kind: 'guest-access',
    allowed: settingOf(resource, ['AllowUnauthenticatedIdentities'], flag),
    role: reading.link(at(attachment?.properties, 'Roles', 'unauthenticated'), attachment?.properties ?? properties),
  });
};

const readClient: ResourceReader = (resource, reading) => {
  const writable = at(resource.properties, 'WriteAttributes');
  reading.nouns.signInClients.push({
    ...nounOf(resource, reading, ['ClientName']),
    kind: 'sign-in-client',
    writable: items(writable).map((item) => asValue(item, text)),
    flows: flowsOf(resource),
  });
};

/** Flows that are listed do nothing until the client is let use them. */
function flowsOf({ properties }: TemplateResource): readonly Value<string>[] {
  if (scalarText(at(properties, 'AllowedOAuthFlowsUserPoolClient')) !== 'true') return [];
  return items(at(properties, 'AllowedOAuthFlows')).map(asRemovable);
}

const factor = choice({ OFF: 'off', OPTIONAL: 'optional', ON: 'required' });

/** It needs to be said which factors there are: https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html (November 2026). */
function secondFactor(resource: TemplateResource): Directory['secondFactor'] {
  const { properties } = resource;
  const written = settingOf<'off' | 'optional' | 'required'>(resource, ['MfaConfiguration'], factor, 'off');
  const slot: typeof written.slot = (to) => {
    const [chosen, apps] = [written.slot?.(to), at(properties, 'EnabledMfas') ? [] : properties.editor?.put?.('EnabledMfas', ['SOFTWARE_TOKEN_MFA'])];
    return chosen && apps && [...chosen, ...apps];
  };
  return { ...written, slot };
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html (eight characters by default). */
export const readDirectory: ResourceReader = (resource, reading) => {
  reading.nouns.directories.push({
    ...nounOf(resource, reading, ['UserPoolName']),
    kind: 'directory',
    shortestPassword: settingOf(resource, ['Policies', 'PasswordPolicy', 'MinimumLength'], number, 8),
    secondFactor: secondFactor(resource),
  });
};

export const signInReaders: Readonly<Record<string, ResourceReader>> = {
  'AWS::ApiGateway::Authorizer': readAuthorizer,
  'AWS::ApiGatewayV2::Authorizer': readAuthorizer,
  'AWS::Cognito::IdentityPool': readIdentityPool,
  'AWS::Cognito::UserPoolClient': readClient,
};
