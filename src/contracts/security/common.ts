import { type ComplexType, type Elements, one, optional, type SchemaBuilder, schema, string } from '../schema.ts';
import { defineService, responderNamespace, type ServiceContract } from '../service-contract.ts';

/** What the types namespaces of the security services have in common; each declares them anew. */

interface Described<Request extends Elements, Response extends Elements> {
  readonly domain: string;
  readonly name: string;
  readonly major: number;
  readonly minor?: number;
  readonly request: Request;
  readonly response: Response;
}

type Defined<Request extends Elements, Response extends Elements> = ServiceContract<
  ComplexType<Request>,
  ComplexType<Response>
>;

/** A contract of the current `informationsecurity:*` domains. */
export function defineCurrent<const Request extends Elements, const Response extends Elements>(
  described: Described<Request, Response>,
): Defined<Request, Response> {
  return define(described, described.name, `${described.name}Type`);
}

/** One of the older `ehr:*` domains: the request's root element is named `<Operation>Request`. */
export function defineOlder<const Request extends Elements, const Response extends Elements>(
  described: Described<Request, Response>,
): Defined<Request, Response> {
  return define(described, `${described.name}Request`, `${described.name}RequestType`);
}

function define<Request extends Elements, Response extends Elements>(
  { domain, name, major, minor = 0, request, response }: Described<Request, Response>,
  requestElement: string,
  requestType: string,
): Defined<Request, Response> {
  const responder = schema(responderNamespace(domain, name, major), `${name}Responder_${major}.${minor}.xsd`);
  return defineService({
    name,
    major,
    minor,
    domain,
    schema: responder,
    requestElement,
    request: responder.open(requestType, request),
    response: responder.open(`${name}ResponseType`, response),
  });
}

/** A universally unique identifier: of persons the OID of the identifier kind and the number. */
export function iiType(t: SchemaBuilder) {
  return t.open('IIType', { root: one(string), extension: optional(string) });
}

export function hsaId(t: SchemaBuilder) {
  return t.limited('HsaId', 32);
}

/** UUID. */
export function id(t: SchemaBuilder) {
  return t.limited('Id', 36);
}

/** Codes of all but the log: `VALIDATIONERROR` in the domains of blocks, `VALIDATION_ERROR` in the others. */
export function resultCodes<const V extends string>(t: SchemaBuilder, validation: V) {
  return t.oneOf('ResultCodeType', [
    'OK',
    'INFO',
    'ERROR',
    validation,
    'ACCESSDENIED',
    'NOTFOUND',
    'ALREADYEXISTS',
    'INVALIDSTATE',
  ]);
}

/** Codes of the log domains. */
export function logResultCodes(t: SchemaBuilder) {
  return t.oneOf('ResultCodeType', [
    'OK',
    'INFO',
    'ERROR',
    'VALIDATION_ERROR',
    'ACCESSDENIED',
    'REPORT_ON_QUEUE',
    'REPORT_IN_PROCESS',
    'REPORT_NOT_FOUND',
    'MAX_QUERY_RESULT_EXCEEDED',
  ]);
}
