/**
 * What the development PKI consists of, as plain data. The names are invented (`DEV …`): no certificate made here can be
 * mistaken for one of SITHS. Profiles follow real SITHS e-id certificates: same attributes in the same order, same
 * extensions, shorter keys (a demo must start quickly).
 */

/** Subject attributes in encoding order. */
export type Subject = readonly (readonly [SubjectAttribute, string])[];
type SubjectAttribute = 'C' | 'L' | 'O' | 'OU' | 'CN' | 'SN' | 'GN' | 'title' | 'serialNumber';

export interface AuthorityPlan {
  /** File name without ending; also the name by which leaves refer to it. */
  readonly name: string;
  readonly subject: Subject;
  /** The authority that signs it; undefined = self-signed root. */
  readonly issuer: string | undefined;
  /**
   * Kept authorities get `.crt`, `.key` and `.crl`. The others exist only to issue bad certificates; their keys are
   * forgotten at once.
   */
  readonly kept: boolean;
  /** Carries the same key identifier as this one, as an impostor would, so that only the key tells them apart. */
  readonly poseAs?: string;
}

export interface LeafPlan {
  /** File below the PKI's folder, without ending. */
  readonly file: string;
  /** `self`: signed by its own key. */
  readonly issuer: string;
  readonly subject: Subject;
  readonly profile: LeafProfile;
  readonly validity?: Validity;
  /** Stands on the revocation list from the start. */
  readonly revoked?: true;
}

/**
 * `function` and `server` may authenticate in both directions, `server` also under local names; `person` signs in;
 * `signature` is the other certificate on a card; `server-only` is a function certificate without clientAuth.
 */
export type LeafProfile = 'function' | 'server' | 'server-only' | 'person' | 'signature';
export type Validity = 'current' | 'past' | 'future';

const organisation = 'Norrbryggan utveckling';
const authority = (commonName: string): Subject => [
  ['C', 'SE'],
  ['O', organisation],
  ['CN', commonName],
];

export const authorities: readonly AuthorityPlan[] = [
  { name: 'root', subject: authority('DEV e-id Root CA v2'), issuer: undefined, kept: true },
  { name: 'function-ca', subject: authority('DEV e-id Function CA v1'), issuer: 'root', kept: true },
  { name: 'person-hsa3-ca', subject: authority('DEV e-id Person HSA-id 3 CA v1'), issuer: 'root', kept: true },
  { name: 'person-hsa2-ca', subject: authority('DEV e-id Person HSA-id 2 CA v1'), issuer: 'root', kept: true },
  { name: 'person-id3-ca', subject: authority('DEV e-id Person ID 3 CA v1'), issuer: 'root', kept: true },
  { name: 'unknown-root', subject: authority('DEV Unknown Root CA'), issuer: undefined, kept: false },
  { name: 'unknown-ca', subject: authority('DEV Unknown Function CA'), issuer: 'unknown-root', kept: false },
  { name: 'test-root', subject: authority('TEST DEV e-id Root CA v2'), issuer: undefined, kept: false },
  { name: 'test-ca', subject: authority('TEST DEV e-id Function CA v1'), issuer: 'test-root', kept: false },
  {
    name: 'rogue-root',
    subject: authority('DEV e-id Root CA v2'),
    issuer: undefined,
    kept: false,
    poseAs: 'root',
  },
  {
    name: 'rogue-ca',
    subject: authority('DEV e-id Function CA v1'),
    issuer: 'rogue-root',
    kept: false,
    poseAs: 'function-ca',
  },
];

const norrbotten = { name: 'Region Norrbotten', town: 'Luleå', county: 'Norrbottens län' };
const vasterbotten = { name: 'Region Västerbotten', town: 'Umeå', county: 'Västerbottens län' };
const vasternorrland = { name: 'Region Västernorrland', town: 'Härnösand', county: 'Västernorrlands län' };
type Region = typeof norrbotten;

/** The host name that a function certificate carries in CN and SAN; `.localhost` never leaves the machine. */
const host = (file: string) => `${file.replace(/^.*\//, '')}.norrbryggan.localhost`;

const functionSubject = (file: string, hsaId: string | undefined, region: Region): Subject => [
  ['C', 'SE'],
  ['L', region.town],
  ['O', region.name],
  ['CN', host(file)],
  ...(hsaId === undefined ? [] : ([['serialNumber', hsaId]] as const)),
];

const system = (file: string, hsaId: string, region: Region, profile: LeafProfile = 'function'): LeafPlan => ({
  file,
  issuer: 'function-ca',
  subject: functionSubject(file, hsaId, region),
  profile,
});

const employee = (
  file: string,
  hsaId: string,
  given: string,
  surname: string,
  title: string,
  region = norrbotten,
): LeafPlan => ({
  file,
  issuer: 'person-hsa3-ca',
  subject: [
    ['C', 'SE'],
    ['L', region.county],
    ['O', region.name],
    ['CN', `${given} ${surname}`],
    ['SN', surname],
    ['GN', given],
    ['title', title],
    ['serialNumber', hsaId],
  ],
  profile: 'person',
});

