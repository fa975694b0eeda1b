import type { ReferralOutcome } from '../../../contracts/index.ts';
import { icd10Se } from '../contact-records.ts';
import type { Consultation } from '../content/examination.ts';
import type { Entry } from '../entries.ts';
import type { History } from '../history.ts';
import { authorOf, headerOf, nameOf, writtenAt } from './header.ts';

export function referral3({ chart, entries }: History): ReferralOutcome[] {
  return entries('consultation').map((entry) => ({
    referralOutcomeHeader: { ...headerOf(chart, entry), documentTime: writtenAt(entry) },
    referralOutcomeBody: {
      referralOutcomeTypeCode: entry.content.final ? 'SS' : 'SR',
      referralOutcomeTitle: entry.content.speciality,
      referralOutcomeText: entry.content.answer,
      clinicalInformation: (entry.content.information ?? []).map(({ code, text }) => ({
        clinicalInformationCode: { code, codeSystem: icd10Se },
        clinicalInformationText: text,
      })),
      act: (entry.content.acts ?? []).map((act, index) => performed(entry, act, index)),
      referral: {
        referralId: `${entry.id}-rem`,
        referralReason: entry.content.question,
        referralTime: askedAt(entry),
        referralAuthor: authorOf(entry, askedAt(entry)),
      },
      ...(entry.signed && {
        attested: { attestedTime: entry.signed, attesterHSAId: entry.author.hsaId, attesterName: nameOf(entry) },
      }),
    },
  }));
}

/** Two weeks is what a referral takes here. */
const askedAt = (entry: Entry): string => writtenAt({ ...entry, day: entry.day - 14 });

function performed(
  entry: Entry<Consultation>,
  { code, text, pdf }: NonNullable<Consultation['acts']>[number],
  index: number,
) {
  return {
    actId: `${entry.id}-${index + 1}`,
    ...(code && { actCode: { code: code.code, codeSystem: code.system } }),
    actText: text,
    actTime: writtenAt(entry),
    ...(pdf && { actResult: [{ mediaType: 'application/pdf' as const, value: pdf }] }),
  };
}
