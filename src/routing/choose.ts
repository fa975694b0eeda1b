import { type Config, catalogueUrl } from '../config.ts';
import type { Route } from './table.ts';

type Source = Config['sources'][number];

/** Why routes that match cannot be used: VP006, VP005 and VP010 of the platform. */
export type RouteFault = 'ambiguous' | 'no-profile' | 'no-url';

export type Choice =
  | { readonly outcome: 'found'; readonly route: Route; readonly source: Source }
  | { readonly outcome: RouteFault };

/** The one route among those that match at one address, or why there is none. At least one matches. */
export function chooseRoute(routes: readonly Route[], sourceOf: (route: Route) => Source | undefined): Choice {
  const usable = routes.filter(({ profile }) => profile === undefined || profiles.includes(profile));
  const preferred = usable.filter(({ profile }) => profile !== 'RIVTABP20');
  const [route, ...others] = preferred.length > 0 ? preferred : usable;
  const source = route && sourceOf(route);
  if (!route || !source) return { outcome: 'no-profile' };
  if (others.some((other) => placeOf(other, sourceOf) !== placeOf(route, sourceOf))) return { outcome: 'ambiguous' };
  return placeOf(route, sourceOf) === undefined ? { outcome: 'no-url' } : { outcome: 'found', route, source };
}

/** Basic Profile 2.1, which we prefer, and 2.0, which differs in the address header alone. */
const profiles: readonly string[] = ['RIVTABP21', 'RIVTABP20'];

/** Where a route leads; undefined = nowhere. A source with a URL of its own is called there whatever the catalogue says. */
function placeOf(route: Route, sourceOf: (route: Route) => Source | undefined): string | undefined {
  const source = sourceOf(route);
  if (source?.url !== catalogueUrl) return source && `${source.hsaId.toUpperCase()} ${source.url}`;
  return route.url && `${source.hsaId.toUpperCase()} ${route.url}`;
}
