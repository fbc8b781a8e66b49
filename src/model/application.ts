/** What would be deployed together: every noun of one or more units, in no cloud's words. */
import type { AccessRule } from './access-rule.ts';
import type { Grant, Identity } from './access.ts';
import type { AuditConfig } from './audit-config.ts';
import type { CodeFacts, CodeFile } from './code.ts';
import type { Connection } from './connection.ts';
import type { CorsPolicy } from './cors-policy.ts';
import type { Credential } from './credential.ts';
import type { CustomRole } from './custom-role.ts';
import type { Key, Output, Parameter, Secret, Store, Trigger, Vault } from './data.ts';
import type { Api, Endpoint, Listener, Stage } from './endpoint.ts';
import type { Diagnostics } from './diagnostics.ts';
import type { Federation } from './federation.ts';
import type { RuntimeUse, ServerlessFunction } from './function.ts';
import type { Opening } from './network.ts';
import type { Noun, NounKey } from './noun.ts';
import type { Alarm, LogGroup, Orchestration, Trail } from './operations.ts';
import type { PipelineJob } from './pipeline.ts';
import type { RoleBinding } from './role-binding.ts';
import type { AccountGuard, CodeSigning, Consumption, ImageRegistry, Protection } from './safeguards.ts';
import type { Authorizer, Directory, GuestAccess, SignInClient } from './sign-in.ts';
import type { TextLiteral } from './text.ts';
import type { WebFilter } from './web-filter.ts';

/** The nouns of one deploy root, by kind. */
export interface Nouns {
  readonly functions: readonly ServerlessFunction[];
  readonly runtimeUses: readonly RuntimeUse[];
  readonly apis: readonly Api[];
  readonly stages: readonly Stage[];
  readonly endpoints: readonly Endpoint[];
  readonly listeners: readonly Listener[];
  readonly identities: readonly Identity[];
  readonly credentials: readonly Credential[];
  readonly connections: readonly Connection[];
  readonly grants: readonly Grant[];
  readonly roleBindings: readonly RoleBinding[];
  readonly customRoles: readonly CustomRole[];
  readonly federations: readonly Federation[];
  readonly stores: readonly Store[];
  readonly accessRules: readonly AccessRule[];
  readonly secrets: readonly Secret[];
  readonly keys: readonly Key[];
  readonly vaults: readonly Vault[];
  readonly parameters: readonly Parameter[];
  readonly outputs: readonly Output[];
  readonly triggers: readonly Trigger[];
  readonly logGroups: readonly LogGroup[];
  readonly orchestrations: readonly Orchestration[];
  readonly alarms: readonly Alarm[];
  readonly trails: readonly Trail[];
  readonly auditConfigs: readonly AuditConfig[];
  readonly diagnostics: readonly Diagnostics[];
  readonly corsPolicies: readonly CorsPolicy[];
  readonly codeSignings: readonly CodeSigning[];
  readonly imageRegistries: readonly ImageRegistry[];
  readonly consumptions: readonly Consumption[];
  readonly accountGuards: readonly AccountGuard[];
  readonly authorizers: readonly Authorizer[];
  readonly guests: readonly GuestAccess[];
  readonly signInClients: readonly SignInClient[];
  readonly directories: readonly Directory[];
  readonly openings: readonly Opening[];
  readonly webFilters: readonly WebFilter[];
  readonly pipelineJobs: readonly PipelineJob[];
  readonly protections: readonly Protection[];
  readonly texts: readonly TextLiteral[];
  readonly programs: readonly CodeFile[];
}

export interface Application extends Nouns {
  /** The roots it was read from, in order: `template.yaml`, `infra`. */
  readonly roots: readonly string[];
  /** What its programs do, worked out when it is first asked for. */
  readonly code: CodeFacts;
  find(key: NounKey | undefined): Noun | undefined;
}

/** Lists to gather nouns in while a dialect reads. */
export type NounLists = { -readonly [K in keyof Nouns]: Nouns[K][number][] };

export function emptyNouns(): NounLists {
  return {
    functions: [],
    runtimeUses: [],
    apis: [],
    stages: [],
    endpoints: [],
    listeners: [],
    identities: [],
    credentials: [],
    connections: [],
    grants: [],
    roleBindings: [],
    customRoles: [],
    federations: [],
    stores: [],
    accessRules: [],
    secrets: [],
    keys: [],
    vaults: [],
    parameters: [],
    outputs: [],
    triggers: [],
    logGroups: [],
    orchestrations: [],
    alarms: [],
    trails: [],
    auditConfigs: [],
    diagnostics: [],
    corsPolicies: [],
    codeSignings: [],
    imageRegistries: [],
    consumptions: [],
    accountGuards: [],
    authorizers: [],
    guests: [],
    signInClients: [],
    directories: [],
    openings: [],
    webFilters: [],
    pipelineJobs: [],
    protections: [],
    texts: [],
    programs: [],
  };
}
