/** What a program asks of AWS: the operations that its clients are called with. */
import type { Call, CodeFile, CodeUses, Expression, SdkCall } from '../../model/code.ts';
import { serviceOfClient } from '../../platform/aws/sdk.ts';
import { fullName, keyOf } from './names.ts';

/** A client that is made of a client that is made of a client: three rounds find what programs do. */
const rounds = 3;

const noOrigins: ReadonlyMap<string, string> = new Map();

/** Services by the names that files keep their clients under; what a name stands for is taken to be the same in the whole file. */
type Clients = Map<string, string>;

/** The calls of all the files, which may hand clients to each other by name. */
export function sdkCallsOf(uses: readonly CodeUses[]): readonly SdkCall[] {
  const shared: Clients = new Map();
  const kept = new Map<CodeUses, Clients>(uses.map((one) => [one, new Map()]));
  for (let round = 0; round < rounds; round++) {
    for (const [{ file, values }, clients] of kept) {
      for (const { name, member } of file.imports) {
        const service = shared.get(member === undefined || member === 'default' ? name : member);
        if (service !== undefined && !clients.has(name)) clients.set(name, service);
      }
      for (const { path, role, value } of values) {
        const service = role === 'assigned' ? serviceOf(value, file, clients) : undefined;
        if (service === undefined) continue;
        clients.set(path, service);
        shared.set(path, service);
      }
    }
  }
  return [...kept].flatMap(([one, clients]) => callsOf(one, clients));
}

function callsOf({ file, calls }: CodeUses, clients: Clients): readonly SdkCall[] {
  const found: SdkCall[] = [];
  for (const { call } of calls) {
    const { callee, at } = call;
    const command = commandOf(call, file);
    if (command) found.push({ ...command, at });
    const service = callee.kind === 'member' ? serviceOf(callee.source, file, clients) : undefined;
    if (callee.kind !== 'member' || service === undefined) continue;
    found.push({ service, operation: namedOperation(call, callee.name) ?? callee.name, at });
  }
  return found;
}

/** `client.get_paginator('list_objects_v2')`, `s3.getSignedUrl('getObject', …)`: the operation is what is handed over. */
function namedOperation({ arguments: [first] }: Call, method: string): string | undefined {
  if (!/^(?:get_paginator|generate_presigned_url|getSignedUrl(?:Promise)?|can_paginate)$/.test(method)) return undefined;
  return first?.value.kind === 'literal' && typeof first.value.value === 'string' ? first.value.value : undefined;
}

/** `new PutItemCommand(…)`, `paginateScan(…)` of version 3 for JavaScript. */
function commandOf({ callee }: Call, file: CodeFile): Omit<SdkCall, 'at'> | undefined {
  const name = fullName(callee, file, noOrigins);
  const match = name === undefined ? null : /^@aws-sdk\.(?:client-|(?=lib-))([\w-]+)\.(?:(\w+)Command|paginate(\w+))$/.exec(name);
  const service = match?.[1] === undefined ? undefined : serviceOfClient(match[1]);
  const operation = match?.[2] ?? match?.[3];
  return service === undefined || operation === undefined ? undefined : { service, operation };
}

/** The service whose client an expression gives. */
function serviceOf(expression: Expression, file: CodeFile, clients: Clients): string | undefined {
  if (expression.kind === 'choice') {
    return expression.options.map((option) => serviceOf(option, file, clients)).find((service) => service !== undefined);
  }
  const key = keyOf(expression);
  const kept = key === undefined ? undefined : clients.get(key);
  if (kept !== undefined || expression.kind !== 'call') return kept;
  const made = madeBy(expression, file);
  if (made !== undefined) return made;
  const { callee, arguments: given } = expression;
  // `dynamodb.Table('orders')`, `builder().region(…).build()`: what a client gives belongs to it.
  if (callee.kind === 'member') {
    const source = serviceOf(callee.source, file, clients);
    if (source !== undefined) return source;
  }
  // `captureAWSClient(client)`, `DynamoDBDocumentClient.from(client)`.
  return /(?:capture|from|wrap|instrument|trace)/i.test(fullName(callee, file, noOrigins) ?? '') && given[0]
    ? serviceOf(given[0].value, file, clients)
    : undefined;
}

/** The service of a client that a call makes by itself. */
function madeBy(call: Call, file: CodeFile): string | undefined {
  const name = fullName(call.callee, file, noOrigins) ?? '';
  const found = clientName(name, call, file);
  return found === undefined ? undefined : serviceOfClient(found);
}

function clientName(name: string, { arguments: [first], creates }: Call, file: CodeFile): string | undefined {
  switch (file.language) {
    case 'python': {
      const given = first?.value;
      return /(?:^|\.)(?:client|resource)$/.test(name) && given?.kind === 'literal' && typeof given.value === 'string' ? given.value : undefined;
    }
    case 'javascript':
    case 'typescript':
      return (
        /^@aws-sdk\.(?:client-([\w-]+)|(lib-dynamodb))\./.exec(name)?.slice(1).find(Boolean) ??
        (creates ? /^(?:aws-sdk|AWS)\.(?:clients\.)?(\w+)/.exec(name)?.[1] : undefined)
      );
    case 'java':
      return (
        /\bservices\.(\w+)\.(?:model\.)?\w*(?:Client|ClientBuilder)\./.exec(name)?.[1] ??
        /^(?:Amazon|AWS)?(\w+?)(?:Async)?Client(?:Builder)?\./.exec(name)?.[1]
      );
    case 'go':
      return /\.service\.(\w+)\.New\w*$/.exec(name)?.[1];
    case 'csharp':
      return creates ? /(?:^|\.)Amazon(\w+)Client$/.exec(name)?.[1] : undefined;
  }
}
