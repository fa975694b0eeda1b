import { type BridgeRecord, type Contract, createContractReader, toRecord } from '../../src/contracts/index.ts';
import { createSoapReader, soapNamespaces, type XmlNode } from '../../src/xml/index.ts';
import { schemaFaults } from '../simulators/xmllint.ts';

/** An aggregate's answer, read strictly: anything that breaks its contract is thrown. */
export interface AggregatedAnswer {
  readonly records: readonly BridgeRecord[];
  /** Everything beside the records, as read. */
  readonly rest: Readonly<Record<string, unknown>>;
  /** ProcessingStatus, its records in order; undefined when there is no such header. */
  readonly statuses: readonly Status[] | undefined;
}

export type Status = Readonly<Record<string, string>>;

export function readAggregated(contract: Contract, message: string): AggregatedAnswer {
  const records: BridgeRecord[] = [];
  let rest: Readonly<Record<string, unknown>> = {};
  let statuses: readonly Status[] | undefined;
  const rootName = `${contract.name}Response`;
  const reader = createSoapReader(
    {
      header: (node) => {
        if (node.namespace !== soapNamespaces.headers || node.local !== 'ProcessingStatus') return;
        if (statuses) throw new Error('two headers ProcessingStatus');
        statuses = node.children.map(leavesOf);
      },
      body: ({ namespace, local }) => {
        if (namespace !== contract.namespace || local !== rootName) throw new Error(`not the contract’s own: ${local}`);
        return createContractReader(contract.response, rootName, {
          records: {
            element: contract.itemElement,
            each: ({ value, violations }) => records.push(toRecord(contract, value, violations)),
          },
          done: ({ value, violations }) => {
            if (violations.length > 0) throw new Error(JSON.stringify(violations));
            rest = value;
          },
        });
      },
    },
    { depth: 64, elements: 2_000_000, textLength: 2_000_000 },
  );
  reader.write(message);
  reader.end();
  for (const { problems } of records) if (problems) throw new Error(problems.join());
  return { records, rest, statuses };
}

/** The texts of everything inside, by element name. */
function leavesOf(node: XmlNode): Status {
  return Object.assign(
    {},
    ...node.children.map((child) => (child.children.length > 0 ? leavesOf(child) : { [child.local]: child.text })),
  ) as Status;
}

/** What libxml2 has against the body and, where there is one, the header. Empty when all is valid. */
export function faultsByXmllint(contract: Contract, message: string): string {
  const [, header] = /<soap:Header>(.*)<\/soap:Header>/s.exec(message) ?? [];
  const [, body = ''] = /<soap:Body>(.*)<\/soap:Body>/s.exec(message) ?? [];
  return (
    schemaFaults(contract.schema.file, body) + (header ? schemaFaults('interoperability_headers_1.0.xsd', header) : '')
  );
}
