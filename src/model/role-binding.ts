/** A named role that is given to members on a scope: bindings of Google Cloud, role assignments of Azure. */
import type { GrantTarget } from './access.ts';
import type { Link, Noun, NounKey } from './noun.ts';
import type { Answer, Slot, Value } from './value.ts';

export interface RoleBinding extends Noun {
  readonly kind: 'role-binding';
  /** As the cloud writes it: `roles/run.invoker`, `Contributor`. */
  readonly role: Value<string>;
  /** The role's own definition, where it is one of the application's. */
  readonly definition?: NounKey | undefined;
  readonly members: readonly Member[];
  /** Some members could not be read. */
  readonly membersPartial: boolean;
  readonly scope: BindingScope;
  /** The resource it is on, for the scope `resource`. */
  readonly on: Link;
  readonly resourceKind: GrantTarget;
  /** Is it given under a condition only? */
  readonly conditional: Answer;
  /** Something above the application refuses members from outside of the organization: it cannot take effect for them. */
  readonly strangersRefused?: boolean | undefined;
}

/** How much a binding reaches: everything of an organization, of a part of it, of one project or subscription, of a group in it, or one resource. */
export type BindingScope = 'organization' | 'folder' | 'project' | 'group' | 'resource' | 'unknown';

export interface Member {
  /** `any`: the whole internet; `authenticated`: whoever has an account with the provider. */
  readonly type: 'any' | 'authenticated' | 'domain' | 'group' | 'user' | 'identity' | 'agent' | 'unknown';
  readonly value: Value<string>;
  /** The service account or managed identity of the same application. */
  readonly identity?: NounKey | undefined;
  /** Takes the member out of the others. */
  readonly remove?: Slot<true> | undefined;
  /** Puts another in its place. */
  readonly substitute?: Slot<NewMember> | undefined;
}

/** A service account or managed identity of the application, or a new one by this name. */
export type NewMember = { readonly identity: NounKey } | { readonly name: string };