const good: readonly LeafPlan[] = [
  system('server', 'SE2321000230-DEMOBRIDGE', norrbotten, 'server'),
  system('bridge-client', 'SE2321000230-DEMOBRIDGE', norrbotten),
  system('ehr-norrbotten', 'SE2321000230-DEMOEHR', norrbotten),
  system('ehr-vasterbotten', 'SE2321000222-DEMOEHR', vasterbotten),
  system('ehr-vasternorrland', 'SE2321000206-DEMOEHR', vasternorrland),
  system('council-norrbotten', 'SE2321000230-DEMOVAS', norrbotten, 'server'),
  system('council-vasterbotten', 'SE2321000222-DEMONCS', vasterbotten, 'server'),
  system('council-vasternorrland', 'SE2321000206-DEMOFHIR', vasternorrland, 'server'),
  system('person-register', 'SE2321000230-DEMOPU', norrbotten, 'server'),
  employee('demo-lakare', 'SE2321000230-DEMOLAKARE', 'Ylva', 'Demoström', 'Läkare'),
  employee('demo-sekreterare', 'SE2321000230-DEMOSEKR', 'Börje', 'Demolund', 'Medicinsk sekreterare'),
  employee('demo-sakerhet', 'SE2321000230-DEMOSAKERHET', 'Aino', 'Demobäck', 'Informationssäkerhetsansvarig'),
  employee('demo-integration', 'SE2321000230-DEMOINTEGRATION', 'Per-Åke', 'Demosjö', 'Integrationsutvecklare'),
  employee('demo-drift', 'SE2321000230-DEMODRIFTTEKNIKER', 'Maja', 'Demodal', 'Systemförvaltare'),
  employee('demo-chef', 'SE2321000230-DEMOCHEF', 'Elsa', 'Demohed', 'Verksamhetsutvecklare'),
  employee('demo-overlakare', 'SE2321000222-DEMOP059', 'Johan', 'Viktestlund', 'Överläkare', vasterbotten),
];

const bad: readonly LeafPlan[] = [
  { ...system('bad/unknown-issuer', 'SE2321000230-DEMOUNKNOWN', norrbotten), issuer: 'unknown-ca' },
  { ...system('bad/self-signed', 'SE2321000230-DEMOSELFSIGNED', norrbotten), issuer: 'self' },
  { ...system('bad/expired', 'SE2321000230-DEMOEXPIRED', norrbotten), validity: 'past' },
  { ...system('bad/not-yet-valid', 'SE2321000230-DEMOFUTURE', norrbotten), validity: 'future' },
  {
    ...employee('bad/signature-usage', 'SE2321000230-DEMOSIGNATUR', 'Ylva', 'Demoström', 'Läkare'),
    profile: 'signature',
  },
  system('bad/server-auth-only', 'SE2321000230-DEMOSERVER', norrbotten, 'server-only'),
  {
    ...system('bad/no-hsa-id', '', norrbotten),
    // The HSA-id where some systems look for it in vain effort to be helpful: an organisational unit is no identity.
    subject: [...functionSubject('bad/no-hsa-id', undefined, norrbotten), ['OU', 'SE2321000230-DEMOOU']],
  },
  system('bad/bad-hsa-id', 'SE2321000230 DEMO', norrbotten),
  {
    file: 'bad/personnummer',
    issuer: 'person-id3-ca',
    subject: [
      ['C', 'SE'],
      ['CN', 'Tolvan Demosson'],
      ['SN', 'Demosson'],
      ['GN', 'Tolvan'],
      ['serialNumber', '191212121212'],
    ],
    profile: 'person',
  },
  { ...system('bad/revoked', 'SE2321000230-DEMOREVOKED', norrbotten), revoked: true },
  { ...system('bad/rogue-root', 'SE2321000230-DEMOROGUE', norrbotten), issuer: 'rogue-ca' },
  { ...system('bad/test-root', 'SE2321000230-DEMOTEST', norrbotten), issuer: 'test-ca' },
];

export const leaves: readonly LeafPlan[] = [...good, ...bad];

/** Persons sign in from a browser or a card program, which wants the PKCS #12 form. */
export const wantsPkcs12 = (leaf: LeafPlan): boolean => leaf.profile === 'person' && !leaf.file.startsWith('bad/');

/** Every file of a complete PKI, relative to its folder. */
export function plannedFiles(): string[] {
  return [
    'ca.crt',
    ...authorities.filter((a) => a.kept).flatMap((a) => [`${a.name}.crt`, `${a.name}.key`, `${a.name}.crl`]),
    ...leaves.flatMap((l) => [`${l.file}.crt`, `${l.file}.key`, ...(wantsPkcs12(l) ? [`${l.file}.p12`] : [])]),
  ];
}
