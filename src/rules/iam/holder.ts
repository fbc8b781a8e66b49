/** Whose permissions they are. */
import type { Identity } from '../../model/access.ts';
import type { Application } from '../../model/application.ts';
import type { ServerlessFunction } from '../../model/function.ts';
import { effective, textOf } from '../../model/value.ts';

/** Services that run their customers' code under a role. */
const runners = new Set(
  [
    'lambda',
    'edgelambda',
    'ecs-tasks',
    'tasks.apprunner',
    'codebuild',
    'batch',
    'ec2',
    'glue',
    'sagemaker',
    'elasticmapreduce',
    'emr-serverless',
    'amplify',
  ].map((service) => `${service}.amazonaws.com`),
);

/** The functions that run as this identity. */
export function functionsOf(identity: Identity, { functions }: Application): readonly ServerlessFunction[] {
  return functions.filter((fn) => fn.identity.to === identity.key);
}

/** The hosts of the services that may become this identity: `lambda.amazonaws.com`. */
export function trustedServices(identity: Identity): readonly string[] {
  return identity.trust
    .filter(({ effect }) => effective(effect) === 'allow')
    .flatMap(({ principals }) => principals.filter(({ type }) => type === 'service').map(({ value }) => textOf(value) ?? ''));
}

/** Does code of the application run with these permissions? */
export function runsCode(identity: Identity, application: Application): boolean {
  return functionsOf(identity, application).length > 0 || trustedServices(identity).some((host) => runners.has(host));
}

/** The subject of a sentence: `CheckoutRole`, `Whoever holds read-all`. */
export function who({ identityKind, label }: Identity): string {
  return identityKind === 'policy' ? `Whoever holds ${label}` : label;
}
