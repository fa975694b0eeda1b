import { type BridgeError, type ErrorCode, errorCatalogue } from '../../errors.ts';
import { escapeText, soapNamespaces } from '../../xml/index.ts';

/** Codes that callers of NPÖ 1.0 know from its adapter; what is not here is undefined there too. */
const adapterCodes: Partial<Readonly<Record<ErrorCode, string>>> = {
  ADDRESS_UNKNOWN: '4001',
  ROUTE_AMBIGUOUS: '4001',
  ROUTE_PROFILE_UNSUPPORTED: '5000',
  ROUTE_WITHOUT_URL: '4002',
  PROFILE_UNSUPPORTED: '5000',
  METHOD_NOT_ALLOWED: '5000',
  MEDIA_TYPE_UNSUPPORTED: '5000',
  MESSAGE_UNREADABLE: '6001',
  MESSAGE_INVALID: '6001',
  MESSAGE_TOO_LARGE: '6001',
  MESSAGE_FORBIDDEN_XML: '6001',
  MESSAGE_OVER_LIMIT: '6001',
};
const undefinedError = '1000';

export function adapterCodeOf({ code }: BridgeError): string {
  return adapterCodes[code] ?? undefinedError;
}

/** A fault in the adapter's form: HTTP 500, fault code Server for every one, and the id of the call in the detail. */
export function writeNpoFault(
  error: BridgeError,
  installation: string,
  endpoint: string,
  correlationId: string,
): string {
  const { sv, en, remedy } = errorCatalogue[error.code];
  const text = `[errorCode:${adapterCodeOf(error)}] [${installation}] ${sv}`;
  const detail = [en, error.detail, remedy, `Reason ${error.code}, correlation id ${correlationId}.`].filter(Boolean);
  return (
    `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="${soapNamespaces.envelope}"><soap:Body><soap:Fault>` +
    `<faultcode>soap:Server</faultcode><faultstring>${escapeText(text)}</faultstring>` +
    `<faultactor>${escapeText(endpoint)}</faultactor>` +
    `<detail><id>${escapeText(correlationId)}</id><detailString>${escapeText(detail.join(' '))}</detailString></detail>` +
    '</soap:Fault></soap:Body></soap:Envelope>'
  );
}
