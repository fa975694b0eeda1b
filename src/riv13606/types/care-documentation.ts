import type { CareDocumentation2 } from '../../contracts/index.ts';
import { compose } from '../compose.ts';
import { meaningOf } from '../composition.ts';
import { lines, time } from '../conversions.ts';
import type { Context } from '../extract.ts';
import { authorTimeOf, besideItem, headerOf, signatureTimeOf } from '../header.ts';
import type { InformationType } from '../information-type.ts';
import { child } from '../node.ts';
import { element, type Row, readRows, writeRows } from '../rows.ts';
import { textOf } from '../values.ts';

/** KV Anteckningstyp. */
const noteCodes = new Set(['utr', 'atb', 'sam', 'sao', 'ins', 'slu', 'auf', 'sva', 'bes']);
/** Kinds of document before that, whose compositions have titles. */
const typeCodes = new Set(['epi', 'int', 'dag', 'ova', 'ovs', 'ovr']);
/** A special note: it has a title too, and no code in RIV-TA. */
const special = 'spe';

/** From the record: header and body. */
export const careDocumentationRows: readonly Row[] = [
  element('voo-voo-txt', lines, 'careDocumentationBody/clinicalDocumentNote/clinicalDocumentNoteText'),
  element('voo-voo-tid', time, 'careDocumentationHeader/documentTime'),
];

/** `voo` ↔ GetCareDocumentation 2. The composition's meaning is the kind of note. */
export const careDocumentation: InformationType<CareDocumentation2> = {
  code: 'voo',
  contract: 'GetCareDocumentation:2',
  // Sources use codes that no list has.
  isRecord: () => true,
  isEntry: (meaning) => meaning === 'voo-voo',
  companions: [],
  read: (context) => {
    const read = readRows<CareDocumentation2>(careDocumentationRows, context.entry);
    const eventTime = read.careDocumentationHeader?.documentTime;
    const { sourceSystemHSAId, ...header } = headerOf(context, authorTimeOf(context, eventTime));
    return [
      {
        item: {
          careDocumentationHeader: {
            ...header,
            // So it is spelt here.
            sourceSystemHSAid: sourceSystemHSAId,
            documentTime: eventTime ?? signatureTimeOf(context.composition) ?? authorTimeOf(context),
          },
          careDocumentationBody: {
            clinicalDocumentNote: { ...kindOf(context), ...read.careDocumentationBody?.clinicalDocumentNote },
          },
        },
        ...besideItem(context),
      },
    ];
  },
  write: (item) => {
    const note = item.careDocumentationBody.clinicalDocumentNote;
    if (note.clinicalDocumentNoteText === undefined) return { unsayable: 'a note that is an attachment' };
    const { clinicalDocumentNoteCode, clinicalDocumentTypeCode, clinicalDocumentNoteTitle: title } = note;
    return {
      compositions: [
        compose({
          meaning: clinicalDocumentTypeCode ?? clinicalDocumentNoteCode ?? special,
          header: item.careDocumentationHeader,
          name: clinicalDocumentNoteCode && !clinicalDocumentTypeCode ? undefined : title,
          entry: { code: 'voo-voo', items: writeRows(careDocumentationRows, item) },
        }),
      ],
    };
  },
};

function kindOf({ composition }: Context) {
  const kind = meaningOf(composition) ?? '';
  const title = textOf(child(composition, 'name'));
  if (noteCodes.has(kind)) return { clinicalDocumentNoteCode: kind };
  if (typeCodes.has(kind)) return { clinicalDocumentTypeCode: kind, clinicalDocumentNoteTitle: title };
  return kind === special ? { clinicalDocumentNoteTitle: title } : {};
}
