import type { ImagingOutcome } from '../../contracts/index.ts';
import type { Draft, Mapped } from '../mapped.ts';
import { type Context, recordedOf } from './context.ts';
import { headerOfReport, kindOfReport, textOfReport } from './diagnostic-report.ts';
import { knownIn } from './known-in.ts';
import { personOf } from './people.ts';
import { eachOf, type Mapping } from './reading.ts';
import type { Resource } from './resources.ts';
import {
  conceptOf,
  dayOrTimeOf,
  extensionOf,
  extensionsOf,
  instanceIdOf,
  isIdentifiedBy,
  joined,
  quantityOf,
  timeOf,
  wordsOfConcept,
  writingOf,
} from './values.ts';

type Report = Resource<'DiagnosticReport'>;
type Study = Resource<'ImagingStudy'>;
type Recording = Draft<NonNullable<ImagingOutcome['imagingOutcomeBody']['imageRecording']>[number]>;

export const imagingOutcomes: Mapping = (search, context) =>
  eachOf(
    'DiagnosticReport',
    search,
    (report) => (kindOfReport(report) === 'imaging' ? imagingOutcomeFrom(report, context) : undefined),
    {
      include: ['DiagnosticReport:based-on'],
      fetch: ['ImagingStudy', 'ServiceRequest', 'Binary'],
    },
  );

const results: Readonly<Record<string, 'DEF' | 'TILL'>> = {
  final: 'DEF',
  'entered-in-error': 'DEF',
  amended: 'TILL',
  corrected: 'TILL',
  appended: 'TILL',
};

/** DiagnosticReport of imaging → GetImagingOutcome 1. */
function imagingOutcomeFrom(report: Report, context: Context): Mapped<ImagingOutcome> {
  const issued = timeOf(report.issued);
  const effective = [report.effectiveDateTime, report.effectivePeriod?.start];
  const { authorTime, undated } = writingOf(
    recordedOf(report, context) ?? issued ?? dayOrTimeOf(...effective),
    ...effective,
    report.meta?.lastUpdated,
  );
  const { header, beside } = headerOfReport(report, authorTime, context);
  return {
    item: {
      imagingOutcomeHeader: {
        ...header,
        documentTitle: (extensionOf(report, 'ext-document-title') ?? extensionOf(report, 'document-title'))
          ?.valueString,
        documentTime: issued,
      },
      imagingOutcomeBody: {
        examinationSpeciality: conceptOf(report.code),
        typeOfResult: knownIn(results, report.status) ?? 'PREL',
        resultTime: timeOf(...effective) ?? authorTime,
        resultReport: textOfReport(report, context),
        radiationDose: extensionsOf(report, 'radiation-dose').map(({ valueQuantity }) => quantityOf(valueQuantity)),
        patientData: {
          patientWeight: quantityOf(extensionOf(report, 'patient-weight')?.valueQuantity),
          patientLength: quantityOf(extensionOf(report, 'patient-length')?.valueQuantity),
        },
        imageRecording: report.imagingStudy?.map((reference) => {
          const study = context.index.find('ImagingStudy', reference, report);
          return study && recordingFrom(study, report, context);
        }),
        referral: orderOf(report, context),
      },
    },
    ...beside,
    undated,
  };
}

const examinationStatuses: Readonly<Record<string, Recording['examinationStatus']>> = {
  registered: 'Pågående',
  available: 'Avklarad',
  cancelled: 'Annullerad',
  'entered-in-error': 'Makulerad',
};

function recordingFrom(study: Study, report: Report, context: Context): Recording {
  const [modality] = study.modality ?? [];
  const interpreter = study.interpreter?.[0] && personOf(study.interpreter[0], study, context);
  const started = timeOf(study.started);
  return {
    recordingId: instanceIdOf(study.identifier?.find((one) => !isIdentifiedBy(report, one))),
    examinationActivity: conceptOf(study.procedureCode?.[0]) ?? {
      originalText: study.description ?? modality?.display ?? modality?.code ?? 'Undersökning',
    },
    examinationTimePeriod: { start: started, end: timeOf(extensionOf(study, 'examination-end-time')?.valueDateTime) },
    examinationStatus: knownIn(examinationStatuses, study.status),
    examinationUnit: study.location?.display,
    accountableHealthcareProfessional:
      interpreter && started
        ? {
            authorTime: started,
            healthcareProfessionalHSAId: interpreter.hsaId,
            healthcareProfessionalName: interpreter.name,
            healthcareProfessionalRoleCode: interpreter.role,
            healthcareProfessionalOrgUnit: interpreter.unit,
          }
        : undefined,
    numberOfImages: study.numberOfInstances && Number(study.numberOfInstances.digits),
    modalityData: { typeOfModality: modality?.code ?? modality?.display, ...equipmentOf(study) },
  };
}

function equipmentOf(study: Study): Recording['modalityData'] {
  const equipment = extensionOf(study, 'imaging-equipment') ?? {};
  const said = (name: string) => extensionOf(equipment, name)?.valueString;
  return {
    manufacturer: said('manufacturer'),
    modelName: said('modelName'),
    equipmentId: said('equipmentId'),
    softwareVersion: said('softwareVersion'),
  };
}

/** The request for it, if anything is known of that: the contract wants to know when it was written. */
function orderOf(report: Report, context: Context) {
  const [reference] = report.basedOn ?? [];
  const request = context.index.find('ServiceRequest', reference, report);
  const referralId = request?.identifier?.[0]?.value ?? reference?.identifier?.value ?? request?.id;
  const authorTime = timeOf(request?.authoredOn);
  if (!referralId || !request || !authorTime) return undefined;
  const { hsaId, name, role, unit } = personOf(request.requester, request, context);
  const attested = timeOf(extensionOf(request, 'attested-time')?.valueDateTime);
  return {
    referralId,
    referralReason: joined(request.reasonCode?.map(wordsOfConcept)),
    anamnesis: joined(request.note?.map(({ text }) => text)),
    accountableHealthcareProfessional: {
      authorTime,
      healthcareProfessionalHSAId: hsaId,
      healthcareProfessionalName: name,
      healthcareProfessionalRoleCode: role,
      healthcareProfessionalOrgUnit: unit,
    },
    attested: attested ? { signatureTime: attested } : undefined,
  };
}
