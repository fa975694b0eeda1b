import { systemOids } from '../../../src/codes/index.ts';
import type { AnyType, ComplexType, SimpleType } from '../../../src/contracts/schema.ts';

/** What the round trip is asked about, and where: every record is made to be of these. */
export const patient = { id: '191212121212', type: systemOids.personalNumber };
export const system = 'SE2321000206-DEMOFHIR';

type Holder = Readonly<Record<string, unknown>>;

/**
 * A schema-valid value as a sender may mean it: times that exist, code systems and ids with OIDs, texts that say
 * something, amounts that are numbers. What senders write beyond that is tried where each face and dialect is.
 */
export function plausible(type: AnyType, value: unknown, name = '', around = ''): unknown {
  if (type.kind === 'simple') return simple(type, value, name);
  const holder = value as Holder;
  if (name === 'typeOfAlertInformation') return {};
  if ('codeSystem' in type.elements && 'code' in type.elements) return coded(type, holder, name, around);
  if ('root' in type.elements && 'extension' in type.elements) return identified(type, holder, name, around);
  if ('format' in type.elements && 'value' in type.elements) return partial(holder);
  const made = Object.entries(oneOfEach(type, holder)).flatMap(([part, given]) => {
    const element = type.elements[part];
    if (!element) return [];
    const one = (item: unknown) => plausible(element.type, item, part, type.name);
    const parts = element.many ? (given as unknown[]).map(one).filter(isSaid) : one(given);
    const isEmpty = Array.isArray(parts) ? parts.length === 0 : !isSaid(parts);
    return isEmpty && !element.required ? [] : [[part, parts] as const];
  });
  return ordered(type, Object.fromEntries(made.map(([part, parts]) => [part, toldApart(part, parts, type.name)])));
}

/** What begins does so before it ends, a unit has an id or a name, and what is told says something. */
function ordered(type: ComplexType, holder: Holder): Holder {
  const { start, end, startOfTreatment: from, endOfTreatment: to, low, high } = holder;
  if (isLater(start, end)) return { ...holder, end: start };
  if (isLater(from, to)) return { ...holder, endOfTreatment: from };
  if (type.name === 'PQIntervalType' && low === undefined && high === undefined) return { ...holder, low: '1' };
  if (low !== undefined && low === high) return { ...holder, high: '99.5' };
  if (type.name === 'DrugType' && !holder.nplId && !holder.atcCode) return { ...holder, atcCode: anAtcCode };
  if (type.name === 'DrugChoiceType') return { ...(drugs.some((one) => one in holder) ? {} : unstructured), ...holder };
  if (type.name === 'GenericsType') return { form: 'ord', ...holder };
  if (type.name === 'ReferenceType') return { description: 'ord', ...holder };
  const isNameless = type.name === 'OrgUnitType' && !holder.orgUnitHSAId && !holder.orgUnitName;
  return isNameless && 'orgUnitName' in type.elements ? { ...holder, orgUnitName: 'ord' } : holder;
}

const drugs = ['unstructuredDrugInformation', 'merchandise', 'drugArticle', 'drug', 'generics'];
const unstructured = { unstructuredDrugInformation: { unstructuredInformation: 'ord' } };
const anAtcCode = { code: 'A01', codeSystem: systemOids.atc, displayName: 'ord' };

function isLater(one: unknown, other: unknown): boolean {
  const [a = '', b = ''] = [one, other].map((time) => JSON.stringify(time)?.replace(/\D/g, '').padEnd(14, '0'));
  return one !== undefined && other !== undefined && a > b;
}

/** One specimen goes by one id, wherever it is told of. */
function namedSpecimen({ identifier: _, ...specimen }: Holder): Holder {
  return { identifier: { root: '2.999.7', extension: `prov-${JSON.stringify(specimen)}` }, ...specimen };
}

/** What is told apart by its words or number, as senders do it. */
function toldApart(name: string, parts: unknown, around: string): unknown {
  if (name === 'time' && around === 'ObservationType' && !isSaid(parts))
    return { start: { format: 'YYYY', value: '2012' } };
  if (name === 'referredInformation' || name === 'device') return Array.isArray(parts) ? parts.slice(0, 1) : parts;
  if (name === 'result') {
    const results = parts as Holder[];
    return results.some(({ related }) => related) ? results.slice(0, 1) : results;
  }
  if (name === 'specimen') return (parts as Holder[]).map(namedSpecimen);
  if (name === 'act') return (parts as Holder[]).map((act, index) => ({ ...act, actText: `${act.actText} ${index}` }));
  if (name !== 'childPostDeliveryRecord') return parts;
  return (parts as Holder[]).map((child, index) => ({ apgarScore1: 9, ...child, ordinalNumber: index + 1 }));
}

