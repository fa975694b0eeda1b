import { Readable } from 'node:stream';
import Type from 'typebox';
import { toSwedishTime } from '../../../audit/swedish-time.ts';
import type { Config } from '../../../config.ts';
import type { Figures } from '../../../figures/index.ts';
import { ownFigures } from '../../../figures/management/own-figures.ts';
import { ownMeasures } from '../../../figures/management/own-measures.ts';
import { type Directory, successionsOf } from '../../../hsa/index.ts';
import type { Measures } from '../../../measures/index.ts';
import { strict } from '../register-parts.ts';
import { type Access, type ApiCall, type ApiRoute, bodyOf, noBody, route } from '../route.ts';
import type { Comparison, Definitions, Deliveries, NamedFigures, Names, ShownMerger } from '../shapes/follow-up.ts';
import { comparisonCsv, ownCsv } from './tables.ts';

export interface FollowUpParts {
  readonly config: Pick<Config, 'sources' | 'successions'>;
  readonly figures: Pick<Figures, 'usage' | 'sources'>;
  readonly measures: Measures;
  readonly directory: Pick<Directory, 'nameOf' | 'units'>;
}

const managers: Access = ['manager'];
const mostBytes = 4_194_304;

/**
 * What managers follow up by: what the bridge counts of itself, and the figures that councils deliver. No patient is in it.
 * Whatever the route, a manager sees units of her own care provider alone, and delivers for it alone.
 */
export function followUpRoutes({ config, figures, measures, directory }: FollowUpParts): readonly ApiRoute[] {
  const own = ({ assignment }: Pick<ApiCall<unknown>, 'assignment'>) => assignment.careProvider.hsaId;
  const ownAndTakenOver = ({ assignment }: Pick<ApiCall<unknown>, 'assignment'>) => [
    assignment.careProvider.hsaId,
    ...(assignment.takenOver ?? []),
  ];

  /** Of the care providers shown, those that have been taken over by now. */
  function mergersOf(careProviders: readonly string[]): readonly ShownMerger[] {
    const shown = new Set(careProviders.map((one) => one.toUpperCase()));
    return successionsOf(config)
      .entries.filter(
        ({ kind, from, at }) => kind === 'care-provider' && at <= Date.now() && shown.has(from.toUpperCase()),
      )
      .map(({ from, into, at }) => ({ from: from.toUpperCase(), into: into.toUpperCase(), at: swedishDay(at) }));
  }

  async function use(call: ApiCall<unknown>): Promise<NamedFigures> {
    const found = await ownFigures(figures, ownAndTakenOver(call), Date.now());
    const mergers = mergersOf(found.use.map(({ careProvider }) => careProvider));
    const heirs = mergers.map(({ into }) => into);
    const names = await namesOf([...found.use.flatMap(({ careProvider, unit }) => [careProvider, unit]), ...heirs]);
    const ofSources = Object.fromEntries(config.sources.map(({ hsaId, name }) => [hsaId, name]));
    return { ...found, mergers, names: { ...ofSources, ...names } };
  }

  async function comparison(call: ApiCall<unknown>): Promise<Comparison> {
    const found = await measures.comparison(call.params.measure ?? '', ownAndTakenOver(call));
    const mergers = mergersOf(found.values.map(({ careProvider }) => careProvider));
    const shown = found.values.flatMap(({ careProvider, unit }) => [careProvider, unit]);
    return { ...found, mergers, names: await namesOf([...shown, ...mergers.map(({ into }) => into)]) };
  }

  async function namesOf(hsaIds: readonly (string | undefined)[]): Promise<Names> {
    const all = [...new Set(hsaIds)].filter((hsaId) => hsaId !== undefined);
    const units = new Map((await directory.units()).value.items.map(({ hsaId, name }) => [hsaId, name]));
    const names: Record<string, string> = {};
    for (const hsaId of all) {
      // People and closed units are asked for one by one: sign-ins wait at the same door.
      const name = units.get(hsaId) ?? (await directory.nameOf(hsaId)).value;
      if (name !== undefined) names[hsaId] = name;
    }
    return names;
  }

  return [
    route({
      method: 'GET',
      path: '/follow-up/use',
      access: managers,
      summary: 'How the bridge was used and how sources did in the last twelve months, by month; few are hidden',
      body: noBody,
      handle: use,
    }),
    route({
      method: 'GET',
      path: '/follow-up/use/csv',
      access: managers,
      summary: 'The same as a table, with definitions',
      body: noBody,
      streams: 'text/csv',
      handle: async (call) => bytes(ownCsv(await use(call), call.language)),
    }),
    route({
      method: 'GET',
      path: '/follow-up/measures',
      access: managers,
      summary: 'What is measured, and how it is defined',
      body: noBody,
      handle: async (): Promise<Definitions> => ({ own: ownMeasures, delivered: measures.all }),
    }),
    route({
      method: 'GET',
      path: '/follow-up/measures/:measure',
      access: managers,
      summary: 'What councils have delivered of a measure; few are hidden, and what would give them away',
      body: noBody,
      handle: comparison,
    }),
    route({
      method: 'GET',
      path: '/follow-up/measures/:measure/csv',
      access: managers,
      summary: 'The same as a table, with definitions',
      body: noBody,
      streams: 'text/csv',
      handle: async (call) => bytes(comparisonCsv(await comparison(call), call.language)),
    }),
    route({
      method: 'GET',
      path: '/follow-up/deliveries',
      access: managers,
      summary: 'What the care provider has delivered, and what came of fetching it',
      body: noBody,
      async handle(call): Promise<Deliveries> {
        const found = await measures.deliveries(own(call));
        return { ...found, names: await namesOf(found.deliveries.map(({ by }) => by)) };
      },
    }),
    route({
      method: 'POST',
      path: '/follow-up/deliveries',
      access: managers,
      summary: 'Deliver figures of the care provider: all are taken, or none and each fault is told (`outcome`)',
      bodyBytes: mostBytes,
      body: bodyOf(
        Type.Object({ format: Type.Enum(['csv', 'json']), text: Type.String({ maxLength: mostBytes }) }, strict),
      ),
      handle: (call) => measures.deliver({ ...call.body, careProvider: own(call), by: call.session.caller.hsaId }),
    }),
  ];
}

function swedishDay(at: number): string {
  return toSwedishTime(new Date(at)).slice(0, 10);
}

function bytes(text: string): Readable {
  return Readable.from([Buffer.from(text)]);
}
