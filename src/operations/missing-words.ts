import type { NotAskedReason } from '../overview/coverage.ts';
import type { FailureReason } from '../sources/query.ts';

export type Language = 'sv' | 'en';

/** What is told of a missing source in words. */
interface Told {
  readonly source: string;
  readonly name: string;
  readonly contract: string;
  readonly reason: string;
  readonly milliseconds: number | undefined;
  readonly status: number | undefined;
  /** How long it may take; undefined of one that is not configured here. */
  readonly timeoutMs: number | undefined;
}

interface Words {
  readonly why: string;
  /** The least that would alter it. */
  readonly change: string;
}

type Reasons = Readonly<Record<FailureReason | NotAskedReason, (told: Told) => Words>>;

/** Why a source was missing, and what would alter it. A reason without a name of its own is a bug of the bridge. */
export function missingWords(told: Told, language: Language): Words {
  const words = texts[language];
  const tell = Object.hasOwn(words.reasons, told.reason) ? words.reasons[told.reason as keyof Reasons] : words.other;
  return tell(told);
}

const seconds = (milliseconds: number, decimal: ',' | '.'): string =>
  `${(milliseconds / 1_000).toFixed(1).replace('.', decimal)} s`;
const svSeconds = ({ milliseconds = 0 }: Told): string => seconds(milliseconds, ',');
const enSeconds = ({ milliseconds = 0 }: Told): string => seconds(milliseconds, '.');
const statusOf = ({ status }: Told): string => (status === undefined ? '' : ` (HTTP ${status})`);

const sv: Reasons = {
  'timed-out': (told) => ({
    why: `${told.name} svarade inte inom ${svSeconds(told)}.`,
    change: `Se om källan är långsam för alla eller bara för denna fråga, och be dem som sköter den. Bryggan väntar ${seconds(told.timeoutMs ?? 0, ',')} (timeoutMs), och inte längre än den som frågar.`,
  }),
  refused: (told) => ({
    why: `${told.name} sade nej till frågan eller kunde inte svara på den${statusOf(told)}.`,
    change: 'Be dem som sköter källan söka på anropets id i sin logg: felet ligger där eller i avtalet med den.',
  }),
  unreachable: ({ name }) => ({
    why: `${name} gick inte att nå.`,
    change: 'Prova anslutningen: adress, nät, brandvägg och certifikat, i den ordningen.',
  }),
  'bad-data': (told) => ({
    why: `${told.name} svarade med något som inte följer ${told.contract}${statusOf(told)}.`,
    change: 'Visa leverantören vad som bryter mot kontraktet. Två tekniker kan tillsammans fånga nästa svar.',
  }),
  'breaker-open': ({ name }) => ({
    why: `${name} hade svikit flera gånger i rad och frågades därför inte.`,
    change: 'Åtgärda källan. Bryggan provar själv och frågar igen så snart den svarar.',
  }),
  busy: ({ name }) => ({
    why: `${name} hade redan så många frågor i kö som den får ha.`,
    change: 'Se varför källan inte hinner. Gränserna är concurrency och waiting för källan.',
  }),
  abandoned: (told) => ({
    why: `Den som frågade ${told.name} väntade inte på svaret: efter ${svSeconds(told)} lades frågan ned.`,
    change: 'Se om den anropande har kortare väntetid än bryggan, eller om någon lämnade sidan.',
  }),
  'bus-unavailable': ({ name }) => ({
    why: `${name} kunde inte frågas: bryggans egen kö var inte nåbar.`,
    change: 'Åtgärda Redis och se att en arbetsprocess är i gång.',
  }),
  'does-not-deliver': ({ name, contract }) => ({
    why: `${name} levererar inte ${contract}.`,
    change: `Avtala om det och lägg ${contract} till källans contracts.`,
  }),
  'no-engagement': ({ name, contract }) => ({
    why: `Engagemangsindex säger att ${name} inte har något av ${contract} om patienten.`,
    change: 'Om det är fel: källan ska skicka sin uppdatering till indexet, eller indexet stämmas av mot källan.',
  }),
  'no-permission': ({ name, contract }) => ({
    why: `Den som anropade får inte fråga ${name} om ${contract}.`,
    change: `Lägg en behörighet för ${contract} hos ${name} till den anropande.`,
  }),
  'route-unusable': ({ name, contract }) => ({
    why: `Vägvalet till ${name} för ${contract} går inte att använda.`,
    change: 'Rätta adressen i katalogen: en enda väg, med stödd profil och en https-adress.',
  }),
  'filtered-out': ({ name }) => ({
    why: `Frågan gällde ett annat system än ${name}.`,
    change: 'Fråga utan källsystem, eller med det system som menas.',
  }),
  'identity-is-local': ({ name }) => ({
    why: `Patientens nummer är lokalt och gäller inte i ${name}.`,
    change: 'Sök på ett personnummer eller samordningsnummer, eller ange källan.',
  }),
  'would-loop': ({ name }) => ({
    why: `Frågan kom från ${name}, som därför inte frågades tillbaka.`,
    change: 'Inget: så ska det vara.',
  }),
  'provider-not-connected': ({ name }) => ({
    why: `${name} är inte ansluten till bryggan.`,
    change: 'Anslut dess källa. Till dess får uppgifterna sökas på annat sätt.',
  }),
};

