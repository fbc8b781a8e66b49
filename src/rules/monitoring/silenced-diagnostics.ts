/** Records of the platform's own that are turned off. */
import type { Application } from '../../model/application.ts';
import { effective } from '../../model/value.ts';
import { set, type Problem } from '../rule.ts';

export function* silencedDiagnostics({ diagnostics }: Application): Iterable<Problem<'silenced'>> {
  for (const setting of diagnostics) {
    if (setting.logs.state !== 'known' || effective(setting.logs) !== false) continue;
    yield {
      message: 'silenced',
      data: { name: setting.subject },
      at: setting.logs,
      subject: setting,
      fixes: [
        {
          title: 'record logs',
          risk: 'review',
          check: 'what is recorded costs by its volume, and may hold personal data: set how long it is kept',
          changes: [set(setting.logs, true)],
        },
      ],
    };
  }
}
