/** All answers. */
import type { Answer } from './answer.ts';
import { functionAnswers } from './functions.ts';
import { protectionAnswers } from './protections.ts';

export const answers: readonly Answer[] = [...functionAnswers, ...protectionAnswers];
