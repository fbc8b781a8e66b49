/** Definitions for API Gateway and Cloud Endpoints that stand in files of their own. */
import { asValue, text } from '../../evaluation/setting.ts';
import { at } from '../../evaluation/tree.ts';
import { absent } from '../../model/value.ts';
import { addGoogleApi } from '../openapi/google-definition.ts';
import { headOf, nounOf, type Reader } from './reading.ts';

/** OpenAPI with Google's extensions; without them it could be anybody's. */
export function isApiDefinition(written: string): boolean {
  return (
    written.includes('x-google-') &&
    /^[ \t]*["']?(?:swagger|openapi)["']?\s*:/m.test(written) &&
    /["']?\bx-google-(?:backend|issuer|jwks_uri|audiences|auth|endpoints|management|api-management|allow|quota|api-name)["']?\s*:/.test(written)
  );
}

export const readApiDefinition: Reader = (root, reading) => {
  const info = at(root, 'info');
  const head =
    info?.kind === 'mapping' && info.entries.has('title') ? headOf(info, 'title') : headOf(root, root.entries.has('swagger') ? 'swagger' : 'openapi');
  const noun = nounOf(reading, 'apigateway.api', at(root, 'info', 'title'), head, root.at);
  addGoogleApi(noun, root, reading.nouns, (address) => ({ value: address ? asValue(address, text) : absent(head) }));
};
