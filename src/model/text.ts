/** Literal texts of an application, offered to the rules that look for secrets. */
import type { NounKey } from './noun.ts';
import type { Span } from '../source/span.ts';
import type { Slot, Value } from './value.ts';

/** One text with the name it is given and where it goes. */
export interface TextLiteral {
  /** `script`: what a script assigns or hands to a command; its slot takes '' and reads the value from the environment. */
  readonly role: 'environment' | 'parameter' | 'property' | 'output' | 'build' | 'container' | 'script' | 'user-data' | 'tag';
  /** `DB_PASSWORD`, `MasterUserPassword`: the key it stands under. */
  readonly name: string;
  readonly value: Value<string>;
  /** The noun whose definition holds it. */
  readonly owner?: NounKey | undefined;
  /** How a message names the owner. */
  readonly ownerLabel: string;
  readonly at: Span;
  /** Writes, in its place, what the platform reads from a vault whenever the program starts; takes the name of the vault's entry. */
  readonly reference?: Slot<string> | undefined;
  /** The type of the resource that holds it, as its dialect writes it. */
  readonly ownerType: string;
}
