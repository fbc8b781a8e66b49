/** What API Gateway checks of a request to an operation of an OpenAPI definition. */
import { asValue, flag } from '../../evaluation/setting.ts';
import { at, entries, items, scalarText, type Mapping, type Tree } from '../../evaluation/tree.ts';
import { absent, effective, known, unknown, type Slot, type Value } from '../../model/value.ts';
import type { Span } from '../../source/span.ts';

const one = 'x-amazon-apigateway-request-validator';
const all = 'x-amazon-apigateway-request-validators';

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-validation-sample-api-swagger.html */
export function operationValidation(operation: Mapping, head: Span, root: Tree): Value<boolean> {
  if (root.kind !== 'mapping' || operation.partial) return unknown('part of its definition cannot be read', head);
  const declared = declares(operation);
  const slot: Slot<boolean> = (to) => (to && declared ? writeValidator(operation, root) : undefined);
  const written = operation.entries.get(one)?.value ?? root.entries.get(one)?.value;
  if (!written) {
    if (root.partial) return unknown('part of its definition cannot be read', head);
    return declared ? known(false, head, slot) : absent(head, false);
  }
  const name = scalarText(written);
  const validator = name === undefined ? undefined : at(root, all, name);
  if (validator?.kind !== 'mapping') return unknown('what its validator checks is not known', written.at);
  const [body, parameters] = ['validateRequestBody', 'validateRequestParameters'].map((check) => isOn(validator, check));
  if (body === undefined || parameters === undefined) return unknown('what its validator checks is not known', written.at);
  return declared ? known(body || parameters, head, slot) : absent(head, false);
}

function isOn(validator: Mapping, check: string): boolean | undefined {
  const written = at(validator, check);
  return written ? effective(asValue(written, flag)) : false;
}

/** Does the operation say what a request must look like: the schema of a body, a parameter that is required? */
function declares(operation: Mapping): boolean {
  const body = at(operation, 'requestBody');
  if (at(body, '$ref') || entries(at(body, 'content')).some(([, { value }]) => at(value, 'schema') !== undefined)) return true;
  return items(at(operation, 'parameters')).some(
    (parameter) =>
      at(parameter, '$ref') !== undefined ||
      scalarText(at(parameter, 'in')) === 'body' ||
      (scalarText(at(parameter, 'in')) !== 'path' && scalarText(at(parameter, 'required')) === 'true'),
  );
}

/** One validator for all operations that name none. */
function writeValidator(operation: Mapping, root: Mapping) {
  const validators = root.entries.get(all)?.value;
  const name = entries(validators).find(([, { value }]) => value.kind === 'mapping' && isOn(value, 'validateRequestBody') === true)?.[0];
  const chosen = name ?? 'everything';
  const definition = { validateRequestBody: true, validateRequestParameters: true };
  const added = name ? [] : validators ? validators.editor?.put?.(chosen, definition) : root.editor?.put?.(all, { [chosen]: definition });
  const own = operation.entries.get(one)?.value ?? root.entries.get(one)?.value;
  const used = own ? own.editor?.replace(chosen) : root.editor?.put?.(one, chosen);
  return added && used && [...added, ...used];
}
