import type { Access } from './accesses.ts';
import { kindsIn } from './kinds-of-information.ts';

/** What was done, for a reader who is not of the trade. */
export function deedOf({ action, activity, entries }: Access): string {
  const act = acts[action];
  if (act) return act;
  if (action === 'indicator') return 'Såg att det finns uppgifter som inte visades. Inget innehåll lästes.';
  if (activity !== 'Läsa') return otherDeeds[activity];
  const kinds = entries.flatMap(kindsIn);
  const about = kinds.length > 0 ? joined([...new Set(kinds)]) : 'uppgifter';
  const readings = entries.filter(({ action: each }) => each !== 'indicator');
  if (readings.some(({ outcome }) => outcome !== 'empty')) return `Läste ${about}.`;
  return readings.length === entries.length
    ? `Frågade efter ${about}. Inget fanns att visa.`
    : `Frågade efter ${about}. Inget visades, mer än att det finns uppgifter.`;
}

const acts: Readonly<Record<string, string>> = {
  'consent:register': 'Registrerade ett samtycke.',
  'consent:cancel': 'Återkallade ett samtycke.',
  'relation:register': 'Registrerade en vårdrelation.',
  'relation:cancel': 'Avslutade en vårdrelation.',
  'block:register': 'Registrerade en spärr.',
  'block:unregister': 'Tog bort en spärr.',
  'block:lift': 'Hävde en spärr tillfälligt.',
  'lift-request:make': 'Bad att en spärr hävs.',
  'lift-request:decline': 'Svarade nej på att häva en spärr.',
  'lift-request:search': 'Läste vad enheten har bett om att få hävt.',
  'lift-request:show': 'Läste en begäran om att häva en spärr.',
  'emergency:declare': 'Uppgav att det var en nödsituation.',
  'emergency:open': 'Öppnade uppgifter i en nödsituation.',
  'emergency:close': 'Avslutade en nödöppning.',
  'holders:show': 'Såg vilka vårdgivare som har uppgifter, och vilka som har spärrat. Inget innehåll lästes.',
  'gate:look': 'Läste om det finns vårdrelation och samtycke.',
  'consent:search': 'Läste vilka samtycken som är registrerade.',
  'consent:list': 'Läste vilka samtycken som är registrerade.',
  'relation:search': 'Läste vilka vårdrelationer som är registrerade.',
  'block:search': 'Läste vilka spärrar som är registrerade.',
  'block:list': 'Läste vilka spärrar som är registrerade.',
  'emergency:search': 'Läste vilka nödöppningar som är registrerade.',
  'patient:find': 'Tog reda på vem ett personnummer hör till.',
  launch: 'Gick från sitt journalsystem till portalen med dig som förslag, utan att läsa uppgifter.',
  'launch:take': 'Tog emot dig som förslag från sitt journalsystem, utan att läsa uppgifter.',
  'patient:open': 'Öppnade dig i portalen, utan att läsa uppgifter.',
  'patient:places': 'Tog fram var du får vård, fast dina uppgifter är skyddade, och angav skäl.',
  'patient:show': 'Såg vem som är öppen i portalen, utan att läsa uppgifter.',
  'holders:ask': 'Frågade vilka som har uppgifter, innan något öppnades.',
  choice: 'Valde vad som skulle öppnas.',
  'log:why': 'Tog reda på varför någon fick, eller inte fick, läsa.',
  'extract:make': 'Gjorde ett utdrag ur loggen.',
  'log:search': 'Sökte i loggen efter vem som har läst uppgifter.',
  'log:show': 'Granskade en rad i loggen.',
};

const otherDeeds: Readonly<Record<Exclude<Access['activity'], 'Läsa'>, string>> = {
  Skriva: 'Registrerade en uppgift om åtkomst.',
  Signera: 'Signerade en uppgift.',
  Utskrift: 'Skrev ut uppgifter.',
  Vidimera: 'Vidimerade en uppgift.',
  Radera: 'Tog bort en uppgift om åtkomst.',
  Nödöppning: 'Öppnade uppgifter i en nödsituation.',
};

/** `a, b och c` */
export function joined(words: readonly string[]): string {
  const [last = '', ...before] = words.toReversed();
  return before.length === 0 ? last : `${before.reverse().join(', ')} och ${last}`;
}

/** What each purpose means; a purpose that is not known stands alone. */
export const purposes: Readonly<Record<string, string>> = {
  'Vård och behandling': 'för att ge vård, eller för det som hör till vården av en enskild patient',
  Administration: 'för att administrera vården, t.ex. ta fram ett utdrag som du har bett om',
  Kvalitetssäkring: 'för att utveckla och säkra vårdens kvalitet',
  'Annan dokumentation enligt lag': 'för annat som lag kräver att vården dokumenterar',
  Statistik: 'för statistik om vården',
  Kvalitetsregister: 'för ett nationellt eller regionalt kvalitetsregister',
  'Enskilds direktåtkomst': 'du själv, eller någon som får företräda dig, läste genom en e-tjänst',
};
