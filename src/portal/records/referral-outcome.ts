import type { ReferralOutcome } from '../../contracts/get-referral-outcome-3.ts';
import { nameOf, summaryHeader, unitLines } from './header.ts';
import type { Detail } from './item.ts';
import { attachment, coded, line, listed, prose, text, time } from './said.ts';
import type { Teller } from './told.ts';

type Body = ReferralOutcome['referralOutcomeBody'];

/** GetReferralOutcome 3: the answer to a referral for consultation (konsultationssvar). */
export const referralOutcome: Teller<ReferralOutcome> = ({
  referralOutcomeHeader: header,
  referralOutcomeBody: body,
}) => [
  {
    header: summaryHeader(header),
    title: text(body.referralOutcomeTitle),
    term: 'consultationAnswer',
    summary: text(body.referral?.referralReason),
    time: header.documentTime ?? header.accountableHealthcareProfessional.authorTime,
    details: [
      ...listed('typeOfAnswer', body.referralOutcomeTypeCode, { SS: 'finalAnswer', SR: 'answer' }),
      ...(body.clinicalInformation ?? []).flatMap(({ clinicalInformationCode: code, clinicalInformationText }) =>
        line('clinicalInformation', clinicalInformationText, { about: text(code?.code) }),
      ),
      ...(body.act ?? []).flatMap(({ actText, actCode, actTime }) => [
        ...line('act', actText, { about: text(actCode?.code) }),
        ...time('actTime', actTime, { about: text(actText) }),
      ]),
      ...referralLines(body),
      ...line('attestedBy', body.attested?.attesterName ?? body.attested?.attesterHSAId),
      ...time('attested', body.attested?.attestedTime),
    ],
    bodies: [
      ...prose('answer', body.referralOutcomeText),
      ...(body.act ?? []).flatMap(({ actResult = [] }) => actResult.flatMap((file) => attachment(file, 'act'))),
    ],
  },
];

function referralLines({ referral }: Body): readonly Detail[] {
  const author = referral?.referralAuthor;
  const unit = unitLines(author?.healthcareProfessionalOrgUnit);
  return [
    ...line('question', referral?.referralReason),
    ...time('referred', referral?.referralTime ?? author?.authorTime),
    ...line('referredBy', nameOf(author)),
    ...coded('referredBy', author?.healthcareProfessionalRoleCode),
    ...line('referredBy', unit.map(({ value }) => value).join(', '), { tellsPlace: true }),
  ];
}
