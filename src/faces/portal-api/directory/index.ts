import Type from 'typebox';
import type { Config } from '../../../config.ts';
import { BridgeError } from '../../../errors.ts';
import { countyCodes, type Directory, hsaKey, treeOf } from '../../../hsa/index.ts';
import { type ApiRoute, bodyOf, noBody, route } from '../route.ts';
import type { DirectoryLevel } from '../shapes/directory.ts';
import { type Audience, shownTo } from './audience.ts';
import { openUnitOf, openUnits, openVersion } from './open-data.ts';
import { points, search } from './search.ts';
import { shownPerson } from './shown-person.ts';
import { nameOf, shownUnit } from './shown-unit.ts';

interface DirectoryRouteParts {
  readonly config: Pick<Config, 'careDirectory'>;
  readonly directory: Directory;
}

const Search = Type.Object(
  {
    text: Type.String({ maxLength: 200 }),
    kind: Type.Optional(Type.Enum(['unit', 'person'])),
    county: Type.Optional(Type.Enum(countyCodes)),
    careType: Type.Optional(Type.Enum(['01', '02', '03', '04'])),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
  },
  { additionalProperties: false },
);

/** Seconds for which those who fetch the open data need not ask again. */
const openDataSeconds = 600;

/** The care directory: for whoever is signed in, and where the configuration says so for anyone, under `/directory/public`. */
export function directoryRoutes({ config, directory }: DirectoryRouteParts): readonly ApiRoute[] {
  return [
    ...lookups(directory, 'colleagues'),
    personRoute(directory),
    ...(config.careDirectory.public ? lookups(directory, 'anyone') : []),
    ...openDataRoutes(directory, config.careDirectory.public),
  ];
}

/** What both audiences ask, each at addresses of its own: what is answered never depends on a cookie. */
function lookups(directory: Directory, audience: Audience): readonly ApiRoute[] {
  const access = audience === 'colleagues' ? 'signed-in' : 'anyone';
  const root = audience === 'colleagues' ? '/directory' : '/directory/public';
  const whom = audience === 'colleagues' ? 'units and people' : 'units that are marked for the internet';
  return [
    route({
      method: 'POST',
      path: `${root}/search`,
      access,
      summary: `Care directory: search ${whom}, best first`,
      body: bodyOf(Search),
      handle: ({ body }) => search(directory, audience, body, new Date()),
    }),
    route({
      method: 'POST',
      path: `${root}/points`,
      access,
      summary: 'Care directory: where on the map the units are that a search finds',
      body: bodyOf(Search),
      handle: ({ body }) => points(directory, audience, body, new Date()),
    }),
    route({
      method: 'GET',
      path: `${root}/units/:hsaId`,
      access,
      summary: 'Care directory: one unit, with its place in its organisation',
      body: noBody,
      handle: async ({ params }) => found(await shownUnit(directory, audience, params.hsaId ?? '', new Date())),
    }),
    route({
      method: 'GET',
      path: `${root}/tree`,
      access,
      summary: 'Care directory: the organisations',
      body: noBody,
      handle: () => level(undefined),
    }),
    route({
      method: 'GET',
      path: `${root}/tree/:hsaId`,
      access,
      summary: 'Care directory: the units directly below one',
      body: noBody,
      handle: ({ params }) => level(hsaKey(params.hsaId ?? '')),
    }),
  ];

  async function level(hsaId: string | undefined): Promise<DirectoryLevel> {
    const { value, asOf, stale } = await directory.units();
    const tree = treeOf(shownTo(audience, value.items, new Date()));
    const units = (tree.get(hsaId) ?? []).map((unit) => ({
      ...nameOf(unit),
      isCareUnit: unit.isCareUnit,
      hasUnits: tree.has(unit.hsaId),
    }));
    return { units, more: value.more, asOf, stale };
  }
}

function personRoute(directory: Directory): ApiRoute {
  return route({
    method: 'GET',
    path: '/directory/people/:hsaId',
    access: 'signed-in',
    summary: 'Care directory: one colleague; never one with protected identity',
    body: noBody,
    handle: async ({ params }) => found(await shownPerson(directory, params.hsaId ?? '', new Date())),
  });
}

/** Units marked for the internet, with what is public of them, whoever asks. */
function openDataRoutes(directory: Directory, isPublic: boolean): readonly ApiRoute[] {
  const access = isPublic ? 'anyone' : 'signed-in';
  const kept = isPublic ? { seconds: openDataSeconds, version: () => openVersion(directory) } : undefined;
  return [
    route({
      method: 'GET',
      path: '/directory/units.json',
      access,
      summary: 'Care directory as open data: every unit that is marked for the internet',
      body: noBody,
      streams: 'application/json',
      ...(kept && { kept }),
      handle: () => openUnits(directory),
    }),
    route({
      method: 'GET',
      path: '/directory/units/:hsaId.json',
      access,
      summary: 'Care directory as open data: one unit',
      body: noBody,
      ...(kept && { kept }),
      handle: async ({ params }) => found(await openUnitOf(directory, hsaKey(params.hsaId ?? ''))),
    }),
  ];
}

/** Throws NOT_FOUND. */
function found<T>(value: T | undefined): T {
  if (value === undefined) throw new BridgeError('NOT_FOUND', 'The care directory shows nothing under this HSA-id.');
  return value;
}