/** What the rules of the contracts let stand one at a time, though their schemas do not say so; and one that may be meant. */
const alternatives: readonly (readonly [names: readonly string[], otherwise: Holder])[] = [
  [
    [
      'seriousDisease',
      'hypersensitivity',
      'treatment',
      'communicableDisease',
      'restrictionOfCare',
      'unstructuredAlertInformation',
    ],
    { restrictionOfCare: { restrictionOfCareComment: 'ord' } },
  ],
  [
    ['pharmaceuticalHypersensitivity', 'otherHypersensitivity'],
    { otherHypersensitivity: { hypersensitivityAgent: 'ord' } },
  ],
  [drugs, unstructured],
  [
    ['registrationRecord', 'pregnancyCheckupRecord', 'postDeliveryRecord'],
    { pregnancyCheckupRecord: { completeWeeksOfGestation: 24 } },
  ],
  [['atcSubstance', 'nonATCSubstance'], { nonATCSubstance: 'ord', nonATCSubstanceComment: 'ord' }],
  [['clinicalDocumentNoteText', 'multimediaEntry'], { clinicalDocumentNoteText: 'ord' }],
  [['mediaType', 'value', 'reference'], { value: 'b3Jk' }],
  [['cv', 'pq', 'intervalPQ', 'st'], { st: 'ord' }],
  [['pq', 'ts', 'ivl_ts', 'cv'], { pq: { value: '1.50', unit: 'cm' } }],
];

function oneOfEach(type: ComplexType, holder: Holder): Holder {
  let left = holder;
  for (const [all, otherwise] of alternatives) {
    if (!all.every((name) => name in type.elements)) continue;
    const names = all.filter((name) => !type.elements[name]?.required);
    const there = names.filter((name) => name in left);
    const kept = there[numberFrom(left) % there.length];
    left = {
      ...Object.fromEntries(Object.entries(left).filter(([name]) => name === kept || !names.includes(name))),
      ...(kept === undefined && otherwise),
    };
  }
  return left;
}

function isSaid(value: unknown): boolean {
  return value !== undefined && !(typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}

/** The same for the same value, so that a case that fails can be made smaller. */
function numberFrom(value: unknown): number {
  return [...JSON.stringify(value)].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973, 7);
}

const words = (value: unknown) => String(value).trim() || 'ord';

function simple({ values, base, pattern, maxLength }: SimpleType, value: unknown, name: string): unknown {
  if (typeof value === 'number' && !values) return 1 + (Math.abs(value) % 99);
  if (values || typeof value !== 'string') return value;
  if (/hsaid$/i.test(name) || name === 'careUnit') return unitFrom(value);
  if (base === 'decimal' || base === 'double') return Number.isFinite(Number(value)) ? plainNumber(value) : '1.50';
  if (base === 'anyURI') return new URL(value).href;
  if (base === 'base64Binary') return value;
  if (/^\d{14}$/.test(value)) return timeFrom(value);
  if (/^\d{8}$/.test(value)) return timeFrom(value).slice(0, 8);
  if (pattern?.test('-1,5E2')) return ['0', '-3.50', '12', '0.10'][numberFrom(value) % 4];
  if (pattern) return value;
  if (name === 'documentId') return `dok-${value.trim()}`;
  if (name === 'mediaType') return words(value).toLowerCase();
  return words(value).slice(0, maxLength);
}

function plainNumber(digits: string): string {
  return digits.replace(/^\+/, '').replace('E', 'e');
}

/** Neither in the hour that spring skips nor in the one that autumn repeats. */
function timeFrom(value: string): string {
  const seed = numberFrom(value);
  const two = (part: number) => String(part).padStart(2, '0');
  return [
    1990 + (seed % 35),
    two(1 + (seed % 12)),
    two(1 + (seed % 28)),
    two(4 + (seed % 20)),
    two(seed % 60),
    two(seed % 59),
  ].join('');
}

export function unitFrom(value: unknown): string {
  return `SE2321000206-${1000 + (numberFrom(value) % 9000)}`;
}

const lists = [systemOids.icd10Se, systemOids.snomedCt, systemOids.npu, '1.2.752.129.2.2.2.99', '2.999.1'];

