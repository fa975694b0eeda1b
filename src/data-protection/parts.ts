import { basename } from 'node:path';
import { kindOfInformation } from '../audit/extract/kinds-of-information.ts';
import { masterName } from '../config/master-names.ts';
import type { Config } from '../config.ts';

/** What the documents of `docs/dataskydd/` say that follows from the configuration, in Swedish and Markdown. */
export const partNames = [
  'kallor',
  'fragande-system',
  'patientens-beslut',
  'inloggning',
  'gallring',
  'logg',
  'lagring',
  'mottagare',
  'for-patienten',
] as const;
export type PartName = (typeof partNames)[number];
export type Parts = Readonly<Record<PartName, readonly string[]>>;

/** What of the configuration the documents tell of. */
export type Told = Pick<
  Config,
  | 'access'
  | 'audit'
  | 'bridge'
  | 'busUrl'
  | 'callers'
  | 'databaseUrl'
  | 'deliveries'
  | 'directory'
  | 'engagements'
  | 'notConnected'
  | 'persons'
  | 'portal'
  | 'referrals'
  | 'saml'
  | 'signIn'
  | 'sources'
  | 'successions'
  | 'tokens'
  | 'tracing'
  | 'trust'
>;

export function partsOf(config: Told): Parts {
  return {
    kallor: sources(config),
    'fragande-system': askingSystems(config),
    'patientens-beslut': decisions(config),
    inloggning: signIn(config),
    gallring: retention(config),
    logg: log(config),
    lagring: storage(config),
    mottagare: receivers(config),
    'for-patienten': forPatients(config),
  };
}

const lifecycles = { active: 'i bruk', 'read-only': 'skrivs inte längre i', archive: 'arkiv' } as const;

function sources({ sources, notConnected, successions }: Told): string[] {
  return [
    ...table(
      ['Vårdgivare', 'System', 'Information', 'Läge'],
      sources.map(({ careProvider, name, contracts, lifecycle, deliversFrom }) => [
        careProvider,
        name,
        kinds(contracts).join('; '),
        deliversFrom ? `${lifecycles[lifecycle]}, uppgifter från ${deliversFrom}` : lifecycles[lifecycle],
      ]),
    ),
    '',
    `Vårdgivare som inte är anslutna: ${listed(notConnected.map(({ name, hsaId }) => `${name} (${hsaId})`))}.`,
    ...successions.map(({ from, into, at }) => `Från och med ${plain(at)} går ${plain(from)} upp i ${plain(into)}.`),
  ];
}

const gates = {
  consumer: 'det frågande systemets vårdgivare, enligt avtal',
  bridge: 'bryggan, som frågar efter den som läser',
  patient: 'ingen: patienten läser om sig själv',
} as const;

function askingSystems({ callers }: Told): string[] {
  return table(
    ['System', 'För vårdgivare', 'Vem som prövar relation och samtycke'],
    callers.map(({ name, careProvider, gate }) => [name, careProvider, gates[gate]]),
  );
}

function decisions(config: Told): string[] {
  const { access, callers, sources } = config;
  const providers = distinct([...sources, ...callers, ...access.providers].map(({ careProvider }) => careProvider));
  const own = new Set(access.providers.filter((it) => it.ownDataWithoutRelation).map((it) => it.careProvider));
  const keeper = (what: 'blocks' | 'consents' | 'relations', provider: string) => {
    const name = masterName(config, what, provider);
    return name === 'bridge' ? 'bryggan' : (name ?? 'INGEN UTSEDD');
  };
  return [
    ...table(
      [
        'Vårdgivare',
        'Spärrar finns hos',
        'Samtycken finns hos',
        'Relationer finns hos',
        'Egna uppgifter utan relation',
      ],
      providers.map((provider) => [
        provider,
        keeper('blocks', provider),
        keeper('consents', provider),
        keeper('relations', provider),
        own.has(provider) ? 'ja, om annat behov i vården anges' : 'nej',
      ]),
    ),
    '',
    access.rules === 'by-date'
      ? 'Regler: den lag som gäller den dag uppgifterna läses.'
      : 'Regler: ett UTKAST till vad EHDS-förordningen för med sig; får inte användas för riktiga patienter.',
    `En nödöppning gäller i ${access.emergencyHours} timmar.`,
  ];
}

function signIn({ trust, signIn, access, saml, tokens }: Told): string[] {
  const cards = trust.issuers
    .filter(({ issues }) => issues === 'person')
    .map(({ file, loa, test }) => `${basename(file)}, tillitsnivå ${loa ?? 'ej angiven'}${test ? ' (test)' : ''}`);
  return [
    `- Kort utfärdade av: ${listed(cards)}; certifikat utan HSA-id avvisas`,
    `- Andra som intygar vem någon är: ${listed(signIn.oidc.map(({ label, issuer }) => `${label} (${issuer})`))}`,
    `- System vars intyg (SAML) om den som läser godtas: ${listed((saml?.issuers ?? []).map(({ entityId }) => entityId))}`,
    `- Utfärdare vars åtkomstintyg (OAuth) om den som läser godtas: ${listed(tokens.issuers.map(({ issuer }) => issuer))}`,
    `- För att läsa andra vårdgivares uppgifter krävs tillitsnivå ${access.assurance}`,
    `- Sessionen upphör efter ${signIn.idleMinutes} minuter utan användning, och alltid efter ${signIn.absoluteHours} timmar`,
  ];
}

