/** Functions and stores as commands of any cloud make them: what a command does not say is said elsewhere. */
import type { Store } from '../../model/data.ts';
import type { ServerlessFunction, Variable } from '../../model/function.ts';
import type { Provider } from '../../model/noun.ts';
import type { Value } from '../../model/value.ts';
import type { Arguments } from './arguments.ts';
import type { Lifting } from './lifting.ts';
import type { Word } from './word.ts';

/** What a function is, apart from what its command says. */
export function pushFunction(
  call: Arguments,
  into: Lifting,
  options: { readonly provider: Provider; readonly words: number; readonly named: Word | undefined; readonly runtime: Value<string> },
  environment: readonly Variable[],
  ingress?: ServerlessFunction['ingress'],
): ServerlessFunction {
  const made: ServerlessFunction = {
    ...into.noun(call, options.provider, options.words, options.named),
    kind: 'function',
    runtime: options.runtime,
    packaging: call.elsewhere(),
    handler: call.elsewhere(),
    environment,
    environmentPartial: true,
    environmentKey: call.elsewhere(),
    tracing: call.elsewhere(),
    identity: { value: call.elsewhere() },
    reservedConcurrency: call.elsewhere(),
    failureTarget: call.elsewhere(),
    layers: [],
    codeSigning: call.elsewhere(),
    ...(ingress && { ingress }),
  };
  into.nouns.functions.push(made);
  for (const { name, value } of environment) {
    into.nouns.texts.push({
      role: 'environment',
      name,
      value,
      owner: made.key,
      ownerLabel: made.label,
      ownerType: made.type,
      at: value.at,
    });
  }
  return made;
}

export function pushStore(
  call: Arguments,
  into: Lifting,
  provider: Provider,
  named: Word | undefined,
  parts: Pick<Store, 'storeKind' | 'service'> & Partial<Store>,
): void {
  into.nouns.stores.push({ ...into.noun(call, provider, 3, named), kind: 'store', encryption: call.elsewhere(), ...parts });
}