/** Elements whose code system the contracts' rules name. */
const systemOf: Readonly<Record<string, string>> = {
  atcSubstance: systemOids.atc,
  atcCode: systemOids.atc,
  nplId: systemOids.npl,
  nplPackId: systemOids.nplPackage,
  vaccineName: systemOids.npl,
  disabilityAssessment: systemOids.icf,
  articleNumber: systemOids.productsWithoutNpl,
  hypersensitivityAgentCode: systemOids.snomedCt,
};

/** Those whose codes they name too. */
const listed: Readonly<Record<string, readonly Holder[]>> = {
  clinicalDocumentNoteCode: [
    { code: 'bes', codeSystem: systemOids.noteType, displayName: 'Besöksanteckning' },
    { code: 'utr', codeSystem: systemOids.noteType, displayName: 'Utredning' },
  ],
  careContactStatus: [
    { code: '53631000052103', codeSystem: systemOids.snomedCt, displayName: 'Bokad' },
    { code: '53671000052101', codeSystem: systemOids.snomedCt, displayName: 'Avslutad' },
    { code: '53641000052109', codeSystem: systemOids.snomedCt, displayName: 'Inställd' },
  ],
  type: [
    { code: 'final', codeSystem: '2.16.840.1.113883.4.642.3.235', displayName: 'final' },
    { code: 'partial', codeSystem: '2.16.840.1.113883.4.642.3.235', displayName: 'partial' },
  ],
  status: [
    { code: '385676005', codeSystem: systemOids.snomedCt, displayName: 'preliminär' },
    { code: '272393004', codeSystem: systemOids.snomedCt, displayName: 'ändrad' },
    { code: '59776000', codeSystem: systemOids.snomedCt, displayName: 'avbruten' },
  ],
};

function coded(type: ComplexType, value: Holder, name: string, around: string): Holder {
  const codes = name === 'type' && around !== 'LaboratoryOrderOutcomeBodyType' ? undefined : listed[name];
  if (codes) return codes[numberFrom(value) % codes.length] ?? {};
  const { code, codeSystemVersion, displayName, originalText } = value;
  const system = type.elements.codeSystem?.type;
  const [only] = (system?.kind === 'simple' && system.values) || [];
  const isCoded = code !== undefined || name === 'cv' || name in systemOf || type.elements.code?.required;
  const said = {
    ...(displayName !== undefined && { displayName: words(displayName) }),
    ...(isCoded && {
      code: words(code).replace(/\s+/g, ' '),
      codeSystem: only ?? systemOf[name] ?? lists[numberFrom(code ?? '') % lists.length],
      ...(codeSystemVersion !== undefined && { codeSystemVersion: words(codeSystemVersion) }),
    }),
    ...(originalText !== undefined && { originalText: words(originalText) }),
  };
  return Object.keys(said).length > 0 ? said : { originalText: 'ord' };
}

/** Whose ids are HSA-ids: elements by name, and ids in types of people and units. */
const units = [
  'accountableCareGiver',
  'accountableHealthcareProvider',
  'accountableCareUnit',
  'participatingCareUnitHSAId',
];
const people =
  /^(Author|Signature|Person|LegalAuthenticator|CareUnit|CareGiver|PerformerRole|SourceSystem|Actor|OrgUnit)Type$/;
const ofIssuers = [systemOids.localId, '2.999.7', '1.2.752.129.2.1.2.7'];

function identified(type: ComplexType, { root, extension }: Holder, name: string, around: string): Holder {
  if (name === 'patientId') return { root: patient.type, extension: patient.id };
  if (name === 'sourceSystemId') return { root: systemOids.hsaId, extension: system };
  if (around === 'RecordType') return { root: ofIssuers[numberFrom(root) % 3], extension: `dok-${words(extension)}` };
  if (around === 'PatientType') return { root: patient.type, extension: patient.id };
  if (around === 'SourceSystemType') return { root: systemOids.hsaId, extension: system };
  if (units.includes(name) || people.test(around))
    return { root: systemOids.hsaId, extension: unitFrom(extension ?? root) };
  const isAlone = extension === undefined && !type.elements.extension?.required;
  return isAlone
    ? { root: ofIssuers[1 + (numberFrom(root) % 2)] }
    : { root: ofIssuers[numberFrom(root) % 3], extension: words(extension) };
}

/** As much of a time as the format says. */
function partial({ format, value }: Holder): Holder {
  const digits = timeFrom(String(value)).slice(0, String(format).length);
  return { format, value: digits };
}
