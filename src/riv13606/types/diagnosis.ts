import { type Diagnosis, strictlyCoded } from '../../contracts/index.ts';
import { compose, linkTo } from '../compose.ts';
import { linksTo } from '../composition.ts';
import { coded, text, time } from '../conversions.ts';
import { authorTimeOf, besideItem, headerOf } from '../header.ts';
import type { InformationType } from '../information-type.ts';
import { cluster, element, type Part, type Row, readRows, rule, writeRows } from '../rows.ts';
import { textOf } from '../values.ts';

type Body = Diagnosis['diagnosisBody'];

/** From `diagnosisBody`. */
export const diagnosisRows: readonly Row[] = [
  element('dia-dia-kod', coded, 'diagnosisCode'),
  rule(
    'dia-dia-typ',
    (value) => kindFrom(textOf(value)?.trim()),
    (body) => text.write(kindOf(body as Partial<Body>)),
  ),
  element('dia-dia-tid', time, 'diagnosisTime'),
];

/** Stands where a coded value is missing. */
const describedRows: readonly Row[] = [
  cluster('dia-dia-dbe', '', [
    element('dia-dia-dbe-kod', text, 'code'),
    element('dia-dia-dbe-txt', text, 'displayName'),
  ]),
];

/** `dia` ↔ GetDiagnosis 2. One diagnosis an entry. */
export const diagnosis: InformationType<Diagnosis> = {
  code: 'dia',
  contract: 'GetDiagnosis:2',
  isRecord: (meaning) => meaning === 'dia',
  isEntry: (meaning) => meaning === 'dia-dia',
  companions: [],
  read: (context) => {
    const { composition, entry } = context;
    const body = readRows<Body>(diagnosisRows, entry);
    const related = linksTo('dia', composition, entry).flatMap((link) => link.targets);
    return [
      {
        item: {
          diagnosisHeader: headerOf(context, authorTimeOf(context, body.diagnosisTime)),
          diagnosisBody: {
            // Without a type it can read, a diagnosis that points at another one is secondary, any other a main one.
            typeOfDiagnosis: related.length > 0 ? 'Bidiagnos' : 'Huvuddiagnos',
            ...body,
            diagnosisCode: body.diagnosisCode ?? strictlyCoded(readRows(describedRows, entry)),
            relatedDiagnosis: related.map((documentId) => ({ documentId })),
          },
        },
        ...besideItem(context),
      },
    ];
  },
  write: ({ diagnosisHeader, diagnosisBody }) => ({
    compositions: [
      compose({
        meaning: 'dia',
        header: diagnosisHeader,
        links: (diagnosisBody.relatedDiagnosis ?? []).map(({ documentId }) => linkTo('dia', [documentId])),
        entry: { code: 'dia-dia', items: writeRows(diagnosisRows, diagnosisBody) },
      }),
    ],
  }),
};

/** 13606 has a third kind, which is a property in RIV-TA. */
function kindFrom(said: string | undefined): Part {
  if (said === 'Huvuddiagnos' || said === 'Bidiagnos') return { typeOfDiagnosis: said };
  return said === 'Kronisk diagnos' ? { typeOfDiagnosis: 'Bidiagnos', chronicDiagnosis: true } : {};
}

function kindOf({ typeOfDiagnosis, chronicDiagnosis }: Partial<Body>): string {
  return typeOfDiagnosis === 'Bidiagnos' && chronicDiagnosis ? 'Kronisk diagnos' : (typeOfDiagnosis ?? '');
}