function retention({ audit, deliveries, referrals, tracing }: Told): string[] {
  const { logYears, consentYears, relationYears, blockYears } = audit.retention;
  return table(
    ['Uppgifter', 'Sparas minst', 'Räknat från'],
    [
      ['Åtkomstloggen', `${logYears} år`, 'händelsen'],
      ['Samtycken, nödöppningar och liknande', `${consentYears} år`, 'att de upphörde'],
      ['Patientrelationer', `${relationYears} år`, 'att de upphörde'],
      ['Spärrar', `${blockYears} år`, 'att spärren hävdes för gott'],
      ['Att ett meddelande har kommit fram (inte innehållet)', `${deliveries.keepDays} dagar`, 'leveransen'],
      [
        'Remisser: mellan vilka enheter, hur långt de har kommit och (krypterat) vem de gäller',
        `${referrals.keepDays} dagar`,
        'den senaste händelsen',
      ],
      ['Tekniska spår, utan uppgifter om patienter', `${tracing.keepDays} dagar`, 'händelsen'],
    ],
  );
}

function log({ audit, access, bridge }: Told): string[] {
  const copies = access.providers.flatMap(({ careProvider, log }) => (log ? [`${careProvider} (till ${log})`] : []));
  return [
    `- Loggen hör till ${bridge.hsaId} och visas för varje vårdgivares egna granskare i dess egen del`,
    `- Kopior av loggposter lämnas för: ${listed(copies)}`,
    `- Andra som bevittnar loggen: ${listed(audit.witnesses.map(({ name }) => name))}`,
    `- Loggar som bevittnas här: ${listed(audit.witnessed.map(({ name }) => name))}`,
    `- Loggens signerade huvuden skrivs även till en egen fil: ${yesNo(audit.anchorFile !== undefined)}`,
    `- Utan synkron kopia av databasen lämnas inget ut: ${yesNo(audit.synchronousStandby)}`,
    `- En nödöppning ska vara granskad inom ${audit.emergencyReviewDays} dagar`,
    `- Avvisade försök från okända granskas av: ${audit.strangersTo ? plain(audit.strangersTo) : 'den som driver bryggan'}`,
  ];
}

function storage({ databaseUrl, busUrl, directory, persons, referrals }: Told): string[] {
  return [
    `- Databas: ${databaseUrl ? 'PostgreSQL' : 'inbäddad i bryggan'}`,
    `- Köer: ${busUrl ? 'Redis' : 'inbäddade i bryggan'}; allt i dem är krypterat`,
    `- Personuppgifter om patienter hämtas från: ${personRegister(persons?.url)}`,
    `- Uppgifter om personal och enheter hämtas från: ${directory.url.startsWith('file:') ? 'en fil' : 'katalogen över nätet'}`,
    `- En kopia av katalogen hålls i databasen: ${yesNo(directory.copy !== undefined)}`,
    `- Remisser tas emot och lämnas vidare: ${yesNo(referrals.systems.length > 0)}`,
    `- En distanskonsultation ger specialisten en relation i högst ${referrals.consultationDays} dagar`,
  ];
}

function personRegister(url: string | undefined): string {
  if (url === undefined) return 'inget personregister';
  return url.startsWith('https:') ? 'ett personregister över nätet' : 'en fil eller ett simulerat register';
}

function receivers({ access, engagements, referrals, tracing, portal }: Told): string[] {
  const units = portal.units.flatMap(({ careUnit, output }) =>
    output.length > 0 ? [`${careUnit} (${output.map((way) => outputs[way]).join(', ')})`] : [],
  );
  const { subscribers, subscribersFrom } = engagements;
  const found = subscribersFrom ? ['de som adresskatalogen nämner'] : [];
  return [
    `- Säkerhetstjänster: ${listed(access.services.map(({ name }) => name))}`,
    `- System som får veta att en patient har fått ny information: ${listed([...subscribers.map(({ name }) => name), ...found])}`,
    `- System som tar emot remisser: ${listed(referrals.systems.map(({ name }) => name))}`,
    `- Tekniska spår lämnas till en samlare utanför bryggan: ${yesNo(tracing.collector !== undefined)}`,
    `- Enheter som får skriva ut eller spara: ${listed(units)}`,
  ];
}

const outputs = { print: 'papper', pdf: 'PDF', ips: 'patientöversikt som fil' } as const;

function forPatients({ sources, notConnected, access, audit }: Told): string[] {
  return [
    'Uppgifter kan hämtas från:',
    '',
    ...sources.map(({ name }) => `- ${plain(name)}`),
    '',
    'Det kan vara:',
    '',
    ...distinct(sources.flatMap(({ contracts }) => kinds(contracts))).map((kind) => `- ${plain(kind)}`),
    '',
    `Vårdgivare som uppgifter inte kan hämtas från: ${listed(notConnected.map(({ name }) => name))}.`,
    `Vem som har läst sparas i minst ${audit.retention.logYears} år. En nödöppning gäller i ${access.emergencyHours} timmar.`,
  ];
}

function kinds(contracts: readonly string[]): string[] {
  return distinct(contracts.flatMap((contract) => (contract === '*' ? 'allt' : (kindOfInformation(contract) ?? []))));
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}

function listed(values: readonly string[]): string {
  return values.length > 0 ? values.map(plain).join('; ') : 'inga';
}

function yesNo(value: boolean): string {
  return value ? 'ja' : 'nej';
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(plain).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** So that no name is taken for Markdown's table or for a mark. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
