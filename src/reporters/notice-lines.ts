/** Notices for people: those that say the same of many files are one line. */
import type { Notice } from '../source/file-tree.ts';

export interface NoticeLine {
  /** `path:line`; empty for a notice that is about no file. */
  readonly places: readonly string[];
  /** Places that are not named. */
  readonly more: number;
  readonly message: string;
}

/** Files that are named of many with one message. */
const mostPlaces = 3;

/** In the order of the notices. With `each` every notice has its own line. */
export function noticeLines(notices: readonly Notice[], each = false): readonly NoticeLine[] {
  const groups = new Map<string, string[]>();
  const lines: { places: string[]; message: string }[] = [];
  for (const { path, line, message } of notices) {
    const place = path === undefined ? '' : `${path}${line === undefined ? '' : `:${line}`}`;
    const group = groups.get(message);
    if (group && !each) {
      group.push(place);
    } else {
      const places = [place];
      groups.set(message, places);
      lines.push({ places, message });
    }
  }
  return lines.map(({ places, message }) => {
    const named = places.filter((place) => place !== '');
    return { places: named.slice(0, mostPlaces), more: Math.max(0, named.length - mostPlaces), message: message.replace(/^not scanned: /, '') };
  });
}
