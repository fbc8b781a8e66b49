/** Topics and queues that a role binding opens to everybody, and deliveries that anybody could forge. */
import type { Application } from '../../model/application.ts';
import type { Trigger } from '../../model/data.ts';
import type { Noun } from '../../model/noun.ts';
import { effective, textOf } from '../../model/value.ts';
import { closing, scopeName, strangers, strangersIn } from '../binding.ts';
import { roleName, sendsThrough } from '../bound-role.ts';
import type { Problem } from '../rule.ts';

export function* openTopicBindings(application: Application): Iterable<Problem<'binding' | 'push'>> {
  for (const binding of application.roleBindings) {
    const [member] = strangersIn(binding);
    const isEntrance = binding.resourceKind === 'topic' || binding.resourceKind === 'queue';
    if (!member || !isEntrance || !sendsThrough(binding, application)) continue;
    yield {
      message: 'binding',
      data: { anyone: strangers(member), name: scopeName(binding, application), role: roleName(binding, application) ?? '' },
      at: member.value,
      subject: binding,
      evidence: roleName(binding, application) ?? '',
      fixes: closing(member, binding, application, 'send events', 'name the accounts that send today'),
    };
  }
  for (const trigger of application.triggers) {
    if (!trigger.token || effective(trigger.token) !== false) continue;
    const target = application.find(trigger.target.to);
    if (trigger.triggerKind !== 'topic' && !(trigger.triggerKind === 'schedule' && isOurs(trigger, target))) continue;
    yield { message: 'push', data: { name: target?.label ?? trigger.label }, at: trigger.token, subject: trigger, severity: 'medium' };
  }
}

/** A function of the application, or an address that Google gives to functions: what a schedule calls elsewhere may know its callers by other means. */
function isOurs({ target: { value } }: Trigger, target: Noun | undefined): boolean {
  return (target !== undefined && 'handler' in target) || /^https:\/\/[^/]+\.(?:run\.app|cloudfunctions\.net)(?:\/|$)/.test(textOf(value, '…') ?? '');
}
