import { hsaWsContracts } from '../../contracts/directory/hsaws-3.ts';
import type { ContractId } from '../../contracts/index.ts';
import { EngagementFault } from '../../engagements/index.ts';
import { BridgeError, type ErrorCode, errorCatalogue } from '../../errors.ts';
import { escapeText, soapNamespaces } from '../../xml/index.ts';

/** What a SOAP fault says as the national platform writes it. The fault code of VP007 is Server, as the reference platform has it. */
export interface PlatformFault {
  readonly code: string;
  readonly faultCode: 'Client' | 'Server';
}

const client = (code: string): PlatformFault => ({ code, faultCode: 'Client' });
const server = (code: string): PlatformFault => ({ code, faultCode: 'Server' });
const unreadable = client('VP015');
const producer = server('VP009');
const resources = server('VP012');
const certificate = client('VP002');
/** Whatever it was that did not permit it: the caller may not call here. */
const refused = server('VP007');

/** Every code of the catalogue as the platform code that callers know. */
const platformFaults: Readonly<Record<ErrorCode, PlatformFault>> = {
  CERT_MISSING: certificate,
  CERT_UNREADABLE: certificate,
  CERT_UNKNOWN_ISSUER: certificate,
  CERT_EXPIRED: certificate,
  CERT_NOT_YET_VALID: certificate,
  CERT_WRONG_USAGE: certificate,
  CERT_UNKNOWN_EXTENSION: certificate,
  CERT_LONG_LIFETIME: certificate,
  CERT_WRONG_POLICY: certificate,
  CERT_NO_HSA_ID: certificate,
  CERT_BAD_HSA_ID: certificate,
  CERT_PERSONAL_NUMBER: certificate,
  CERT_REVOKED: certificate,
  CERT_REVOCATION_UNKNOWN: certificate,
  CERT_WEAK: certificate,
  CERT_DEMO_IDENTITY: certificate,
  CERT_HOLDER_REFUSED: refused,
  // On the access log alone.
  CERT_HOLDER_UNKNOWN: refused,
  CERT_HOLDER_CLOSED: refused,
  // Remarks, for which nobody is refused.
  CERT_HSA_ID_FROM_OU: certificate,
  CERT_OTHER_ORGANISATION: certificate,
  CERT_PERSON_ON_SYSTEM_PORT: certificate,
  CERT_FUNCTION_AT_SIGN_IN: certificate,
  // Of the portal alone; no SOAP caller meets them.
  SIGN_IN_CODE_INVALID: refused,
  SIGN_IN_REFUSED: refused,
  SIGN_IN_PERSON_UNKNOWN: refused,
  SIGN_IN_PROVIDER_UNAVAILABLE: refused,
  LAUNCH_INVALID: refused,
  LAUNCH_FOR_ANOTHER: refused,
  NOT_SIGNED_IN: refused,
  SESSION_ENDED: refused,
  ASSIGNMENT_REQUIRED: refused,
  ROLE_REQUIRED: refused,
  PATIENT_CHANGED: refused,
  NEWS_CHANGED: refused,
  OUTPUT_OFF: refused,
  OUTPUT_PROTECTED: refused,
  CROSS_SITE_REFUSED: refused,
  SECOND_PERSON_REQUIRED: refused,
  UNMASKING_CLOSED: refused,
  REVIEW_OWN_ACCESS: refused,
  WORK_LIMIT: resources,
  WORK_OF_ANOTHER: refused,
  RETENTION_NOT_OVER: refused,
  REVIEW_INVALID: refused,
  REGISTRATION_CONFLICT: refused,
  PROFILE_UNSUPPORTED: client('VP001'),
  ADDRESS_MISSING: client('VP003'),
  ADDRESS_UNKNOWN: client('VP004'),
  ROUTE_PROFILE_UNSUPPORTED: client('VP005'),
  ROUTE_AMBIGUOUS: server('VP006'),
  CATALOGUE_UNAVAILABLE: server('VP008'),
  CATALOGUE_INVALID: server('VP008'),
  ROUTE_WITHOUT_URL: server('VP010'),
  ORIGINAL_CONSUMER_REFUSED: client('VP013'),
  CALLER_NOT_PERMITTED: refused,
  ACTOR_REQUIRED: refused,
  AUTH_SYSTEM: refused,
  AUTH_USER_LOA: refused,
  ASSIGNMENT_INVALID: refused,
  PURPOSE_NOT_ALLOWED: refused,
  RIGHT_MISSING: refused,
  PATIENT_PROTECTED: refused,
  NO_RELATION: refused,
  CONSENT_REQUIRED: refused,
  CONSENT_REFUSED: refused,
  BLOCKED: refused,
  CHOICE_REQUIRED: refused,
  NOT_FOR_PATIENT: refused,
  ASSERTION_INVALID: unreadable,
  TOKEN_INVALID: unreadable,
  SCOPE_MISSING: refused,
  SOURCE_TIMEOUT: producer,
  SOURCE_UNREACHABLE: producer,
  SOURCE_BUSY: resources,
  SOURCE_REFUSED: producer,
  SOURCE_BAD_DATA: producer,
  PROXY_HEADER_REFUSED: client('VP011'),
  PROXY_HEADER_INVALID: certificate,
  TOO_MANY_REQUESTS: resources,
  OVERLOADED: resources,
  AUDIT_UNAVAILABLE: resources,
  SECURITY_SERVICE_UNAVAILABLE: resources,
  STORE_LOCKED: resources,
  STORE_REENTERED: resources,
  STORE_UNAVAILABLE: resources,
  BUS_UNAVAILABLE: resources,
  DIRECTORY_COPY_BUSY: resources,
  DIRECTORY_UNAVAILABLE: resources,
  INTERNAL: resources,
  CONFIG_INVALID: resources,
  COMMAND_INVALID: resources,
  PORT_IN_USE: resources,
  BRIDGE_NOT_RUNNING: resources,
  ROUTING_LOOP: server('VP014'),
  MESSAGE_UNREADABLE: unreadable,
  MESSAGE_TOO_LARGE: unreadable,
  MESSAGE_FORBIDDEN_XML: unreadable,
  MESSAGE_OVER_LIMIT: unreadable,
  MESSAGE_INVALID: unreadable,
  PATIENT_ID_INVALID: unreadable,
  PATIENT_NOT_ALLOWED: unreadable,
  PATIENT_REQUIRED: unreadable,
  PARAMETER_INVALID: unreadable,
  PARAMETER_UNSUPPORTED: unreadable,
  SUMMARY_PROFILE_UNKNOWN: unreadable,
  MEDIA_TYPE_UNSUPPORTED: unreadable,
  NOT_FOUND: unreadable,
  METHOD_NOT_ALLOWED: unreadable,
};

