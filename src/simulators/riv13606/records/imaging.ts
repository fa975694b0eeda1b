import type { ImagingOutcome } from '../../../contracts/index.ts';
import type { Composition } from '../composition.ts';
import { contactLinks, elementWriter, entry, type Link } from '../record-components.ts';
import { type TypeForm, withMarkedLines } from '../types.ts';
import { requestComposition } from './request.ts';

/** An answer from radiology (und), linked to the referral (vbe). */
export function imagingCompositions(item: ImagingOutcome): Composition[] {
  const { imagingOutcomeHeader: header, imagingOutcomeBody: body } = item;
  const { referralId: id, referralReason: question, accountableHealthcareProfessional: author } = body.referral ?? {};
  const links: Link[] = [...contactLinks(header.careContactId), ...(id ? [{ target: 'vbe', targetId: id }] : [])];
  const answer: Composition = { meaning: 'und', header, entry: (form) => answerEntry(form, links, item) };
  return id ? [answer, requestComposition(header, { id, question, ...(author && { author }) })] : [answer];
}

function answerEntry(form: TypeForm, links: readonly Link[], { imagingOutcomeBody: body }: ImagingOutcome): string {
  const items = elementWriter(form, 'items');
  const parts = elementWriter(form, 'parts');
  const [recording] = body.imageRecording ?? [];
  const { start, end } = recording?.examinationTimePeriod ?? {};
  const examination = recording?.examinationActivity;
  const name = examination?.originalText ?? examination?.displayName;
  const report = withMarkedLines([body.resultReport, body.resultComment].filter(Boolean).join('\n'));
  return entry(
    form,
    { code: 'und-bdi-ure' },
    links,
    items.cluster(
      'und-und-ure',
      parts.text('und-und-ure-typ', body.typeOfResult) +
        parts.time('und-und-ure-stp', body.resultTime) +
        parts.text('und-und-ure-utl', report) +
        parts.text('und-bdi-ure-lab', recording?.examinationUnit),
    ) +
      items.cluster(
        'und-und-uat',
        parts.text('und-und-uat-kod', name) +
          parts.text('und-und-uat-txt', name, start ? { low: start, high: end } : undefined),
      ) +
      (recording?.numberOfImages === undefined
        ? ''
        : items.cluster('und-und-res', parts.text('und-und-res-und', `Antal bilder: ${recording.numberOfImages}`))),
  );
}
