import type { OpenAPIV3 } from 'openapi-types';
import type { Config } from '../../config.ts';
import { directoryTypes, patientResource, provenanceResource } from './capability.ts';
import { directoryParameters } from './directory/index.ts';
import { offeredTypes, type SearchParameter, type ServedType } from './served/index.ts';
import { type StaffTypeDescription, staffTypes } from './staff-types.ts';

type Operation = OpenAPIV3.OperationObject;
type Parameter = OpenAPIV3.ParameterObject;

const clinicalTag = 'FHIR R4: clinical records';
const directoryTag = 'FHIR R4: care directory';
const staffTag = 'FHIR R4: for staff';
const generalTag = 'FHIR R4: general';

export const fhirTags: readonly OpenAPIV3.TagObject[] = [
  { name: generalTag, description: 'Capabilities, the patient, and the patient summary.' },
  {
    name: clinicalTag,
    description:
      'Records of all councils. Each resource comes with its Provenance; what is missing is told in an OperationOutcome inside the Bundle.',
  },
  { name: directoryTag, description: 'Units and persons of the care directory.' },
  { name: staffTag, description: 'What only a token of a person in a certain role opens.' },
];

/** What the FHIR face takes, read off the tables that serve it. */
export function fhirPaths({ sources }: Pick<Config, 'sources'>): OpenAPIV3.PathsObject {
  const offered = offeredTypes(sources);
  return {
    '/fhir/metadata': {
      get: operation(generalTag, 'What this installation offers, open to all', 'CapabilityStatement', {}),
    },
    '/fhir/SearchParameter/{id}': {
      get: operation(generalTag, 'What a search parameter of our own means, open to all', 'SearchParameter', {
        parameters: [inPath],
      }),
    },
    '/fhir/.well-known/smart-configuration': {
      get: {
        tags: [generalTag],
        summary: 'How a system gets a token (SMART), open to all',
        responses: { 200: { description: 'SMART configuration', content: { 'application/json': {} } } },
      },
    },
    '/oauth/token': {
      post: {
        tags: [generalTag],
        summary: 'A token for a system (SMART Backend Services)',
        requestBody: { required: true, content: { 'application/x-www-form-urlencoded': {} } },
        responses: {
          200: { description: 'The token', content: { 'application/json': {} } },
          400: { description: 'Refused, as RFC 6749 has it', content: { 'application/json': {} } },
          401: { description: 'The client is not believed', content: { 'application/json': {} } },
        },
      },
    },
    '/fhir/Patient/$summary': {
      post: {
        ...operation(generalTag, 'Patient summary by identifier', 'Bundle', {}),
        requestBody: { required: true, content: { 'application/fhir+json': { schema: parametersSchema } } },
      },
      get: operation(generalTag, 'The same; the identity then stands in the address', 'Bundle', {
        parameters: [inQuery('identifier', '`<system>|<value>`', true), summaryProfile],
      }),
    },
    '/fhir/Patient/{id}/$summary': {
      get: operation(generalTag, 'Patient summary by the id of an earlier answer', 'Bundle', {
        parameters: [inPath, summaryProfile],
      }),
    },
    ...patientPaths(),
    ...Object.assign({}, ...offered.map(clinicalPaths)),
    ...provenancePaths(),
    ...Object.assign({}, ...directoryTypes.map(directoryPaths)),
    ...Object.assign({}, ...staffTypes.map(staffPaths)),
  };
}

const inPath: Parameter = { name: 'id', in: 'path', required: true, schema: { type: 'string', maxLength: 64 } };

const summaryProfile: Parameter = {
  ...inQuery('profile', 'Profile of the Bundle: IPS, or the European Patient Summary.'),
  schema: {
    type: 'string',
    enum: [
      'http://hl7.org/fhir/uv/ips/StructureDefinition/Bundle-uv-ips',
      'http://hl7.eu/fhir/eps/StructureDefinition/bundle-eu-eps',
    ],
  },
};

