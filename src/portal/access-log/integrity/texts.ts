import type { VerificationRun } from '../../../faces/portal-api/shapes/integrity.ts';
import type { Step, StepOutcome } from './check-proof.ts';

type Fault = NonNullable<Extract<VerificationRun, { state: 'whole' | 'broken' }>['fault']>;

/** What is wrong with the log, and where; `moment` writes an instant. */
type FaultText = (fault: Fault, moment: (instant: string) => string) => string;

const faultSv: FaultText = (fault, moment) => {
  switch (fault.kind) {
    case 'altered':
      return `Post ${fault.sequence} har ändrats.`;
    case 'columns':
      return `Det som post ${fault.sequence} söks fram med har ändrats; texten har inte ändrats.`;
    case 'missing':
      return fault.from === fault.to ? `Post ${fault.from} saknas.` : `Posterna ${fault.from} till ${fault.to} saknas.`;
    case 'reordered':
      return `Post ${fault.found} står där post ${fault.sequence} stod.`;
    case 'inserted':
      return `En post har skjutits in på plats ${fault.sequence}.`;
    case 'erased':
      return `Innehållet i post ${fault.sequence} är borta, och ingen gallring står i loggen.`;
    case 'rewritten':
      return `Bland posterna ${fault.from} till ${fault.to} har något ändrats: de är inte de som signerades ${moment(fault.signedAt)}.`;
    case 'signature':
      return `Kvittot över ${fault.size} poster är inte signerat med en nyckel som gäller (nyckel ${fault.keyId}).`;
    case 'cut':
      return `Loggen har kapats: den har ${fault.size} poster och hade ${fault.was} den ${moment(fault.signedAt)}.`;
    case 'other-log':
      return `Det tidigare kvittot hör till en annan logg, ${fault.origin}.`;
    case 'unreadable':
      return 'Ett signerat kvitto saknas eller går inte att läsa.';
  }
};

const posts = (count: number): string => (count === 1 ? '1 post' : `${count} poster`);
const entriesEn = (count: number): string => (count === 1 ? '1 entry' : `${count} entries`);

const sv = {
  title: 'Loggens äkthet',
  what:
    'Varje post i loggen är ett löv i ett träd av hashvärden, och trädets rot signeras. Den som sparar ett signerat kvitto ' +
    'på ett ställe där ingen här kommer åt det kan senare visa om något har ändrats, tagits bort eller skjutits in.',
  waiting: 'Hämtar',

  head: 'Det senaste kvittot',
  size: 'Poster',
  signedAt: 'Signerat',
  root: 'Rot',
  key: 'Nyckel',
  keepHead: 'Spara kvittot',
  keepKey: 'Spara den öppna nyckeln',
  headNote: 'Kvittot',
  witnesses: 'Vittnen',
  noWitnesses: 'Inget vittne har undertecknat loggen.',
  witness: 'Vittne',
  sawUpTo: 'Såg loggen med',
  entries: posts,

  verify: 'Kontrollera hela loggen',
  verifyWhat:
    'Varje post, plats och signatur räknas om. Med ett kvitto som har sparats någon annanstans syns också om poster har ' +
    'kapats i slutet eller om en äldre kopia har lagts tillbaka. Du kan lämna sidan; kontrollen går vidare.',
  earlier: 'Ett tidigare kvitto',
  earlierHelp: 'Klistra in det, eller välj filen. Lämna tomt om du inte har något.',
  file: 'Fil med ett kvitto',
  verifyNow: 'Kontrollera nu',
  verifying: 'Kontrollerar posterna',
  stop: 'Avbryt kontrollen',
  whole: (entries: number, at: string) => `Loggen är hel: ${posts(entries)}, kontrollerade ${at}.`,
  disposed: (count: number) => `Av ytterligare ${posts(count)} finns bara hashen kvar; de är gallrade.`,
  compared: 'Den stämmer med kvittot som gavs.',
  notCompared: 'Inget tidigare kvitto jämfördes: om poster har kapats i slutet syns bara mot loggens egna kvitton.',
  broken: 'Loggen är inte hel',
  before: (entries: number) => `Före det kontrollerades ${posts(entries)} utan anmärkning.`,
  brokenBefore: (at: string) => `En tidigare kontroll, ${at}, fann att loggen inte var hel`,
  because: (code: string) => `Orsak: ${code}.`,
  askWhom: 'Rör inget. Säg till den som ansvarar för bryggan, och spara kvitton och säkerhetskopior som de är.',
  notVerified: 'Kontrollen kunde inte genomföras. Den säger inget om loggen; börja om.',
  neverVerified: 'Ingen kontroll har gjorts det senaste dygnet.',

  proof: 'Bevis för en post',
  proofWhat:
    'Bryggan lämnar vägen från posten till roten. Din webbläsare räknar själv efter, steg för steg, utan att fråga någon.',
  entry: 'Postens nummer eller id',
  entryHelp: 'Numret står i posten.',
  entryMissing: 'Ange ett nummer eller ett id.',
  prove: 'Hämta beviset och räkna efter',
  number: 'Nummer',
  steps: {
    text: 'Postens text ger lövets hash',
    key: 'Nyckeln är den som kvittot nämner',
    signature: 'Nyckeln har signerat kvittot',
    head: 'Kvittot gäller den här storleken och roten, och posten ryms',
    path: 'Lövet och vägen leder till roten',
  } satisfies Record<Step, string>,
  outcomes: { holds: 'Stämmer', fails: 'Stämmer inte', unable: 'Kunde inte prövas' } satisfies Record<
    StepOutcome,
    string
  >,
  unableText: 'Du ser bara en del av posten, så dess text lämnas inte ut; hashen är vad bryggan uppger.',
  unableSignature: 'Webbläsaren kan inte pröva Ed25519-signaturer. Spara beviset och pröva det med ett annat program.',
  proved: 'Posten finns i den signerade loggen, som den ser ut.',
  provedLeaf: 'Postens hash finns i den signerade loggen.',
  notProved: 'Beviset stämmer inte.',
  notSure: 'Det som kunde prövas stämmer, men allt kunde inte prövas här.',
  fingerprint: 'Nyckelns fingeravtryck (SHA-256)',
  compareKey: 'Jämför med den nyckel som lämnades över när den gjordes: annars litar du på den som bryggan nämner.',
  path: 'Vägen',
  keepProof: 'Spara beviset',

  without: 'Kontrollera utan bryggan',
  withoutWhat:
    'Den som har en export, ett kvitto och den öppna nyckeln kontrollerar loggen på en annan dator, med programmet eller med ' +
    'ett eget: formatet beskrivs i docs/audit-log.md (RFC 9162, C2SP).',
  fault: faultSv,
};

