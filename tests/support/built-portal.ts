import { buildPortal } from '../../scripts/build-portal.ts';

/** Once, before any test: a bridge under test serves the pages of the sources as they are. */
export default buildPortal;
