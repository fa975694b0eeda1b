import { systemOids } from '../../codes/index.ts';
import type { AlertInformation } from '../../contracts/index.ts';
import { type AlertBody, alertKindOf } from '../alert-kinds.ts';
import { codedValue, wordsOf } from '../coded-value.ts';
import type { Draft, Mapped } from '../mapped.ts';
import { elementValue, itemOf, itemsOf, linksTo, meaningOf } from './composition.ts';
import { authorTimeOf, type Context, careContactIdOf, descriptionHeader, ownerOf } from './header.ts';
import { attribute, child, type Node } from './node.ts';
import { codedValueOf, intervalOf, textOf, timeOf } from './values.ts';

type Body = Draft<AlertInformation['alertInformationBody']>;

/** `upp` → GetAlertInformation 2. The meaning of the entry is the kind of alert and decides which body it has. */
export function alertInformationFrom(context: Context): Mapped<AlertInformation> {
  const { composition, entry } = context;
  const ascertained = timeOf(elementValue(entry, 'upp-upp-kdt'));
  const kind = alertKindOf(meaningOf(entry));
  return {
    item: {
      alertInformationHeader: descriptionHeader(context, ascertained),
      alertInformationBody: {
        typeOfAlertInformation: typeOf(entry),
        ascertainedDate: ascertained?.slice(0, 8),
        verifiedTime: timeOf(elementValue(entry, 'upp-upp-vtp')),
        validityTimePeriod: validityOf(context, ascertained),
        alertInformationComment: textOf(elementValue(entry, 'upp-upp-kom')),
        obsoleteTime: timeOf(elementValue(entry, 'upp-upp-itp')),
        obsoleteComment: textOf(elementValue(entry, 'upp-upp-kin')),
        ...(kind && entry && bodies[kind.body](entry)),
        relatedAlertInformation: relatedTo(context),
      },
    },
    ...ownerOf(composition),
    careContact: careContactIdOf(context),
  };
}

function typeOf(entry: Node | undefined) {
  const meaning = child(entry, 'meaning');
  const code = attribute(meaning, 'code');
  return codedValue({
    code,
    system: attribute(meaning, 'codeSystem') ?? systemOids.informationType,
    display: textOf(child(meaning, 'displayName')) ?? alertKindOf(code)?.name,
  });
}

/** Its start is mandatory: where the source tells none, from when it was ascertained, else from when it was registered. */
function validityOf(context: Context, ascertained: string | undefined) {
  const { start, end } = intervalOf(elementValue(context.entry, 'upp-upp-ght'));
  return { start: start ?? ascertained ?? authorTimeOf(context), end };
}

const bodies: Readonly<Record<AlertBody, (entry: Node) => Body>> = {
  hypersensitivity: (entry) => ({
    hypersensitivity: {
      typeOfHypersensitivity: coded(entry, 'upp-okh-typ'),
      degreeOfSeverity: coded(entry, 'upp-okh-avg'),
      degreeOfCertainty: coded(entry, 'upp-okh-vhg'),
      pharmaceuticalHypersensitivity: pharmaceutical(itemOf(entry, 'upp-okh-lmo')),
      otherHypersensitivity: {
        hypersensitivityAgent: textOf(elementValue(entry, 'upp-okh-aok-age')),
        hypersensitivityAgentCode: coded(entry, 'upp-okh-aok-agk'),
      },
    },
  }),
  seriousDisease: (entry) => ({ seriousDisease: { disease: coded(entry, 'upp-uas-sjd') } }),
  treatment: (entry) => {
    const treatmentCode = coded(entry, 'upp-ube-kod');
    return {
      treatment: {
        treatmentDescription: textOf(elementValue(entry, 'upp-ube-beh')) ?? wordsOf(treatmentCode),
        treatmentCode,
        pharmaceuticalTreatment: itemsOf(entry, 'upp-ube-lbe').map((item) => codedValueOf(child(item, 'value'))),
      },
    };
  },
  communicableDisease: (entry) => ({
    communicableDisease: {
      communicableDiseaseCode: coded(entry, 'upp-arb-smf-sjd'),
      routeOfTransmission: coded(entry, 'upp-arb-smf-vag'),
    },
  }),
  restrictionOfCare: (entry) => ({
    restrictionOfCare: { restrictionOfCareComment: textOf(elementValue(entry, 'upp-vbe-vbe')) },
  }),
  unstructuredAlertInformation: (entry) => ({
    unstructuredAlertInformation: {
      unstructuredAlertInformationHeading: textOf(elementValue(entry, 'upp-est-rub')),
      unstructuredAlertInformationContent: textOf(elementValue(entry, 'upp-est-inh')),
    },
  }),
};

/**
 * Either an ATC code alone, or a substance in words with a comment: where there is none, one blank stands for it. A
 * product without substance is a substance by its own name.
 */
function pharmaceutical(cluster: Node | undefined) {
  const substance = coded(cluster, 'upp-okh-lmo-sub');
  const pharmaceuticalProductId = itemsOf(cluster, 'upp-okh-lmo-lmp').map((item) => codedValueOf(child(item, 'value')));
  if (substance?.code) return { atcSubstance: substance, pharmaceuticalProductId };
  const nonATCSubstance =
    textOf(elementValue(cluster, 'upp-okh-lmo-sea')) ??
    wordsOf(substance) ??
    wordsOf(pharmaceuticalProductId.find(Boolean));
  const comment = textOf(elementValue(cluster, 'upp-okh-lmo-eak'));
  return { nonATCSubstance, nonATCSubstanceComment: nonATCSubstance && (comment ?? ' '), pharmaceuticalProductId };
}

function coded(holder: Node | undefined, meaning: string) {
  return codedValueOf(elementValue(holder, meaning));
}

/** Links with a role: this alert replaces (`ers`) or extends (`uto`) others. */
function relatedTo({ composition, entry }: Context) {
  const relationComment = textOf(elementValue(entry, 'upp-upp-ksb'));
  return linksTo('upp', composition, ...(entry ? [entry] : [])).map(({ role, targets }) => ({
    typeOfAlertInformationRelationship: codedValueOf(role),
    relationComment,
    documentId: targets,
  }));
}
