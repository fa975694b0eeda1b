import { type ComplexType, type Elements, schema } from '../schema.ts';
import { defineService, responderNamespace, type ServiceContract } from '../service-contract.ts';

/** The service schema of one contract, to which types of its own can be added. */
export function responderOf(domain: string, name: string, major: number) {
  return schema(responderNamespace(domain, name, major), `${name}Responder_${major}.0.xsd`);
}

interface Described<Request extends Elements, Response extends Elements> {
  readonly domain: string;
  readonly name: string;
  readonly major: number;
  readonly schema?: ReturnType<typeof responderOf>;
  readonly request: Request;
  readonly response: Response;
  /** Whether an element of a minor version stands where the request's extension point was. */
  readonly requestClosed?: boolean;
}

/** A contract of the `infrastructure:directory:*` domains: request and response are named after it. */
export function defineDirectoryContract<const Request extends Elements, const Response extends Elements>({
  domain,
  name,
  major,
  schema: responder = responderOf(domain, name, major),
  request,
  response,
  requestClosed = false,
}: Described<Request, Response>): ServiceContract<ComplexType<Request>, ComplexType<Response>> {
  const requestType = `${name}Type`;
  return defineService({
    name,
    major,
    minor: 0,
    domain,
    schema: responder,
    request: requestClosed ? responder.closed(requestType, request) : responder.open(requestType, request),
    response: responder.open(`${name}ResponseType`, response),
  });
}
