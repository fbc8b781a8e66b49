/** What the built-in roles of Azure let their holders do. https://learn.microsoft.com/azure/role-based-access-control/built-in-roles (2026-11) */

export interface ExcessiveRole {
  readonly over: 'account' | 'service';
  /** Ends the sentence "it may …". */
  readonly allows: string;
  /** A role that is enough for most code. */
  readonly milder?: string;
}

/** Ids are the same in every tenant. */
export const builtInRoles: ReadonlyMap<string, string> = new Map([
  ['8e3af657-a8ff-443c-a75c-2fe8c4bcb635', 'Owner'],
  ['b24988ac-6180-42a0-ab88-20f7382dd24c', 'Contributor'],
  ['acdd72a7-3385-48ef-bd42-f606fba81ae7', 'Reader'],
  ['18d7d88d-d35e-4fb5-a5c3-7773c20a72d9', 'User Access Administrator'],
  ['f58310d9-a9f6-439a-9e8d-f62e7b41a168', 'Role Based Access Control Administrator'],
  ['00482a5a-887f-4fb3-b363-3b7fe8e74483', 'Key Vault Administrator'],
  ['f25e0fa2-a7c8-4377-a976-54943a77a395', 'Key Vault Contributor'],
  ['4633458b-17de-408a-b874-0445c86b69e6', 'Key Vault Secrets User'],
  ['b86a8fe4-44ce-4948-aee5-eccb2c155cd7', 'Key Vault Secrets Officer'],
  ['17d1049b-9a84-46fb-8f53-869881c3d3ab', 'Storage Account Contributor'],
  ['b7e6dc6d-f1e8-4753-8033-0f276bb0955b', 'Storage Blob Data Owner'],
  ['ba92f5b4-2d11-453d-a403-e96b0029c9fe', 'Storage Blob Data Contributor'],
  ['2a2b9908-6ea1-4ae2-8e65-a410df84e7d1', 'Storage Blob Data Reader'],
  ['974c5e8b-45b9-4653-ba55-5f855dd0fb88', 'Storage Queue Data Contributor'],
  ['0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3', 'Storage Table Data Contributor'],
  ['090c5cfd-751d-490a-894a-3ce6f1109419', 'Azure Service Bus Data Owner'],
  ['4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0', 'Azure Service Bus Data Receiver'],
  ['69a216fc-b8fb-44d8-bc22-1f3c2cd27a39', 'Azure Service Bus Data Sender'],
  ['f526a384-b230-433a-b45c-95f59c4a2dec', 'Azure Event Hubs Data Owner'],
  ['5bd9cd88-fe45-4216-938b-f97437e15450', 'DocumentDB Account Contributor'],
  ['6d8ee4ec-f05a-4a1d-8b00-a9b17e38b437', 'SQL Server Contributor'],
  ['9b7fa17d-e63e-47b0-bb0a-15c516ac86ec', 'SQL DB Contributor'],
  ['de139f84-1756-47ae-9be6-808fbbe84772', 'Website Contributor'],
  ['a4417e6f-fecd-4de8-b567-7b0420556985', 'Key Vault Certificates Officer'],
  ['14b46e9e-c2b7-41b4-b07b-48a6ebf60603', 'Key Vault Crypto Officer'],
  ['12338af0-0e69-4776-bea7-57ae8d297424', 'Key Vault Crypto User'],
  ['21090545-7ca7-4776-b22c-e363652d74d2', 'Key Vault Reader'],
  ['4d97b98b-1d4f-4787-a291-c67834d212e7', 'Network Contributor'],
  ['9980e02c-c2be-4d73-94e8-173b1dc7cf3c', 'Virtual Machine Contributor'],
  ['19e7f393-937e-4f77-808e-94535e297925', 'Storage Queue Data Reader'],
  ['c6a89b2d-59bc-44d0-9896-0f6e12d7b80a', 'Storage Queue Data Message Sender'],
  ['8a0f0c08-91a1-4084-bc3d-661d67233fed', 'Storage Queue Data Message Processor'],
  ['76199698-9eea-4c19-bc75-cec21354c6b6', 'Storage Table Data Reader'],
  ['a638d3c7-ab3a-418d-83e6-5f17a39d4fde', 'Azure Event Hubs Data Receiver'],
  ['2b629674-e913-4c01-ae53-ef4638d8f975', 'Azure Event Hubs Data Sender'],
  ['f1a07417-d97a-45cb-824c-7a7467783830', 'Managed Identity Operator'],
  ['3913510d-42f4-4e42-8a64-420c390055eb', 'Monitoring Metrics Publisher'],
  ['7f951dda-4ed3-4680-a7ca-43fe172d538d', 'AcrPull'],
]);

const account: Readonly<Record<string, string>> = {
  Owner: 'do everything, and give rights to others',
  Contributor: 'change and delete everything',
  'User Access Administrator': 'give itself any role',
  'Role Based Access Control Administrator': 'give itself any role',
};

/**
 * Storage Blob Data Owner is not among them: the Functions host needs it on the account that it keeps its own state in.
 * https://learn.microsoft.com/azure/azure-functions/functions-reference#connecting-to-host-storage-with-an-identity (2026-11)
 */
const service: Readonly<Record<string, readonly [allows: string, milder: string | undefined]>> = {
  'Key Vault Administrator': ['change and delete every secret, key and certificate', 'Key Vault Secrets User'],
  'Key Vault Contributor': ['change the vaults themselves', 'Key Vault Secrets User'],
  'Key Vault Secrets Officer': ['change and delete every secret', 'Key Vault Secrets User'],
  'Storage Account Contributor': ['read the keys of storage accounts, and delete them', 'Storage Blob Data Contributor'],
  'DocumentDB Account Contributor': ['read the keys of databases, and delete them', undefined],
  'SQL Server Contributor': ['change and delete SQL servers', undefined],
  'SQL DB Contributor': ['change and delete SQL databases', undefined],
  'Website Contributor': ['change the code of apps', undefined],
};

export function excessiveRole(role: string): ExcessiveRole | undefined {
  const everything = Object.hasOwn(account, role) ? account[role] : undefined;
  if (everything !== undefined) return { over: 'account', allows: everything, milder: 'Reader' };
  const [allows, milder] = (Object.hasOwn(service, role) && service[role]) || [];
  return allows === undefined ? undefined : { over: 'service', allows, ...(milder === undefined ? {} : { milder }) };
}
