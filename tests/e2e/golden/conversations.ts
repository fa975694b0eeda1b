import type { Config } from '../../../src/config.ts';
import { type Contract, contracts, translationsTo } from '../../../src/contracts/index.ts';
import { mappingsOf, offeredTypes } from '../../../src/faces/fhir/served/index.ts';
import { informationTypeOf } from '../../../src/riv13606/index.ts';

const dialects = { rivta21: 'rivta', riv13606: '13606', 'fhir-r4': 'fhir' } as const;
type Dialect = (typeof dialects)[keyof typeof dialects];
export type Face = Dialect;

/** One question, told in the dialect of a face, that one source alone answers in its own. */
export interface Conversation {
  readonly contract: Contract;
  /** HSA-id of the record system. */
  readonly source: string;
  readonly from: Dialect;
  readonly face: Face;
  /** Below tests/golden. */
  readonly file: string;
}

/** A closed system beside the three that the regions have; its dialect is told by another. */
const archive = 'SE2321000206-DEMOARKIV';

/**
 * Every pair of dialects that the configuration makes possible, contract by contract, whether the source delivers the
 * contract itself or in another version of it.
 */
export function conversationsIn(config: Pick<Config, 'sources'>): Conversation[] {
  const sources = config.sources.filter(({ hsaId }) => hsaId !== archive);
  return contracts.flatMap((contract) => {
    const versions = [contract.id, ...translationsTo(contract.id).map(({ from }) => from)];
    const able = sources.filter(({ contracts: delivered }) => versions.some((version) => delivered.includes(version)));
    return able.flatMap(({ hsaId, protocol }) =>
      facesOf(contract, config).map((face): Conversation => {
        const from = dialects[protocol];
        const file = `${contract.id.replace(':', '-')}/${from}-to-${face}.${face === 'fhir' ? 'json' : 'xml'}`;
        return { contract, source: hsaId, from, face, file };
      }),
    );
  });
}

function facesOf({ id }: Contract, { sources }: Pick<Config, 'sources'>): Face[] {
  const hasResources = mappingsOf(offeredTypes(sources)).some(({ contract }) => contract === id);
  return [
    'rivta',
    ...(hasResources ? (['fhir'] as const) : []),
    ...(informationTypeOf(id) ? (['13606'] as const) : []),
  ];
}
