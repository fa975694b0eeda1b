/** E-referral messages written by hand, not by the code under test. */

export const referralUnits = {
  /** Of Norrbotten, who refers. */
  referring: 'SE2321000230-DEMOVE1',
  /** Of Västernorrland, to whom. */
  receiving: 'SE2321000206-DEMOVE1',
} as const;

interface Common {
  readonly major?: 1 | 2;
  readonly requestId?: string;
  readonly version?: string;
  readonly patient?: string;
  readonly root?: string;
  readonly from?: string;
  readonly to?: string;
  /** In the header; default is the recipient. */
  readonly address?: string;
  /** At the message's extension point, or anywhere after its own elements. */
  readonly more?: string;
  readonly attachments?: readonly string[];
}

const personalNumber = '1.2.752.129.2.1.3.1';
const time = '20261126080000';
const organisation = (name: string, unit: string) =>
  `<t:${name}><t:careUnitId extension="${unit}"/><t:careUnitName>Enhet</t:careUnitName></t:${name}>`;
const recipient = (name: string, unit: string) =>
  `<t:${name}><t:organisation><t:careUnitId extension="${unit}"/></t:organisation></t:${name}>`;
const author = (unit: string, person?: string) =>
  `<t:author>${person ? `<t:healthcareProfessional><t:id extension="${person}"/><t:name>Åsa Öberg</t:name></t:healthcareProfessional>` : ''}` +
  `<t:healthcareProfessionalOrganisation><t:careUnitId extension="${unit}"/></t:healthcareProfessionalOrganisation></t:author>`;
const attached = (values: readonly string[] = []) =>
  values
    .map(
      (value) => `<t:attachment><t:mediaType>application/pdf</t:mediaType><t:value>${value}</t:value></t:attachment>`,
    )
    .join('');

function envelope(name: string, { major = 2, address = '' }: Common, body: string): string {
  const domain = 'urn:riv:clinicalprocess:activity:request';
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<!-- sent as it stands --><e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"' +
    ` xmlns:s="${domain}:${name}Responder:${major}" xmlns:t="${domain}:${major}">\n` +
    `<e:Header><r:LogicalAddress xmlns:r="urn:riv:itintegration:registry:1">${address}</r:LogicalAddress></e:Header>` +
    `<e:Body><s:${name}>${body}</s:${name}></e:Body></e:Envelope>\n`
  );
}

function patientOf({ patient = '191212121212', root = personalNumber }: Common): string {
  return `<t:patient><t:personId root="${root}" extension="${patient}"/><t:name>Tolvansson, Tolvan</t:name></t:patient>`;
}

export const requestId = 'SE2321000230-DEMOEHR#4711';

export function processRequest(
  given: Common & { readonly reason?: string; readonly type?: string; readonly intermediaries?: string } = {},
): string {
  const { from = referralUnits.referring, to = referralUnits.receiving, version = '1', more = '' } = given;
  return envelope(
    'ProcessRequest',
    { ...given, address: given.address ?? to },
    `<t:request><t:requestId extension="${given.requestId ?? requestId}"/><t:typeOfRequest code="${given.type ?? '4'}"/>` +
      `<t:versionTimeStamp value="${time}"/><t:versionNumber>${version}</t:versionNumber>` +
      `<t:reasonForVersion><t:typeOfReason code="${given.reason ?? 'NR'}"/></t:reasonForVersion>` +
      `${given.major === 1 ? '' : '<t:careResponsibilityRemains>true</t:careResponsibilityRemains>'}${patientOf(given)}` +
      `${organisation('requestOrganisation', from)}${author(from, 'SE2321000230-DEMOLAK')}${recipient('recipient', to)}` +
      `${given.intermediaries ?? ''}<t:additionalInformation/>` +
      '<t:questionFormulation><t:text>Höftsmärta, önskar bedömning. – Å</t:text></t:questionFormulation>' +
      `${attached(given.attachments)}${more}</t:request>`,
  );
}

export function processConfirmation(
  given: Common & {
    readonly id?: string;
    readonly type?: string;
    readonly author?: string;
    readonly forwardedTo?: string;
  } = {},
): string {
  const { from = referralUnits.receiving, to = referralUnits.referring, version = '1', more = '' } = given;
  return envelope(
    'ProcessRequestConfirmation',
    { ...given, address: given.address ?? to },
    `<t:requestConfirmation><t:requestId extension="${given.requestId ?? requestId}"/>` +
      `<t:requestConfirmationId extension="${given.id ?? 'SE2321000206-DEMOEHR#c1'}"/>` +
      `<t:typeOfRequestConfirmation code="${given.type ?? 'BEK'}"/><t:requestVersionNumber>${version}</t:requestVersionNumber>` +
      `<t:requestConfirmationTime value="${time}"/>${patientOf(given)}${organisation('confirmingOrganisation', from)}` +
      `${author(from, given.author)}${recipient('recipient', to)}` +
      `${given.forwardedTo ? recipient('forwardingRecipient', given.forwardedTo) : ''}` +
      `<t:outcome><t:outcomeText>Mottagen.</t:outcomeText></t:outcome>${more}</t:requestConfirmation>`,
  );
}

export function processOutcome(given: Common & { readonly id?: string; readonly type?: string } = {}): string {
  const { from = referralUnits.receiving, to = referralUnits.referring, version = '1', more = '' } = given;
  return envelope(
    'ProcessRequestOutcome',
    { ...given, address: given.address ?? to },
    `<t:requestOutcome><t:requestId extension="${given.requestId ?? requestId}"/>` +
      `<t:requestOutcomeId extension="${given.id ?? 'SE2321000206-DEMOEHR#o1'}"/>` +
      `<t:typeOfRequestOutcome code="${given.type ?? 'SSV'}"/><t:requestVersionNumber>${version}</t:requestVersionNumber>` +
      `<t:requestOutcomeTime value="${time}"/>${patientOf(given)}${organisation('respondingOrganisation', from)}` +
      `${author(from)}${recipient('recipient', to)}<t:outcome><t:outcomeText>Bedömd.</t:outcomeText></t:outcome>` +
      `${attached(given.attachments)}${more}</t:requestOutcome>`,
  );
}

export function consultation(attributes: string, consent = ''): string {
  return `<c:consultation xmlns:c="urn:norrbryggan:consultation:1" ${attributes}>${consent}</c:consultation>`;
}
