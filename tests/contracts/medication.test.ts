import { describe, expect, it } from 'vitest';
import {
  type Contract,
  getMedicationHistory2,
  getVaccinationHistory2,
  type MedicationMedicalRecord,
  prefixesFor,
  toRecord,
  type VaccinationMedicalRecord,
  validate,
  writeContent,
} from '../../src/contracts/index.ts';

const patient = { id: '191212121212', type: '1.2.752.129.2.1.3.1' };
const march = { start: '20260301', end: '20260331' };

const professional = (authorTime: string) => ({
  authorTime,
  healthcareProfessionalCareUnitHSAId: 'SE2321000230-DEMOUNIT ',
  healthcareProfessionalCareGiverHSAId: 'SE2321000230-DEMOGIVER',
});
const header = {
  documentId: 'ordination-1',
  sourceSystemHSAId: 'SE2321000230-DEMOSYS',
  patientId: patient,
  accountableHealthcareProfessional: professional('20260315080000'),
  approvedForPatient: true,
};

type Prescription = MedicationMedicalRecord['medicationMedicalRecordBody']['medicationPrescription'];
type DrugChoice = NonNullable<Prescription['drug']>;

const text = { unstructuredInformation: 'Alvedon 500 mg' };
const chain = { root: '1.2.3', extension: 'kedja-1' };

const medication = (parts: Partial<Prescription> = {}): MedicationMedicalRecord => ({
  medicationMedicalRecordHeader: header,
  medicationMedicalRecordBody: {
    medicationPrescription: {
      prescriptionId: { root: '1.2.3', extension: 'ordination-1' },
      typeOfPrescription: 'I',
      prescriptionStatus: 'Active',
      selfMedication: false,
      prescriptionChainId: chain,
      ...parts,
    },
  },
});

const vaccination = (parts: object = {}): VaccinationMedicalRecord => ({
  vaccinationMedicalRecordHeader: { ...header, ...parts },
  vaccinationMedicalRecordBody: {
    registrationRecord: {
      careGiverOrg: { orgUnitName: 'Region Norrbotten' },
      sourceSystemName: 'Vaccinationsjournalen',
      sourceSystemContact: { personName: 'Systemförvaltningen' },
      date: '20260115',
    },
  },
});

describe('the header', () => {
  const expected = {
    documentId: 'ordination-1',
    sourceSystem: 'SE2321000230-DEMOSYS',
    patient,
    time: '20260315080000',
    careUnit: 'SE2321000230-DEMOUNIT',
    careProvider: 'SE2321000230-DEMOGIVER',
    approvedForPatient: true,
    nullified: false,
  };

  it('of a medication record is its own', () => {
    expect(validate(getMedicationHistory2.item, medication(), 'item')).toEqual([]);
    expect(getMedicationHistory2.headerOf(medication())).toEqual(expected);
  });

  it('of a vaccination record is its own, and tells of withdrawal', () => {
    expect(validate(getVaccinationHistory2.item, vaccination(), 'item')).toEqual([]);
    expect(getVaccinationHistory2.headerOf(vaccination({ nullified: true }))).toEqual({ ...expected, nullified: true });
    expect(getVaccinationHistory2.forbidsNullified).toBe(false);
    expect(getMedicationHistory2.forbidsNullified).toBe(true);
  });
});

describe('the interval', () => {
  const prescriber = (time: string) => ({ prescriber: professional(time) });
  it.each<[string, Partial<Prescription>, boolean]>([
    ['prescribed before and never ended', prescriber('20200101000000'), true],
    ['ended on its first day', { ...prescriber('20200101000000'), endOfTreatment: '20260301000000' }, true],
    ['ended the day before', { ...prescriber('20200101000000'), endOfTreatment: '20260228235959' }, false],
    ['prescribed on its last day', prescriber('20260331235959'), true],
    ['prescribed after', prescriber('20260401000000'), false],
    ['written down in it, prescribed by nobody', {}, true],
  ])('of a medication record: %s', (_, parts, within) => {
    expect(getMedicationHistory2.inPeriod(medication(parts), march)).toBe(within);
  });

  it.each([
    ['written down in it', vaccination(), march, true],
    ['vaccinated in it', vaccination(), { start: '20260115', end: '20260115' }, true],
    [
      'signed in it',
      vaccination({ legalAuthenticator: { signatureTime: '20260401120000' } }),
      { start: '20260401', end: '20260401' },
      true,
    ],
    ['documented in it', vaccination({ documentTime: '20260501000000' }), { start: '20260501', end: '20260501' }, true],
    ['nothing in it, though something on either side', vaccination(), { start: '20260116', end: '20260314' }, false],
  ])('of a vaccination record: %s', (_, item, period, within) => {
    expect(getVaccinationHistory2.inPeriod(item, period)).toBe(within);
  });
});

