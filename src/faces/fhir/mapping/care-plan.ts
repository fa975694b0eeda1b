import type { DocumentReference, Extension, CarePlan as FhirCarePlan } from 'fhir/r4';
import { type BridgeRecord, type CarePlan, getCarePlans2 } from '../../../contracts/index.ts';
import type { MappingContext } from './context.ts';
import { absent, dateTime, present, text } from './data-types.ts';
import { own, ownParts, valued } from './extensions.ts';
import { asserterOf, authorOf, beginningOf, encounterOf } from './header.ts';
import { identifierOf } from './identifiers.ts';
import { narrative, readableTime } from './narrative.ts';
import { recordMapping, withdrawalReason } from './record-mapping.ts';
import { systems } from './systems.ts';

type Body = CarePlan['carePlanBody'];
type Content = NonNullable<Body['content']>[number];

const kinds: Readonly<Record<NonNullable<Body['typeOfCarePlanEnum']>, string>> = {
  SIP: 'Samordnad individuell plan',
  SPLPTLRV: 'Samordnad plan enligt LPT/LRV',
  SPU: 'Samordnad plan vid utskrivning',
  VP: 'Vårdplan',
  HP: 'Habiliteringsplan',
  RP: 'Rehabiliteringsplan',
  GP: 'Genomförandeplan',
  SVP: 'Standardiserad vårdplan',
};

export const carePlans = recordMapping<CarePlan>(getCarePlans2, (record, context) => ({
  resources: [mapCarePlan(record, context)],
  withdrawnBecause: withdrawalReason(record.data.carePlanHeader),
}));

/** GetCarePlans 2 → CarePlan (SEEHDSCarePlan). The contract tells nothing of how it stands with the plan. */
export function mapCarePlan(record: BridgeRecord<CarePlan>, context: MappingContext): FhirCarePlan {
  const { carePlanHeader: header, carePlanBody: body } = record.data;
  const professional = header.accountableHealthcareProfessional;
  const author = authorOf(header, context);
  const kind = body.typeOfCarePlanEnum;
  const words = kind && kinds[kind];
  const title = text(header.documentTitle) ?? words ?? 'Vårdplan';
  const documents = (body.content ?? []).map((content, index) => documentOf(content, `content-${index + 1}`));
  return {
    resourceType: 'CarePlan',
    ...beginningOf('CarePlan', record.header, [professional.healthcareProfessionalOrgUnit], context),
    text: narrative(title, [
      ['Typ', words],
      ['Upprättad', readableTime(header.documentTime ?? professional.authorTime)],
      ['Av', author.reference?.display],
      ['Makulerad', header.nullified ? (text(header.nullifiedReason) ?? 'ja') : undefined],
    ]),
    contained: present(...author.contained, ...documents),
    extension: present<Extension>(
      // R4 has no asserter of a plan, though the guide names one.
      ownParts('legal-authenticator', [
        valued('signatureTime', { valueDateTime: dateTime(header.legalAuthenticator?.signatureTime) }),
        valued('legalAuthenticator', { valueReference: asserterOf(header, context) }),
      ]),
    ),
    status: header.nullified ? 'entered-in-error' : 'active',
    intent: 'plan',
    category: kind ? [{ coding: [{ system: systems.carePlanType, code: kind, display: words }] }] : undefined,
    title,
    description: plainText(body.content ?? []),
    subject: context.patient,
    encounter: encounterOf(header),
    created: dateTime(header.documentTime ?? professional.authorTime),
    author: author.reference,
    contributor: present(
      ...(body.participatingCareUnitHSAId ?? []).map((unit) => {
        const identifier = identifierOf(unit, context);
        return identifier && { type: 'Organization', identifier };
      }),
    ),
    supportingInfo: present(...documents.map(({ id }) => ({ reference: `#${id}` }))),
  };
}

/** What the plan holds: a document contained in it. */
function documentOf(content: Content, id: string): DocumentReference {
  const data = text(content.value);
  const url = text(content.reference);
  const attachment = data || url ? { contentType: content.mediaType, data, url } : { extension: [absent('unknown')] };
  return {
    resourceType: 'DocumentReference',
    id,
    extension: present(own('content-id', { valueString: text(content.id) })),
    status: 'current',
    content: [{ attachment }],
  };
}

function plainText(contents: readonly Content[]): string | undefined {
  const texts = contents
    .filter(({ mediaType, value }) => mediaType === 'text/plain' && value !== undefined)
    .map(({ value = '' }) => Buffer.from(value, 'base64').toString('utf8'));
  return text(texts.join('\n'));
}
