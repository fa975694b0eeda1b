import type { CapabilityStatement, CapabilityStatementRestResource } from 'fhir/r4';
import type { InstallationConfig } from '../../config.ts';
import { productVersion } from '../../version.ts';
import { type DirectoryType, directoryParameters } from './directory/index.ts';
import { present } from './mapping/data-types.ts';
import type { Generation } from './mapping/generation.ts';
import { definitionOf } from './search-parameters.ts';
import type { ServedType } from './served/index.ts';
import { type StaffTypeDescription, staffTypes } from './staff-types.ts';

type SearchParam = NonNullable<CapabilityStatementRestResource['searchParam']>[number];

const patientParameters = (name: 'patient' | 'subject'): SearchParam[] => [
  {
    name,
    type: 'reference',
    documentation: `Mandatory, or ${name}.identifier. The patient’s id from an earlier answer.`,
  },
  {
    name: `${name}.identifier`,
    type: 'token',
    documentation:
      'Kind of identity and number, `<system>|<value>`; best in the body of POST _search, so that no identity stands in an address.',
  },
];

/**
 * What this installation offers (R4, CapabilityStatement), read off the tables that serve it: a type or parameter that
 * does not work is not listed. It claims no conformance to guides that demand more than is offered.
 */
export function capabilityStatement(
  installation: InstallationConfig,
  served: readonly ServedType[],
  generation: Generation,
  baseUrl: string,
  date: string,
): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date,
    kind: 'instance',
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json', 'application/fhir+xml', 'xml'],
    software: { name: 'Norrbryggan', version: productVersion },
    implementation: { description: `${installation.name} (${installation.kind})`, url: baseUrl },
    implementationGuide: ['https://fhir.inera.se/ig/ehds-tk', 'http://hl7.org/fhir/uv/ips', 'http://hl7.eu/fhir/eps'],
    rest: [
      {
        mode: 'server',
        documentation: 'Read and search only. Searches are also taken as POST [type]/_search.',
        security: {
          cors: false,
          service: [
            {
              coding: [
                { system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'Certificates' },
              ],
            },
            {
              coding: [
                { system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR' },
              ],
            },
          ],
          description:
            'Mutual TLS with a SITHS function certificate. A bearer token, tied to that certificate, names the person who reads or narrows what the system may.',
        },
        resource: [
          patientResource,
          ...served.map((one) => clinicalResource(one, generation)),
          { ...provenanceResource, supportedProfile: present(generation.profileOf('Provenance')) },
          ...directoryTypes.map(directoryResource),
          ...staffTypes.map(staffResource),
        ],
      },
    ],
  };
}

export const directoryTypes = Object.keys(directoryParameters) as DirectoryType[];

const interaction: CapabilityStatementRestResource['interaction'] = [{ code: 'read' }, { code: 'search-type' }];

/** From the person register; the summary is an operation of the patient. */
export const patientResource = {
  type: 'Patient',
  documentation: 'From the person register, and the International Patient Summary.',
  interaction,
  versioning: 'no-version',
  searchParam: [
    { name: '_id', type: 'token', documentation: 'The patient’s id from an earlier answer.' },
    {
      name: 'identifier',
      type: 'token',
      documentation: 'Kind of identity and number, `<system>|<value>`; best in the body of POST _search.',
    },
  ],
  operation: [
    {
      name: 'summary',
      definition: 'http://hl7.org/fhir/uv/ips/OperationDefinition/summary',
      documentation: 'Best as POST, so that no identity stands in an address.',
    },
  ],
} satisfies CapabilityStatementRestResource;

/** Comes with every search; by itself it is looked for by what it is about. */
export const provenanceResource = {
  type: 'Provenance',
  documentation: 'Where a resource comes from: care provider, care unit, and when it was recorded.',
  interaction,
  versioning: 'no-version',
  searchParam: [
    {
      name: 'target',
      type: 'reference',
      documentation: 'Mandatory. `Type/id` of a resource, as an earlier answer gave it; several between commas.',
    },
    {
      name: 'patient',
      type: 'reference',
      documentation: 'The patient’s id from an earlier answer; the target tells it.',
    },
  ],
} satisfies CapabilityStatementRestResource;

function clinicalResource(served: ServedType, { profileOf }: Generation): CapabilityStatementRestResource {
  const own = served.parameters.map(
    ({ name, kind, documentation }): SearchParam => ({
      name,
      definition: definitionOf(name),
      type: kind,
      documentation,
    }),
  );
  return {
    type: served.type,
    documentation: served.documentation,
    supportedProfile: present(...served.origins.flatMap(({ profiles }) => profiles.map(profileOf))),
    interaction,
    versioning: 'no-version',
    referencePolicy: ['logical', 'resolves'],
    searchRevInclude: ['Provenance:target'],
    searchInclude: served.includes.length > 0 ? [...served.includes] : undefined,
    searchParam: [...patientParameters('patient'), ...(served.hasSubject ? patientParameters('subject') : []), ...own],
  };
}

function directoryResource(type: DirectoryType): CapabilityStatementRestResource {
  return {
    type,
    documentation: 'From the care directory.',
    interaction,
    versioning: 'no-version',
    searchParam: directoryParameters[type].map(({ name, type: kind }) => ({ name, type: kind })),
  };
}

function staffResource({
  type,
  documentation,
  profiles,
  parameters,
}: StaffTypeDescription): CapabilityStatementRestResource {
  return {
    type,
    documentation,
    supportedProfile: present(...profiles),
    interaction,
    versioning: 'no-version',
    searchParam: [...parameters],
  };
}
