import type { FastifyRequest } from 'fastify';
import type { Parameters, ParametersParameter } from 'fhir/r4';
import { BridgeError } from '../../../errors.ts';
import { ParameterError } from '../problems.ts';
import type { SummaryRequest } from './summary.ts';

const ownParameters: ReadonlySet<string> = new Set(['identifier', 'profile', '_format', '_pretty']);

/**
 * Reads a call of the operation: the patient's id from the path, the rest from the address or from a Parameters resource
 * in the body. Throws MESSAGE_UNREADABLE for another body, and when strict PARAMETER_UNSUPPORTED for what it does not know.
 */
export function readSummaryRequest(request: FastifyRequest, params: URLSearchParams, strict: boolean): SummaryRequest {
  const { id } = request.params as { id?: string };
  const given = new Map(params);
  for (const { name, ...value } of parametersIn(request.body)) given.set(name, textOf(value) ?? '');
  const unknown = [...given.keys()].find((name) => !ownParameters.has(name));
  if (strict && unknown !== undefined) throw new ParameterError('PARAMETER_UNSUPPORTED', unknown);
  return { id, identifier: given.get('identifier') || undefined, profile: given.get('profile') || undefined };
}

function parametersIn(body: unknown): readonly ParametersParameter[] {
  if (body === undefined || body === null) return [];
  const { resourceType, parameter = [] } = body as Partial<Parameters>;
  const isParameters = resourceType === 'Parameters' && Array.isArray(parameter) && parameter.every(isNamed);
  if (!isParameters) throw new BridgeError('MESSAGE_UNREADABLE', 'The body is a Parameters resource.');
  return parameter;
}

function isNamed(parameter: unknown): boolean {
  return typeof (parameter as { name?: unknown } | null)?.name === 'string';
}

/** The operation says string and canonical; an Identifier is what many send. */
function textOf(value: Omit<ParametersParameter, 'name'>): string | undefined {
  const { valueIdentifier: identifier } = value;
  if (identifier) return `${identifier.system ?? ''}|${identifier.value ?? ''}`;
  const text: unknown = value.valueString ?? value.valueCanonical ?? value.valueUri;
  return typeof text === 'string' ? text : undefined;
}
