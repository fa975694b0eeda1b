import { demoConfig } from '../../support/config.ts';
import { fhirWays } from './fhir.ts';
import { npoWays } from './npo.ts';
import { officerWays } from './officer.ts';
import { opsWays } from './ops.ts';
import { portalWays } from './portal.ts';
import { soapWays } from './soap.ts';
import type { Way } from './way.ts';

export { patients, type Way, type World } from './way.ts';

/** Every way in which something about a patient can be had, or changed, from outside. */
export const everyWay: readonly Way[] = [
  ...soapWays(),
  ...npoWays(),
  ...fhirWays(demoConfig()),
  ...portalWays(),
  ...officerWays(),
  ...opsWays(),
];
