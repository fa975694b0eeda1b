import type { CareDocumentation2 } from '../../contracts/get-care-documentation-2.ts';
import type { CareDocumentation3 } from '../../contracts/get-care-documentation-3.ts';
import { recordHeader, summaryHeader } from './header.ts';
import type { Body, Detail } from './item.ts';
import { attachment, coded, line, listed, meaningOf, prose, text, wordsOf } from './said.ts';
import type { Term } from './terms.ts';
import { timeText } from './time.ts';
import type { Teller, Told } from './told.ts';

type Note2 = CareDocumentation2['careDocumentationBody']['clinicalDocumentNote'];

/** KV Anteckningstyp, and the kinds of note before it. */
const kinds: Readonly<Record<string, Term>> = {
  utr: 'noteInvestigation',
  atb: 'noteTreatment',
  sam: 'noteSummary',
  sao: 'noteCoordination',
  ins: 'noteAdmission',
  slu: 'noteFinal',
  auf: 'noteWithoutMeeting',
  sva: 'noteInpatient',
  bes: 'noteVisit',
  epi: 'noteDischarge',
  int: 'noteIntake',
  dag: 'noteDaily',
  ova: 'noteOutpatient',
  ovs: 'noteOutpatientSummary',
  ovr: 'noteOther',
};

/** What sums up an episode of care: discharge letters and summaries. */
const summaries: ReadonlySet<string> = new Set(['epi', 'slu', 'sam', 'ovs']);
const summaryWords = /epikris|slutanteckning|sammanfattning/i;

/** GetCareDocumentation 2 (vårddokumentation). */
export const careDocumentation2: Teller<CareDocumentation2> = ({
  careDocumentationHeader: header,
  careDocumentationBody,
}) => {
  const note = careDocumentationBody.clinicalDocumentNote;
  const code = note.clinicalDocumentNoteCode ?? note.clinicalDocumentTypeCode;
  return [
    {
      ...tellNote(note, note.dissentintOpinion),
      header: summaryHeader(header),
      title: text(note.clinicalDocumentNoteTitle) ?? text(header.documentTitle),
      term: meaningOf(code, kinds) ?? 'note',
      time: header.documentTime ?? header.accountableHealthcareProfessional.authorTime,
      group: code && summaries.has(code) ? 'summary' : 'note',
      details: [...listed('typeOfNote', code, kinds), ...opinions(note.dissentintOpinion)],
    },
  ];
};

/** GetCareDocumentation 3. */
export const careDocumentation3: Teller<CareDocumentation3> = ({ header, body }) => {
  const { code } = body.clinicalDocumentNoteCode;
  const kind = wordsOf(body.clinicalDocumentNoteCode);
  const isSummary = summaries.has(text(code) ?? '') || summaryWords.test(kind ?? '');
  return [
    {
      ...tellNote(body, body.dissentingOpinion),
      header: recordHeader(header),
      title: text(body.clinicalDocumentNoteTitle) ?? kind,
      term: meaningOf(code, kinds) ?? 'note',
      time: header.author?.timestamp ?? header.record.timestamp,
      group: isSummary ? 'summary' : 'note',
      details: [...coded('typeOfNote', body.clinicalDocumentNoteCode), ...opinions(body.dissentingOpinion)],
    },
  ];
};

interface Opinion {
  readonly authorTime?: string | undefined;
  readonly opinion?: string | undefined;
  readonly personName?: string | undefined;
}

function tellNote(
  note: Pick<Note2, 'clinicalDocumentNoteText'> & { readonly multimediaEntry?: Parameters<typeof attachment>[0] },
  dissent: readonly Opinion[] = [],
): Pick<Told, 'summary' | 'marks' | 'bodies'> {
  return {
    marks: [dissent.length > 0 && 'dissenting-opinion'],
    bodies: [...noteBodies(note.clinicalDocumentNoteText), ...attachment(note.multimediaEntry)],
  };
}

/** Text, unless it begins as DocBook does. */
function noteBodies(given: string | undefined): readonly Body[] {
  const said = text(given);
  if (said && /^\s*<(\?xml|article|section|para)[\s>]/.test(said)) return [{ kind: 'marked-up', source: said }];
  return prose(undefined, said);
}

function opinions(dissent: readonly Opinion[] = []): readonly Detail[] {
  return dissent.flatMap(({ opinion, personName, authorTime }) => {
    const about = [text(personName), authorTime && timeText(authorTime)].filter(Boolean).join(', ');
    return line('dissentingOpinion', opinion, { about });
  });
}
