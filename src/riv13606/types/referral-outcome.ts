import { type CodedValue, type ReferralOutcome, strictlyCoded } from '../../contracts/index.ts';
import { compose } from '../compose.ts';
import { coded, oneOf, start, text } from '../conversions.ts';
import { authorTimeOf, besideItem, demandsNoIds, headerOf, signatureTimeOf } from '../header.ts';
import type { InformationType } from '../information-type.ts';
import { cluster, clusters, element, observed, type Row, readRows, writeRows } from '../rows.ts';
import { linkToRequest, missing, requestMade, requestOf } from './request-for-care.ts';

type Body = ReferralOutcome['referralOutcomeBody'];
type Act = NonNullable<Body['act']>[number];

/** From `referralOutcomeBody`; an act's result is told as text. */
export const referralOutcomeRows: readonly Row[] = [
  cluster('und-und-ure', '', [
    element('und-und-ure-typ', oneOf({ DEF: 'SS', TILL: 'SR' }), 'referralOutcomeTypeCode'),
    element('und-und-ure-utl', text, 'referralOutcomeText'),
    element('und-kon-ure-kty', text, 'referralOutcomeTitle'),
    clusters('und-und-uat', 'act', [
      element('und-und-uat-kod', coded, 'code'),
      element('und-und-uat-txt', text, 'actText', observed(start, 'actTime')),
      cluster('und-und-res', '', [element('und-und-res-und', text, 'finding')]),
    ]),
  ]),
];

/** `und-kon` ↔ GetReferralOutcome 3: answers to referrals for consultation. */
export const referralOutcome: InformationType<ReferralOutcome> = {
  code: 'und-kon',
  contract: 'GetReferralOutcome:3',
  isRecord: (meaning) => meaning === 'und',
  isEntry: (meaning) => meaning === 'und-kon-ure',
  companions: ['vbe'],
  read: (context) => {
    const { act = [], ...body } = readRows<Read>(referralOutcomeRows, context.entry);
    const request = requestOf(context);
    const authorTime = authorTimeOf(context);
    return [
      {
        item: {
          referralOutcomeHeader: {
            ...headerOf(context, authorTime, demandsNoIds),
            documentTime: signatureTimeOf(context.composition) ?? authorTime,
          },
          referralOutcomeBody: {
            ...body,
            referralOutcomeText: body.referralOutcomeText ?? missing,
            act: act.map(actFrom),
            referral: {
              referralId: request?.id ?? missing,
              referralReason: request?.reason ?? missing,
              referralTime: request?.time,
              referralAuthor: { authorTime: request?.time ?? authorTime, ...request?.author },
            },
          },
        },
        ...besideItem(context),
        ...(body.referralOutcomeTypeCode === undefined && { problems: [preliminary] }),
      },
    ];
  },
  write: ({ referralOutcomeHeader: header, referralOutcomeBody: body }) => {
    const { referral, act = [] } = body;
    return {
      compositions: [
        compose({
          meaning: 'und',
          header,
          links: [linkToRequest(referral.referralId)],
          entry: { code: 'und-kon-ure', items: writeRows(referralOutcomeRows, { ...body, act: act.map(toldOf) }) },
        }),
        requestMade(
          {
            id: referral.referralId,
            reason: referral.referralReason,
            author: referral.referralAuthor,
            time: referral.referralTime,
          },
          header.accountableHealthcareProfessional,
        ),
      ],
    };
  },
};

/** RIV-TA has no word for one: it is counted among the withheld until the final one comes. */
export const preliminary = 'referralOutcome is preliminary, or of a kind that the contract does not know';

interface Told {
  readonly code?: CodedValue;
  readonly actText?: string;
  readonly actTime?: string;
  readonly finding?: string;
}

interface Read extends Partial<Omit<Body, 'act'>> {
  readonly act?: readonly Told[];
}

/** A code without its system has no place in the contract: it becomes a part of the text. */
function actFrom({ code, actText, actTime, finding }: Told) {
  const { code: value, codeSystem, displayName, originalText } = code ?? {};
  const words = strictlyCoded({ code: originalText, displayName: actText })?.originalText;
  return {
    actCode: value && codeSystem ? { code: value, codeSystem } : undefined,
    actText: (value ? (actText ?? displayName) : words) ?? missing,
    actTime,
    actResult: finding ? [{ mediaType: 'text/plain', value: Buffer.from(finding).toString('base64') }] : undefined,
  };
}

function toldOf({ actCode, actText, actTime, actResult = [] }: Act): Told {
  const finding = actResult
    .filter(({ mediaType, value }) => mediaType === 'text/plain' && value)
    .map(({ value }) => Buffer.from(value ?? '', 'base64').toString())
    .join('\n');
  return {
    ...(actCode && { code: { ...actCode } }),
    actText,
    ...(actTime && { actTime }),
    ...(finding && { finding }),
  };
}
