import { systemOids } from '../../codes/index.ts';
import { type AlertInformation, type CodedValue, strictlyCoded } from '../../contracts/index.ts';
import { type AlertBody, alertKindOf, alertKinds } from '../../sources/alert-kinds.ts';
import { compose, linkTo } from '../compose.ts';
import { linksTo, meaningOf } from '../composition.ts';
import { coded, codedId, day, interval, text, time } from '../conversions.ts';
import type { Context } from '../extract.ts';
import { authorTimeOf, besideItem, headerOf } from '../header.ts';
import type { InformationType } from '../information-type.ts';
import { attribute, child, type Node } from '../node.ts';
import { mostRepeated, repeatedTooOften } from '../repeated.ts';
import { cluster, element, elements, type Part, type Row, readRows, writeRows } from '../rows.ts';
import { codedMade, codedValueOf, textOf } from '../values.ts';

type Body = AlertInformation['alertInformationBody'];

/** From `alertInformationBody`: what every alert may tell. */
export const alertRows: readonly Row[] = [
  element('upp-upp-kdt', day, 'ascertainedDate'),
  element('upp-upp-vtp', time, 'verifiedTime'),
  element('upp-upp-ght', interval, 'validityTimePeriod'),
  element('upp-upp-kom', text, 'alertInformationComment'),
  element('upp-upp-itp', time, 'obsoleteTime'),
  element('upp-upp-kin', text, 'obsoleteComment'),
];

/** From `alertInformationBody`: what an alert of a kind may tell. */
export const rowsOfKind: Readonly<Record<AlertBody, readonly Row[]>> = {
  hypersensitivity: [
    element('upp-okh-typ', coded, 'hypersensitivity/typeOfHypersensitivity'),
    element('upp-okh-avg', coded, 'hypersensitivity/degreeOfSeverity'),
    element('upp-okh-vhg', coded, 'hypersensitivity/degreeOfCertainty'),
    cluster('upp-okh-lmo', 'hypersensitivity/pharmaceuticalHypersensitivity', [
      element('upp-okh-lmo-sub', coded, 'atcSubstance'),
      element('upp-okh-lmo-sea', text, 'nonATCSubstance'),
      element('upp-okh-lmo-eak', text, 'nonATCSubstanceComment'),
      elements('upp-okh-lmo-lmp', codedId, 'pharmaceuticalProductId'),
    ]),
    cluster('upp-okh-aok', 'hypersensitivity/otherHypersensitivity', [
      element('upp-okh-aok-age', text, 'hypersensitivityAgent'),
      element('upp-okh-aok-agk', coded, 'hypersensitivityAgentCode'),
    ]),
  ],
  seriousDisease: [element('upp-uas-sjd', coded, 'seriousDisease/disease')],
  treatment: [
    element('upp-ube-beh', text, 'treatment/treatmentDescription'),
    elements('upp-ube-lbe', coded, 'treatment/pharmaceuticalTreatment'),
    element('upp-ube-kod', coded, 'treatment/treatmentCode'),
  ],
  communicableDisease: [
    cluster('upp-arb-smf', 'communicableDisease', [
      element('upp-arb-smf-sjd', coded, 'communicableDiseaseCode'),
      element('upp-arb-smf-vag', coded, 'routeOfTransmission'),
    ]),
  ],
  restrictionOfCare: [element('upp-vbe-vbe', text, 'restrictionOfCare/restrictionOfCareComment')],
  unstructuredAlertInformation: [
    element('upp-est-rub', text, 'unstructuredAlertInformation/unstructuredAlertInformationHeading'),
    element('upp-est-inh', text, 'unstructuredAlertInformation/unstructuredAlertInformationContent'),
  ],
};

const relationComment: readonly Row[] = [element('upp-upp-ksb', text, 'relationComment')];

/** `upp` ↔ GetAlertInformation 2. The meaning of the entry is the kind of alert and decides which body it has. */
export const alertInformation: InformationType<AlertInformation> = {
  code: 'upp',
  contract: 'GetAlertInformation:2',
  isRecord: (meaning) => meaning === 'upp',
  isEntry: (meaning) => meaning.startsWith('upp-'),
  companions: [],
  read: (context) => {
    const entries = alertsIn(context.entry);
    if (!entries) return [{ ...alertFrom(context, 0), problems: [repeatedTooOften] }];
    return entries.map((entry, nr) => alertFrom({ ...context, entry }, nr));
  },
  write: ({ alertInformationHeader: header, alertInformationBody: body }) => {
    const kind = alertKinds.find((one) => body[one.body] !== undefined);
    if (!kind) return { unsayable: 'an alert that holds none of the six kinds' };
    const related = body.relatedAlertInformation ?? [];
    const items = [
      ...writeRows(alertRows, body),
      ...writeRows(rowsOfKind[kind.body], body),
      ...writeRows(relationComment, related.find((one) => one.relationComment) ?? {}),
    ];
    const type = body.typeOfAlertInformation;
    const meaning = alertKindOf(type.code)?.body === kind.body ? codedMade(type) : undefined;
    return {
      compositions: [
        compose({
          meaning: 'upp',
          header,
          links: related.map((one) => linkTo('upp', one.documentId, codedMade(one.typeOfAlertInformationRelationship))),
          entry: { code: kind.code, ...(meaning && { meaning }), items },
        }),
      ],
    };
  },
};

