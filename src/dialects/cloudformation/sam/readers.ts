/** The readers of SAM's resource types. */
import { storeReaders } from '../aws/stores.ts';
import type { ResourceReader } from '../template.ts';
import { readConnectors } from './connectors.ts';
import { readFunction } from './functions.ts';
import { readGraphQlApi } from './graphql-api.ts';
import { readApiRoutes } from './routes.ts';
import { samTemplate } from './sam-template.ts';
import { readStateMachine } from './state-machines.ts';
import { readWebSocketApi } from './websocket-api.ts';

const readTable: ResourceReader = (resource, reading) => {
  const template = samTemplate(reading);
  storeReaders['AWS::DynamoDB::Table']?.(template.merged(resource), reading);
  readConnectors(template);
};

const readApi: ResourceReader = (_, reading) => readApiRoutes(samTemplate(reading));

/**
 * Layers and capacity providers hold nothing that a noun of the model says; an application nests a template, which is read
 * as such.
 */
const readNothing: ResourceReader = () => {};

export const samReaders: Readonly<Record<string, ResourceReader>> = {
  'AWS::Serverless::Function': readFunction,
  'AWS::Serverless::Api': readApi,
  'AWS::Serverless::HttpApi': readApi,
  'AWS::Serverless::WebSocketApi': readWebSocketApi,
  'AWS::Serverless::GraphQLApi': readGraphQlApi,
  'AWS::Serverless::SimpleTable': readTable,
  'AWS::Serverless::StateMachine': readStateMachine,
  'AWS::Serverless::Connector': (_, reading) => readConnectors(samTemplate(reading)),
  'AWS::Serverless::LayerVersion': readNothing,
  'AWS::Serverless::Application': readNothing,
  'AWS::Serverless::CapacityProvider': readNothing,
};
