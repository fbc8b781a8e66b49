/** What SAM has the gateway check of a request to the route of an event. */
import { asValue, flag } from '../../../evaluation/setting.ts';
import { at, entries } from '../../../evaluation/tree.ts';
import { absent, effective, known, unknown, type Slot, type Value } from '../../../model/value.ts';
import type { SamApi } from './apis.ts';
import { implicitApis, type RouteEvent } from './route-events.ts';

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-requestmodel.html */
export function eventValidation({ event, id, at: head }: RouteEvent, api: SamApi): Value<boolean> {
  const properties = at(event, 'Properties');
  const model = at(properties, 'RequestModel');
  if (model && model.kind !== 'mapping') return unknown('its model cannot be read', model.at);
  if (!model)
    return properties?.kind === 'mapping' && properties.partial
      ? unknown('part of its settings cannot be read', head)
      : absent(head, false, addModel);
  const checks = ['ValidateBody', 'ValidateParameters'].map((name) => at(model, name)).filter((tree) => tree !== undefined);
  const answers = checks.map((tree) => effective(asValue(tree, flag)));
  if (answers.includes(true)) return known(true, model.at);
  if (answers.includes(undefined) || model.partial) return unknown('what is checked is not known', model.at);
  const slot: Slot<boolean> = (to) => {
    const written = at(model, 'ValidateBody');
    return to ? (written ? written.editor?.replace(true) : model.editor?.put?.('ValidateBody', true)) : undefined;
  };
  return known(false, model.at, slot, model.via);

  /** The one model that the API has; one is added where there is none. */
  function addModel(to: boolean) {
    const owner = api.resource.properties;
    const models = at(owner, 'Models');
    const [only, ...others] = entries(models);
    // An API that SAM makes up has no text to hold a model.
    if (!to || api.resource.id === implicitApis.rest || others.length > 0 || properties?.kind !== 'mapping') return undefined;
    const name = only?.[0] ?? `${id}Body`;
    const added = only ? [] : owner.editor?.put?.('Models', { [name]: { type: 'object' } });
    const used = properties.editor?.put?.('RequestModel', { Model: name, Required: true, ValidateBody: true });
    return added && used && [...used, ...added];
  }
}
