import type { OpenAPIV3 } from 'openapi-types';
import packageFile from '../../../package.json' with { type: 'json' };
import type { Config } from '../../config.ts';
import { contractPath, type ServiceContract, servedContracts } from '../../contracts/index.ts';
import { fhirPaths, fhirTags } from '../fhir/index.ts';
import { type ApiRoute, portalPaths, portalTags } from '../portal-api/index.ts';

const soapTag = 'RIV-TA (SOAP)';

/**
 * The interfaces of this installation as OpenAPI 3.0: FHIR in full, read off the tables that serve it; of each SOAP
 * service where it is and its WSDL, which describes it. Holds nothing of patients, callers or record systems.
 */
export function openApiDocument(
  config: Pick<Config, 'bridge' | 'sources'>,
  routes: readonly ApiRoute[],
): OpenAPIV3.Document {
  const { name, kind } = config.bridge;
  return {
    openapi: '3.0.3',
    info: {
      title: `${name} (${kind})`,
      version: packageFile.version,
      description:
        // OpenAPI 3.0 has no word for mutual TLS.
        'Gränssnitten för anslutna system; allt utom beskrivningarna kräver SITHS funktionscertifikat, och portalens API en inloggad person. / The interfaces for connected systems; everything but the descriptions asks for mutual TLS with a SITHS function certificate, and the portal’s API for a person who has signed in.',
    },
    // Wherever the page was fetched from.
    servers: [{ url: '/' }],
    tags: [
      ...fhirTags,
      ...portalTags,
      { name: soapTag, description: 'One address a service contract; the WSDL says the rest.' },
    ],
    paths: {
      ...fhirPaths(config),
      ...portalPaths(routes),
      ...Object.fromEntries([...servedContracts.map(contractAt), npo].map(soapPath)),
    },
  };
}

/** A service of one address, and what it is called. */
interface SoapService {
  readonly path: string;
  readonly summary: string;
}

const npo: SoapService = { path: '/npo/riv13606', summary: 'RIV13606REQUEST_EHR_EXTRACT 1.1 (NPÖ 1.0)' };

function contractAt(contract: ServiceContract): SoapService {
  return { path: contractPath(contract), summary: `${contract.name} ${contract.major}.${contract.minor}` };
}

function soapPath({ path, summary }: SoapService): [string, OpenAPIV3.PathItemObject] {
  const wsdl = `${path}?wsdl`;
  const content = { 'text/xml': {} };
  return [
    path,
    {
      post: {
        tags: [soapTag],
        summary,
        description: `[WSDL](${wsdl})`,
        externalDocs: { description: 'WSDL', url: wsdl },
        requestBody: { required: true, content },
        responses: {
          200: { description: 'The response of the contract', content },
          500: { description: 'SOAP fault', content },
        },
      },
    },
  ];
}
