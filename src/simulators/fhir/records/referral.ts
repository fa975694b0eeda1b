import type { Attachment, DiagnosticReport, Extension, ServiceRequest } from 'fhir/r4';
import type { ReferralOutcome } from '../../../contracts/index.ts';
import { coded, concept, hsaIdentifier, localIdentifier, page, system } from '../codes.ts';
import { beginningOf, besideId, metaOf } from '../header.ts';
import type { Subject } from '../ids.ts';
import { authorElsewhere, authorOf, signerOf, subjectReference } from '../parts.ts';
import { type FhirRecord, recordOf } from '../record.ts';
import { dateTime } from '../time.ts';

type Header = ReferralOutcome['referralOutcomeHeader'];
type Body = ReferralOutcome['referralOutcomeBody'];

/** A specialist's answer as SEEHDSDiagnosticReportReferral, and what was asked as a ServiceRequest of its own. */
export function referralRecord(item: ReferralOutcome, subject: Subject): FhirRecord {
  const { referralOutcomeHeader: header, referralOutcomeBody: body } = item;
  const request = requestOf(header, body, subject);
  return recordOf(header.accountableHealthcareProfessional, reportOf(header, body, request, subject), request);
}

function reportOf(header: Header, body: Body, request: ServiceRequest, subject: Subject): DiagnosticReport {
  const author = authorOf(header.accountableHealthcareProfessional);
  const signer = signerOf(header.legalAuthenticator);
  const extension = extensionsOf(header, body);
  const conclusions = (body.clinicalInformation ?? []).map((one) => concept(one.clinicalInformationCode));
  const forms = (body.act ?? []).flatMap(formsOf);
  return {
    resourceType: 'DiagnosticReport',
    ...beginningOf(header, subject, 'SEEHDSDiagnosticReportReferral'),
    ...(author.contained && { contained: author.contained }),
    ...(extension.length > 0 && { extension }),
    basedOn: [{ reference: `ServiceRequest/${request.id}`, identifier: localIdentifier(body.referral.referralId) }],
    status: body.referralOutcomeTypeCode === 'SS' ? 'final' : 'preliminary',
    category: [coded(system.section, 'OTH')],
    code: coded(system.loinc, '11488-4', body.referralOutcomeTitle ?? 'Konsultationssvar'),
    subject: subjectReference(subject),
    effectiveDateTime: dateTime(header.accountableHealthcareProfessional.authorTime),
    issued: dateTime(header.documentTime ?? header.accountableHealthcareProfessional.authorTime),
    ...(author.reference && { performer: [author.reference] }),
    ...(signer && { resultsInterpreter: [signer] }),
    conclusion: [body.referralOutcomeText, ...informationOf(body)].join('\n'),
    ...(conclusions.length > 0 && { conclusionCode: conclusions }),
    ...(forms.length > 0 && { presentedForm: forms }),
  };
}

const informationOf = ({ clinicalInformation = [] }: Body): string[] =>
  clinicalInformation.map(
    ({ clinicalInformationCode: { code }, clinicalInformationText: text }) => `[${code}]: ${text}`,
  );

type Act = NonNullable<Body['act']>[number];

const formsOf = ({ actText, actResult = [] }: Act): Attachment[] =>
  actResult.map(({ mediaType, value, reference }) => ({
    contentType: mediaType,
    ...(value && { data: value }),
    ...(reference && { url: reference }),
    title: actText,
  }));

function extensionsOf({ legalAuthenticator: signed }: Header, { attested, act = [] }: Body): Extension[] {
  return [
    ...(signed ? [{ url: page('signatureTime'), valueDateTime: dateTime(signed.signatureTime) }] : []),
    ...(attested ? [{ url: page('attested'), extension: attestation(attested) }] : []),
    ...act.map((one) => ({ url: page('act'), extension: actParts(one) })),
  ];
}

function attestation({ attestedTime, attesterHSAId, attesterName }: NonNullable<Body['attested']>): Extension[] {
  return [
    { url: 'attestedTime', valueDateTime: dateTime(attestedTime) },
    ...(attesterHSAId ? [{ url: 'attesterHSAId', valueIdentifier: hsaIdentifier(attesterHSAId) }] : []),
    ...(attesterName ? [{ url: 'attesterName', valueString: attesterName }] : []),
  ];
}

function actParts({ actId, actCode, actText, actTime }: Act): Extension[] {
  return [
    ...(actId ? [{ url: 'actId', valueString: actId }] : []),
    ...(actCode ? [{ url: 'actCode', valueCodeableConcept: concept(actCode) }] : []),
    { url: 'actText', valueString: actText },
    ...(actTime ? [{ url: 'actTime', valueDateTime: dateTime(actTime) }] : []),
  ];
}

function requestOf(header: Header, { referral }: Body, subject: Subject): ServiceRequest {
  const { referralAuthor: author, referralTime: time } = referral;
  const requester = authorElsewhere(author).reference;
  return {
    resourceType: 'ServiceRequest',
    id: besideId(header, subject, 'remiss'),
    meta: metaOf(header, 'SEEHDSServiceRequestReferral'),
    identifier: [localIdentifier(referral.referralId)],
    status: 'completed',
    intent: 'order',
    subject: subjectReference(subject),
    ...(time && { authoredOn: dateTime(time) }),
    ...(requester && { requester }),
    reasonCode: [{ text: referral.referralReason }],
  };
}
