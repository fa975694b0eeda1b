import { oidOf, systemOids } from '../../codes/index.ts';
import type { CodedValue, ReferralOutcome } from '../../contracts/index.ts';
import type { Draft, Mapped } from '../mapped.ts';
import { contentOf, listedMediaType } from './attachments.ts';
import { type Context, recordedOf } from './context.ts';
import { finalStatuses, headerOfReport, kindOfReport, textOfReport } from './diagnostic-report.ts';
import { personOf } from './people.ts';
import { eachOf, type Mapping } from './reading.ts';
import type { Attachment, Extension, Resource } from './resources.ts';
import {
  codedIn,
  dayOrTimeOf,
  extensionOf,
  extensionsOf,
  hsaIdOf,
  joined,
  timeOf,
  wordsOfConcept,
  writingOf,
} from './values.ts';

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
  const effective = [report.effectiveDateTime, report.effectivePeriod?.start];
  const { authorTime, undated } = writingOf(
    recordedOf(report, context) ?? dayOrTimeOf(...effective) ?? issued,
    ...effective,
    report.meta?.lastUpdated,
  );
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
    undated,
  };
}

/** Diagnoses have a place of their own; of other code lists only the words can be told. */
function textsOf(report: Report, context: Context): Body {
  const coded = (report.conclusionCode ?? []).map((concept) => ({
    concept,
    diagnosis: codedIn(systemOids.icd10Se, concept),
  }));
  const others = coded.filter(({ diagnosis }) => !diagnosis).map(({ concept }) => wordsOfConcept(concept));
  const { text, findings } = findingsIn(textOfReport(report, context), coded);
  return {
    referralOutcomeText: joined([text, ...others]),
    clinicalInformation: coded.map(
      ({ diagnosis }, index) =>
        diagnosis && {
          clinicalInformationCode: { code: diagnosis.code, codeSystem: icd10Se },
          clinicalInformationText: findings[index] ?? diagnosis.displayName,
        },
    ),
  };
}

interface Coded {
  readonly diagnosis: CodedValue | undefined;
}

/** What is said of each diagnosis ends the text, as `[code]: words`, where the guide's mapping and our own face wrote it. */
function findingsIn(text: string | undefined, coded: readonly Coded[]) {
  const starts = coded.map(({ diagnosis }) => `[${diagnosis?.code}]: `);
  const pieces: string[] = [];
  let left = text ?? '';
  for (const start of starts.toReversed()) {
    const line = left.lastIndexOf(`\n${start}`);
    if (line < 0 && !left.startsWith(start)) return { text, findings: [] };
    pieces.unshift(left.slice(line + 1 + start.length));
    left = left.slice(0, Math.max(line, 0));
  }
  return { text: left, findings: pieces };
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
  const told = extensionsOf(report, 'act').map((act) => actFrom(act, report, context));
  const titles = told.map(({ actText }) => actText);
  const forms = (report.presentedForm ?? []).filter(({ title }) => title === undefined || !titles.includes(title));
  const contents = formsOf(forms, report, context);
  if (contents.length === 0) return told;
  const title = forms.map((form) => form.title).find(Boolean) ?? wordsOfConcept(report.code);
  return [...told, { actText: title ?? 'Bifogat dokument', actTime: authorTime, actResult: contents }];
}

/** An act as our own face tells it; what came of it are the forms with its title. */
function actFrom(act: Extension, report: Report, context: Context) {
  const { system, code } = extensionOf(act, 'code')?.valueCoding ?? {};
  const actText = extensionOf(act, 'text')?.valueString;
  return {
    actId: extensionOf(act, 'id')?.valueString,
    actCode: code ? { code, codeSystem: oidOf(system ?? '') ?? system } : undefined,
    actText,
    actTime: timeOf(extensionOf(act, 'time')?.valueDateTime),
    actResult: formsOf(report.presentedForm?.filter(({ title }) => title === actText) ?? [], report, context),
  };
}

function formsOf(forms: readonly Attachment[], report: Report, context: Context) {
  return forms.flatMap((form) => {
    const content = contentOf(form, report, context);
    if (!content) return [];
    return { mediaType: listedMediaType(content.mediaType), value: content.data, reference: content.url };
  });
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
