/** Functions whose environment is encrypted with the provider's key. */
import type { Parameter } from '../../model/data.ts';
import type { ServerlessFunction, Variable } from '../../model/function.ts';
import { effective, referencesOf } from '../../model/value.ts';
import { defineRule, write, type Fix } from '../rule.ts';
import { secretKind } from '../secrets/names.ts';

export default defineRule({
  id: 'storage/provider-key-environment',
  title: 'The environment has no key of its own',
  practice: 'env-not-encrypted',
  severity: 'note',
  confidence: 'high',
  cwe: [311],
  why:
    'The environment is always encrypted, with a key that the provider holds: whoever may read the function’s configuration reads its settings. ' +
    'With a key of your own, reading them takes a second right, and each use of it is recorded.',
  remedy: 'Give the function a key of your own, and let only those use it who need to see its settings.',
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html'],
  since: '0.1.0',
  messages: {
    environment: 'Whoever may read the configuration of {name} reads its settings: only the provider’s key protects them ({variable})',
  },

  *check({ functions, parameters }) {
    for (const fn of functions) {
      if (fn.isFrameworks || fn.environmentKey.state !== 'absent') continue;
      const telling = tellingVariables(fn, parameters);
      const sensitive = telling.find(({ name }) => secretKind(name) !== undefined);
      const variable = sensitive ?? telling[0];
      if (!variable) continue;
      yield {
        message: 'environment',
        data: { name: fn.label, variable: variable.name },
        at: fn.at,
        subject: fn,
        severity: sensitive ? 'low' : 'note',
        // A variable that many functions share is shared by one sentence.
        together: variable.name,
        fixes: [withKey(fn)],
      };
    }
  },
});

/** Those that hold something of their own. */
export function tellingVariables({ environment }: ServerlessFunction, parameters: readonly Parameter[]): readonly Variable[] {
  const inputs = new Set(parameters.map(({ address }) => address));
  return environment.filter((variable) => isTelling(variable, inputs));
}

/** Settings of runtimes and tools, and names of places, which tell nobody anything. */
const plain =
  /^(AWS_|POWERTOOLS_|LOG_?LEVEL|NODE_|PYTHON|JAVA_|DOTNET_|_?X_AMZN|OTEL_|RUST_|GO(PATH|FLAGS|DEBUG|GC|MAXPROCS)|PARAM\d*$|TRACING$|TZ$|LANG$|PATH$|STAGE$|ENV$|ENVIRONMENT$|REGION$|DEBUG$|SERVICE_NAME$)/i;

/** By the last word of their names: places, kinds and sizes, which the template tells anyhow. */
const harmless =
  /(^|_)(name|names|region|regions|table|tables|bucket|buckets|queue|topic|stream|bus|arn|arns|url|urls|uri|endpoint|host|hostname|port|log|logs|namespace|prefix|suffix|path|timeout|mode|version|stage|env|environment|module|level|format|origin|origins|model|model_id|service|function|layer|timezone|days|minutes|seconds|size|count|limit|type)$/i;

/** Does it hold something of its own, rather than a switch, a number, or the name of a resource that stands beside it? */
function isTelling({ name, value }: Variable, inputs: ReadonlySet<string>): boolean {
  if (plain.test(name)) return false;
  if (secretKind(name) !== undefined) return true;
  if (harmless.test(name.replace(/([a-z0-9])([A-Z])/g, '$1_$2'))) return false;
  if (value.state === 'unknown') return referencesOf(value).some(({ address }) => inputs.has(address) || /(?:^|\.)var\./.test(address));
  const text = effective(value) ?? '';
  return !/^(|true|false|[\d.]+|arn:.*|https?:.*)$/i.test(text);
}

function withKey({ additions }: ServerlessFunction): Fix {
  return {
    title: 'encrypt the environment with a key of its own',
    risk: 'review',
    check: 'whoever deploys needs kms:Encrypt and kms:CreateGrant on the key, and the key costs a little each month',
    changes: [write(additions?.environmentKey, 'customer')],
  };
}
