/** The record systems of the three councils. */
export const norrbotten = 'SE2321000230-DEMOVAS';
export const vasterbotten = 'SE2321000222-DEMONCS';
export const vasternorrland = 'SE2321000206-DEMOFHIR';

export const councilSources = [norrbotten, vasterbotten, vasternorrland] as const;
/** HSA-id of a simulated record system. */
export type CouncilSource = (typeof councilSources)[number];

/** What is left of Västernorrland's old record system: read-only, told in RIV-TA, notes and laboratory answers alone. */
export const archive = 'SE2321000206-DEMOARKIV';
/** HSA-id of anything that the simulators answer for. */
export type RecordSystem = CouncilSource | typeof archive;

/** The part of an HSA-id that names the organisation. */
export function regionPrefix(source: CouncilSource): string {
  return source.slice(0, source.indexOf('-'));
}

/** HSA-id of the simulated person register. */
export const personRegister = 'SE2321000230-DEMOPU';

/** HSA-ids of the simulated systems that take e-referrals, one a region, and their names in the development PKI. */
export const referralSystems = {
  'SE2321000230-DEMOREM': 'council-norrbotten',
  'SE2321000222-DEMOREM': 'council-vasterbotten',
  'SE2321000206-DEMOREM': 'council-vasternorrland',
} as const;
