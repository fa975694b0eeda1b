import type { SoapProfile } from '../xml/index.ts';
import type { Dialect, Protocol } from './dialect.ts';
import { fhirDialect } from './dialects/fhir-r4.ts';
import { riv13606Dialect } from './dialects/riv13606.ts';
import { rivtaDialect } from './dialects/rivta.ts';

/** The dialects, by the names that the configuration has for their protocols. `profile` is of RIV-TA alone. */
export const dialects: Readonly<Record<Protocol, (profile: SoapProfile) => Dialect>> = {
  rivta21: rivtaDialect,
  riv13606: () => riv13606Dialect,
  'fhir-r4': () => fhirDialect,
};
