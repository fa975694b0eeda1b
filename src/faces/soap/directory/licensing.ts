import { licenceNames, type Person } from '../../../hsa/model.ts';

/** What of a person's licences the contracts tell. */

/** The codes of the professions that are told in clear text, as far as they are known here. */
export function licenceCodesOf({ licences }: Person): string[] {
  const held = new Set(licences.map((licence) => licence.trim().toLowerCase()));
  return [...licenceNames].filter(([, name]) => held.has(name.toLowerCase())).map(([code]) => code);
}

export function nurseRightsOf({ licensing }: Person) {
  return (licensing?.nurseRights ?? []).flatMap(({ licence, prescribes }) => {
    const name = licenceNames.get(licence);
    return name === undefined ? [] : [{ healthCareProfessionalLicence: name, prescriptionRight: prescribes }];
  });
}

export function specialityCodesOf({ licensing }: Person) {
  return (licensing?.specialities ?? []).map(({ licence, code, name }) => ({
    healthCareProfessionalLicenceCode: licence,
    specialityCode: code,
    specialityName: name,
  }));
}

/** The same with the profession in clear text. */
export function specialitiesOf({ licensing }: Person) {
  return (licensing?.specialities ?? []).flatMap(({ licence, code, name }) => {
    const profession = licenceNames.get(licence);
    return profession === undefined
      ? []
      : [{ healthCareProfessionalLicence: profession, specialityCode: code, specialityName: name }];
  });
}
