/** Every rule that a scanner of ours checks outside of the application. */
import { unlockedPackage } from './dependencies/unlocked-package.ts';
import { vulnerablePackage } from './dependencies/vulnerable-package.ts';
import type { RuleDescription } from './description.ts';

export const describedRules: readonly RuleDescription[] = [unlockedPackage, vulnerablePackage];
