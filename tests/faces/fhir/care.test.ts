import type { Immunization } from 'fhir/r4';
import { describe, expect, it } from 'vitest';
import { mapCarePlan } from '../../../src/faces/fhir/mapping/care-plan.ts';
import { mapFunctionalStatus } from '../../../src/faces/fhir/mapping/functional-status.ts';
import { mapRequestActivity } from '../../../src/faces/fhir/mapping/request-activity.ts';
import { vaccinations } from '../../../src/faces/fhir/mapping/vaccination.ts';
import { expectValidResource } from '../../support/fhir-validity.ts';
import { functionalAssessment, plan, requestActivity, vaccination } from './care-samples.ts';
import { asJson, contextFor } from './samples.ts';

function valid<R extends Parameters<typeof expectValidResource>[0]>(resource: R): R {
  const json = asJson(resource);
  expectValidResource(json);
  return json;
}

describe('GetVaccinationHistory → Immunization and Device', () => {
  const resourcesOf = (...given: Parameters<typeof vaccination>) =>
    vaccinations.map(vaccination(...given), contextFor()).resources.map(valid);
  const immunizationOf = (...given: Parameters<typeof vaccination>) => resourcesOf(...given)[0] as Immunization;

  it('a complete vaccination', () => {
    const [immunization, device] = resourcesOf();
    expect(immunization).toMatchObject({
      meta: { profile: ['https://fhir.inera.se/ig/ehds-tk/StructureDefinition/SEEHDSImmunization'] },
      identifier: [{ value: 'vacc-1' }, { value: 'vaccref-1' }],
      status: 'completed',
      vaccineCode: { coding: [{ system: 'http://www.whocc.no/atc', code: 'J07AM01' }], text: 'Tetanus' },
      occurrenceDateTime: '2024-03-01T10:15:00+01:00',
      recorded: '2024-03-01T09:15:00+01:00',
      primarySource: true,
      lotNumber: 'B-17',
      doseQuantity: { value: 0.5, unit: 'mL', code: 'mL' },
      programEligibility: [{ text: 'Kronisk lungsjukdom' }],
      protocolApplied: [
        {
          series: 'Allmänna programmet',
          doseNumberPositiveInt: 2,
          seriesDosesPositiveInt: 3,
          targetDisease: [{ text: 'Stelkramp' }],
        },
      ],
      reaction: [{ detail: { reference: '#reaction-1' } }],
    });
    expect((immunization as Immunization).performer?.map((one) => one.function?.coding?.[0]?.code)).toEqual([
      'AP',
      'AP',
    ]);
    expect(device).toMatchObject({
      resourceType: 'Device',
      deviceName: [
        { name: 'Demovacc', type: 'user-friendly-name' },
        { name: 'Demovacc Pro', type: 'model-name' },
      ],
      version: [{ value: '3.1' }],
    });
    const registered = (immunization as Immunization).extension?.find(({ url }) => url.endsWith('registration-device'));
    expect(registered?.valueReference?.reference).toBe(`Device/${device?.id}`);
  });

  it('several administrations are several, each with an id of its own', () => {
    const [administration] = vaccination().data.vaccinationMedicalRecordBody.administrationRecord ?? [];
    const ids = resourcesOf({ administrationRecord: [administration ?? {}, administration ?? {}] }).map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
  });

  it('a registration alone still tells of a vaccination', () => {
    const immunization = immunizationOf({ administrationRecord: [] });
    expect(immunization.vaccineCode).toMatchObject({ text: 'Okänt vaccin', extension: [{ valueCode: 'unknown' }] });
  });

  it('the day of vaccination counts, not the day it was written down', () => {
    expect(immunizationOf({}, { documentTime: '20240305000000' }).occurrenceDateTime).toBe('2024-03-01');
  });

  it('what another has told is no primary source', () => {
    expect(immunizationOf({ administrationRecord: [{ sourceDescription: 'Vaccinationskort' }] })).toMatchObject({
      primarySource: false,
      reportOrigin: { text: 'Vaccinationskort' },
    });
  });

  it('a withdrawn one is entered in error, with the reason', () => {
    expect(immunizationOf({}, { nullified: true, nullifiedReason: 'Fel patient' })).toMatchObject({
      status: 'entered-in-error',
      statusReason: { text: 'Fel patient' },
    });
  });
});

