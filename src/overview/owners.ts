import { type BridgeRecord, contractById } from '../contracts/index.ts';
import { BridgeError } from '../errors.ts';
import type { Directory, Unit } from '../hsa/index.ts';
import { parseOrganisationNumber } from '../identities/index.ts';
import type { AnswerBatch, AnswerPart } from '../sources/answer-part.ts';

/**
 * The care provider of records whose contract names the care unit alone (`Contract.namesNoCareProvider`), or that name it
 * by its organisation number, as the care directory says whose the unit is. Where it does not say, says another
 * organisation's, or is out of reach, the record stays without and is withheld. Each unit is asked for once an answer, and
 * none after the directory was out of reach: a wait per record would outlast the caller.
 */
export async function* withCareProviders(
  answer: AsyncIterable<AnswerBatch>,
  directory: Pick<Directory, 'careProviderOf'>,
): AsyncGenerator<AnswerBatch> {
  const ownerOf = ownersOfOneAnswer(directory);
  for await (const batch of answer) {
    if (!batch.some(lacksProvider)) {
      yield batch;
      continue;
    }
    const parts: AnswerPart[] = [];
    for (const part of batch)
      parts.push(lacksProvider(part) ? { ...part, record: await owned(part.record, ownerOf) } : part);
    yield parts;
  }
}

type RecordPart = Extract<AnswerPart, { readonly kind: 'record' }>;
type OwnerOf = (careUnit: string) => Promise<Unit | undefined>;

/** And whether there is a way to find it. */
function lacksProvider(part: AnswerPart): part is RecordPart {
  if (part.kind !== 'record' || part.record.header.careProvider || !part.record.header.careUnit) return false;
  const { contract, header } = part.record;
  return header.careProviderNumber !== undefined || contractById(contract)?.namesNoCareProvider === true;
}

async function owned(record: BridgeRecord, ownerOf: OwnerOf): Promise<BridgeRecord> {
  const { careUnit = '', careProviderNumber } = record.header;
  const owner = await ownerOf(careUnit);
  const isMeant = careProviderNumber === undefined || isNumberOf(owner, careProviderNumber);
  return { ...record, header: { ...record.header, careProvider: isMeant ? owner?.hsaId : undefined } };
}

function isNumberOf(owner: Unit | undefined, number: string): boolean {
  const named = parseOrganisationNumber(number);
  return named !== undefined && named === parseOrganisationNumber(owner?.orgNo ?? '');
}

function ownersOfOneAnswer(directory: Pick<Directory, 'careProviderOf'>): OwnerOf {
  const known = new Map<string, Unit | undefined>();
  let outOfReach = false;
  return async (careUnit) => {
    if (outOfReach || known.has(careUnit)) return known.get(careUnit);
    try {
      const { value } = await directory.careProviderOf(careUnit);
      known.set(careUnit, value.kind === 'found' ? value.value : undefined);
    } catch (thrown) {
      if (!(thrown instanceof BridgeError && thrown.code === 'DIRECTORY_UNAVAILABLE')) throw thrown;
      outOfReach = true;
    }
    return known.get(careUnit);
  };
}
