import { systemOids } from '../../codes/index.ts';
import type { AlertInformation } from '../../contracts/index.ts';
import { type AlertBody, alertKindOf } from '../alert-kinds.ts';
import { wordsOf } from '../coded-value.ts';
import type { Draft } from '../mapped.ts';
import { hypersensitivityFrom } from './hypersensitivity.ts';
import type { Resource } from './resources.ts';
import { conceptOf, extensionOf, extensionsOf, wordsOfConcept } from './values.ts';

type Flag = Resource<'Flag'>;
type Body = Draft<AlertInformation['alertInformationBody']>;

/** National extensions that only one of the bodies has. They decide before the category does. */
const tellingExtensions: readonly (readonly [string, AlertBody])[] = [
  ['alert-restriction-of-care-comment', 'restrictionOfCare'],
  ['alert-treatment-description', 'treatment'],
  ['alert-pharmaceutical-treatment', 'treatment'],
  ['alert-route-of-transmission', 'communicableDisease'],
  ['alert-pharmaceutical-hypersensitivity', 'hypersensitivity'],
  ['alert-degree-of-severity', 'hypersensitivity'],
  ['alert-degree-of-certainty', 'hypersensitivity'],
];

/** Which of the six bodies a flag is; one that nothing tells is an unstructured alert. */
export function bodyOf(flag: Flag, allergy: Resource<'AllergyIntolerance'> | undefined): AlertBody {
  if (allergy) return 'hypersensitivity';
  const told = tellingExtensions.find(([name]) => extensionOf(flag, name));
  if (told) return told[1];
  const named = (flag.category ?? []).flatMap(({ coding = [], text }) => [
    ...coding.map(({ code, display }) => alertKindOf(code, display ?? code)),
    alertKindOf(undefined, text),
  ]);
  const kind = named.find(Boolean);
  return kind?.body ?? 'unstructuredAlertInformation';
}

export function bodyFrom(
  flag: Flag,
  allergy: Resource<'AllergyIntolerance'> | undefined,
  comment: string | undefined,
): Body {
  const kind = bodyOf(flag, allergy);
  if (kind === 'hypersensitivity') return { hypersensitivity: hypersensitivityFrom(flag, allergy) };
  return bodies[kind](flag, comment);
}

const bodies: Readonly<
  Record<Exclude<AlertBody, 'hypersensitivity'>, (flag: Flag, comment: string | undefined) => Body>
> = {
  seriousDisease: (flag) => ({ seriousDisease: { disease: diseaseOf(flag) } }),
  treatment: (flag) => {
    const treatmentCode = conceptOf(flag.code);
    const description = extensionOf(flag, 'alert-treatment-description')?.valueString;
    return {
      treatment: {
        treatmentDescription: description ?? wordsOfConcept(flag.code) ?? wordsOf(treatmentCode),
        // A code that is words alone would say the description twice.
        treatmentCode: treatmentCode?.code ? treatmentCode : undefined,
        pharmaceuticalTreatment: extensionsOf(flag, 'alert-pharmaceutical-treatment').map(({ valueCodeableConcept }) =>
          conceptOf(valueCodeableConcept, [systemOids.atc]),
        ),
      },
    };
  },
  communicableDisease: (flag) => ({
    communicableDisease: {
      communicableDiseaseCode: diseaseOf(flag),
      routeOfTransmission: conceptOf(extensionOf(flag, 'alert-route-of-transmission')?.valueCodeableConcept),
    },
  }),
  restrictionOfCare: (flag) => ({
    restrictionOfCare: {
      restrictionOfCareComment:
        extensionOf(flag, 'alert-restriction-of-care-comment')?.valueString ?? wordsOfConcept(flag.code),
    },
  }),
  unstructuredAlertInformation: (flag, comment) => {
    const heading = wordsOfConcept(flag.code);
    return {
      unstructuredAlertInformation: {
        unstructuredAlertInformationHeading: heading,
        // Both are mandatory; a flag that is a heading alone says all it has to say there.
        unstructuredAlertInformationContent: comment ?? heading,
      },
    };
  },
};

function diseaseOf(flag: Flag) {
  return conceptOf(flag.code, [systemOids.icd10Se, systemOids.snomedCt]);
}
