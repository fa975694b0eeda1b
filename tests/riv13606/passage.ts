import { type BridgeRecord, contractById } from '../../src/contracts/index.ts';
import {
  type Composition,
  extractMade,
  type InformationType,
  messages,
  writeMessage,
} from '../../src/riv13606/index.ts';
import { createAssembly } from '../../src/sources/riv13606/records.ts';
import { readResponse } from '../../src/sources/riv13606/response.ts';
import { readSoap } from '../../src/sources/soap-call.ts';
import { patient, query, soap } from '../sources/record-system.ts';

export const system = 'SE2321000222-DEMONCS';

/** The answer in RIV 13606 that holds these compositions, a part of them in each extract. */
export function responseWith(...parts: readonly (readonly Composition[])[]): string {
  const extracts = parts.map((compositions) =>
    extractMade(system, patient, compositions, { id: '1', madeAt: '20261125120000' }),
  );
  return writeMessage(messages.response, 'Response_type', { children: { ehr_extract: extracts } });
}

/** The records that the connector finds in an answer. */
export async function recordsIn(type: InformationType<object>, response: string): Promise<BridgeRecord[]> {
  const contract = contractById(type.contract);
  if (!contract) throw new Error(`no contract ${type.contract}`);
  const assembly = createAssembly(type, contract, query({ contract: type.contract, source: system }));
  const records: BridgeRecord[] = [];
  const body = (async function* () {
    yield Buffer.from(soap(response));
  })();
  const parts = readSoap<BridgeRecord>(
    { status: 200, charset: 'utf-8', body },
    {
      root: (root, give) =>
        readResponse(root, {
          extract: (extract) => {
            for (const { record } of assembly.take(extract)) give(record);
          },
          continuation: () => undefined,
          warning: () => undefined,
        }),
    },
  );
  for await (const found of parts) records.push(...found);
  return [...records, ...assembly.end().map(({ record }) => record)];
}
