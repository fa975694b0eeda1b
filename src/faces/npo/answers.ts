import type { RecordFilter } from '../../contracts/index.ts';
import { BridgeError } from '../../errors.ts';
import type { Overview, OverviewAnswer, OverviewRequest } from '../../overview/index.ts';
import { type InformationType, informationTypeNamed, informationTypes } from '../../riv13606/index.ts';
import type { Permissions } from '../../routing/index.ts';
import type { ExtractQuestion } from './request.ts';

/** What the overview answered about one information type, or why it would not. */
export type TypeAnswer = { readonly type: InformationType<object> } & (
  | { readonly answer: OverviewAnswer }
  | { readonly refusal: BridgeError }
);

type Asking = Omit<OverviewRequest, 'contract' | 'filter' | 'face'>;

/**
 * Asks for each information type under its own contract, whose permission it takes. A type refused does not take the
 * others with it; when all are, or something else is wrong, throws BridgeError.
 */
export async function askTypes(
  { overview, permissions }: { readonly overview: Overview; readonly permissions: Permissions },
  question: ExtractQuestion,
  asking: Asking,
): Promise<TypeAnswer[]> {
  const types = question.types?.map(informationTypeNamed).filter((type) => type !== undefined) ?? informationTypes;
  const mayAsk = ({ contract }: InformationType<object>) => permissions.holdsSome(asking.caller.hsaId, contract);
  // Who names no type asks for what it may have, and that alone.
  const asked = question.types ? types : types.filter(mayAsk);
  const answers = await Promise.all(
    asked.map(async (type): Promise<TypeAnswer> => {
      try {
        const request = { ...asking, contract: type.contract, filter: filterFor(question) };
        const answer = await overview.ask({ ...request, face: 'npo' });
        return { type, answer };
      } catch (thrown) {
        if (thrown instanceof BridgeError && isOfType(thrown)) return { type, refusal: thrown };
        throw thrown;
      }
    }),
  );
  if (answers.length === 0) throw new BridgeError('CALLER_NOT_PERMITTED');
  const refusals = answers.flatMap((one) => ('refusal' in one ? one.refusal : []));
  if (refusals[0] && refusals.length === answers.length) throw refusals[0];
  return question.types ? answers : answers.filter((one) => 'answer' in one);
}

/** Said of the one type, while others may be answered. */
function isOfType({ code }: BridgeError): boolean {
  return code === 'CALLER_NOT_PERMITTED' || code === 'ADDRESS_UNKNOWN' || code === 'RIGHT_MISSING';
}

function filterFor({ patient, period }: ExtractQuestion): RecordFilter {
  return { patient, period, careUnits: [], sourceSystem: undefined, careContacts: [] };
}
