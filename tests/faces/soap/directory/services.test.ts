import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { directoryContracts, prefixesFor, type ServiceContract, writeRoot } from '../../../../src/contracts/index.ts';
import { BridgeError } from '../../../../src/errors.ts';
import { createEvents } from '../../../../src/events.ts';
import { createDirectoryServices, type DirectoryServices } from '../../../../src/faces/soap/directory/services.ts';
import { createDirectory } from '../../../../src/hsa/index.ts';
import { arbitraryOf } from '../../../contracts/arbitrary.ts';
import { readMessage } from '../../../contracts/read-message.ts';
import { demoFile } from '../../../hsa/source-conformance.ts';

let services: DirectoryServices;

beforeAll(async () => {
  const config = { url: `file:${demoFile}`, baseDn: 'c=SE', timeoutMs: 1_000 };
  const directory = await createDirectory(config, createEvents());
  services = createDirectoryServices(directory);
  return () => directory.close();
});

const hsaIds = ['DEMOLAKARE', 'DEMOMED', 'DEMOVG', 'DEMOSJH', 'demochef'].map((suffix) => `SE2321000230-${suffix}`);

/** Any question that keeps the contract, now and then about somebody who is there. */
function questionsOf({ request }: ServiceContract): fc.Arbitrary<object> {
  const keys = Object.keys(request.elements).filter((name) => /hsaId/i.test(name));
  const known = fc.option(fc.constantFrom(...hsaIds));
  return fc.tuple(arbitraryOf(request), known).map(([question, hsaId]) => {
    const value = question as Record<string, unknown>;
    const named = keys.filter((name) => name in value && hsaId !== null);
    return {
      ...value,
      ...Object.fromEntries(named.map((name) => [name, Array.isArray(value[name]) ? [hsaId] : hsaId])),
    };
  });
}

describe.each(directoryContracts.map((contract) => [contract.id, contract] as const))('%s', (_id, contract) => {
  it('answers whatever is asked with what keeps the contract, or refuses in the bridge’s own words', async () => {
    const { namespace, name, response } = contract;
    await fc.assert(
      fc.asyncProperty(questionsOf(contract), async (question) => {
        const told = await services.answer(contract, question).catch((thrown: unknown) => thrown);
        if (told instanceof Error) {
          expect(told).toBeInstanceOf(BridgeError);
          return;
        }
        const xml = writeRoot(namespace, `${name}Response`, response, told as object, prefixesFor(namespace, response));
        expect(readMessage(response, `${name}Response`, xml).violations).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});
