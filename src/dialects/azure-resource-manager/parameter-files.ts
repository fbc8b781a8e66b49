/** What a file of parameters beside a template gives it. */
import { opaque } from '../../evaluation/computed.ts';
import { documentTree } from '../../evaluation/document-tree.ts';
import { at, entries, type Tree } from '../../evaluation/tree.ts';
import type { FileTree } from '../../source/file-tree.ts';
import { parseBicep } from '../../syntax/bicep.ts';
import { readDocument } from '../../syntax/read-document.ts';
import { BicepEditor } from './bicep-editor.ts';
import type { Deployment } from './deployment.ts';
import type { Scope } from './scope.ts';

/** The values of the one file that goes with the template by its name; several would be several deployments. */
export function givenParameters(path: string, files: FileTree, deployment: Deployment): ReadonlyMap<string, Tree> | undefined {
  const stem = path.replace(/\.(?:bicep|jsonc?)$/i, '');
  const [found, ...others] = [`${stem}.bicepparam`, `${stem}.parameters.json`].filter((candidate) => files.has(candidate));
  const file = found === undefined || others.length > 0 ? undefined : files.read(found);
  if (!file || found === undefined) return undefined;
  deployment.took.add(found);
  const given = new Map<string, Tree>();
  if (found.endsWith('.bicepparam')) {
    for (const { name, value } of parseBicep(file).given) given.set(name, deployment.evaluator.evaluate(value, bare));
    return given;
  }
  const parameters = at(documentTree(readDocument(file)), 'parameters');
  for (const [name, { value }] of entries(parameters)) {
    const content = at(value, 'value');
    // `${AZURE_ENV_NAME}` is put in by the tool that deploys.
    const isVariable = content?.kind === 'scalar' && /\$\{|#\{/.test(String(content.value));
    given.set(name, content && !isVariable ? content : opaque('it is given at deployment', value.at));
  }
  return given;
}

const bare: Scope = {
  name: () => undefined,
  parameter: () => undefined,
  variable: () => undefined,
  editors: (expression, parent) => new BicepEditor(expression, parent),
};
