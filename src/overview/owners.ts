import type { BridgeRecord } from '../contracts/record.ts';
import { BridgeError } from '../errors.ts';
import type { Directory } from '../hsa/index.ts';
import type { AnswerBatch, AnswerPart } from '../sources/answer-part.ts';

/**
 * The care provider of records whose contract names the care unit alone (`Contract.namesNoCareProvider`), as the care
 * directory says whose the unit is. Where it does not say, or is out of reach, the record stays without and is withheld.
 * Each unit is asked for once an answer, and none after the directory was out of reach: a wait per record would
 * outlast the caller.
 */
export async function* withCareProviders(
  answer: AsyncIterable<AnswerBatch>,
  directory: Pick<Directory, 'careProviderOf'>,
): AsyncGenerator<AnswerBatch> {
  const ownerOf = ownersOfOneAnswer(directory);
  for await (const batch of answer) {
    const parts: AnswerPart[] = [];
    for (const part of batch)
      parts.push(part.kind === 'record' ? { ...part, record: await owned(part.record, ownerOf) } : part);
    yield parts;
  }
}

type OwnerOf = (careUnit: string) => Promise<string | undefined>;

async function owned(record: BridgeRecord, ownerOf: OwnerOf): Promise<BridgeRecord> {
  const { careUnit, careProvider } = record.header;
  if (!careUnit || careProvider) return record;
  return { ...record, header: { ...record.header, careProvider: await ownerOf(careUnit) } };
}

function ownersOfOneAnswer(directory: Pick<Directory, 'careProviderOf'>): OwnerOf {
  const known = new Map<string, string | undefined>();
  let outOfReach = false;
  return async (careUnit) => {
    if (outOfReach || known.has(careUnit)) return known.get(careUnit);
    try {
      const { value } = await directory.careProviderOf(careUnit);
      known.set(careUnit, value.kind === 'found' ? value.value.hsaId : undefined);
    } catch (thrown) {
      if (!(thrown instanceof BridgeError && thrown.code === 'DIRECTORY_UNAVAILABLE')) throw thrown;
      outOfReach = true;
    }
    return known.get(careUnit);
  };
}
