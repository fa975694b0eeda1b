import { createHash } from 'node:crypto';
import type { Coding, Extension, ImagingStudy, ImagingStudySeries } from 'fhir/r4';
import type { BridgeRecord, ImagingOutcome } from '../../../contracts/index.ts';
import type { MappingContext } from './context.ts';
import { codeableConcept, dateTime, present, text } from './data-types.ts';
import { own, ownParts, valued } from './extensions.ts';
import { beginningOf, encounterOf } from './header.ts';
import { identifierOf } from './identifiers.ts';
import { narrative, readableTime } from './narrative.ts';
import { professionalOf } from './professional.ts';
import { quantityOf } from './quantity.ts';

type Recording = NonNullable<ImagingOutcome['imagingOutcomeBody']['imageRecording']>[number];
type Structured = NonNullable<Recording['imageStructuredData']>[number];

const dicom = 'http://dicom.nema.org/resources/ontology/DCM';
/** Modalities of DICOM CID 29 that are met in ordinary care; others are kept as words. */
const modalities: ReadonlySet<string> = new Set(
  'AR AU BDUS BI BMD CR CT DG DX ECG ENDO EPS ES GM HD IO IVUS KER LS MG MR NM OAM OCT OP OPT PT PX RF RG RTIMAGE SC SM SR TG US VA XA XC'.split(
    ' ',
  ),
);

const statuses: Readonly<Record<NonNullable<Recording['examinationStatus']>, ImagingStudy['status']>> = {
  Initierad: 'registered',
  Planerad: 'registered',
  Tidbokad: 'registered',
  Uppskjuten: 'registered',
  Avvakta: 'registered',
  Pågående: 'registered',
  Avklarad: 'available',
  Annullerad: 'cancelled',
  Avbruten: 'cancelled',
  Inaktuell: 'cancelled',
  Makulerad: 'entered-in-error',
};

/** One recording of an imaging answer as ImagingStudy (SEEHDSImagingStudy). */
export function imagingStudyOf(
  given: Recording,
  record: BridgeRecord<ImagingOutcome>,
  part: string,
  context: MappingContext,
): ImagingStudy {
  const { imagingOutcomeHeader: header } = record.data;
  const start = beginningOf('ImagingStudy', record.header, [], context, part);
  const identifier = identifierOf(given.recordingId, context);
  const modality = modalityOf(given.modalityData?.typeOfModality);
  const interpreter = professionalOf(given.accountableHealthcareProfessional, context);
  const activity = codeableConcept(given.examinationActivity);
  const location = text(given.examinationUnit);
  const copyrights = (given.imageStructuredData ?? []).map(({ copyright }) => text(copyright));
  return {
    resourceType: 'ImagingStudy',
    ...start,
    identifier: [...(identifier ? [identifier] : []), ...start.identifier],
    text: narrative(activity.text ?? activity.coding?.[0]?.code ?? 'Bildundersökning', [
      ['Utförd', readableTime(given.examinationTimePeriod.start)],
      ['Status', given.examinationStatus],
      ['Plats', location],
    ]),
    contained: present(...interpreter.contained),
    extension: present<Extension>(
      own('examination-end-time', { valueDateTime: dateTime(given.examinationTimePeriod.end) }),
      equipmentOf(given),
      ...(given.imageStructuredData ?? []).map(settingsOf),
    ),
    status: header.nullified ? 'entered-in-error' : statusOf(given),
    modality: modality ? [modality] : undefined,
    subject: context.patient,
    encounter: encounterOf(header),
    started: dateTime(given.examinationTimePeriod.start),
    interpreter: present(interpreter.reference),
    numberOfInstances:
      given.numberOfImages !== undefined && given.numberOfImages >= 0 ? given.numberOfImages : undefined,
    procedureCode: [activity],
    location: location ? { display: location } : undefined,
    note: present(...copyrights.map((said) => (said ? { text: `Upphovsrätt: ${said}` } : undefined))),
    series: seriesOf(given, [record.header.sourceSystem, record.header.documentId, part].join('/'), modality),
  };
}

function statusOf({
  examinationStatus,
  imageDicomData = [],
  imageStructuredData = [],
}: Recording): ImagingStudy['status'] {
  if (examinationStatus) return statuses[examinationStatus];
  return imageDicomData.length + imageStructuredData.length > 0 ? 'available' : 'unknown';
}

function modalityOf(given: string | undefined): Coding | undefined {
  const said = text(given);
  if (!said) return undefined;
  const code = said.toUpperCase();
  return modalities.has(code) ? { system: dicom, code } : { display: said };
}

/** A series stands only where there are DICOM objects. What the contract names is their class; ids are made. */
function seriesOf(given: Recording, name: string, modality: Coding | undefined): ImagingStudySeries[] | undefined {
  const objects = given.imageDicomData ?? [];
  if (objects.length === 0) return undefined;
  const [first] = given.imageStructuredData ?? [];
  const site = first?.bodyPartExamined && codeableConcept(first.bodyPartExamined).coding?.[0];
  return [
    {
      uid: uidFrom(`${name}/series`),
      modality: modality ?? { system: dicom, code: 'OT', display: 'Other' },
      bodySite: site,
      started: dateTime(first?.imageCreationTime),
      instance: objects.map(({ dicomSOP }, index) => ({
        uid: uidFrom(`${name}/${index}`),
        sopClass: sopClassOf(dicomSOP),
      })),
    },
  ];
}

function sopClassOf(given: string): Coding {
  const sop = text(given)?.replace(/^urn:oid:/, '') ?? '';
  return /^[0-2](\.(0|[1-9]\d*))+$/.test(sop)
    ? { system: 'urn:ietf:rfc:3986', code: `urn:oid:${sop}` }
    : { display: sop || 'okänd' };
}

/** An OID under 2.25 that is the same whenever, and at whichever bridge, the same record is asked for. */
function uidFrom(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex').slice(0, 32);
  return `2.25.${BigInt(`0x${hex}`)}`;
}

function equipmentOf({ modalityData }: Recording): Extension | undefined {
  return ownParts('imaging-equipment', [
    valued('manufacturer', { valueString: text(modalityData?.manufacturer) }),
    valued('modelName', { valueString: text(modalityData?.modelName) }),
    valued('equipmentId', { valueString: text(modalityData?.equipmentId) }),
    valued('softwareVersion', { valueString: text(modalityData?.softwareVersion) }),
    valued('lineFilter', { valueQuantity: quantityOf(modalityData?.lineFilter) }),
  ]);
}

function settingsOf(given: Structured): Extension | undefined {
  return ownParts('image-settings', [
    valued('aperture', { valueQuantity: quantityOf(given.aperture) }),
    valued('exposureTime', { valueQuantity: quantityOf(given.exposureTime) }),
    valued('contrastAgentUsed', { valueString: text(given.contrastAgentUsed) }),
    valued('magneticFieldStrength', { valueQuantity: quantityOf(given.magneticFieldStrength) }),
    valued('burnedInAnnotations', { valueBoolean: given.imageData.burnedInaAnnotations }),
  ]);
}
