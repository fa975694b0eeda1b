import type { SearchParameter } from 'fhir/r4';
import type { ServedType } from './served/index.ts';

const ownParameters = 'https://norrbryggan.example/fhir/SearchParameter/';

/** What R4 has no search parameter for: whose the information is. The national guide names these and publishes none. */
const own: Readonly<Record<string, string>> = {
  careUnit:
    'The care unit that the information belongs to: Provenance.agent.who.identifier where the agent is its author. HSA-ids are the same whatever their case.',
  careGiver:
    'The care provider that the information belongs to: Provenance.agent.who.identifier where the agent is its custodian. HSA-ids are the same whatever their case.',
};

/** Canonical of a search parameter of our own; undefined for those of R4. */
export function definitionOf(name: string): string | undefined {
  return Object.hasOwn(own, name) ? `${ownParameters}${name}` : undefined;
}

/** Undefined for what is none of ours. */
export function searchParameterOf(name: string, served: readonly ServedType[]): SearchParameter | undefined {
  const [url, description] = [definitionOf(name), own[name]];
  if (url === undefined || description === undefined) return undefined;
  return {
    resourceType: 'SearchParameter',
    id: name,
    url,
    name,
    status: 'active',
    description,
    code: name,
    base: served.map(({ type }) => type),
    type: 'token',
  };
}
