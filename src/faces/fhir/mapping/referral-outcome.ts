import type { Attachment, DiagnosticReport, Extension, ServiceRequest } from 'fhir/r4';
import { uriOf } from '../../../codes/index.ts';
import { type BridgeRecord, getReferralOutcome3, type ReferralOutcome } from '../../../contracts/index.ts';
import type { MappingContext } from './context.ts';
import { dateTime, hsaIdentifier, localIdentifier, present, text } from './data-types.ts';
import { own, ownParts, valued } from './extensions.ts';
import { asserterOf, authorOf, beginningOf, encounterOf } from './header.ts';
import { narrative, readableTime } from './narrative.ts';
import { professionalOf } from './professional.ts';
import { recordMapping, withdrawalReason } from './record-mapping.ts';
import { systems } from './systems.ts';

type Body = ReferralOutcome['referralOutcomeBody'];
type Act = NonNullable<Body['act']>[number];

/** GetReferralOutcome 3 → DiagnosticReport (SEEHDSDiagnosticReportReferral) and the referral it answers. */
export const referralOutcomes = recordMapping<ReferralOutcome>(getReferralOutcome3, (record, context) => {
  const request = requestOf(record, context);
  return {
    resources: [reportOf(record, `ServiceRequest/${request.id}`, context), request],
    withdrawnBecause: withdrawalReason(record.data.referralOutcomeHeader),
  };
});

function reportOf(record: BridgeRecord<ReferralOutcome>, request: string, context: MappingContext): DiagnosticReport {
  const { referralOutcomeHeader: header, referralOutcomeBody: body } = record.data;
  const professional = header.accountableHealthcareProfessional;
  const author = authorOf(header, context);
  const title = text(body.referralOutcomeTitle) ?? text(header.documentTitle) ?? 'Konsultationssvar';
  const findings = (body.clinicalInformation ?? []).map(
    ({ clinicalInformationCode: { code }, clinicalInformationText }) => `[${code}]: ${clinicalInformationText}`,
  );
  const conclusion = [text(body.referralOutcomeText), ...findings].filter(Boolean).join('\n');
  return {
    resourceType: 'DiagnosticReport',
    ...beginningOf('DiagnosticReportReferral', record.header, [professional.healthcareProfessionalOrgUnit], context),
    text: narrative(title, [
      ['Svarat', readableTime(header.documentTime ?? professional.authorTime)],
      ['Svar', conclusion || undefined],
      ['Makulerat', header.nullified ? 'ja' : undefined],
    ]),
    contained: present(...author.contained),
    extension: present<Extension>(
      own('signature-time', { valueDateTime: dateTime(header.legalAuthenticator?.signatureTime) }),
      attestedOf(body, context),
      ...(body.act ?? []).map(actOf),
    ),
    basedOn: [{ reference: request, identifier: localIdentifier(body.referral.referralId) }],
    status: header.nullified ? 'entered-in-error' : body.referralOutcomeTypeCode === 'SS' ? 'final' : 'preliminary',
    category: [{ coding: [{ system: systems.diagnosticService, code: 'OTH', display: 'Other' }] }],
    code: { coding: [{ system: systems.loinc, code: '11488-4', display: 'Consult note' }], text: title },
    subject: context.patient,
    encounter: encounterOf({ careContactId: text(header.careContactId) ?? text(body.referral.careContactId) ?? '' }),
    effectiveDateTime: dateTime(professional.authorTime),
    issued: dateTime(header.documentTime) ?? dateTime(professional.authorTime),
    performer: present(author.reference),
    resultsInterpreter: present(asserterOf(header, context)),
    conclusion: conclusion || undefined,
    conclusionCode: present(
      ...(body.clinicalInformation ?? []).map(({ clinicalInformationCode: { code, codeSystem } }) =>
        text(code) ? { coding: [{ system: uriOf(codeSystem), code: text(code)?.replace(/\s+/g, ' ') }] } : undefined,
      ),
    ),
    presentedForm: present(...(body.act ?? []).flatMap(formsOf)),
  };
}

/** Countersigned as read by whoever asked, which is another thing than signed. */
function attestedOf({ attested }: Body, { generation }: MappingContext): Extension | undefined {
  const hsaId = text(attested?.attesterHSAId);
  return ownParts('attested', [
    valued('time', { valueDateTime: dateTime(attested?.attestedTime) }),
    valued('hsaId', { valueIdentifier: hsaId ? hsaIdentifier(generation, hsaId) : undefined }),
    valued('name', { valueString: text(attested?.attesterName) }),
  ]);
}

function actOf({ actId, actCode, actText, actTime }: Act): Extension | undefined {
  const code = text(actCode?.code)?.replace(/\s+/g, ' ');
  return ownParts('act', [
    valued('id', { valueString: text(actId) }),
    valued('code', {
      valueCoding: code
        ? {
            system: /^[0-2][.\d]+$/.test(actCode?.codeSystem ?? '') ? uriOf(actCode?.codeSystem ?? '') : undefined,
            code,
          }
        : undefined,
    }),
    valued('text', { valueString: text(actText) }),
    valued('time', { valueDateTime: dateTime(actTime) }),
  ]);
}

function formsOf({ actText, actResult = [] }: Act): (Attachment | undefined)[] {
  return actResult.map(({ mediaType, value, reference }) => {
    const data = text(value);
    const url = text(reference);
    return data || url ? { contentType: mediaType, data, url, title: text(actText) } : undefined;
  });
}

function requestOf(record: BridgeRecord<ReferralOutcome>, context: MappingContext): ServiceRequest {
  const { referral } = record.data.referralOutcomeBody;
  const { reference: requester, contained } = professionalOf(referral.referralAuthor, context);
  const reason = text(referral.referralReason);
  const start = beginningOf(
    'ServiceRequestReferral',
    record.header,
    [referral.referralAuthor.healthcareProfessionalOrgUnit],
    context,
  );
  return {
    resourceType: 'ServiceRequest',
    ...start,
    identifier: [localIdentifier(referral.referralId)],
    text: narrative('Remiss', [
      ['Frågeställning', reason],
      ['Skriven', readableTime(referral.referralTime)],
      ['Av', requester?.display],
    ]),
    contained: present(...contained),
    status: 'unknown',
    intent: 'order',
    subject: context.patient,
    authoredOn: dateTime(referral.referralTime),
    requester,
    reasonCode: reason ? [{ text: reason }] : undefined,
  };
}
