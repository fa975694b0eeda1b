import { toRivtaTime } from '../codes/index.ts';
import { type ReferralContract, referralFamilies } from '../contracts/referrals/registry.ts';
import type { ReferralMajor } from '../contracts/referrals/types.ts';
import { envelope } from '../sources/soap-call.ts';
import { escapeAttribute, escapeText, writeAddress } from '../xml/index.ts';
import type { ConfirmationMessage } from './message.ts';
import type { Referral } from './store.ts';

interface Confirming {
  /** HSA-id and name of the person. */
  readonly author: string;
  readonly name: string;
  /** Names the confirmation: the same for the same version of a referral. */
  readonly id: string;
  readonly at: Date;
}

interface Written {
  readonly contract: ReferralContract;
  readonly message: ConfirmationMessage;
  readonly xml: string;
}

/** The confirmation (BEK) of a request that a person has accepted here, in the version that the request came in. */
export function writeConfirmation(referral: Referral, { author, name, id, at }: Confirming): Written {
  const { requestId, version, patient, requestingUnit: to, receivingUnit: from } = referral;
  const major = referral.major as ReferralMajor;
  const { confirmation: contract } = referralFamilies[major];
  const unit = `<t:careUnitId${extension(from)}/>`;
  const body =
    `<s:${contract.name} xmlns:s="${contract.namespace}" xmlns:t="urn:riv:${contract.domain}:${major}">` +
    `<t:requestConfirmation><t:requestId${extension(requestId)}/><t:requestConfirmationId${extension(id)}/>` +
    `<t:typeOfRequestConfirmation code="BEK"/><t:requestVersionNumber>${version}</t:requestVersionNumber>` +
    `<t:requestConfirmationTime value="${toRivtaTime(at.getTime())}"/>` +
    `<t:patient><t:personId root="${escapeAttribute(patient.type)}"${extension(patient.id)}/></t:patient>` +
    `<t:confirmingOrganisation>${unit}</t:confirmingOrganisation><t:author><t:healthcareProfessional>` +
    `<t:id${extension(author)}/><t:name>${escapeText(name.slice(0, 64))}</t:name></t:healthcareProfessional>` +
    `<t:healthcareProfessionalOrganisation>${unit}</t:healthcareProfessionalOrganisation></t:author>` +
    `<t:recipient><t:organisation><t:careUnitId${extension(to)}/></t:organisation></t:recipient>` +
    '<t:outcome><t:outcomeText>Konsultationen är accepterad.</t:outcomeText></t:outcome>' +
    `</t:requestConfirmation></s:${contract.name}>`;
  const common = { major: major, requestId, version, patient, from, to, attachments: 0 };
  return {
    contract,
    message: { ...common, kind: 'confirmation', id, type: 'BEK', author, forwardedTo: undefined },
    xml: envelope(writeAddress(to, 'rivtabp21'), body),
  };
}

function extension(value: string): string {
  return ` extension="${escapeAttribute(value)}"`;
}
