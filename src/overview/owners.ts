import { BridgeError } from '../errors.ts';
import type { Directory } from '../hsa/index.ts';
import type { AnswerPart } from '../sources/answer-part.ts';

/**
 * The care provider of records whose contract names the care unit alone (`Contract.namesNoCareProvider`), as the care
 * directory says whose the unit is. Where it does not say, or is out of reach, the record stays without and is withheld.
 */
export async function* withCareProviders(
  answer: AsyncIterable<AnswerPart>,
  directory: Pick<Directory, 'careProviderOf'>,
): AsyncGenerator<AnswerPart> {
  for await (const part of answer) {
    if (part.kind !== 'record' || !part.record.header.careUnit) yield part;
    else {
      const { record } = part;
      const careProvider = record.header.careProvider ?? (await providerOf(record.header.careUnit, directory));
      yield { ...part, record: { ...record, header: { ...record.header, careProvider } } };
    }
  }
}

async function providerOf(
  careUnit: string | undefined,
  directory: Pick<Directory, 'careProviderOf'>,
): Promise<string | undefined> {
  if (careUnit === undefined) return undefined;
  try {
    const { value } = await directory.careProviderOf(careUnit);
    return value.kind === 'found' ? value.value.hsaId : undefined;
  } catch (thrown) {
    if (thrown instanceof BridgeError && thrown.code === 'DIRECTORY_UNAVAILABLE') return undefined;
    throw thrown;
  }
}
