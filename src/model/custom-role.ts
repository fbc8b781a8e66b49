/** Roles that an application defines itself: named sets of permissions that bindings give to members. */
import type { Elements } from './access.ts';
import type { Noun } from './noun.ts';

export interface CustomRole extends Noun {
  readonly kind: 'custom-role';
  /** `storage.objects.get`: one by one, in the cloud's own words. */
  readonly permissions: Elements;
  /** Taken back out of them. */
  readonly excluded?: Elements | undefined;
}
