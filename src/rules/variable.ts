/** Environment variables with who gets them: of functions, and of the containers and builds beside them. */
import type { Application } from '../model/application.ts';
import type { Noun } from '../model/noun.ts';
import type { TextLiteral } from '../model/text.ts';
import { rememberedLast } from '../model/remembered.ts';
import { absent, type Value } from '../model/value.ts';

export interface OwnedVariable {
  readonly name: string;
  readonly value: Value<string>;
  readonly owner: Noun;
  /** Another setting says which protocol is spoken: the address cannot be changed alone. */
  readonly isPaired?: boolean;
}

/** Several rules ask, one after the other. */
export const variablesOf = rememberedLast((application: Application): readonly OwnedVariable[] => [...gatherVariables(application)]);

function* gatherVariables(application: Application): Iterable<OwnedVariable> {
  const functions = new Set<Noun | undefined>();
  for (const fn of application.functions) {
    functions.add(fn);
    for (const { name, value } of fn.environment) yield { name, value, owner: fn };
  }
  for (const text of application.texts) {
    if (text.role !== 'environment' && text.role !== 'container' && text.role !== 'build') continue;
    if (!functions.has(application.find(text.owner))) yield { name: text.name, value: text.value, owner: ownerOf(text, application) };
  }
}

/** Addresses that a resource of the cloud itself calls: the backends of APIs, the subscribers of topics. */
export function* backendsOf(application: Application): Iterable<OwnedVariable> {
  for (const text of application.texts) {
    if (text.role !== 'property' || !/^(uri|integration_?uri|endpoint)$/i.test(text.name)) continue;
    if (!/ApiGateway|api_?gateway|SNS::(?:Topic|Subscription)|sns_topic_subscription/i.test(text.ownerType)) continue;
    yield { name: text.name, value: text.value, owner: ownerOf(text, application), isPaired: /sns/i.test(text.ownerType) };
  }
}

/** The noun that holds a text, or one that stands for a definition that is no noun of the model. */
function ownerOf(text: TextLiteral, application: Application): Noun {
  const noun = application.find(text.owner);
  if (noun) return noun;
  const { ownerLabel: label, ownerType: type, at } = text;
  const key = text.owner ?? `${application.roots[0] ?? at.file.path}#${label}`;
  return { key, address: key.slice(key.indexOf('#') + 1), type, provider: 'aws', label, name: absent(at), at, body: at };
}
