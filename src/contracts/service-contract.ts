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
  readonly request: Request;
  readonly response: Response;
}

export function responderNamespace(domain: string, name: string, major: number): string {
  return `urn:riv:${domain}:${name}Responder:${major}`;
}

/** A contract that is about no patient: its wire form is all there is. */
export function defineService<Request extends ComplexType, Response extends ComplexType>(
  described: Omit<ServiceContract<Request, Response>, 'id' | 'namespace' | 'soapAction'>,
): ServiceContract<Request, Response> {
  const { domain, name, major } = described;
  const namespace = responderNamespace(domain, name, major);
  return { ...described, id: `${name}:${major}`, namespace, soapAction: `${namespace}:${name}` };
}
