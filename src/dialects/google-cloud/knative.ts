/** Services, jobs and worker pools of Cloud Run, as YAML writes them. https://cloud.google.com/run/docs/reference/yaml/v1 (2026-11) */
import { asValue, choice, flag, number, setting, text } from '../../evaluation/setting.ts';
import { at, items, scalarText, type Mapping, type Tree } from '../../evaluation/tree.ts';
import type { ServerlessFunction, Variable } from '../../model/function.ts';
import { absent, known } from '../../model/value.ts';
import { accountLink, addFunction, addOpenInvocation, functionOf, headOf, nounOf, type Reading, type Reader } from './reading.ts';

const ingress = choice({ all: 'all', internal: 'internal', 'internal-and-cloud-load-balancing': 'gateway' });

/** Where the description of what runs lies, by kind. */
const templates: Readonly<Record<string, readonly string[]>> = {
  Service: ['spec', 'template'],
  WorkerPool: ['spec', 'template'],
  Job: ['spec', 'template', 'spec', 'template'],
};

/** Do these lines say that it is one? Knative services of clusters look the same, and mean the same but for who may call them. */
export function isKnative(written: string): boolean {
  return (
    (written.includes('serving.knative.dev') || written.includes('run.googleapis.com')) &&
    /^apiVersion:[ \t]*["']?(?:serving\.knative\.dev|run\.googleapis\.com)\/v1\w*["']?[ \t]*$/m.test(written) &&
    /^kind:[ \t]*["']?(?:Service|Job|WorkerPool)\b/m.test(written)
  );
}

export const readKnative: Reader = (root, reading) => {
  const kind = scalarText(at(root, 'kind')) ?? '';
  const path = /^(?:serving\.knative\.dev|run\.googleapis\.com)\//.test(scalarText(at(root, 'apiVersion')) ?? '') ? templates[kind] : undefined;
  if (!path) return;
  const metadata = at(root, 'metadata');
  const head = metadata?.kind === 'mapping' && metadata.entries.has('name') ? headOf(metadata, 'name') : headOf(root, 'kind');
  const noun = nounOf(reading, `run.${kind.toLowerCase()}`, at(metadata, 'name'), head, root.at);
  const template = at(root, ...path);
  const spec = at(template, 'spec');
  const annotations = at(template, 'metadata', 'annotations');
  const containers = items(at(spec, 'containers'));
  const account = at(spec, 'serviceAccountName') ?? at(spec, 'serviceAccount');
  const image = at(containers[0], 'image');
  const key = at(annotations, 'run.googleapis.com/encryption-key');
  const proxy = at(metadata, 'annotations', 'run.googleapis.com/iap-enabled');
  const limit = at(annotations, 'autoscaling.knative.dev/maxScale') ?? at(metadata, 'annotations', 'run.googleapis.com/maxScale');
  const fn = functionOf(noun, {
    packaging: known('image' as const, head),
    ...(image && { image: asValue(image, text) }),
    ...environmentOf(containers),
    identity: accountLink(account, head, reading),
    reservedConcurrency: limit ? asValue(limit, number) : absent<number>(head),
    ...(key && { environmentKey: asValue(key, text) }),
    ...(kind === 'Service' && { ingress: ingressOf(root, head) }),
    ...(proxy && { identityProxy: asValue(proxy, flag) }),
  });
  addFunction(fn, reading);
  if (kind === 'Service') readOpenness(root, fn, reading);
};

/** https://cloud.google.com/run/docs/securing/ingress: all, where nothing is said. */
function ingressOf(root: Mapping, head: ServerlessFunction['at']): ServerlessFunction['ingress'] {
  const path = ['metadata', 'annotations', 'run.googleapis.com/ingress'];
  return setting<'all' | 'internal' | 'gateway'>(root, path, ingress, { head, default: 'all' });
}

/** https://cloud.google.com/run/docs/authenticating/public#invoker_check: nobody is asked for a role. */
function readOpenness(root: Mapping, fn: ServerlessFunction, reading: Reading): void {
  const check = at(root, 'metadata', 'annotations', 'run.googleapis.com/invoker-iam-disabled');
  if (check && scalarText(check)?.toLowerCase() === 'true')
    addOpenInvocation(fn, check, 'roles/run.invoker', reading, () => check.editor?.replace('false'));
}

/** What is filled from the vault (`valueFrom`) has no value of its own. */
function environmentOf(containers: readonly Tree[]): Pick<ServerlessFunction, 'environment' | 'environmentPartial'> {
  const environment = containers.flatMap((container) =>
    items(at(container, 'env')).flatMap((variable): Variable[] => {
      const [name, value] = [at(variable, 'name'), at(variable, 'value')];
      const written = scalarText(name);
      return name && value && written !== undefined ? [{ name: written, value: asValue(value, text), at: name.at }] : [];
    }),
  );
  return { environment, environmentPartial: containers.some(({ kind }) => kind !== 'mapping') };
}
