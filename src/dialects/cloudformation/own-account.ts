/** How a template names the account that it is deployed to. */
import { ownAccount } from '../../model/access.ts';
import type { Plain } from '../../evaluation/tree.ts';

/** `text` with the account's number in it; the text itself where it does not ask for it. */
export function spellOwnAccount(text: string): Plain {
  if (!text.includes(ownAccount)) return text;
  if (text === ownAccount) return { Ref: 'AWS::AccountId' };
  return { 'Fn::Sub': text.replaceAll('${', '${!').replaceAll(ownAccount, '${AWS::AccountId}') };
}
