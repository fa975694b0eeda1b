import { contracts } from '../contracts/index.ts';
import { BridgeError } from '../errors.ts';
import { type Fault, readFault } from './fault.ts';
import { createFhirCouncil, fhirBase } from './fhir/council.ts';
import { createRegisterDialect } from './person-register/register.ts';
import { createReferralSystem } from './referrals/system.ts';
import { createRiv13606Council } from './riv13606/council.ts';
import { createRivtaCouncil } from './rivta/council.ts';
import { type CouncilServer, startCouncilServer } from './server.ts';
import {
  archive,
  norrbotten,
  personRegister,
  type RecordSystem,
  referralSystems,
  vasterbotten,
  vasternorrland,
} from './sources.ts';
import type { Dialect } from './wire.ts';
import { swedishDay } from './world/calendar.ts';
import { loadCareUnits } from './world/care-units.ts';
import { createArchiveData, createCouncilData } from './world/council-data.ts';

/** Plain data: it may be handed to another process. */
export interface CouncilsOptions {
  /** Folder of the development PKI, with `ca.crt` and `council-*.crt` and `.key`. */
  readonly pki: string;
  /** The demo directory, an LDIF file: the councils' units and people come from it. */
  readonly directory: string;
  /** `file:` with the people of a person register, which then is simulated too. */
  readonly persons?: string;
  /** Another seed, other patients; default `norrbryggan`. */
  readonly seed?: string;
  /** What day it is, `YYYY-MM-DD`; default today, so that the data are always fresh. */
  readonly today?: string;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Fixed ports; default any free one. */
  readonly ports?: Partial<Readonly<Record<Plan['source'], number>>>;
  /** Whether a request may ask for its own fault with the header `x-demo-fault: kind`; default no. */
  readonly faultHeader?: boolean;
}

/** Record systems that run: one for each council, what one of them had before, and a person register. */
export interface Councils {
  /** Base address by HSA-id of the record system. */
  readonly urls: Readonly<Record<string, string>>;
  /** From the next request on; undefined = answer properly. Throws `NOT_FOUND` or `PARAMETER_INVALID`. */
  setFault(source: string, fault: Fault | undefined): Promise<void>;
  /** Stops all, also those that hang. */
  close(): Promise<void>;
}

interface Plan {
  readonly source: RecordSystem | typeof personRegister | keyof typeof referralSystems;
  /** Its name in the development PKI. */
  readonly certificate: string;
  readonly path: string;
  readonly dialect: Dialect;
}

/** What the archive can still be asked for. */
const archivedContracts = contracts.filter(({ id }) =>
  ['GetCareDocumentation:2', 'GetLaboratoryOrderOutcome:3'].includes(id),
);

/** Starts the simulated councils, and the person register, in this process. */
export async function startCouncils(options: CouncilsOptions): Promise<Councils> {
  const { seed = 'norrbryggan', host = '127.0.0.1', ports = {}, faultHeader = false, pki } = options;
  const today = swedishDay(options.today === undefined ? new Date() : new Date(`${options.today}T12:00:00Z`));
  const careUnits = await loadCareUnits(options.directory);
  const data = createCouncilData({ seed, today }, careUnits);
  const plans: Plan[] = [
    {
      source: norrbotten,
      certificate: 'council-norrbotten',
      path: '/',
      dialect: await createRivtaCouncil(data[norrbotten]),
    },
    {
      source: vasterbotten,
      certificate: 'council-vasterbotten',
      path: '/riv13606',
      dialect: createRiv13606Council(data[vasterbotten]),
    },
    {
      source: vasternorrland,
      certificate: 'council-vasternorrland',
      path: fhirBase,
      dialect: createFhirCouncil(data[vasternorrland], careUnits[vasternorrland], seed),
    },
    {
      source: archive,
      certificate: 'council-vasternorrland',
      path: '/',
      dialect: await createRivtaCouncil(createArchiveData({ seed, today }, careUnits), archivedContracts),
    },
  ];
  for (const [source, certificate] of Object.entries(referralSystems))
    plans.push({
      source: source as keyof typeof referralSystems,
      certificate,
      path: '/',
      dialect: createReferralSystem(),
    });
  if (options.persons !== undefined) {
    const dialect = createRegisterDialect(options.persons, personRegister);
    plans.push({ source: personRegister, certificate: 'person-register', path: '/', dialect });
  }
  const servers = new Map<string, CouncilServer>();
  const close = async () => {
    await Promise.all([...servers.values()].map((server) => server.close()));
  };
  const urls: Record<string, string> = {};
  try {
    for (const { source, certificate, path, dialect } of plans) {
      const server = await startCouncilServer({
        dialect,
        certificate,
        pki,
        host,
        port: ports[source] ?? 0,
        faultHeader,
      });
      servers.set(source, server);
      urls[source] = `https://${host === '0.0.0.0' ? 'localhost' : host}:${server.port}${path}`;
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    urls,
    setFault: async (source, fault) => {
      const server = servers.get(source);
      if (!server) throw new BridgeError('NOT_FOUND', `No simulated council ${source}.`);
      server.setFault(fault && readFault(fault));
    },
    close,
  };
}
