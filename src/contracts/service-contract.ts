import type { ContractId } from './record.ts';
import type { ComplexType, Schema } from './schema.ts';

/** The wire form of a service contract, whatever it is about (RIV-TA Basic Profile 2.1). */
export interface ServiceContract<
  Request extends ComplexType = ComplexType,
  Response extends ComplexType = ComplexType,
> {
  readonly id: ContractId;
  readonly name: string;
  readonly major: number;
  readonly minor: number;
  /** `clinicalprocess:healthcond:description`: the part of the namespaces between `urn:riv:` and the interaction. */
  readonly domain: string;
  /** Namespace of request and response root, `urn:riv:<domain>:<Name>Responder:<major>`. */
  readonly namespace: string;
  readonly schema: Schema;
  readonly soapAction: string;
  /** Local name of the request's root element: the operation's own, except in the older `ehr:*` domains. */
  readonly requestElement: string;
  readonly request: Request;
  readonly response: Response;
}

export function responderNamespace(domain: string, name: string, major: number): string {
  return `urn:riv:${domain}:${name}Responder:${major}`;
}

/** `urn:riv:<domain>:<Name>Responder:<major>` taken apart; undefined = it is not of that form. */
export function partsOfNamespace(namespace: string) {
  const [, domain, name, major] =
    /^urn:riv:(.{1,200}):([A-Za-z0-9]{1,80})Responder:([0-9]{1,3})$/.exec(namespace) ?? [];
  return domain && name && major ? { domain, name, major: Number(major) } : undefined;
}

/** `<Name>:<major>` of a namespace; `unknown:0` when it is not of the usual form. */
export function contractIdOf(namespace: string): ContractId {
  const parts = partsOfNamespace(namespace);
  return parts ? `${parts.name}:${parts.major}` : 'unknown:0';
}

/** A contract that is about no patient: its wire form is all there is. */
export function defineService<Request extends ComplexType, Response extends ComplexType>(
  described: Omit<ServiceContract<Request, Response>, 'id' | 'namespace' | 'soapAction' | 'requestElement'> & {
    readonly requestElement?: string;
  },
): ServiceContract<Request, Response> {
  const { domain, name, major } = described;
  const namespace = responderNamespace(domain, name, major);
  const soapAction = `${namespace}:${name}`;
  return { requestElement: name, ...described, id: `${name}:${major}`, namespace, soapAction };
}
