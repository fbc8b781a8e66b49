/**
 * The logical ids that the framework gives to what it makes up, so that `Ref`, `Fn::GetAtt` and `resources.extensions` meet it.
 * https://github.com/serverless/serverless/blob/main/packages/serverless/lib/plugins/aws/lib/naming.js
 */

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function alphanumeric(text: string): string {
  return upperFirst(text.replace(/[^0-9A-Za-z]/g, ''));
}

/** `list-orders` → `ListDashorders`. */
export function normalizedName(name: string): string {
  return upperFirst(name.replace(/-/g, 'Dash').replace(/_/g, 'Underscore'));
}

export const sharedRoleId = 'IamRoleLambdaExecution';
export const restApiId = 'ApiGatewayRestApi';
export const restStageId = 'ApiGatewayStage';
export const httpApiId = 'HttpApi';
export const httpStageId = 'HttpApiStage';
export const websocketApiId = 'WebsocketsApi';
export const websocketStageId = 'WebsocketsDeploymentStage';

export function functionId(name: string): string {
  return `${normalizedName(name)}LambdaFunction`;
}

export function functionRoleId(name: string): string {
  return `${normalizedName(name)}${sharedRoleId}`;
}

export function logGroupId(name: string): string {
  return `${normalizedName(name)}LogGroup`;
}

export function functionUrlId(name: string): string {
  return `${normalizedName(name)}LambdaFunctionUrl`;
}

/** `users/{id}`, `get` → `ApiGatewayMethodUsersIdVarGet`. */
export function restMethodId(path: string, method: string): string {
  const parts = path.replace(/^\/|\/$/g, '').split('/');
  return `ApiGatewayMethod${parts.map(pathPart).join('')}${upperFirst(method.toLowerCase())}`;
}

function pathPart(part: string): string {
  const written = upperFirst(part.toLowerCase())
    .replace(/-/g, 'Dash')
    .replace(/\{(.*)\}/g, '$1Var');
  return upperFirst(written.replace(/[^0-9A-Za-z]/g, ''));
}

/** `GET /users/{id}` → `HttpApiRouteGetUsersIdVar`; `$default` → `HttpApiRouteDefault`. */
export function httpRouteId(method: string, path: string): string {
  if (path === '$default') return 'HttpApiRouteDefault';
  const parts = path.split('/').map(pathPart).join('');
  return `HttpApiRoute${upperFirst(method.toLowerCase())}${parts}`;
}

export function websocketRouteId(route: string): string {
  const words = { $: 'S', '/': 'Slash', '-': 'Dash', _: 'Underscore', '.': 'Period' } as const;
  return `${route.replace(/[$/\-_.]/g, (unit) => words[unit as keyof typeof words])}WebsocketsRoute`;
}

export function bucketId(bucket: string): string {
  return `S3Bucket${alphanumeric(bucket)}`;
}

export function topicId(topic: string): string {
  return `SNSTopic${alphanumeric(topic)}`;
}
