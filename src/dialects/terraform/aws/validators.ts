/** Whether a REST API checks requests before a method is called: a validator, and models or parameters for it to check against. */
import { asValue, flag } from '../../../evaluation/setting.ts';
import { at, entries, Expression, isPartial, scalarText, type Tree } from '../../../evaluation/tree.ts';
import { absent, effective, known, unknown, type Slot, type Value } from '../../../model/value.ts';
import { textAt } from '../../../source/span.ts';
import { addNew } from '../adding.ts';
import type { Reading, TerraformResource } from '../reading.ts';
import { writeAll } from '../writing/several.ts';

/**
 * A validator checks the body against the method's model for its content type, and the parameters that are required
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html).
 */
export function methodValidation(method: TerraformResource, reading: Reading): Value<boolean> {
  const { properties, at: head } = method;
  const [written, models, parameters] = ['request_validator_id', 'request_models', 'request_parameters'].map((name) => given(at(properties, name)));
  const slot: Slot<boolean> = (to) => (to ? writeValidator(method, models, reading) : undefined);
  if (properties.partial || isPartial(models) || isPartial(parameters)) return unknown('part of its settings cannot be read', head);
  const declared = declares(models) ? models : hasRequired(parameters) ? parameters : undefined;
  if (!written) return declared ? known(false, declared.at, slot, declared.via) : absent(head, false, slot);
  const validator = reading.target(written, 'aws_api_gateway_request_validator');
  if (!validator) return unknown('its validator is defined elsewhere', written.at);
  const [body, others] = ['validate_request_body', 'validate_request_parameters'].map((name) => checks(validator, name));
  if (body === undefined || others === undefined) return unknown('what its validator checks is not known', written.at);
  if (!declared) return absent(head, false, slot);
  const off = body ? undefined : at(validator.properties, 'validate_request_body');
  // Where the validator itself says so, it is there that checking is turned on.
  if (off?.kind === 'scalar' && off.value !== null && declares(models) && !(others && hasRequired(parameters))) return asValue(off, flag);
  return known((body && declares(models)) || (others && hasRequired(parameters)), written.at, slot, written.via);
}

function given(tree: Tree | undefined): Tree | undefined {
  return tree?.kind === 'scalar' && (tree.value === null || tree.value === '') ? undefined : tree;
}

function checks({ properties }: TerraformResource, name: string): boolean | undefined {
  const written = given(at(properties, name));
  return written ? effective(asValue(written, flag)) : false;
}

function declares(models: Tree | undefined): boolean {
  return entries(models).some(([, { value }]) => scalarText(value) !== 'Empty');
}

/** What stands in the path is always there. */
function hasRequired(parameters: Tree | undefined): boolean {
  return entries(parameters).some(([name, { value }]) => !name.startsWith('method.request.path.') && effective(asValue(value, flag)) === true);
}

/** A validator of the API that checks bodies, and the one model that the API has; both are added where they are missing. */
function writeValidator(method: TerraformResource, models: Tree | undefined, reading: Reading) {
  const written = at(method.properties, 'rest_api_id');
  const api = reading.target(written, 'aws_api_gateway_rest_api');
  if (!api || !written || api.module !== method.module || api.key !== undefined || method.key !== undefined) return undefined;
  const id = new Expression(textAt(written.via[0] ?? written.at));
  const validator = reading
    .belonging(api, 'aws_api_gateway_request_validator', 'rest_api_id')
    .find((resource) => resource.module === method.module && resource.key === undefined && checks(resource, 'validate_request_body'));
  const added = validator
    ? { edits: [], reference: `${validator.type}.${validator.name}` }
    : addNew(method, 'aws_api_gateway_request_validator', api.name, {
        name: 'body-and-parameters',
        rest_api_id: id,
        validate_request_body: true,
        validate_request_parameters: true,
      });
  const model = declares(models) ? { edits: [], settings: {} } : modelFor(method, api, id, reading);
  const used = added && model && writeAll(method.properties, { request_validator_id: new Expression(`${added.reference}.id`), ...model.settings });
  return used && [...used, ...added.edits, ...model.edits];
}

function modelFor(method: TerraformResource, api: TerraformResource, id: Expression, reading: Reading) {
  const models = reading.belonging(api, 'aws_api_gateway_model', 'rest_api_id');
  const [only] = models;
  const isChosen = only !== undefined && models.length === 1 && only.module === method.module && only.key === undefined;
  const name = method.name.replaceAll(/[^a-z0-9]/gi, '');
  const added = isChosen
    ? { edits: [], reference: `${only.type}.${only.name}` }
    : addNew(method, 'aws_api_gateway_model', method.name, {
        rest_api_id: id,
        name,
        content_type: 'application/json',
        schema: new Expression('jsonencode({ type = "object" })'),
      });
  return added && { edits: added.edits, settings: { request_models: { 'application/json': new Expression(`${added.reference}.name`) } } };
}
