/** Web firewalls, by what they stand in front of. */
import type { Application } from '../../model/application.ts';
import type { NounKey } from '../../model/noun.ts';
import type { WebFilter } from '../../model/web-filter.ts';

/** The filters in front of an API, of a stage, of a CDN. */
export function filtersOf(keys: ReadonlySet<NounKey | undefined>, { webFilters }: Application): readonly WebFilter[] {
  return webFilters.filter(({ protects: { to } }) => to !== undefined && keys.has(to));
}

/** Filters in front of something that is handed in or defined elsewhere: it may be anything. */
export function straying({ webFilters, parameters, find }: Application): readonly WebFilter[] {
  return webFilters.filter(({ protects: { to } }) => {
    const place = find(to);
    return place === undefined || parameters.some(({ key }) => key === place.key);
  });
}