const en: Reasons = {
  'timed-out': (told) => ({
    why: `${told.name} did not answer within ${enSeconds(told)}.`,
    change: `See whether it is slow for everybody or for this question alone, and ask those who run it. The bridge waits ${seconds(told.timeoutMs ?? 0, '.')} (timeoutMs), and no longer than whoever asks.`,
  }),
  refused: (told) => ({
    why: `${told.name} said no to the question, or could not answer it${statusOf(told)}.`,
    change: 'Have those who run it search their log for the id of the call: the fault is there, or in the agreement.',
  }),
  unreachable: ({ name }) => ({
    why: `${name} could not be reached.`,
    change: 'Test the connection: address, network, firewall and certificate, in that order.',
  }),
  'bad-data': (told) => ({
    why: `${told.name} answered with something that does not follow ${told.contract}${statusOf(told)}.`,
    change: 'Show the vendor what breaks the contract. Two engineers together may capture the next answer.',
  }),
  'breaker-open': ({ name }) => ({
    why: `${name} had failed several times in a row and was therefore not asked.`,
    change: 'Mend the source. The bridge tries by itself, and asks again as soon as it answers.',
  }),
  busy: ({ name }) => ({
    why: `${name} had as many questions in its queue as it may have.`,
    change: 'See why it does not keep up. Its limits are concurrency and waiting.',
  }),
  abandoned: (told) => ({
    why: `Whoever asked ${told.name} did not wait for the answer: after ${enSeconds(told)} the question was dropped.`,
    change: 'See whether the caller waits for less time than the bridge, or somebody left the page.',
  }),
  'bus-unavailable': ({ name }) => ({
    why: `${name} could not be asked: the bridge’s own queue was out of reach.`,
    change: 'Mend Redis, and see that a worker is running.',
  }),
  'does-not-deliver': ({ name, contract }) => ({
    why: `${name} does not deliver ${contract}.`,
    change: `Agree on it, and add ${contract} to contracts of the source.`,
  }),
  'no-engagement': ({ name, contract }) => ({
    why: `The engagement index says that ${name} has nothing of ${contract} about the patient.`,
    change: 'If that is wrong: have the source send its update, or reconcile the index with it.',
  }),
  'no-permission': ({ name, contract }) => ({
    why: `The caller may not ask ${name} for ${contract}.`,
    change: `Add a permission for ${contract} at ${name} to the caller.`,
  }),
  'route-unusable': ({ name, contract }) => ({
    why: `The route to ${name} for ${contract} cannot be used.`,
    change: 'Correct the address in the catalogue: one route, with a supported profile and an https address.',
  }),
  'filtered-out': ({ name }) => ({
    why: `Another system than ${name} was asked for.`,
    change: 'Ask without a source system, or for the one that is meant.',
  }),
  'identity-is-local': ({ name }) => ({
    why: `The patient’s number is local, and not valid in ${name}.`,
    change: 'Search for a personal or coordination number, or name the source.',
  }),
  'would-loop': ({ name }) => ({
    why: `The question came from ${name}, which was therefore not asked back.`,
    change: 'Nothing: this is as it should be.',
  }),
  'provider-not-connected': ({ name }) => ({
    why: `${name} is not connected to the bridge.`,
    change: 'Connect its source. Until then its information has to be looked for in other ways.',
  }),
};

const texts: Readonly<Record<Language, { readonly reasons: Reasons; readonly other: (told: Told) => Words }>> = {
  sv: {
    reasons: sv,
    other: ({ name, reason }) => ({
      why: `Frågan till ${name} föll på ett fel i bryggan: ${reason}.`,
      change: 'Anmäl det med anropets id: det är ett fel i bryggan.',
    }),
  },
  en: {
    reasons: en,
    other: ({ name, reason }) => ({
      why: `The question to ${name} failed by a fault of the bridge: ${reason}.`,
      change: 'Report it with the id of the call: it is a fault of the bridge.',
    }),
  },
};
