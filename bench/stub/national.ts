import {
  type Contract,
  contractById,
  contractPath,
  okResult,
  prefixesFor,
  writeRoot,
} from '../../src/contracts/index.ts';
import { swedishDay } from '../../src/simulators/world/calendar.ts';
import { loadCareUnits } from '../../src/simulators/world/care-units.ts';
import { createCouncilData, isTold } from '../../src/simulators/world/council-data.ts';
import { soapEnvelope } from './envelope.ts';

/** What the national overview reads today. */
export const nationalContracts: readonly Contract[] = [
  'GetAlertInformation:2',
  'GetCareContacts:3',
  'GetCareDocumentation:3',
  'GetDiagnosis:2',
  'GetFunctionalStatus:2',
  'GetImagingOutcome:1',
  'GetLaboratoryOrderOutcome:4',
  'GetMaternityMedicalHistory:2',
  'GetMedicationHistory:2',
  'GetReferralOutcome:3',
  'GetVaccinationHistory:2',
].flatMap((id) => contractById(id as Contract['id']) ?? []);

/** By contract path: a whole SOAP answer with what this council of the demo knows of its patient. */
export async function nationalAnswers(source: string): Promise<ReadonlyMap<string, Buffer>> {
  const world = { seed: 'norrbryggan', today: swedishDay(new Date()) };
  const data = Object.values(createCouncilData(world, await loadCareUnits('config/hsa/demo.ldif')));
  const records = data.find((council) => council.source === source)?.records('191212121212');
  return new Map(
    nationalContracts.map((contract) => {
      const { id, namespace, name, response, itemElement } = contract;
      const items = (isTold(id) && records?.(id)) || [];
      const value = { [itemElement]: items, ...(contract.hasResult && { result: okResult(contract, '0') }) };
      const root = writeRoot(namespace, `${name}Response`, response, value, prefixesFor(namespace, response));
      return [contractPath(contract), Buffer.from(soapEnvelope(root))];
    }),
  );
}
