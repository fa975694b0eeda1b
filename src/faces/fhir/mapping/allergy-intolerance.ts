import type { AllergyIntolerance, CodeableConcept } from 'fhir/r4';
import type { AlertInformation, BridgeRecord } from '../../../contracts/index.ts';
import type { MappingContext } from './context.ts';
import { codeableConcept, date, dateTime, isPast, present, text } from './data-types.ts';
import { asserterOf, authorOf, beginningOf } from './header.ts';
import {
  agentOf,
  allergyCategoryOf,
  certaintyOf,
  type Hypersensitivity,
  type Reaction,
  severityOf,
} from './hypersensitivity.ts';
import { narrative, readableTime } from './narrative.ts';
import { systems } from './systems.ts';

/**
 * GetAlertInformation 2 → AllergyIntolerance (SEEHDSAllergyIntolerance), for an alert about hypersensitivity; undefined
 * for any other alert. Its Flag points here.
 */
export function mapHypersensitivity(
  record: BridgeRecord<AlertInformation>,
  context: MappingContext,
): AllergyIntolerance | undefined {
  const { alertInformationHeader: header, alertInformationBody: body } = record.data;
  const { hypersensitivity } = body;
  if (!hypersensitivity) return undefined;
  const professional = header.accountableHealthcareProfessional;
  const author = authorOf(header, context);
  const code = agentOf(hypersensitivity);
  const category = allergyCategoryOf(hypersensitivity);
  const severity = severityOf(hypersensitivity.degreeOfSeverity);
  const notes = [
    body.alertInformationComment,
    hypersensitivity.pharmaceuticalHypersensitivity?.nonATCSubstanceComment,
    header.nullified ? header.nullifiedReason : undefined,
  ];
  return {
    resourceType: 'AllergyIntolerance',
    ...beginningOf('AllergyIntolerance', record.header, [professional.healthcareProfessionalOrgUnit], context),
    text: narrative(`Överkänslighet: ${code.text}`, [
      ['Allvarlighetsgrad', shown(hypersensitivity.degreeOfSeverity)],
      ['Visshetsgrad', shown(hypersensitivity.degreeOfCertainty)],
      ['Konstaterad', readableTime(body.ascertainedDate)],
      ['Registrerad', readableTime(professional.authorTime)],
      ['Inaktuell sedan', readableTime(body.obsoleteTime)],
      ['Makulerad', header.nullified ? 'ja' : undefined],
    ]),
    contained: present(...author.contained),
    // ait-2: what was entered in error has no clinical status.
    clinicalStatus: header.nullified ? undefined : clinicalStatus(isPast(body.obsoleteTime, context.now)),
    verificationStatus: {
      coding: [
        {
          system: systems.allergyVerification,
          code: header.nullified ? 'entered-in-error' : certaintyOf(hypersensitivity.degreeOfCertainty),
        },
      ],
    },
    type: 'allergy',
    category: category && [category],
    criticality: severity?.criticality,
    code,
    patient: context.patient,
    onsetDateTime: date(body.ascertainedDate),
    recordedDate: dateTime(professional.authorTime),
    recorder: author.reference,
    asserter: asserterOf(header, context),
    note: present(...notes.map((note) => (text(note) ? { text: text(note) ?? '' } : undefined))),
    reaction: reactionsOf(hypersensitivity, severity?.reaction),
  };
}

function clinicalStatus(obsolete: boolean): CodeableConcept {
  return { coding: [{ system: systems.allergyClinical, code: obsolete ? 'inactive' : 'active' }] };
}

/**
 * A reaction names one substance, the contract any number of products: one reaction for each. Manifestation is mandatory
 * in R4 and not in the contract, so it says that it was not told.
 */
function reactionsOf(body: Hypersensitivity, severity: Reaction['severity']): Reaction[] | undefined {
  const manifestation = [{ text: 'Ej angiven' }];
  const products = body.pharmaceuticalHypersensitivity?.pharmaceuticalProductId ?? [];
  if (products.length > 0) {
    return products.map((product) => ({ substance: codeableConcept(product), manifestation, severity }));
  }
  return severity ? [{ manifestation, severity }] : undefined;
}

function shown(value: Hypersensitivity['degreeOfSeverity']): string | undefined {
  if (!value) return undefined;
  const concept = codeableConcept(value);
  return concept.text ?? concept.coding?.[0]?.code;
}