/** The producer answered with an HTTP error that is no SOAP fault of its own to hand through. */
export class ProducerRefused extends BridgeError {
  readonly httpStatus: number;

  constructor(httpStatus: number, detail: string) {
    super('SOURCE_REFUSED', detail);
    this.httpStatus = httpStatus;
  }
}

/** The engagement index has codes of its own. */
export function platformFaultOf(error: BridgeError): PlatformFault {
  if (error instanceof EngagementFault) return error.fault === 'EI000' ? server(error.fault) : client(error.fault);
  return platformFaults[error.code];
}

/**
 * A fault as the platform writes it: `VPnnn [installation] Swedish text` and an English detailString in no namespace
 * with what to do and the correlation id, and last the status of a producer's HTTP error. HTTP status is 500 for every one.
 * The engagement index writes `EInnn: text`.
 */
export function writeFault(
  error: BridgeError,
  installation: string,
  correlationId: string,
  contract?: ContractId,
): string {
  const { code, faultCode } = platformFaultOf(error);
  const { sv, en, remedy } = errorCatalogue[error.code];
  const string =
    error instanceof EngagementFault ? `${code}: ${error.detail || en}` : `${code} [${installation}] ${sv}`;
  const producer = error instanceof ProducerRefused ? `VP_PRODUCER_EXCEPTION_HTTP_STATUS=${error.httpStatus}` : '';
  const trail = `Reason ${error.code}, correlation id ${correlationId}.`;
  const detail = [en, error.detail, remedy, trail, producer].filter(Boolean).join(' ');
  return (
    `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="${soapNamespaces.envelope}"><soap:Body><soap:Fault>` +
    `<faultcode>soap:${faultCode}</faultcode><faultstring>${escapeText(string)}</faultstring>` +
    `<detail><detailString>${escapeText(detail)}</detailString>${declaredFault(error, contract)}</detail>` +
    '</soap:Fault></soap:Body></soap:Envelope>'
  );
}

/** HSA-WS 3 declares a fault of its own: 3 is a question that cannot be meant, 6 what could not be looked up. */
function declaredFault(error: BridgeError, contract: ContractId | undefined): string {
  const [{ namespace = '' } = {}] = hsaWsContracts;
  if (!hsaWsContracts.some(({ id }) => id === contract)) return '';
  const code = error.code === 'MESSAGE_INVALID' ? 3 : 6;
  return (
    `<h:HsaWsFault xmlns:h="${namespace}"><h:code>${code}</h:code>` +
    `<h:message>${escapeText(errorCatalogue[error.code].en)}</h:message></h:HsaWsFault>`
  );
}
