import { type ContractId, hsaIdentifier, patientIdentifier, sendable } from '../../../src/contracts/index.ts';
import { alertKinds, typeOfAlertInformation } from '../../../src/sources/alert-kinds.ts';
import { patient, plausible, system, unitFrom } from './plausible.ts';
import { contractOf } from './there-and-back.ts';
import { isUncarried } from './uncarried.ts';

// biome-ignore lint/suspicious/noExplicitAny: items of every contract, and what was read, which may lack any part.
type Item = any;

/** As a sender may mean it, in the form in which its contract is sent, and of somebody: the bridge shows no other. */
export function plausibleItem(id: ContractId, raw: object): Item {
  const contract = contractOf(id);
  return sendable(contract, withOwner(plausible(contract.item, raw) as Item));
}

function withOwner(item: Item): Item {
  const owner = { careUnit: unitFrom('unit'), careProvider: unitFrom('provider') };
  if (item.observation) {
    const { careUnit } = item.performerRole;
    const unit = { id: hsaIdentifier(owner.careUnit), careGiver: { id: hsaIdentifier(owner.careProvider) } };
    return { ...item, performerRole: { ...item.performerRole, careUnit: careUnit ?? unit } };
  }
  if (item.subjectOfCareId)
    return { ...item, subjectOfCareId: patient.id, logicalSystemId: system, careUnit: owner.careUnit };
  const [name] = Object.keys(item).filter((one) => /header$/i.test(one));
  const header = item[name ?? ''];
  const access = header.accessControlHeader;
  const told = access
    ? {
        accessControlHeader: {
          patientId: patientIdentifier(patient),
          accountableCareUnit: hsaIdentifier(owner.careUnit),
          ...access,
        },
      }
    : {
        patientId: patient,
        sourceSystemHSAId: system,
        accountableHealthcareProfessional: {
          healthcareProfessionalCareUnitHSAId: owner.careUnit,
          healthcareProfessionalCareGiverHSAId: owner.careProvider,
          ...header.accountableHealthcareProfessional,
        },
      };
  if (access && !access.accountableHealthcareProvider && !access.accountableCareGiver)
    told.accessControlHeader.accountableHealthcareProvider = hsaIdentifier(owner.careProvider);
  const { nullified, nullifiedReason, ...rest } = header;
  const withdrawn = nullified ? { nullified, nullifiedReason } : {};
  if (name === 'functionalStatusAssessmentHeader')
    rest.documentTime ??= rest.accountableHealthcareProfessional.authorTime;
  return withKind({ ...item, [name ?? '']: { ...rest, ...withdrawn, ...told } });
}

/** What kind of alert it is by the national list, as its body has it. */
function withKind(item: Item): Item {
  const { alertInformationBody: body } = item;
  const kind = body && alertKinds.find((one) => one.body in body);
  if (!kind) return item;
  return { ...item, alertInformationBody: { ...body, typeOfAlertInformation: typeOfAlertInformation(kind.body) } };
}

/** The records that a FHIR source makes of what the face made of one. */
export function tellings(_id: ContractId, item: Item): Item[] {
  if (item.observation) return item.observation.map((one: Item) => ({ ...item, observation: [one] }));
  if (item.body?.groupOfAnalyses)
    return [{ ...item, body: { ...item.body, groupOfAnalyses: asPanels(item.body.groupOfAnalyses) } }];
  const body = item.vaccinationMedicalRecordBody;
  if (body) {
    const given = body.administrationRecord ?? [undefined];
    return given.map((one: Item) => ({
      ...item,
      vaccinationMedicalRecordBody: { ...body, administrationRecord: one && [one] },
    }));
  }
  return [item];
}

/** A group that says something of its own becomes an Observation over its members, and that an analysis over them. */
function asPanels(groups: readonly Item[]): Item[] {
  const analysis = groups.flatMap(({ name, comment, code, analysis: members }) => {
    if (!code && !name && !comment) return members;
    const originalText = name ?? code?.originalText ?? code?.displayName ?? (code ? undefined : 'Analysgrupp');
    return [
      {
        code: { ...code, originalText },
        comment,
        result: [{ value: { st: 'Se ingående analyser' }, related: members }],
      },
    ];
  });
  return [{ analysis }];
}

/** Every leaf by its path, in the words that both languages have. */
export function flat(id: ContractId, value: unknown, path = ''): Readonly<Record<string, unknown>> {
  if (isUncarried(id, path) || value === undefined || value === null) return {};
  if (Array.isArray(value)) return Object.assign({}, ...value.map((one, i) => flat(id, one, `${path}[${i}]`)));
  if (typeof value !== 'object') return { [path]: value };
  const parts = Object.entries(saying(value)).map(([name, part]) => flat(id, part, `${path}/${name}`));
  return Object.assign({}, ...parts);
}

/**
 * A code has the words that are its own, and what its sender wrote beside them if that is more; words without code are
 * words, and a unit without a name goes by its id.
 */
function saying(value: object): object {
  const { code, displayName, originalText, orgUnitHSAId, orgUnitName } = value as Item;
  if (orgUnitHSAId ?? orgUnitName) return { ...value, orgUnitName: orgUnitName ?? orgUnitHSAId };
  if (typeof code === 'object' || 'quantity' in value) return value;
  if (code === undefined && displayName === undefined && originalText === undefined) return padded(value as Item);
  if (code === undefined) return { originalText: originalText ?? displayName };
  const words = displayName ?? originalText ?? code;
  return { ...value, displayName: words, originalText: originalText === words ? undefined : originalText };
}

/** FHIR tells a time of the day to the second. */
function padded(value: Item): Item {
  const { format, value: digits } = value;
  return format?.length >= 10 ? { format: 'YYYYMMDDhhmmss', value: digits.padEnd(14, '0') } : value;
}
