/** Functions of templates that give keys: https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource#list (2026-11) */
import type { Value } from '../../model/value.ts';
import { textAt } from '../../source/span.ts';

export function asksForKey(written: Value<string>): boolean {
  return (
    written.state !== 'absent' &&
    /\blist(?:Keys|Secrets|AdminKeys|QueryKeys|ConnectionStrings|Credentials|AccountSas|ServiceSas|ClusterAdminCredential)\s*\(/i.test(
      textAt(written.at),
    )
  );
}