const faultEn: FaultText = ({ text }) => text;

export const texts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: {
    title: 'Integrity of the log',
    what:
      'Each entry of the log is a leaf in a tree of hashes, and the root of the tree is signed. Whoever keeps a signed head ' +
      'where nobody here can reach it can later show whether anything was altered, removed or inserted.',
    waiting: 'Fetching',

    head: 'The latest head',
    size: 'Entries',
    signedAt: 'Signed',
    root: 'Root',
    key: 'Key',
    keepHead: 'Save the head',
    keepKey: 'Save the public key',
    headNote: 'The head',
    witnesses: 'Witnesses',
    noWitnesses: 'No witness has co-signed the log.',
    witness: 'Witness',
    sawUpTo: 'Saw the log with',
    entries: entriesEn,

    verify: 'Verify the whole log',
    verifyWhat:
      'Every entry, place and signature is computed again. With a head that was kept elsewhere it also shows whether ' +
      'entries were cut off the end, or an older copy was put back. You may leave the page; the verification goes on.',
    earlier: 'An earlier head',
    earlierHelp: 'Paste it, or choose the file. Leave it empty if you have none.',
    file: 'File with a head',
    verifyNow: 'Verify now',
    verifying: 'Verifying entries',
    stop: 'Stop the verification',
    whole: (entries, at) => `The log is whole: ${entriesEn(entries)}, verified ${at}.`,
    disposed: (count) => `Of ${count} more only the hash is left; they have been disposed of.`,
    compared: 'It agrees with the head that was given.',
    notCompared: 'No earlier head was compared: entries cut off the end show only against the log’s own heads.',
    broken: 'The log is not whole',
    before: (entries) => `Before it ${entriesEn(entries)} were verified, without remark.`,
    brokenBefore: (at) => `An earlier verification, ${at}, found that the log was not whole`,
    because: (code) => `Reason: ${code}.`,
    askWhom: 'Touch nothing. Tell whoever is responsible for the bridge, and keep heads and backups as they are.',
    notVerified: 'The verification could not be carried out. It says nothing of the log; begin again.',
    neverVerified: 'No verification was made in the last day.',

    proof: 'Proof of an entry',
    proofWhat:
      'The bridge gives the path from the entry to the root. Your browser computes it itself, step by step, asking nobody.',
    entry: 'Number or id of the entry',
    entryHelp: 'The number stands in the entry.',
    entryMissing: 'Give a number or an id.',
    prove: 'Fetch the proof and compute it',
    number: 'Number',
    steps: {
      text: 'The entry’s text gives the hash of its leaf',
      key: 'The key is the one that the head names',
      signature: 'The key has signed the head',
      head: 'The head is of this size and root, and the entry is within',
      path: 'Leaf and path lead to the root',
    },
    outcomes: { holds: 'Holds', fails: 'Does not hold', unable: 'Could not be checked' },
    unableText: 'You see only a part of the entry, so its text is not given; the hash is what the bridge says.',
    unableSignature: 'The browser cannot check Ed25519 signatures. Save the proof and check it with another program.',
    proved: 'The entry is in the signed log, as it reads.',
    provedLeaf: 'The hash of the entry is in the signed log.',
    notProved: 'The proof does not hold.',
    notSure: 'What could be checked holds, but not all could be checked here.',
    fingerprint: 'Fingerprint of the key (SHA-256)',
    compareKey:
      'Compare it with the key that was handed over when it was made: else you trust the one the bridge names.',
    path: 'The path',
    keepProof: 'Save the proof',

    without: 'Verify without the bridge',
    withoutWhat:
      'Whoever has an export, a head and the public key verifies the log on another computer, with the program or one of ' +
      'their own: the form is described in docs/audit-log.md (RFC 9162, C2SP).',
    fault: faultEn,
  },
};
