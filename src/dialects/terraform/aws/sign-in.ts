/** Reads authorizers of APIs, identity pools, user pools and their clients. */
import { asRemovable, asValue, choice, flag, insertAt, number, text } from '../../../evaluation/setting.ts';
import { at, Block, isPartial, items, scalarText, type Tree } from '../../../evaluation/tree.ts';
import type { Directory } from '../../../model/sign-in.ts';
import { known, type Value } from '../../../model/value.ts';
import { nounOf, settingOf, within } from '../nouns.ts';
import type { ResourceReader, TerraformResource } from '../reading.ts';

/** Answers are kept for five minutes where nothing is written (https://docs.aws.amazon.com/apigateway/latest/api/API_Authorizer.html). */
const restCache = 300;

const readAuthorizer: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const isRest = resource.type === 'aws_api_gateway_authorizer';
  if (scalarText(at(properties, isRest ? 'type' : 'authorizer_type')) !== 'REQUEST') return;
  const written = at(properties, isRest ? 'identity_source' : 'identity_sources');
  // The provider fills in the header `Authorization` where a REST API's authorizer names no source.
  if (isRest && !written) return;
  reading.nouns.authorizers.push({
    ...nounOf(resource, reading),
    kind: 'authorizer',
    identitySources: sourcesOf(written),
    identitySourcesPartial: isPartial(written),
    cacheSeconds: settingOf(resource, ['authorizer_result_ttl_in_seconds'], number, isRest ? restCache : 0),
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
  const [attachment] = reading.belonging(resource, 'aws_cognito_identity_pool_roles_attachment', 'identity_pool_id');
  reading.nouns.guests.push({
    ...nounOf(resource, reading),
    kind: 'guest-access',
    allowed: settingOf(resource, ['allow_unauthenticated_identities'], flag, false),
    role: reading.link(at(attachment?.properties, 'roles', 'unauthenticated'), attachment?.properties ?? resource.properties, 'aws_iam_role'),
  });
};

const readClient: ResourceReader = (resource, reading) => {
  reading.nouns.signInClients.push({
    ...nounOf(resource, reading),
    kind: 'sign-in-client',
    writable: items(at(resource.properties, 'write_attributes')).map((item) => asValue(item, text)),
    flows: flowsOf(resource),
  });
};

/** Flows that are listed do nothing until the client is let use them. */
function flowsOf({ properties }: TerraformResource): readonly Value<string>[] {
  if (scalarText(at(properties, 'allowed_oauth_flows_user_pool_client')) !== 'true') return [];
  return items(at(properties, 'allowed_oauth_flows')).map(asRemovable);
}

const factor = choice({ OFF: 'off', OPTIONAL: 'optional', ON: 'required' });

/** It needs to be said which factors there are: https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html (November 2026). */
function secondFactor(resource: TerraformResource): Directory['secondFactor'] {
  const { properties } = resource;
  const written = settingOf<'off' | 'optional' | 'required'>(resource, ['mfa_configuration'], factor, 'off');
  const slot: typeof written.slot = (to) => {
    const [chosen, apps] = [
      written.slot?.(to),
      at(properties, 'software_token_mfa_configuration')
        ? []
        : insertAt(properties, [{ block: 'software_token_mfa_configuration' }], new Block({ enabled: true })),
    ];
    return chosen && apps && [...chosen, ...apps];
  };
  return { ...written, slot };
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html (eight characters by default). */
const readPool: ResourceReader = (resource, reading) => {
  reading.nouns.directories.push({
    ...nounOf(resource, reading),
    kind: 'directory',
    shortestPassword: settingOf(resource, within('password_policy', 'minimum_length'), number, 8),
    secondFactor: secondFactor(resource),
  });
};

export const signInReaders: Readonly<Record<string, ResourceReader>> = {
  aws_api_gateway_authorizer: readAuthorizer,
  aws_apigatewayv2_authorizer: readAuthorizer,
  aws_cognito_identity_pool: readIdentityPool,
  aws_cognito_user_pool: readPool,
  aws_cognito_user_pool_client: readClient,
};
