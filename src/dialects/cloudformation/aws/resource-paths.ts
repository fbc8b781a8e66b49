/** The path of a REST API's method: the parts of the resources above it, from the API's root down. */
import { asValue, text } from '../../../evaluation/setting.ts';
import { at, scalarText, type Tree } from '../../../evaluation/tree.ts';
import { known, referencesOf, unknown, type Value } from '../../../model/value.ts';
import type { Reading, TemplateResource } from '../template.ts';

/** Deeper than API Gateway admits. */
const deepest = 64;

export function resourcePath(method: TemplateResource, reading: Reading): Value<string> {
  const written = at(method.properties, 'ResourceId');
  if (!written) return unknown('it names no resource', method.at);
  const parts: string[] = [];
  let step: Tree | undefined = written;
  for (let depth = 0; step && depth < deepest; depth++) {
    const [reference] = referencesOf(asValue(step, text));
    if (reference?.attribute === 'RootResourceId') return known(`/${parts.join('/')}`, written.at);
    const resource: TemplateResource | undefined = reference && reading.find(reference.address);
    const part = resource && scalarText(at(resource.properties, 'PathPart'));
    if (resource?.type !== 'AWS::ApiGateway::Resource' || part === undefined) break;
    parts.unshift(part);
    step = at(resource.properties, 'ParentId');
  }
  return unknown('part of its path is defined elsewhere', written.at, parts.length > 0 ? [{}, `/${parts.join('/')}`] : undefined);
}
