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
