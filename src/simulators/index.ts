/**
 * The three councils' record systems, simulated: invented patients with ten years of care behind each of three dialects
 * (Norrbotten RIV-TA 2.1, Västerbotten RIV 13606, Västernorrland FHIR R4) over mutual TLS, with switches that make them
 * fail. For the demo and for tests; nothing else may import it.
 */
export { type Councils, type CouncilsOptions, startCouncils } from './councils.ts';
export { type Fault, type FaultKind, readFault } from './fault.ts';
export { councilsOptions } from './from-config.ts';
export {
  archive,
  councilSources,
  norrbotten,
  personRegister,
  referralSystems,
  vasterbotten,
  vasternorrland,
} from './sources.ts';
export { spawnCouncils } from './spawn.ts';
