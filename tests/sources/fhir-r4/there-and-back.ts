import {
  type BridgeRecord,
  type Contract,
  type ContractId,
  contractById,
  sendable,
  toRecord,
} from '../../../src/contracts/index.ts';
import { provenanceOf } from '../../../src/faces/fhir/mapping/provenance.ts';
import { mappingsOf, offeredTypes } from '../../../src/faces/fhir/served/index.ts';
import { createResourceIndex } from '../../../src/sources/fhir-r4/index-of-resources.ts';
import { parseJson } from '../../../src/sources/fhir-r4/json.ts';
import { mappings } from '../../../src/sources/fhir-r4/mappings.ts';
import { bundleOf } from '../../../src/sources/fhir-r4/resources.ts';
import type { Source } from '../../../src/sources/http.ts';
import { finishRecord } from '../../../src/sources/mapped.ts';
import { contextFor } from '../../faces/fhir/samples.ts';
import { patient, system } from './plausible.ts';

const source = { hsaId: system, name: 'Test', url: 'https://fhir.example/r4' } as Source;
const base = new URL(source.url);
const faceMappings = mappingsOf(offeredTypes([{ contracts: ['*'] }]));

export const contractOf = (id: ContractId) => contractById(id) as Contract;

/** The record as the FHIR face writes it and a FHIR source reads it: each in the form in which its contract is sent. */
export async function thereAndBack(id: ContractId, item: object, owner: Partial<BridgeRecord['header']> = {}) {
  const contract = contractOf(id);
  const record = toRecord(contract, item);
  const written = { ...record, header: { ...record.header, ...owner } };
  const page = pageOf(id, written);
  const index = createResourceIndex(base);
  index.add(page);
  const read: BridgeRecord[] = [];
  const search = async function* () {
    yield page;
  };
  for await (const mapped of mappings[id]?.(search, { index, source, patient }) ?? [])
    read.push(finishRecord(contract, mapped));
  return { written, read: read.map((one) => ({ ...one, data: sendable(contract, one.data as object) })) };
}

function pageOf(id: ContractId, record: BridgeRecord) {
  const mapping = faceMappings.find(({ contract }) => contract === id);
  if (!mapping) throw new Error(`The FHIR face does not write ${id}`);
  const ids = new Map<string, string>();
  const context = contextFor({
    idOf: (type, _header, part) => {
      const name = `${type} ${part}`;
      ids.set(name, ids.get(name) ?? String(ids.size + 1));
      return ids.get(name) ?? '';
    },
  });
  const mapped = mapping.map(record, context);
  const provenances = mapped.resources.map((one) => provenanceOf(one, record.header, mapped, context));
  const entry = [...mapped.resources, ...provenances].map((resource) => ({ resource }));
  return bundleOf(parseJson(JSON.stringify({ resourceType: 'Bundle', entry })))?.entry ?? [];
}
