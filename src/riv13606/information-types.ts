import type { ContractId } from '../contracts/index.ts';
import type { InformationType } from './information-type.ts';
import { alertInformation } from './types/alert-information.ts';
import { careContact } from './types/care-contact.ts';
import { careDocumentation } from './types/care-documentation.ts';
import { diagnosis } from './types/diagnosis.ts';
import { imaging } from './types/imaging.ts';
import { laboratory } from './types/laboratory.ts';
import { medication } from './types/medication.ts';
import { referralOutcome } from './types/referral-outcome.ts';

/** Everything that NPÖ 1.0 and RIV-TA both have. */
export const informationTypes = [
  careContact,
  careDocumentation,
  diagnosis,
  medication,
  laboratory,
  imaging,
  referralOutcome,
  alertInformation,
] as unknown as readonly InformationType<object>[];

export function informationTypeOf(contract: ContractId): InformationType<object> | undefined {
  return informationTypes.find((type) => type.contract === contract);
}

/** By the code that is asked for. */
export function informationTypeNamed(code: string): InformationType<object> | undefined {
  return informationTypes.find((type) => type.code === code);
}
