/** Which resources come after an identity, so that its own text cannot refer to them: each would wait for the other. */
import type { Identity, Statement } from '../../model/access.ts';
import type { Application } from '../../model/application.ts';
import type { Noun } from '../../model/noun.ts';
import { rememberedLast } from '../../model/remembered.ts';
import { contains, textAt } from '../../source/span.ts';
import { functionsOf } from './holder.ts';

/** A policy with a text of its own waits for what it names, and nothing waits for it. */
export function isOwnText(statement: Statement, identity: Identity, application: Application): boolean {
  return [identity, ...functionsOf(identity, application)].some(({ body }) => contains(body, statement.at));
}

/**
 * Does the resource refer to the identity, to a function that runs as it, or to something that does? References are seen as
 * names in the text of a definition, which takes some that are none, and never misses one.
 */
export function comesAfter(noun: Noun, identity: Identity, application: Application): boolean {
  const own = [identity, ...functionsOf(identity, application)];
  if (own.some((one) => one.key === noun.key) || sendsEventsTo(noun, identity, application)) return true;
  const goals = new Set(own.map(nameInText));
  const named = namedNouns(application);
  const seen = new Set<string>([nameInText(noun)]);
  const queue: Noun[] = [noun];
  for (let next = queue.shift(); next && seen.size < farthest; next = queue.shift()) {
    for (const name of namesIn(next)) {
      if (goals.has(name)) return true;
      const other = named.get(name);
      if (!other || seen.has(name)) continue;
      seen.add(name);
      queue.push(other);
    }
  }
  return false;
}

/** A chain of more definitions is nobody's. */
const farthest = 200;

/**
 * A bucket that a function is told by is made after the function and its role, though its own text does not say so:
 * https://repost.aws/knowledge-center/unable-validate-circular-dependency-cloudformation
 */
function sendsEventsTo({ key, type }: Noun, identity: Identity, application: Application): boolean {
  if (type !== 'AWS::S3::Bucket') return false;
  const own = new Set(functionsOf(identity, application).map((fn) => fn.key));
  return application.triggers.some(({ source, target }) => source.to === key && target.to !== undefined && own.has(target.to));
}

/** What definitions can refer to, by the name that they use. */
const namedNouns = rememberedLast((application: Application): ReadonlyMap<string, Noun> => {
  const { functions, orchestrations, identities, stores, keys, secrets, apis, logGroups } = application;
  const nouns: readonly Noun[] = [...functions, ...orchestrations, ...identities, ...stores, ...keys, ...secrets, ...apis, ...logGroups];
  return new Map(nouns.map((noun) => [nameInText(noun), noun]));
});

/** `Stack/Orders` → `Orders`, `module.api.aws_sqs_queue.jobs[0]` → `aws_sqs_queue.jobs`. */
function nameInText({ address }: Noun): string {
  return address
    .slice(address.lastIndexOf('/') + 1)
    .replace(/^(?:module\.[^.]+\.)+/, '')
    .replace(/\[.*$/, '');
}

/** The identifiers of a definition, and the pairs `type.name` that Terraform uses. */
function namesIn({ body }: Noun): readonly string[] {
  return [...textAt(body).matchAll(/[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)?/g)].flatMap(([name]) => {
    const dot = name.indexOf('.');
    return dot < 0 ? [name] : [name, name.slice(0, dot)];
  });
}
