/** Members and calls that say something about a caller's text without holding it, and those that hand out what was stored. */
import type { Call, CodeFile, Expression } from '../../model/code.ts';
import { textAt } from '../../source/span.ts';
import { safeFor, type Shape } from './taint.ts';

/** Parts of requests that are text by whatever way they come: addresses, headers, and what platforms take out of them. */
const texts = /^(?:pathParameters|queryStringParameters|headers|rawPath|rawQueryString|view_args|path_params|query_params|route_params)$/;

/** Those that are text where a request holds them: bodies may have parts of the same names. */
const textsOfRequests = /^(?:params|args|form|cookies|values|match_info)$/;

/** What stands in addresses and headers is text, never an object with conditions in it. */
export function textual(shape: Shape, name: string, holder: Expression | undefined, file: CodeFile): Shape {
  if (texts.test(name)) return safeFor(shape, ['nosql']);
  return isRequest(holder) && (textsOfRequests.test(name) || (name === 'query' && hasFlatQueries(file))) ? safeFor(shape, ['nosql']) : shape;
}

function isRequest(holder: Expression | undefined): boolean {
  return holder !== undefined && /^_?(?:req|request|ctx|context|c)(?:\.req(?:uest)?)?$/.test(textAt(holder.at));
}

/** Express makes objects of `?name[$ne]=`; the others make texts, and lists of texts. */
function hasFlatQueries({ language, imports }: CodeFile): boolean {
  return language === 'python' || imports.some(({ module }) => /^(?:@?fastify|koa|@koa\/|hono|@azure\/functions)/.test(module));
}

/** What servers hang on requests themselves: bodies may have parts of the same names. */
const ofTheServer = /^(?:auth|session|sessionID|user|app|log|logger|socket|signal)$/;

/** Facts about a request that no caller chooses. */
export function isHarmlessMember(name: string, holder: Expression | undefined): boolean {
  if (ofTheServer.test(name) && isRequest(holder)) return true;
  return /^(?:requestId|awsRequestId|aws_request_id|length|requestContext|ResponseURL|inputS3Url|domainName|StackId|LogicalResourceId|authorizer|identity|functionName|function_name|stage|accountId|apiId|eventVersion|awsRegion|eventTime|eventName|eventSource|statusCode|RequestContext|RequestID|RequestId|AwsRequestId|Length|Count)$/.test(
    name,
  );
}

/** Reads of the clouds' stores, by the names that their libraries give them, and the commands that ask for them. */
export function isStoreRead(name: string): boolean {
  return (
    /^boto3\..*\.(?:get_item|batch_get_item|query|get_object|Object\(\)\.get)$/.test(name) ||
    /^(?:@aws-sdk\..*\.(?:GetObject|GetItem|BatchGetItem|Get|BatchGet|Query)Command|(?:@aws-sdk|aws-sdk)\b.*\)\.(?:send|getObject|getItem|get|query))$/.test(
      name,
    ) ||
    /^(?:google\.cloud\.storage|@google-cloud\.storage)\b.*\.(?:download_as_\w+|download)$/.test(name)
  );
}

/** `['name']`, `[0]`, `[-1]`. */
export function fixedKey(key: Expression): string | undefined {
  if (key.kind === 'literal') return String(key.value);
  return key.kind === 'operation' && /^-\s*\d+$/.test(textAt(key.at)) ? textAt(key.at) : undefined;
}

/** `key.split('/')`: no part of it holds a separator. */
export function isSplit({ callee, arguments: [by] }: Call): boolean {
  const isMethod = callee.kind === 'member' && /^(?:r?split|Split|rpartition|partition)$/.test(callee.name);
  return isMethod && by?.value.kind === 'literal' && by.value.value === '/';
}

/** Calls that give facts about a value rather than the value. */
export function isHarmlessCall(name: string): boolean {
  // What stores and services answer is theirs, not the caller's.
  if (/^(?:boto3|@aws-sdk|aws-sdk|google\.cloud|@google-cloud|azure|@azure)\b/.test(name)) return true;
  return /(?:^|[.)])(?:length|len|indexOf|findIndex|includes|startsWith|startswith|endsWith|endswith|isdigit|isalnum|isalpha|isnumeric|has|hasOwnProperty|exists|test|count|search|getTime|status|ok|put_item|send|publish|get_item|putItem|getItem|getRequestContext|getAwsRequestId|Context|isEmpty|isBlank|equals|Equals|StartsWith|EndsWith|ContainsKey|containsKey|matches|size|hashCode|compareTo|HasPrefix|HasSuffix|Contains|contains|EqualFold|Count|Any|All|PutItem|GetItem|Publish|IsNullOrEmpty|IsNullOrWhiteSpace)$/.test(
    name,
  );
}
