import type { ReferralOutcome } from '../../../contracts/index.ts';
import type { Composition } from '../composition.ts';
import { contactLinks, elementWriter, entry, type Link } from '../record-components.ts';
import { isOneIn, type TypeForm, withMarkedLines } from '../types.ts';
import { requestComposition } from './request.ts';

/** A specialist's answer (und), linked to the referral (vbe). */
export function referralCompositions(item: ReferralOutcome): Composition[] {
  const { referralOutcomeHeader: header, referralOutcomeBody: body } = item;
  const { referralId: id, referralReason: question, referralAuthor: asked, referralTime } = body.referral;
  const author = { ...asked, authorTime: referralTime ?? asked.authorTime };
  const links: Link[] = [...contactLinks(header.careContactId), { target: 'vbe', targetId: id }];
  return [
    { meaning: 'und', header, entry: (form) => answerEntry(form, links, item) },
    requestComposition(header, { id, question, author }),
  ];
}

function answerEntry(
  form: TypeForm,
  links: readonly Link[],
  { referralOutcomeHeader: header, referralOutcomeBody: body }: ReferralOutcome,
): string {
  const items = elementWriter(form, 'items');
  const parts = elementWriter(form, 'parts');
  return entry(
    form,
    { code: 'und-kon-ure' },
    links,
    items.cluster(
      'und-und-ure',
      parts.text('und-und-ure-typ', typeOf(header.documentId, body.referralOutcomeTypeCode)) +
        parts.text('und-und-ure-utl', withMarkedLines(textOf(body))) +
        parts.time('und-und-ure-stp', header.documentTime),
    ) +
      items.text('und-kon-ure-kty', body.referralOutcomeTitle) +
      (body.act ?? []).map((act) => actCluster(form, act)).join(''),
  );
}

/** What is no final answer is said to be preliminary by some clinics, and part of an answer by others. */
function typeOf(id: string, code: 'SS' | 'SR'): string {
  if (code === 'SS') return 'DEF';
  return isOneIn(2, id) ? 'PREL' : 'TILL';
}

/** 1.0 has no codes beside the answer: they stand in it. */
function textOf({ referralOutcomeText, clinicalInformation = [] }: ReferralOutcome['referralOutcomeBody']): string {
  const information = clinicalInformation.map(
    ({ clinicalInformationCode: { code }, clinicalInformationText: text }) => `${code} ${text}`,
  );
  return [referralOutcomeText, ...information].join('\n');
}

type Act = NonNullable<ReferralOutcome['referralOutcomeBody']['act']>[number];

function actCluster(form: TypeForm, { actCode, actText, actTime }: Act): string {
  const parts = elementWriter(form, 'parts');
  return elementWriter(form, 'items').cluster(
    'und-und-uat',
    parts.concept('und-und-uat-kod', actCode) +
      parts.text('und-und-uat-txt', actText, actTime ? { low: actTime, high: actTime } : undefined),
  );
}
