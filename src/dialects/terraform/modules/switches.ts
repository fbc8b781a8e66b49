/** What a configuration holds back until somebody asks for it: resources whose number is none by the defaults of variables. */
import type { Tree } from '../../../evaluation/tree.ts';
import type { HclBody, HclExpression } from '../../../syntax/hcl-tree.ts';
import type { Repetition } from '../evaluation/repetition.ts';
import type { ModuleNames, Scope } from '../evaluation/scope.ts';
import { opaque, type Site } from '../../../evaluation/computed.ts';
import type { Evaluator } from '../evaluation/evaluator.ts';
import type { ModuleInstance } from './module-instance.ts';

/** Locals that name locals that name locals: no configuration comes near. */
const deepest = 64;

/**
 * The one instance that stands for however many there are where somebody turns a resource on; undefined where nobody can
 * without changing the configuration. In it the variables that decide have other values than their defaults.
 */
export function whereAskedFor(body: HclBody, module: ModuleInstance): Repetition | undefined {
  const number = body.attributes.find(({ name }) => name === 'count' || name === 'for_each');
  const chosen = number ? chosenIn(number.value, module) : new Set<string>();
  if (chosen.size === 0) return undefined;
  const scope: Scope = { module: switched(module, chosen, module.deployment.evaluator) };
  return { by: 'unknown', instances: [{ suffix: '', scope }] };
}

/** The variables that an expression depends on and that whoever deploys chooses: by default they have their defaults. */
function chosenIn(expression: HclExpression, module: ModuleInstance): ReadonlySet<string> {
  const chosen = new Set<string>();
  for (const name of variablesIn(expression, module, new Set(), 0)) if (isChosen(name, module)) chosen.add(name);
  return chosen;
}

function isChosen(name: string, module: ModuleInstance): boolean {
  if (!module.caller) return module.hasDefault(name);
  const argument = module.caller.block.body.attributes.find((attribute) => attribute.name === name);
  return argument !== undefined && chosenIn(argument.value, module.caller.module).size > 0;
}

function* variablesIn({ at }: HclExpression, module: ModuleInstance, seen: Set<string>, depth: number): Iterable<string> {
  if (depth > deepest) return;
  for (const [whole, kind, name = ''] of at.file.text.slice(at.start, at.end).matchAll(/\b(var|local)\.([\w-]+)/g)) {
    if (seen.has(whole)) continue;
    seen.add(whole);
    const local = kind === 'local' ? module.declarations.locals.get(name) : undefined;
    if (kind === 'var') yield name;
    else if (local) yield* variablesIn(local.value, module, seen, depth + 1);
  }
}

/** The module with other values than its defaults for the variables in `chosen`, and for the locals that are made of them. */
function switched(module: ModuleInstance, chosen: ReadonlySet<string>, evaluator: Evaluator): ModuleNames {
  const locals = new Map<string, Tree>();
  const names: ModuleNames = {
    folder: module.folder,
    variable: (name, site) => (chosen.has(name) ? other(name, module, site) : module.variable(name, site)),
    local: (name, site) => {
      const before = locals.get(name);
      if (before) return before;
      locals.set(name, opaque(`${name} refers to itself`, site.at));
      const written = module.declarations.locals.get(name);
      const isMadeOfThem = written && [...variablesIn(written.value, module, new Set(), 0)].some((one) => chosen.has(one));
      const tree = isMadeOfThem ? evaluator.evaluate(written.value, { module: names }) : module.local(name, site);
      locals.set(name, tree);
      return tree;
    },
    called: (name, site) => module.called(name, site),
    resource: (data, type, name, site) => module.resource(data, type, name, site),
    file: (path) => module.file(path),
    filesBelow: (path) => module.filesBelow(path),
  };
  return names;
}

function other(name: string, module: ModuleInstance, site: Site): Tree {
  const reference = { address: module.addressOf(`var.${name}`) };
  return opaque(`where this is deployed, the variable ${name} is not its default`, site.at, [{ reference }]);
}