describe('a request', () => {
  const filter = {
    patient,
    period: march,
    careUnits: ['SE2321000230-DEMOUNIT'],
    sourceSystem: 'SE2321000230-DEMOSYS',
    careContacts: ['kontakt-1'],
  };

  it('for medication keeps the filters that it alone has', () => {
    const specific = {
      careGiverHSAId: ['SE2321000230-DEMOGIVER'],
      prescriptionChainId: chain,
      prescriptionStatus: 'Active',
    } as const;
    const request = getMedicationHistory2.requestFor({ ...filter, specific });
    expect(validate(getMedicationHistory2.request, request, 'request')).toEqual([]);
    expect(request).toMatchObject({ datePeriod: march, ...specific });
    expect(getMedicationHistory2.filterOf(request)).toEqual({ ...filter, specific });
  });

  it('for vaccinations spells two filters in its own way', () => {
    const request = getVaccinationHistory2.requestFor(filter);
    expect(validate(getVaccinationHistory2.request, request, 'request')).toEqual([]);
    expect(request).toMatchObject({ careUnitHSAid: filter.careUnits, sourceSystemHSAid: filter.sourceSystem });
    expect(getVaccinationHistory2.filterOf(request)).toEqual(filter);
  });

  it('may leave the ends of the interval open', () => {
    const asked = { patientId: patient, datePeriod: { start: '20260101' } };
    expect(getMedicationHistory2.filterOf(asked).period).toEqual({ start: '20260101', end: '20991231' });
    expect(getVaccinationHistory2.filterOf({ patientId: patient }).period).toBeUndefined();
  });

  it.each([
    [{}, true],
    [{ prescriptionStatus: 'Active' }, true],
    [{ prescriptionStatus: 'Inactive' }, false],
    [{ prescriptionChainId: { ...chain } }, true],
    [{ prescriptionChainId: { root: '1.2.3', extension: 'kedja-2' } }, false],
    [{ careGiverHSAId: ['SE2321000230-ANNAN', 'se2321000230-demogiver'] }, true],
    [{ careGiverHSAId: ['SE2321000230-ANNAN'] }, false],
  ])('for medication selects by %j: %s', (specific, selected) => {
    expect(getMedicationHistory2.selects?.(medication(), specific)).toBe(selected);
  });
});

describe('the rules of medication records', () => {
  const body = 'medicationMedicalRecord/medicationMedicalRecordBody/medicationPrescription/';
  const oneOfFive = 'must hold exactly one of unstructuredDrugInformation, merchandise, drugArticle, drug, generics';
  const dosed = (dosage: object): DrugChoice => ({ unstructuredDrugInformation: text, dosage: [dosage] });
  const dose = (low?: string) => ({
    setDosage: { singleDose: { dose: { unit: 'st', ...(low !== undefined && { low }) } } },
  });

  it.each<[string, Partial<Prescription>, string[]]>([
    ['one kind of drug and a set dosage', { drug: dosed(dose('1')) }, []],
    ['no drug at all', {}, []],
    ['a drug choice that chooses nothing', { drug: {} }, [`drug ${oneOfFive}`]],
    [
      'a drug choice that chooses twice',
      { drug: { unstructuredDrugInformation: text, generics: { substance: 'Paracetamol' } } },
      [`drug ${oneOfFive}`],
    ],
    ['a product that no code identifies, shown all the same', { drug: { drug: { strength: '5' } } }, []],
    ['a dosage in words alone, shown all the same', { drug: dosed({ shortNotation: '1x2' }) }, []],
    ['an amount without bounds, shown all the same', { drug: dosed(dose()) }, []],
    [
      'an administered drug that chooses nothing',
      {
        administration: [
          {
            administrationId: { root: '1' },
            administrationTime: {},
            administeringHealthcareProfessional: professional('20260315080000'),
            drug: {},
          },
        ],
      },
      [`administration/drug ${oneOfFive}`],
    ],
  ])('%s', (_, parts, problems) => {
    const item = medication(parts);
    expect(validate(getMedicationHistory2.item, item, 'item')).toEqual([]);
    const record = toRecord(getMedicationHistory2 as unknown as Contract, item);
    expect(record.problems ?? []).toEqual(problems.map((problem) => body + problem));
  });
});

it('relations of medication stand in the namespace of the minor version that added them, what they hold in either', () => {
  const { item, namespace } = getMedicationHistory2;
  const prefixes = prefixesFor(namespace, item);
  const prefix = (end: string) => [...prefixes].find(([uri]) => uri.endsWith(end))?.[1];
  const [base, minor] = [prefix('actoutcome:2'), prefix('actoutcome:2.1')];
  const relation = {
    code: { code: 'x' },
    referredInformation: [{ id: { root: '1' }, type: { code: 'y' }, informationOwner: { id: { root: '2' } } }],
  };
  const xml = writeContent(item, medication({ relation: [relation] }), prefixes);
  expect(xml).toContain(
    `<${minor}:relation><${minor}:code><${base}:code>x</${base}:code></${minor}:code><${minor}:referredInformation>` +
      `<${minor}:id><${base}:root>1</${base}:root></${minor}:id><${minor}:type><${base}:code>y</${base}:code></${minor}:type>` +
      `<${minor}:informationOwner><${base}:id><${base}:root>2</${base}:root></${base}:id></${minor}:informationOwner>`,
  );
});
