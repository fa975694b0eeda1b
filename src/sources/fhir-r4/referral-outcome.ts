import { systemOids } from '../../codes/index.ts';
import type { ReferralOutcome } from '../../contracts/index.ts';
import type { Draft, Mapped } from '../mapped.ts';
import { listedMediaType } from './attachments.ts';
import { type Context, recordedOf } from './context.ts';
import { contentsOf, finalStatuses, headerOfReport, kindOfReport, textOfReport } from './diagnostic-report.ts';
import { personOf } from './people.ts';
import { eachOf, type Mapping } from './reading.ts';
import type { Resource } from './resources.ts';
import { codedIn, extensionOf, hsaIdOf, joined, timeOf, wordsOfConcept } from './values.ts';

type Report = Resource<'DiagnosticReport'>;
type Body = Draft<ReferralOutcome['referralOutcomeBody']>;

/** The only code system that the schema lets stand there. */
const icd10Se = '1.2.752.116.1.1.1.1.3';

const notStated = 'Uppgift saknas';

export const referralOutcomes: Mapping = (search, context) =>
  eachOf(
    'DiagnosticReport',
    search,
    (report) => (kindOfReport(report) === 'referral' ? referralOutcomeFrom(report, context) : undefined),
    { include: ['DiagnosticReport:based-on'], fetch: ['ServiceRequest', 'Binary'] },
  );

/** DiagnosticReport of a consultation → GetReferralOutcome 3. */
function referralOutcomeFrom(report: Report, context: Context): Mapped<ReferralOutcome> {
  const issued = timeOf(report.issued);
  const effective = timeOf(report.effectiveDateTime, report.effectivePeriod?.start);
  const authorTime = effective ?? recordedOf(report, context) ?? issued ?? timeOf(report.meta?.lastUpdated);
  const { header, beside } = headerOfReport(report, authorTime, context);
  return {
    item: {
      referralOutcomeHeader: { ...header, documentTime: issued ?? authorTime },
      referralOutcomeBody: {
        referralOutcomeTypeCode: finalStatuses.includes(report.status ?? '') ? 'SS' : 'SR',
        referralOutcomeTitle: wordsOfConcept(report.code),
        ...textsOf(report, context),
        attested: attestedOf(report),
        act: actsOf(report, authorTime, context),
        referral: referralOf(report, authorTime, context),
      },
    },
    ...beside,
  };
}

/** Diagnoses have a place of their own; of other code lists only the words can be told. */
function textsOf(report: Report, context: Context): Body {
  const coded = (report.conclusionCode ?? []).map((concept) => ({
    concept,
    diagnosis: codedIn(systemOids.icd10Se, concept),
  }));
  const others = coded.filter(({ diagnosis }) => !diagnosis).map(({ concept }) => wordsOfConcept(concept));
  return {
    referralOutcomeText: joined([textOfReport(report, context), ...others]),
    clinicalInformation: coded.map(
      ({ diagnosis }) =>
        diagnosis && {
          clinicalInformationCode: { code: diagnosis.code, codeSystem: icd10Se },
          clinicalInformationText: diagnosis.displayName,
        },
    ),
  };
}

/** That somebody has read it and answers for what follows; the contract wants to know when and who. */
function attestedOf(report: Report): Body['attested'] {
  const attested = extensionOf(report, 'attested') ?? {};
  const part = (...names: string[]) => names.map((name) => extensionOf(attested, name)).find(Boolean);
  const attestedTime = timeOf(part('attestedTime', 'time')?.valueDateTime);
  const attesterHSAId = hsaIdOf([part('attesterHSAId', 'hsaId')?.valueIdentifier]);
  if (!attestedTime || !attesterHSAId) return undefined;
  return { attestedTime, attesterHSAId, attesterName: part('attesterName', 'name')?.valueString };
}

function actsOf(report: Report, authorTime: string | undefined, context: Context): Body['act'] {
  const contents = contentsOf(report, context).map(({ mediaType, data, url }) => ({
    mediaType: listedMediaType(mediaType),
    value: data,
    reference: url,
  }));
  if (contents.length === 0) return undefined;
  const title = report.presentedForm?.map((form) => form.title).find(Boolean) ?? wordsOfConcept(report.code);
  return [{ actText: title ?? 'Bifogat dokument', actTime: authorTime, actResult: contents }];
}

/** Mandatory, whatever is known of it. */
function referralOf(report: Report, authorTime: string | undefined, context: Context): Body['referral'] {
  const [reference] = report.basedOn ?? [];
  const request = context.index.find('ServiceRequest', reference, report);
  const { hsaId, name, role, unit } = personOf(request?.requester, request ?? report, context);
  const written = timeOf(request?.authoredOn);
  return {
    referralId: request?.identifier?.[0]?.value ?? reference?.identifier?.value ?? request?.id ?? notStated,
    referralReason: joined([...(request?.reasonCode ?? []), request?.code].map(wordsOfConcept)) ?? notStated,
    referralTime: written,
    referralAuthor: {
      authorTime: written ?? authorTime,
      healthcareProfessionalHSAId: hsaId,
      healthcareProfessionalName: name,
      healthcareProfessionalRoleCode: role,
      healthcareProfessionalOrgUnit: unit,
    },
  };
}
