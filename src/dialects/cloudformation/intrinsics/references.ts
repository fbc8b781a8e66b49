/** Functions that name something: `Ref`, `Fn::GetAtt`, `Fn::ImportValue`, and `Fn::Transform`, which nobody here can run. */
import { at, scalarText, type Tree } from '../../../evaluation/tree.ts';
import { opaque } from '../computed.ts';
import type { Call } from '../evaluator.ts';
import { valueIn } from '../scope.ts';

function ref(call: Call): Tree | undefined {
  const { evaluator, scope, site } = call;
  const name = scalarText(evaluator.argument(call));
  if (name === undefined) return opaque('the name it refers to is not known', site);
  return valueIn(scope, name) ?? evaluator.names.reference(name, site);
}

/** `A.B`, `[A, B]`; the attribute may itself hold dots (`Nested.Outputs.Url`) and be worked out. */
function getAtt(call: Call): Tree | undefined {
  const { evaluator, site, scope } = call;
  const parts =
    call.argument.kind === 'sequence'
      ? call.argument.items.map((item) => scalarText(evaluator.evaluate(item, scope)))
      : scalarText(evaluator.argument(call))?.split('.');
  const [resource, ...attribute] = parts ?? [];
  if (!resource || attribute.includes(undefined)) return opaque('the attribute it asks for is not known', site);
  return evaluator.names.attribute(resource, attribute.join('.'), site);
}

function importValue(call: Call): Tree {
  return call.evaluator.names.imported(call.evaluator.argument(call), call.site);
}

/** `AWS::Include` of a file in the repository is that file; other transforms run where nobody here can see them. */
function transform(call: Call): Tree {
  const { evaluator, site } = call;
  const asked = evaluator.argument(call);
  const included =
    scalarText(at(asked, 'Name')) === 'AWS::Include' ? evaluator.names.included(scalarText(at(asked, 'Parameters', 'Location')), site) : undefined;
  return (included && evaluator.included(included, call.scope)) ?? opaque('a transform makes it at deployment', site);
}

export const referenceFunctions = {
  Ref: ref,
  'Fn::GetAtt': getAtt,
  'Fn::ImportValue': importValue,
  'Fn::Transform': transform,
};
