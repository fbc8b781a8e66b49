/** Reads the definitions that API Gateway and Cloud Endpoints are given. */
import { at, items } from '../../../evaluation/tree.ts';
import { addGoogleApi } from '../../openapi/google-definition.ts';
import { nounOf } from '../nouns.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';

function addDefinition(resource: TerraformResource, written: ReturnType<typeof at>, reading: Reading): void {
  const definition = written && reading.deployment.evaluator.document(written);
  if (definition?.kind !== 'mapping') return;
  addGoogleApi(nounOf(resource, reading), definition, reading.nouns, (address) => reading.link(address, resource.properties));
}

/** https://registry.terraform.io/providers/hashicorp/google-beta/latest/docs/resources/api_gateway_api_config: encoded in base64. */
const readConfig: ResourceReader = (resource, reading) => {
  for (const documents of items(at(resource.properties, 'openapi_documents')))
    addDefinition(resource, at(documents, 'document', 'contents'), reading);
};

const readService: ResourceReader = (resource, reading) => addDefinition(resource, at(resource.properties, 'openapi_config'), reading);

export const gatewayReaders: Readonly<Record<string, ResourceReader>> = {
  google_api_gateway_api_config: readConfig,
  google_endpoints_service: readService,
};
