import type { CarePlan, DocumentReference } from 'fhir/r4';
import type { CarePlan as Plan } from '../../../contracts/index.ts';
import { coded, hsaIdentifier, page, system } from '../codes.ts';
import { beginningOf } from '../header.ts';
import type { Subject } from '../ids.ts';
import { authorOf, signerOf, subjectReference } from '../parts.ts';
import { type FhirRecord, recordOf } from '../record.ts';
import { dateTime } from '../time.ts';

const types: Readonly<Record<string, string>> = {
  SIP: 'Samordnad individuell plan',
  SPU: 'Samordnad plan vid utskrivning',
  VP: 'Vårdplan',
  RP: 'Rehabiliteringsplan',
  SVP: 'Standardiserad vårdplan',
};

/** A care plan as SEEHDSCarePlan (national guide), its documents contained. */
export function carePlanRecord({ carePlanHeader: header, carePlanBody: body }: Plan, subject: Subject): FhirRecord {
  const professional = header.accountableHealthcareProfessional;
  const author = authorOf(professional);
  const documents = (body.content ?? []).map((one, index) => documentOf(one, index));
  const contained = [...(author.contained ?? []), ...documents];
  const signed = header.legalAuthenticator;
  const signer = signerOf(signed);
  const words = plainTextOf(body);
  const plan: CarePlan = {
    resourceType: 'CarePlan',
    ...beginningOf(header, subject, 'SEEHDSCarePlan'),
    ...(contained.length > 0 && { contained }),
    ...(signed && {
      extension: [
        { url: page('assertedDate'), valueDateTime: dateTime(signed.signatureTime) },
        ...(signer ? [{ url: page('asserter'), valueReference: signer }] : []),
      ],
    }),
    status: 'active',
    intent: 'plan',
    ...(body.typeOfCarePlanEnum && {
      category: [coded(system.planType, body.typeOfCarePlanEnum, types[body.typeOfCarePlanEnum])],
    }),
    title: header.documentTitle ?? 'Vårdplan',
    ...(words && { description: words }),
    subject: subjectReference(subject),
    created: dateTime(header.documentTime ?? professional.authorTime),
    ...(author.reference && { author: author.reference }),
    contributor: (body.participatingCareUnitHSAId ?? []).map(({ extension = '' }) => ({
      reference: `Organization/${extension}`,
      identifier: hsaIdentifier(extension),
    })),
    ...(documents.length > 0 && { supportingInfo: documents.map(({ id }) => ({ reference: `#${id}` })) }),
  };
  return recordOf(professional, plan);
}

type Content = NonNullable<Plan['carePlanBody']['content']>[number];

function documentOf({ mediaType, value, reference }: Content, index: number): DocumentReference {
  return {
    resourceType: 'DocumentReference',
    id: `dokument${index + 1}`,
    status: 'current',
    content: [
      { attachment: { contentType: mediaType, ...(value && { data: value }), ...(reference && { url: reference }) } },
    ],
  };
}

function plainTextOf({ content = [] }: Plan['carePlanBody']): string | undefined {
  const text = content.find(({ mediaType, value }) => mediaType === 'text/plain' && value)?.value;
  return text && Buffer.from(text, 'base64').toString('utf8');
}