const parametersSchema: OpenAPIV3.SchemaObject = {
  type: 'object',
  required: ['resourceType', 'parameter'],
  properties: { resourceType: { type: 'string', enum: ['Parameters'] }, parameter: { type: 'array', items: {} } },
  example: {
    resourceType: 'Parameters',
    parameter: [{ name: 'identifier', valueString: 'http://electronichealth.se/identifier/personnummer|191212121212' }],
  },
};

/** What every search takes beside the type's own. */
const shaping: readonly Parameter[] = [
  inQuery('_count', 'Matches a page: 50 unless told, at most 250.'),
  inQuery('_summary', '`count` for the number alone.'),
];

const sorting = inQuery(
  '_sort',
  'Dates of the type, the latest first after a minus: `-date`. Newest first unless told.',
);

const patientParameters: readonly Parameter[] = [
  inQuery('patient', 'The patient’s id from an earlier answer; this or the identifier is mandatory.'),
  inQuery('patient.identifier', '`<system>|<value>`; best in the body of POST.'),
];

function patientPaths(): OpenAPIV3.PathsObject {
  const { type, documentation, searchParam } = patientResource;
  const parameters = searchParam.map(({ name, documentation: says }) => inQuery(name, `(token) ${says}`));
  return searchAndRead(generalTag, type, documentation, parameters);
}

function provenancePaths(): OpenAPIV3.PathsObject {
  const { type, documentation, searchParam } = provenanceResource;
  const parameters = searchParam.map(({ name, documentation: says }) => inQuery(name, `(reference) ${says}`));
  return searchAndRead(clinicalTag, type, documentation, parameters);
}

function clinicalPaths(served: ServedType): OpenAPIV3.PathsObject {
  const { type, documentation } = served;
  const parameters = [...patientParameters, ...served.parameters.map(clinicalParameter), ...shaping, sorting];
  return searchAndRead(clinicalTag, type, documentation, parameters);
}

function clinicalParameter({ name, kind, documentation }: SearchParameter): Parameter {
  return inQuery(name, `(${kind}) ${documentation}`);
}

function directoryPaths(type: (typeof directoryTypes)[number]): OpenAPIV3.PathsObject {
  const parameters = directoryParameters[type].map(({ name, type: kind }) => inQuery(name, `(${kind})`));
  return searchAndRead(directoryTag, type, 'From the care directory.', [...parameters, ...shaping]);
}

function staffPaths({ type, documentation, parameters }: StaffTypeDescription): OpenAPIV3.PathsObject {
  const described = parameters.map(({ name, type: kind, documentation: says }) => inQuery(name, `(${kind}) ${says}`));
  return searchAndRead(staffTag, type, documentation, described);
}

function searchAndRead(
  tag: string,
  type: string,
  documentation: string,
  parameters: readonly Parameter[],
): OpenAPIV3.PathsObject {
  const properties = Object.fromEntries(
    parameters.map(({ name, description = '' }) => [name, { type: 'string' as const, description }]),
  );
  return {
    [`/fhir/${type}`]: { get: operation(tag, `Search ${type}`, 'Bundle', { documentation, parameters }) },
    [`/fhir/${type}/_search`]: {
      post: {
        ...operation(tag, `Search ${type}, parameters in the body`, 'Bundle', { documentation }),
        requestBody: {
          content: { 'application/x-www-form-urlencoded': { schema: { type: 'object', properties } } },
        },
      },
    },
    [`/fhir/${type}/{id}`]: { get: operation(tag, `Read one ${type}`, type, { documentation, parameters: [inPath] }) },
  };
}

function inQuery(name: string, description: string, required = false): Parameter {
  return { name, in: 'query', description, required, schema: { type: 'string' } };
}

interface Details {
  readonly documentation?: string;
  readonly parameters?: readonly Parameter[];
}

function operation(tag: string, summary: string, answer: string, details: Details): Operation {
  const content = { 'application/fhir+json': {}, 'application/fhir+xml': {} };
  return {
    tags: [tag],
    summary,
    ...(details.documentation && { description: details.documentation }),
    ...(details.parameters && { parameters: [...details.parameters] }),
    responses: {
      200: { description: answer, content },
      default: { description: 'OperationOutcome: what was wrong, in Swedish and English, and what to do', content },
    },
  };
}