/** What the contract has once in an alert and an entry may repeat: each of them beyond the first is an alert of its own. */
const repeated = ['upp-okh-lmo', 'upp-okh-aok'];

/** Undefined where they are too many. */
function alertsIn(entry: Node | undefined): readonly (Node | undefined)[] | undefined {
  if (!entry) return [undefined];
  const found = repeated.map((code) => entry.children.filter((item) => meaningOf(item) === code));
  const most = Math.max(1, ...found.map(({ length }) => length));
  if (most > mostRepeated) return undefined;
  return Array.from({ length: most }, (_, nr) => {
    const others = new Set(found.flatMap((items) => items.filter((_, at) => at !== nr)));
    return { ...entry, children: entry.children.filter((item) => !others.has(item)) };
  });
}

function alertFrom(context: Context, nr: number) {
  const { entry } = context;
  const body = readRows<Body>(alertRows, entry);
  const kind = alertKindOf(meaningOf(entry));
  const ascertained = body.ascertainedDate === undefined ? undefined : `${body.ascertainedDate}000000`;
  const header = headerOf(context, authorTimeOf(context, ascertained));
  return {
    item: {
      alertInformationHeader: nr === 0 ? header : { ...header, documentId: `${header.documentId ?? ''}#${nr + 1}` },
      alertInformationBody: {
        typeOfAlertInformation: typeOf(entry),
        ...body,
        // Its start is mandatory: where none is told, when it was ascertained, else when it was registered.
        validityTimePeriod: {
          start: ascertained ?? authorTimeOf(context),
          ...body.validityTimePeriod,
        },
        ...(kind && readOfKind[kind.body](readRows(rowsOfKind[kind.body], entry))),
        relatedAlertInformation: relatedTo(context),
      },
    },
    ...besideItem(context),
  };
}

function typeOf(entry: Node | undefined): CodedValue | undefined {
  const meaning = child(entry, 'meaning');
  const code = attribute(meaning, 'code');
  return strictlyCoded({
    code,
    codeSystem: attribute(meaning, 'codeSystem') ?? systemOids.informationType,
    displayName: textOf(child(meaning, 'displayName')) ?? alertKindOf(code)?.name,
  });
}

const asRead = (part: Part): Part => part;

/** What a kind's body demands beyond what the source tells. */
const readOfKind: Readonly<Record<AlertBody, (part: Part) => Part>> = {
  hypersensitivity: (part) => {
    const hypersensitivity = part.hypersensitivity as Body['hypersensitivity'];
    return {
      hypersensitivity: {
        ...hypersensitivity,
        pharmaceuticalHypersensitivity: pharmaceutical(hypersensitivity?.pharmaceuticalHypersensitivity),
      },
    };
  },
  treatment: (part) => {
    const treatment = part.treatment as Body['treatment'];
    const { treatmentDescription = wordsOf(treatment?.treatmentCode) } = treatment ?? {};
    return { treatment: { ...treatment, treatmentDescription } };
  },
  seriousDisease: asRead,
  communicableDisease: asRead,
  restrictionOfCare: asRead,
  unstructuredAlertInformation: asRead,
};

/**
 * Either an ATC code alone, or a substance in words with a comment: where there is none, one blank stands for it. A
 * product without substance is a substance by its own name.
 */
function pharmaceutical(told: NonNullable<Body['hypersensitivity']>['pharmaceuticalHypersensitivity']) {
  if (!told) return undefined;
  const { atcSubstance: substance, pharmaceuticalProductId = [], nonATCSubstanceComment: comment } = told;
  if (substance?.code) return { atcSubstance: substance, pharmaceuticalProductId };
  const nonATCSubstance = told.nonATCSubstance ?? wordsOf(substance) ?? wordsOf(pharmaceuticalProductId.find(Boolean));
  return { nonATCSubstance, nonATCSubstanceComment: nonATCSubstance && (comment ?? ' '), pharmaceuticalProductId };
}

/** What a reader would see of it. */
function wordsOf(value: CodedValue | undefined): string | undefined {
  return value?.displayName ?? value?.originalText;
}

/** Links with a role: this alert replaces (`ers`) or extends (`uto`) others. */
function relatedTo({ composition, entry }: Context) {
  return linksTo('upp', composition, entry).map(({ role, targets }) => ({
    typeOfAlertInformationRelationship: codedValueOf(role),
    ...readRows(relationComment, entry),
    documentId: targets,
  }));
}
