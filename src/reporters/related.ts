/** The other places that explain a finding, those of one text together, in words that every output can put places into. */
import { usedHere, type Finding, type Place } from '../finding/finding.ts';

export interface RelatedPlaces {
  readonly text: string;
  readonly places: readonly Place[];
}

export function relatedPlaces({ related }: Pick<Finding, 'related'>): readonly RelatedPlaces[] {
  const groups = new Map<string, Place[]>();
  for (const { place, text } of related) {
    const places = groups.get(text);
    if (!places) groups.set(text, [place]);
    else if (!places.some(({ path, startLine }) => path === place.path && startLine === place.startLine)) places.push(place);
  }
  return [...groups].map(([text, places]) => ({ text, places }));
}

/** `used at a and b`, or the text with the places behind it. */
export function withPlaces(text: string, places: readonly string[]): string {
  const last = places.at(-1) ?? '';
  const all = places.length > 1 ? `${places.slice(0, -1).join(', ')} and ${last}` : last;
  return text === usedHere ? `used at ${all}` : `${text} (${all})`;
}
