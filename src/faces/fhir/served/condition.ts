import type { Condition } from 'fhir/r4';
import { diagnoses } from '../mapping/diagnosis.ts';
import { functionalStatus } from '../mapping/functional-status.ts';
import { systems } from '../mapping/systems.ts';
import { tokensOf } from '../search/tokens.ts';
import { common, date, moment, momentOrPeriod, reference, token } from './parameters.ts';
import { oneDay, type ServedType } from './served-type.ts';

export const condition: ServedType<Condition> = {
  type: 'Condition',
  documentation: 'Diagnoses (GetDiagnosis 2) and assessments of function (GetFunctionalStatus 2).',
  hasSubject: true,
  includes: [],
  origins: [
    {
      mapping: diagnoses,
      profiles: ['ConditionDiagnosis'],
      categories: [
        { system: systems.conditionCategory, code: 'encounter-diagnosis' },
        { system: systems.diagnosisType, code: 'HD' },
        { system: systems.diagnosisType, code: 'BY' },
      ],
      narrowing: { _lastUpdated: 'instant', 'recorded-date': 'instant', 'onset-date': 'instant' },
      horizonDays: oneDay,
    },
    {
      mapping: functionalStatus,
      profiles: ['ConditionFunctional'],
      categories: [
        { system: systems.assessmentCategory, code: 'pad-pad' },
        { system: systems.assessmentCategory, code: 'fun-fun' },
      ],
      narrowing: {},
      horizonDays: oneDay,
    },
  ],
  parameters: [
    ...common<Condition>(),
    date('recorded-date', 'When it was registered.', (resource) => moment(resource.recordedDate)),
    date('onset-date', 'When it was found.', ({ onsetDateTime, onsetPeriod }) =>
      momentOrPeriod(onsetDateTime, onsetPeriod),
    ),
    token('code', 'Diagnosis code, as a rule ICD-10-SE.', ({ code }) => tokensOf(code)),
    token('category', 'Main or secondary diagnosis.', ({ category }) => tokensOf(...(category ?? []))),
    token('clinical-status', 'active, where the information tells.', ({ clinicalStatus }) => tokensOf(clinicalStatus)),
    token('verification-status', 'confirmed or entered-in-error.', ({ verificationStatus }) =>
      tokensOf(verificationStatus),
    ),
    reference('encounter', 'The care contact, by its identifier.', (resource) => [resource.encounter]),
  ],
};
