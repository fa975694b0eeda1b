/** A code of a code system, with the Swedish words that record systems show. */
export interface Coded {
  readonly code: string;
  /** OID */
  readonly system: string;
  readonly name: string;
}

/** OIDs of the code systems that the stories use. */
export const codeSystem = {
  atc: '1.2.752.129.2.2.3.1.1',
  npl: '1.2.752.129.2.1.5.1',
  nplPack: '1.2.752.129.2.1.5.2',
  npu: '1.2.752.108.1',
  snomed: '1.2.752.116.2.1.1',
  icd10: '1.2.752.116.1.1.1.1.3',
  icf: '1.2.752.116.1.1.3.3.1',
  kva: '1.2.752.116.1.3.2.1.4',
  noteType: '1.2.752.129.2.2.2.11',
  position: '1.2.752.129.2.2.1.4',
  sex: '1.2.752.129.2.2.1.1',
  contactType: '1.2.752.129.2.2.2.25',
  prescriptionReason: '1.2.752.116.2.3.1.1',
  reportStatus: '2.16.840.1.113883.4.642.3.235',
} as const;

export const snomed = (code: string, name: string): Coded => ({ code, system: codeSystem.snomed, name });
export const kva = (code: string, name: string): Coded => ({ code, system: codeSystem.kva, name });
