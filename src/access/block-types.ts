import { type ContractId, contractById } from '../contracts/index.ts';

/** Contracts whose information a block may leave open by another name than the engagement index files it under. */
const otherNames: Readonly<Record<string, string>> = {
  'GetMedicationHistory:2': 'lak',
  'GetAlertInformation:2': 'upp',
};

/**
 * The information type that blocks compare: `lak` for medication, `upp` for alerts, else the categorization of the
 * engagement index. Undefined = unspecified, where the contract has none, has several or is not known: any block hits.
 */
export function blockTypeOf(contract: ContractId): string | undefined {
  const [first, second] = contractById(contract)?.categorizations ?? [];
  return otherNames[contract] ?? (second === undefined ? first : undefined);
}

/** Every name under which a right may open the contract's information. */
export function informationTypesOf(contract: ContractId): readonly string[] {
  const names = [otherNames[contract] ?? [], contractById(contract)?.categorizations ?? []].flat();
  return [...new Set(names)];
}
