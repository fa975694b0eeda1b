import type { AllergyIntolerance, AllergyIntoleranceReaction, Annotation } from 'fhir/r4';
import type { AlertInformation } from '../../../contracts/index.ts';
import { concept, localIdentifier } from '../codes.ts';
import type { Subject } from '../ids.ts';
import { authorOf, meta, signerOf, subjectReference } from '../parts.ts';
import { date, dateTime } from '../time.ts';
import { substanceOf } from './flag.ts';

type AlertBody = AlertInformation['alertInformationBody'];
type Hypersensitivity = NonNullable<AlertBody['hypersensitivity']>;

/** A hypersensitivity as SEEHDSAllergyIntolerance (national guide), beside its Flag and with the same identifier. */
export function allergyOf(
  { alertInformationHeader: header, alertInformationBody: body }: AlertInformation,
  hypersensitivity: Hypersensitivity,
  subject: Subject,
  id: string,
): AllergyIntolerance {
  const author = authorOf(header.accountableHealthcareProfessional);
  const asserter = signerOf(header.legalAuthenticator);
  const degree = degrees[severityOf(hypersensitivity)];
  const category = categoryOf(hypersensitivity);
  const note = notesOf(body);
  return {
    resourceType: 'AllergyIntolerance',
    id,
    meta: meta(
      'SEEHDSAllergyIntolerance',
      header.approvedForPatient,
      header.accountableHealthcareProfessional.authorTime,
    ),
    ...(author.contained && { contained: author.contained }),
    identifier: [localIdentifier(header.documentId)],
    clinicalStatus: status('allergyintolerance-clinical', body.obsoleteTime === undefined ? 'active' : 'inactive'),
    verificationStatus: status(
      'allergyintolerance-verification',
      /misstänkt/i.test(hypersensitivity.degreeOfCertainty?.originalText ?? '') ? 'unconfirmed' : 'confirmed',
    ),
    type: 'allergy',
    ...(category && { category: [category] }),
    criticality: degree?.criticality ?? 'unable-to-assess',
    code: concept(substanceOf(body) ?? { originalText: 'Okänd substans' }),
    patient: subjectReference(subject),
    ...(body.ascertainedDate && { onsetDateTime: date(body.ascertainedDate) }),
    recordedDate: dateTime(header.accountableHealthcareProfessional.authorTime),
    ...(author.reference && { recorder: author.reference }),
    ...(asserter && { asserter }),
    ...(note.length > 0 && { note }),
    ...reactionOf(hypersensitivity, degree?.severity),
  };
}

function status(list: string, code: string) {
  return { coding: [{ system: `http://terminology.hl7.org/CodeSystem/${list}`, code }] };
}

const degrees: Readonly<Record<string, { criticality: 'high' | 'low'; severity: 'severe' | 'moderate' | 'mild' }>> = {
  livshotande: { criticality: 'high', severity: 'severe' },
  skadlig: { criticality: 'high', severity: 'moderate' },
  besvärande: { criticality: 'low', severity: 'mild' },
};

function severityOf({ degreeOfSeverity: degree }: Hypersensitivity): string {
  return (degree?.originalText ?? degree?.displayName ?? '').toLowerCase();
}

function categoryOf(hypersensitivity: Hypersensitivity): 'medication' | 'food' | 'environment' | undefined {
  if (hypersensitivity.pharmaceuticalHypersensitivity) return 'medication';
  const agent = hypersensitivity.otherHypersensitivity?.hypersensitivityAgent;
  if (agent === undefined) return undefined;
  return /nöt|mjölk|ägg|fisk|skaldjur/i.test(agent) ? 'food' : 'environment';
}

function notesOf(body: AlertBody): Annotation[] {
  const why = body.hypersensitivity?.pharmaceuticalHypersensitivity?.nonATCSubstanceComment;
  const obsolete = body.obsoleteComment && `Inaktiveringskommentar: ${body.obsoleteComment}`;
  return [body.alertInformationComment, why, obsolete].filter((text) => text !== undefined).map((text) => ({ text }));
}

/** R4 demands a manifestation, of which the contract knows nothing. */
function reactionOf(
  { pharmaceuticalHypersensitivity: drug }: Hypersensitivity,
  severity: AllergyIntoleranceReaction['severity'],
): { reaction?: AllergyIntoleranceReaction[] } {
  const product = drug?.pharmaceuticalProductId?.[0];
  if (!severity && !product) return {};
  const manifestation = [{ text: 'Ej angiven' }];
  return {
    reaction: [{ manifestation, ...(severity && { severity }), ...(product && { substance: concept(product) }) }],
  };
}
