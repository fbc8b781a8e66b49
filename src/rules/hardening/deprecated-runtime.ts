/** Functions whose runtime gets no security patches any more. */
import type { RuntimeUse, ServerlessFunction } from '../../model/function.ts';
import { rootOf } from '../../model/noun.ts';
import { isOneOf, type Value } from '../../model/value.ts';
import { migrationChecks, runtimes, runtimesSource, type RuntimeLife } from '../../platform/aws/runtimes.ts';
import { runtimes as azureRuntimes } from '../../platform/azure/runtimes.ts';
import { appEngineRuntimes, runtimes as googleRuntimes } from '../../platform/google/runtimes.ts';
import { defineRule, set, type Fix } from '../rule.ts';

export default defineRule({
  id: 'hardening/deprecated-runtime',
  title: 'The runtime is no longer supported',
  practice: 'runtime-deprecated',
  severity: 'medium',
  confidence: 'high',
  cwe: [1104, 1329],
  controls: { 'aws-fsbp': ['Lambda.2'] },
  why:
    'A deprecated runtime gets no security patches: holes found in its language and libraries stay open. ' +
    'Sooner or later the function cannot be updated at all, not even to mend it.',
  remedy: 'Move to a supported runtime and run the tests under it.',
  references: [runtimesSource, 'https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-2'],
  since: '0.1.0',
  messages: {
    deprecated: '{name} runs on {runtime}, which has had no security patches since {date}',
    blocked: '{name} runs on {runtime}, which has had no security patches since {date}; the function can no longer be updated',
  },

  changesOn: [runtimes, azureRuntimes, googleRuntimes, appEngineRuntimes].flatMap((table) => Object.values(table).flatMap(datesOf)),

  *check({ functions, runtimeUses }, { today }) {
    const alike = writtenOften(functions);
    for (const fn of [...functions, ...runtimeUses]) {
      const { runtime } = fn;
      // An image brings its own, whatever a template gives to all functions.
      if (runtime.state !== 'known' || isImage(fn)) continue;
      const life = lifeOf(runtime.value, fn);
      if (!life || today < life.deprecated) continue;
      // Images are built as long as they can be pulled.
      const isBase = fn.kind === 'runtime-use' && fn.type === 'FROM';
      const blocked = !isBase && life.blockUpdate !== undefined && today >= life.blockUpdate;
      yield {
        message: blocked ? 'blocked' : 'deprecated',
        data: { name: fn.label, runtime: runtime.value, date: life.deprecated },
        at: runtime,
        subject: fn,
        ...(alike.has(textOf(fn)) && { together: textOf(fn) }),
        severity: blocked ? 'high' : 'medium',
        fixes: life.successor === undefined ? [] : [migration(runtime, life.successor)],
      };
    }
  },
});

function isImage(fn: ServerlessFunction | RuntimeUse): boolean {
  return fn.kind === 'function' && fn.provider === 'aws' && isOneOf(fn.packaging, 'image') === 'yes';
}

/** So often written out in one file, a runtime is one decision: to write it once would be the better half of the repair. */
const often = 3;

/** The runtimes that functions of one root and file name each for itself. */
function writtenOften(functions: readonly ServerlessFunction[]): ReadonlySet<string> {
  const places = new Map<string, Set<number>>();
  for (const fn of functions) {
    const text = textOf(fn);
    places.set(text, (places.get(text) ?? new Set()).add(fn.runtime.at.start));
  }
  return new Set([...places].flatMap(([text, starts]) => (starts.size >= often ? [text] : [])));
}

function textOf({ key, runtime }: Pick<ServerlessFunction, 'key' | 'runtime'>): string {
  return `${rootOf(key)} ${runtime.at.file.path} ${runtime.state === 'known' ? runtime.value : ''}`;
}

/** https://cloud.google.com/run/docs/runtimes/function-runtimes writes them without points. */
function datesOf(life: Pick<RuntimeLife, 'deprecated' | 'blockUpdate'>): readonly string[] {
  return [life.deprecated, ...(life.blockUpdate === undefined ? [] : [life.blockUpdate])];
}

function lifeOf(
  runtime: string,
  { provider, platform }: ServerlessFunction | RuntimeUse,
): Pick<RuntimeLife, 'deprecated' | 'blockUpdate' | 'successor'> | undefined {
  const table = platform === 'app-engine' ? appEngineRuntimes : { aws: runtimes, azure: azureRuntimes, gcp: googleRuntimes }[provider];
  return Object.hasOwn(table, runtime) ? table[runtime] : undefined;
}

function migration(runtime: Value<string>, successor: string): Fix {
  return {
    title: `move to ${successor}`,
    risk: 'review',
    check: migrationChecks[successor] ?? `run the tests under ${successor}`,
    changes: [set(runtime, successor)],
  };
}
