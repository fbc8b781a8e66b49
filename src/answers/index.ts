/** All answers. */
import type { Answer } from './answer.ts';
import { functionAnswers } from './functions.ts';
import { secretAnswers } from './secrets.ts';
import { protectionAnswers } from './protections.ts';

export const answers: readonly Answer[] = [...functionAnswers, ...secretAnswers, ...protectionAnswers];