describe('GetFunctionalStatus → Condition', () => {
  const conditionOf = (...given: Parameters<typeof functionalAssessment>) =>
    valid(mapFunctionalStatus(functionalAssessment(...given), contextFor()));

  it('activities of daily living', () => {
    expect(conditionOf()).toMatchObject({
      meta: { profile: ['https://fhir.inera.se/ig/ehds-tk/StructureDefinition/SEEHDSConditionFunctional'] },
      clinicalStatus: { coding: [{ code: 'active' }] },
      verificationStatus: { coding: [{ code: 'confirmed' }] },
      category: [{ coding: [{ code: 'pad-pad' }] }],
      code: { text: 'PADL-bedömning' },
      recordedDate: '2024-03-01T09:15:00+01:00',
      extension: [
        { valueDateTime: '2024-03-01T10:00:00+01:00' },
        { url: expect.stringMatching('/document-time$'), valueDateTime: '2024-02-29T08:30:00+01:00' },
      ],
      note: [{ text: 'Behöver stöd på morgonen' }, { text: '[Personlig hygien]: Klarar med hjälp' }],
    });
  });

  it('a disability is its code', () => {
    const disabilityAssessment = { code: 'd450', codeSystem: '1.2.752.116.1.1.3.3.1', displayName: 'Att gå' };
    const condition = conditionOf({ assessmentCategory: 'fun-fun', disability: { disabilityAssessment }, padl: [] });
    expect(condition.code).toEqual({
      coding: [{ system: 'urn:oid:1.2.752.116.1.1.3', code: 'd450', display: 'Att gå' }],
      text: 'Att gå',
    });
  });

  it('a withdrawn one has no clinical status', () => {
    const condition = conditionOf({}, { nullified: true });
    expect(condition.clinicalStatus).toBeUndefined();
    expect(condition.verificationStatus?.coding?.[0]?.code).toBe('entered-in-error');
  });
});

describe('GetCarePlans → CarePlan', () => {
  it('a complete plan, its documents contained', () => {
    expect(valid(mapCarePlan(plan(), contextFor()))).toMatchObject({
      meta: { profile: ['https://fhir.inera.se/ig/ehds-tk/StructureDefinition/SEEHDSCarePlan'] },
      status: 'active',
      intent: 'plan',
      category: [{ coding: [{ code: 'SIP', display: 'Samordnad individuell plan' }] }],
      title: 'Samordnad plan',
      description: 'Mål: bo hemma',
      created: '2024-03-01T09:15:00+01:00',
      contributor: [{ identifier: { value: 'SE2321000230-DEMOHC1' } }],
      supportingInfo: [{ reference: '#content-1' }, { reference: '#content-2' }],
    });
  });

  it('a withdrawn plan is entered in error', () => {
    expect(valid(mapCarePlan(plan({}, { nullified: true }), contextFor())).status).toBe('entered-in-error');
  });
});

describe('GetRequestActivities → Task', () => {
  it('a complete event', () => {
    expect(valid(mapRequestActivity(requestActivity(), contextFor()))).toMatchObject({
      meta: { profile: ['https://fhir.inera.se/ig/ehds-tk/StructureDefinition/SEEHDSTask'] },
      status: 'in-progress',
      businessStatus: { coding: [{ system: 'urn:oid:1.2.752.129.2.2.2.43', code: '30' }] },
      intent: 'order',
      focus: { identifier: { value: 'remiss-1' } },
      lastModified: '2024-03-01T09:15:00+01:00',
      requester: { identifier: { value: 'SE2321000230-DEMOHC1' }, display: 'Maja Testlund' },
      owner: { display: 'Medicinmottagningen' },
    });
  });
});
