/** Whether a REST API checks requests before a method is called: a validator, and models or parameters for it to check against. */
import { asValue, flag } from '../../../evaluation/setting.ts';
import { writeAll } from '../../../evaluation/several.ts';
import { at, entries, isPartial, type Plain, type Tree } from '../../../evaluation/tree.ts';
import { absent, effective, known, unknown, type Slot, type Value } from '../../../model/value.ts';
import type { Reading, TemplateResource } from '../template.ts';

/**
 * A validator checks the body against the method's model for its content type, and the parameters that are required
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html).
 */
export function methodValidation(method: TemplateResource, reading: Reading): Value<boolean> {
  const { properties, at: head } = method;
  const written = at(properties, 'RequestValidatorId');
  const models = at(properties, 'RequestModels');
  const parameters = at(properties, 'RequestParameters');
  const slot: Slot<boolean> = (to) => (to ? writeValidator(method, models, reading) : undefined);
  if (properties.partial || isPartial(models) || isPartial(parameters)) return unknown('part of its settings cannot be read', head);
  const declared = declares(models) ? models : hasRequired(parameters) ? parameters : undefined;
  if (!written) return declared ? known(false, declared.at, slot, declared.via) : absent(head, false, slot);
  const validator = reading.behind(reading.link(written, properties));
  if (!validator) return unknown('its validator is defined elsewhere', written.at);
  const [body, others] = ['ValidateRequestBody', 'ValidateRequestParameters'].map((name) => checks(validator, name));
  if (body === undefined || others === undefined) return unknown('what its validator checks is not known', written.at);
  if (!declared) return absent(head, false, slot);
  const off = body ? undefined : at(validator.properties, 'ValidateRequestBody');
  // Where the validator itself says so, it is there that checking is turned on.
  if (off?.kind === 'scalar' && off.value !== null && declares(models) && !(others && hasRequired(parameters))) return asValue(off, flag);
  return known((body && declares(models)) || (others && hasRequired(parameters)), written.at, slot, written.via);
}

function checks({ properties }: TemplateResource, name: string): boolean | undefined {
  const written = at(properties, name);
  return written ? effective(asValue(written, flag)) : false;
}

function declares(models: Tree | undefined): boolean {
  return entries(models).some(([, { value }]) => !(value.kind === 'scalar' && value.value === 'Empty'));
}

/** What stands in the path is always there. */
function hasRequired(parameters: Tree | undefined): boolean {
  return entries(parameters).some(([name, { value }]) => !name.startsWith('method.request.path.') && effective(asValue(value, flag)) === true);
}

/** A validator of the API that checks bodies, and the one model that the API has; both are added where they are missing. */
function writeValidator(method: TemplateResource, models: Tree | undefined, reading: Reading) {
  const api = reading.behind(reading.link(at(method.properties, 'RestApiId'), method.properties));
  if (!api || api.key !== undefined) return undefined;
  const validator = ownedBy(api, 'AWS::ApiGateway::RequestValidator', reading).find((resource) => checks(resource, 'ValidateRequestBody'));
  const validatorId = validator?.id ?? `${api.id}RequestValidator`;
  const addedValidator = validator
    ? []
    : reading.addResource(validatorId, {
        Type: 'AWS::ApiGateway::RequestValidator',
        Properties: { RestApiId: { Ref: api.id }, ValidateRequestBody: true, ValidateRequestParameters: true },
      });
  const model = declares(models) ? { edits: [], settings: {} } : modelFor(method, api, reading);
  const used = writeAll(method.properties, { RequestValidatorId: { Ref: validatorId }, ...model?.settings });
  return addedValidator && model && used && [...used, ...addedValidator, ...model.edits];
}

function modelFor(method: TemplateResource, api: TemplateResource, reading: Reading) {
  const [only, ...others] = ownedBy(api, 'AWS::ApiGateway::Model', reading);
  const isChosen = only !== undefined && others.length === 0;
  const id = isChosen ? only.id : `${method.id}Body`;
  const definition: { readonly [key: string]: Plain } = {
    Type: 'AWS::ApiGateway::Model',
    Properties: { RestApiId: { Ref: api.id }, ContentType: 'application/json', Schema: { type: 'object' } },
  };
  const edits = isChosen ? [] : reading.addResource(id, definition);
  return edits && { edits, settings: { RequestModels: { 'application/json': { Ref: id } } } };
}

function ownedBy(api: TemplateResource, type: string, reading: Reading): readonly TemplateResource[] {
  const key = reading.key(api.id);
  return reading.ofType(type).filter(({ properties }) => reading.link(at(properties, 'RestApiId'), properties).to === key);
}
