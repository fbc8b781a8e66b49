/** Modules of the public registry that are read by what their callers say. */
import type { HclBlock } from '../../../syntax/hcl-tree.ts';
import type { ModuleInstance } from '../modules/module-instance.ts';
import { expandHttpApi, expandStateMachine } from './apis.ts';
import { storeExpanders } from './data-stores.ts';
import { googleExpander } from './google-modules.ts';
import { expandLambda } from './lambda.ts';
import { expandBalancer, expandDistribution, expandSecurityGroup } from './networks.ts';
import { callOf, type Expander, type Part } from './part.ts';
import { roleExpanders } from './roles.ts';
import { expandBucket, expandQueue, expandTable, expandTopic } from './stores.ts';
import { watchingExpanders } from './watching.ts';

const expanders: Readonly<Record<string, Expander>> = {
  lambda: expandLambda,
  's3-bucket': expandBucket,
  sqs: expandQueue,
  sns: expandTopic,
  'dynamodb-table': expandTable,
  'apigateway-v2': expandHttpApi,
  'step-functions': expandStateMachine,
  alb: expandBalancer,
  cloudfront: expandDistribution,
  'security-group': expandSecurityGroup,
  ...storeExpanders,
  ...watchingExpanders,
  ...roleExpanders,
};

/** `terraform-aws-modules/lambda/aws`, with its registry before it or as a repository of GitHub; parts of a module are named by their folder. */
const source =
  /^(?:(?:registry\.terraform\.io|registry\.opentofu\.org)\/)?terraform-aws-modules\/([a-z0-9-]+)\/aws(\/\/modules\/[a-z0-9-]+)?$|^(?:git::)?(?:https:\/\/|git@|ssh:\/\/git@)?github\.com[/:]terraform-aws-modules\/terraform-aws-([a-z0-9-]+?)(?:\.git)?(\/\/modules\/[a-z0-9-]+)?(?:\?.*)?$/;

/** The expander for what a call names as its source. */
export function expanderFor(block: HclBlock): Expander | undefined {
  const written = block.body.attributes.find(({ name }) => name === 'source')?.value;
  const [, registered, part, repository, repositoryPart] = written?.kind === 'literal' ? (source.exec(String(written.value)) ?? []) : [];
  const name = registered ?? repository;
  const whole = `${name}${part ?? repositoryPart ?? ''}`;
  if (name !== undefined) return Object.hasOwn(expanders, whole) ? expanders[whole] : undefined;
  return written?.kind === 'literal' ? googleExpander(String(written.value)) : undefined;
}

/** What the calls of a module's folder come to, each with the address of its call. */
export function registryParts(caller: ModuleInstance): readonly (readonly [call: string, parts: readonly Part[]])[] {
  return [...caller.declarations.calls].flatMap(([name, block]) => {
    const expand = expanderFor(block);
    if (!expand) return [];
    return caller.repetition(block).instances.flatMap((instance) => {
      if (!caller.deployment.mayCall()) return [];
      const call = callOf(caller, name, block, instance);
      return [[call.address, expand(call)] as const];
    });
  });
}
