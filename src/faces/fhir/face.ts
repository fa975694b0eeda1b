import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BridgeError } from '../../errors.ts';
import type { Directory } from '../../hsa/index.ts';
import { type Overview, type PersonLookup, personContract } from '../../overview/index.ts';
import { type AuditEventParts, auditEvents } from './audit/audit-events.ts';
import { capabilityStatement, directoryTypes } from './capability.ts';
import { type ConsentParts, consents } from './consents/consents.ts';
import { type DirectoryType, readDirectory } from './directory/index.ts';
import { answerDirectorySearch } from './directory-search.ts';
import { createIdentities } from './identities.ts';
import { generationOf } from './mapping/generation.ts';
import { readPatient, searchPatients } from './patients.ts';
import { baseUrlOf, bridgeErrorOf, prefix, readRequest, takeForms, takeParameters } from './request.ts';
import { createPageTokens } from './search/page-token.ts';
import { searchProvenances } from './search/provenances.ts';
import { readRecord } from './search/read.ts';
import { searchRecords } from './search/search.ts';
import { searchParameterOf } from './search-parameters.ts';
import { offeredTypes, type ServedType } from './served/index.ts';
import { smartConfiguration } from './smart-configuration.ts';
import type { StaffType } from './staff.ts';
import { readSummaryRequest } from './summary/request.ts';
import { summarize } from './summary/summary.ts';
import { createVisits, type VisitParts } from './visits.ts';

export interface FhirFaceParts extends VisitParts {
  readonly overview: Overview;
  readonly personLookup: PersonLookup;
  readonly directory: Directory;
  /** For what persons in certain roles may search and read. */
  readonly staff: Omit<AuditEventParts & ConsentParts, 'config' | 'directory' | 'identities' | 'pageTokens'>;
  /** Seals and names the ids of patients and resources; another key changes them all. At least 32 bytes. */
  readonly identityKey: Buffer;
}

/**
 * The FHIR R4 face under /fhir: search and read of clinical records and of the care directory. Only what says
 * how to call (the capability statement, search parameters, the SMART configuration) is open to all; the rest asks for the
 * certificate of a system, before anything is read.
 */
export function registerFhirFace(app: FastifyInstance, parts: FhirFaceParts): void {
  const { config, overview, directory } = parts;
  const identities = createIdentities(parts.identityKey);
  const pageTokens = createPageTokens(parts.identityKey);
  const records = { config, overview, identities, pageTokens };
  const staffParts = { ...parts.staff, config, directory, identities, pageTokens };
  const forStaff = new Map<string, StaffType>([
    ['AuditEvent', auditEvents(staffParts)],
    ['Consent', consents(staffParts)],
  ]);
  const offered = offeredTypes(config.sources);
  const generation = generationOf(config.fhir.generation);
  const patients = { personLookup: parts.personLookup, identities, generation };
  const startedAt = new Date().toISOString();
  const visits = createVisits(parts);

  app.register(
    async (face) => {
      takeForms(face);
      face.addHook('onRequest', visits.receive);
      face.get('/metadata', metadata);
      face.get('/.well-known/smart-configuration', smart);
      face.get('/SearchParameter/:id', searchParameter);
      face.register(async (operations) => {
        takeParameters(operations);
        for (const url of ['/Patient/$summary', '/Patient/:id/$summary']) {
          operations.route({ method: ['GET', 'POST'], url, handler: summary });
        }
      });
      face.get('/:type', search);
      face.post('/:type/_search', search);
      face.get('/:type/:id', read);
      face.setNotFoundHandler(async () => {
        throw new BridgeError('NOT_FOUND');
      });
      face.setErrorHandler(async (thrown, request, reply) => visits.refuse(bridgeErrorOf(thrown), request, reply));
    },
    { prefix },
  );

  async function metadata(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    visits.about(request, 'metadata');
    const asked = readRequest(request);
    const statement = capabilityStatement(config.bridge, offered, generation, baseUrlOf(request), startedAt);
    return visits.send(request, reply, statement, asked);
  }

  async function searchParameter(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    visits.about(request, 'metadata');
    const found = searchParameterOf((request.params as { id: string }).id, offered);
    if (!found) throw new BridgeError('NOT_FOUND');
    return visits.send(request, reply, found, readRequest(request));
  }

  async function smart(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const document = smartConfiguration(parts.tokens, config.tokens.clients, baseUrlOf(request));
    return reply.type('application/json').header('cache-control', 'no-store').send(JSON.stringify(document));
  }

  async function search(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const asked = readRequest(request);
    const { type } = request.params as { type: string };
    const asking = visits.asking(request, reply);
    if (type === 'Patient') {
      visits.about(request, personContract);
      const found = await searchPatients(patients, asked.params, asked.strict, asking);
      return visits.send(request, reply, found, asked);
    }
    const staffType = forStaff.get(type);
    if (staffType) {
      visits.about(request, type);
      return visits.send(request, reply, await staffType.search(asked.params, asked.strict, asking), asked);
    }
    const directoryType = directoryTypeOf(type);
    if (directoryType) {
      visits.about(request, directoryType);
      const bundle = await answerDirectorySearch(directory, directoryType, asked.params, asked.strict, asking);
      return visits.send(request, reply, bundle, asked);
    }
    if (type === 'Provenance') {
      visits.about(request, type);
      const found = await searchProvenances(records, offered, asked.params, asked.strict, asking);
      return visits.send(request, reply, found, asked);
    }
    const bundle = await searchRecords(records, servedOf(type, request), asked.params, asked.strict, asking);
    return visits.send(request, reply, bundle, asked);
  }

  async function read(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const asked = readRequest(request);
    const { type, id } = request.params as { type: string; id: string };
    if (type === 'Patient') {
      visits.about(request, personContract);
      const found = await readPatient(patients, id, visits.asking(request, reply));
      return visits.send(request, reply, found, asked);
    }
    const staffType = forStaff.get(type);
    if (staffType) {
      visits.about(request, type);
      return visits.send(request, reply, await staffType.read(id, visits.asking(request, reply)), asked);
    }
    const directoryType = directoryTypeOf(type);
    if (directoryType) {
      visits.about(request, directoryType);
      const resource = await readDirectory(directory, directoryType, id);
      if (!resource) throw new BridgeError('NOT_FOUND');
      return visits.send(request, reply, resource, asked);
    }
    if (type !== 'Provenance') servedOf(type, request);
    const resource = await readRecord(records, offered, type, id, visits.asking(request, reply));
    return visits.send(request, reply, resource, asked);
  }

  async function summary(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    visits.about(request, '$summary');
    const asked = readRequest(request);
    const wanted = readSummaryRequest(request, asked.params, asked.strict);
    const document = await summarize(records, offered, wanted, visits.asking(request, reply));
    return visits.send(request, reply, document, asked);
  }

  function servedOf(type: string, request: FastifyRequest): ServedType {
    const served = offered.find((candidate) => candidate.type === type);
    if (!served) throw new BridgeError('NOT_FOUND');
    visits.about(request, served.origins.map(({ mapping }) => mapping.contract).join(' '));
    return served;
  }
}

function directoryTypeOf(type: string): DirectoryType | undefined {
  return directoryTypes.find((candidate) => candidate === type);
}
