import { nameOf, type Professional } from './header.ts';
import type { Detail } from './item.ts';
import { line, text, time } from './said.ts';

/** What imaging and ECG share in healthcond:actoutcome 3: the request behind the answer, and the equipment. */
interface Referral {
  readonly referralReason?: string | undefined;
  readonly anamnesis?: string | undefined;
  readonly accountableHealthcareProfessional?: Professional | undefined;
  readonly attested?:
    | { readonly signatureTime?: string | undefined; readonly legalAuthenticatorName?: string | undefined }
    | undefined;
}

export function referralLines(referral: Referral | undefined): readonly Detail[] {
  const author = referral?.accountableHealthcareProfessional;
  return [
    ...line('question', referral?.referralReason),
    ...line('medicalBackground', referral?.anamnesis),
    ...line('referredBy', nameOf(author)),
    ...line('referredBy', author?.healthcareProfessionalOrgUnit?.orgUnitName, { tellsPlace: true }),
    ...time('referred', author?.authorTime),
    ...line('attestedBy', referral?.attested?.legalAuthenticatorName),
    ...time('attested', referral?.attested?.signatureTime),
  ];
}

interface Recording {
  readonly accountableHealthcareProfessional?: Professional | undefined;
  readonly modalityData?:
    | {
        readonly typeOfModality?: string | undefined;
        readonly manufacturer?: string | undefined;
        readonly modelName?: string | undefined;
        readonly equipmentId?: string | undefined;
        readonly softwareVersion?: string | undefined;
      }
    | undefined;
}

export function equipmentLines({ modalityData, accountableHealthcareProfessional }: Recording): readonly Detail[] {
  const { typeOfModality, manufacturer, modelName, equipmentId, softwareVersion } = modalityData ?? {};
  const made = [manufacturer, modelName, equipmentId, softwareVersion].map(text).filter(Boolean).join(', ');
  return [
    ...line('modality', typeOfModality),
    ...line('equipment', made),
    ...line('examinedBy', nameOf(accountableHealthcareProfessional)),
  ];
}
