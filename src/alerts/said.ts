import { counted } from '../portal/texts/counted.ts';
import type { AlertKind, Facts } from './alert.ts';
import { listRefuses, listStands, reasons, uses } from './words.ts';

/** An alert in words. */
export interface Said {
  /** What is wrong. */
  readonly what: string;
  /** What care notices of it. */
  readonly effect: string;
  /** What to do first. */
  readonly first: string;
}

export interface Spoken {
  readonly sv: Said;
  readonly en: Said;
}

/** What is told of one kind; `name` is what the subject is called. */
type Tell = (name: string, facts: Facts) => Spoken;

const missing = {
  sv: (name: string) => `Vårdpersonal ser inte uppgifter från ${name}; översikten säger att de saknas.`,
  en: (name: string) => `Care staff do not see information from ${name}; the overview says that it is missing.`,
};
const late = {
  sv: 'Remisser eller meddelanden kommer inte fram i tid.',
  en: 'Referrals or messages do not arrive in time.',
};
const day = (fact: string | number | undefined): string => String(fact ?? '').slice(0, 10);
const messages = { sv: ['meddelande', 'meddelanden'], en: ['message', 'messages'] } as const;
const questions = { sv: ['fråga', 'frågor'], en: ['question', 'questions'] } as const;

const certificateEnding: Tell = (name, { until, use, name: subject = name, stands }) => {
  const isOver = stands === 'over';
  const which = { sv: `${uses.sv[String(use)] ?? ''} ${subject}`, en: `${uses.en[String(use)] ?? ''} ${subject}` };
  return {
    sv: {
      what: `${which.sv} ${isOver ? 'gick ut' : 'gäller till'} ${day(until)}.`.trim(),
      effect: isOver
        ? 'De anrop som bygger på det avvisas. Sidan Certifikat visar vilka.'
        : 'När det har gått ut avvisas de anrop som bygger på det. Sidan Certifikat visar vilka.',
      first: 'Beställ ett nytt. Bryggans egna tas i bruk utan omstart när filerna har bytts.',
    },
    en: {
      what: `${which.en} ${isOver ? 'ended' : 'is valid until'} ${day(until)}.`.trim(),
      effect: isOver
        ? 'The calls that rest on it are refused. The page Certificates shows which.'
        : 'When it has ended, the calls that rest on it are refused. The page Certificates shows which.',
      first: 'Order a new one. The bridge takes its own into use without a restart when the files are replaced.',
    },
  };
};

const tellOf: Readonly<Record<AlertKind, Tell>> = {
  AccessLogFailing: () => ({
    sv: {
      what: 'Åtkomstloggen kan inte skrivas.',
      effect: 'Inga patientuppgifter lämnas ut alls förrän den kan skrivas igen.',
      first:
        'Se efter diskutrymme, rättigheter och PostgreSQL. Bryggan fortsätter av sig själv när loggen kan skrivas.',
    },
    en: {
      what: 'The access log cannot be written.',
      effect: 'No patient information is released at all until it can be written again.',
      first: 'Check disk space, permissions and PostgreSQL. The bridge goes on by itself once the log can be written.',
    },
  }),
  BreakerOpen: (name) => ({
    sv: {
      what: `${name} tar inte emot meddelanden; bryggan skickar inga nya dit utan provar ibland.`,
      effect: late.sv,
      first: 'Se på sidan Meddelanden vad mottagaren svarade senast, och ring dess förvaltning.',
    },
    en: {
      what: `${name} takes no messages; the bridge sends none there but tries now and then.`,
      effect: late.en,
      first: 'See on the page Messages what the receiver answered last, and ring its administrator.',
    },
  }),
  CertificateEnding: certificateEnding,
  CertificateEndingSoon: certificateEnding,
  DirectoryCopyHeld: (_name, { detail = '' }) => ({
    sv: {
      what: `Så mycket i vårdkatalogen har ändrats eller försvunnit att en människa måste godkänna det.`,
      effect: 'Tills dess gäller kopian som den var: nya enheter och uppdrag syns inte.',
      first: `Se vad som skulle ändras: npm run hsa -- diff. Godkänn eller avvisa: hsa -- approve, reject.`,
    },
    en: {
      what: `So much of the care directory is changed or gone that somebody must approve it. ${detail}`.trim(),
      effect: 'Until then the copy stays as it was: new units and assignments are not seen.',
      first: `See what would change: npm run hsa -- diff. Approve or reject: hsa -- approve, reject.`,
    },
  }),
  DirectoryCopyOld: (_name, { since = '' }) => ({
    sv: {
      what: `Kopian av vårdkatalogen har inte kunnat förnyas sedan ${since}.`,
      effect: 'Uppslag besvaras ur den, men nya och avslutade uppdrag syns inte.',
      first: 'Se efter katalogservern och certifikatet dit. npm run hsa -- status visar det senaste försöket.',
    },
    en: {
      what: `The copy of the care directory has not been renewed since ${since}.`,
      effect: 'Lookups are answered from it, but new and ended assignments are not seen.',
      first:
        'Check the directory server and the certificate towards it. npm run hsa -- status shows the latest attempt.',
    },
  }),
  DirectoryFailing: () => ({
    sv: {
      what: 'Vårdkatalogen (HSA) svarar inte.',
      effect: 'Det som slagits upp de senaste timmarna gäller ännu; andra kan inte logga in eller läsa.',
      first: 'Se efter servern i HSA_URL, dess certifikat och kontot.',
    },
    en: {
      what: 'The care directory (HSA) does not answer.',
      effect: 'What was looked up in the last hours still holds; others cannot sign in or read.',
      first: 'Check the server of HSA_URL, its certificate and the account.',
    },
  }),
  KeyFileRefused: (name) => ({
    sv: {
      what: `${name} har bytts men tas inte i bruk.`,
      effect:
        'Ingen ännu: det som gällde förut används. När det går ut, eller vid omstart, stannar det som bygger på det.',
      first: 'Driftloggen säger varför. Lägg dit filer som hör ihop: de tas i bruk inom en sekund, utan omstart.',
    },
    en: {
      what: `${name} was changed but is not taken into use.`,
      effect: 'None yet: what was in force before is used. When that ends, or at a restart, what rests on it stops.',
      first: 'The operational log says why. Put files there that belong together: they are taken within a second.',
    },
  }),
  MessagesDead: (name, { dead }) => ({
    sv: {
      what: `${counted(dead, ...messages.sv)} till ${name} har lagts åt sidan.`,
      effect: 'En remiss eller avisering har inte kommit fram, och gör det inte av sig själv.',
      first: 'Se orsaken på sidan Meddelanden, rätta den och skicka om.',
    },
    en: {
      what: `${counted(dead, ...messages.en)} to ${name} ${dead === 1 ? 'has' : 'have'} been set aside.`,
      effect: 'A referral or notification has not arrived, and will not by itself.',
      first: 'See the reason on the page Messages, mend it and send again.',
    },
  }),
  MessagesLeftLying: (name, { waiting }) => ({
    sv: {
      what: `${counted(waiting, ...messages.sv)} till ${name} kunde skickas men blir liggande.`,
      effect: late.sv,
      first: 'Finns det en arbetsprocess, och har den databasen? Starta om den.',
    },
    en: {
      what: `${counted(waiting, ...messages.en)} to ${name} could be sent but ${waiting === 1 ? 'is' : 'are'} left lying.`,
      effect: late.en,
      first: 'Is there a worker, and does it have the database? Restart it.',
    },
  }),
  MessagesOld: (name, { waiting }) => ({
    sv: {
      what:
        waiting === 1
          ? `Ett meddelande till ${name} har väntat i mer än fyra timmar.`
          : `Det äldsta av ${waiting} meddelanden till ${name} har väntat i mer än fyra timmar.`,
      effect: late.sv,
      first: 'Se vad mottagaren svarade senast, och ring dess förvaltning.',
    },
    en: {
      what:
        waiting === 1
          ? `One message to ${name} has waited for more than four hours.`
          : `The oldest of ${waiting} messages to ${name} has waited for more than four hours.`,
      effect: late.en,
      first: 'See what the receiver answered last, and ring its administrator.',
    },
  }),
  NoWorker: (name) => ({
    sv: {
      what: `Ingen process tar hand om frågorna till ${name}.`,
      effect: missing.sv(name),
      first: 'Starta en arbetsprocess (npm run work). Dess startrad säger om den når Redis.',
    },
    en: {
      what: `No process takes care of the questions to ${name}.`,
      effect: missing.en(name),
      first: 'Start a worker (npm run work). Its start line says whether it reaches Redis.',
    },
  }),
  NotReady: (name) => ({
    sv: {
      what: `En del av bryggan är inte redo: ${name}.`,
      effect: 'Lastbalanseraren skickar anrop till andra processer. Är ingen redo får ingen uppgifter över bryggan.',
      first: 'Läs skälet nedan. Starta det som är nere; bryggan återhämtar sig själv.',
    },
    en: {
      what: `A part of the bridge is not ready: ${name}.`,
      effect: 'Load balancers send calls to other processes. If none is ready nobody gets information over the bridge.',
      first: 'Read the reason below. Start what is down; the bridge recovers by itself.',
    },
  }),
  PersonRegisterFailing: () => ({
    sv: {
      what: 'Personregistret svarar inte.',
      effect: 'Uppgifter under en patients tidigare identiteter saknas i översikten, som säger det.',
      first: 'Ring registrets förvaltning. Operativa loggen säger hur det svarade.',
    },
    en: {
      what: 'The person register does not answer.',
      effect: 'What stands under earlier identities of a patient is missing from the overview, which says so.',
      first: 'Ring the administrator of the register. The operational log says how it answered.',
    },
  }),
  ProcessLost: (name) => ({
    sv: {
      what: `En process slutade utan ett ord, eller har hängt sig: ${name}.`,
      effect: 'Det den hade i händerna misslyckades, eller skickas om. Övriga processer bär dess last.',
      first: 'Se slutet av dess logg och starta den. Har den hängt sig, avsluta den först.',
    },
    en: {
      what: `A process ended without a word, or is frozen: ${name}.`,
      effect: 'What it had in hand failed, or is sent again. The other processes carry its load.',
      first: 'See the end of its log and start it. If it is frozen, end it first.',
    },
  }),
  QueueStalled: (name, { waiting, seconds }) => ({
    sv: {
      what: `${counted(waiting, ...questions.sv)} till ${name} väntar, den äldsta i ${seconds} s.`,
      effect: missing.sv(name),
      first:
        'Är systemet långsamt, ring dess förvaltning. Är arbetsprocesserna lediga utan att ta något, starta om dem.',
    },
    en: {
      what: `${counted(waiting, ...questions.en)} to ${name} ${waiting === 1 ? 'waits' : 'wait'}, the oldest for ${seconds} s.`,
      effect: missing.en(name),
      first: 'If the system is slow, ring its administrator. If workers are free and take nothing, restart them.',
    },
  }),
  RecordsWithheld: (name, { broken, of }) => ({
    sv: {
      what: `${broken} av ${of} poster som ${name} lämnade den senaste timmen bryter mot tjänstekontraktet.`,
      effect: `De posterna visas inte för någon; översikten säger att poster från ${name} utelämnats.`,
      first: 'Ta fram månadsrapporten för källan: den säger vilken regel som bryts. Skicka den till leverantören.',
    },
    en: {
      what: `${broken} of ${of} records that ${name} gave in the last hour break the service contract.`,
      effect: `Those records are shown to nobody; the overview says that records of ${name} were left out.`,
      first: 'Take out the monthly report of the source: it says which rule is broken. Send it to the vendor.',
    },
  }),
  RevocationListEnding: (name, { until, name: issuer = name, stands }) => {
    const instant = String(until).slice(0, 16).replace('T', ' ');
    const effect = listRefuses[stands === 'over' || stands === 'missing' ? 'now' : 'later'];
    return {
      sv: {
        what: `Spärrlistan från ${issuer} ${listStands.sv(stands, instant)}.`,
        effect: effect.sv,
        first: 'Hämta en färsk lista till sökvägen i trust.revocationLists; den läses om av sig själv.',
      },
      en: {
        what: `The revocation list of ${issuer} ${listStands.en(stands, instant)}.`,
        effect: effect.en,
        first: 'Fetch a fresh list to the path in trust.revocationLists; it is read again by itself.',
      },
    };
  },
  RevocationOld: (name, { since }) => {
    const instant = since && String(since).slice(0, 16).replace('T', ' ');
    return {
      sv: {
        what: instant
          ? `Det senaste beskedet från ${name} om spärrade certifikat är från ${instant} UTC: halva den tid det får gälla har gått.`
          : `Svarstjänsten ${name} ger inga besked om spärrade certifikat.`,
        effect: 'Ingen ännu, men nya spärrar märks inte. När tiden är ute avvisas certifikaten.',
        first: 'Se på sidan Certifikat vad som hindrar. Öppna vägen dit, eller lägg dit en färsk lista som fil.',
      },
      en: {
        what: instant
          ? `The latest word of ${name} about revoked certificates is of ${instant} UTC: half of the time that it may be used is gone.`
          : `The responder ${name} gives no word about revoked certificates.`,
        effect: 'None yet, but new revocations are not noticed. When the time is out the certificates are refused.',
        first: 'See on the page Certificates what hinders. Open the way there, or put a fresh list there as a file.',
      },
    };
  },
  SecurityServiceFailing: (name) => ({
    sv: {
      what: `Säkerhetstjänsten ${name} svarar inte.`,
      effect:
        'Uppgifter som beror på dess spärrar, samtycken och relationer visas inte, inte heller i en nödsituation.',
      first: 'Ring tjänstens förvaltning.',
    },
    en: {
      what: `The security service ${name} does not answer.`,
      effect: 'What depends on its blocks, consents and relations is not shown, not even in an emergency.',
      first: 'Ring the administrator of the service.',
    },
  }),
  SourceFailing: (name, { failed, of, reason }) => ({
    sv: {
      what:
        of === 0
          ? `${name} har misslyckats så ofta att bryggan bara provar ibland.`
          : `${failed} av de ${of} senaste frågorna till ${name} misslyckades: ${reasons.sv[String(reason)] ?? reason}.`,
      effect: missing.sv(name),
      first: 'Prova anslutningen från sidan Just nu. Svarar systemet inte, ring dess förvaltning.',
    },
    en: {
      what:
        of === 0
          ? `${name} has failed so often that the bridge only tries now and then.`
          : `${failed} of the last ${of} questions to ${name} failed: ${reasons.en[String(reason)] ?? reason}.`,
      effect: missing.en(name),
      first: 'Test the connection from the page Now. If the system does not answer, ring its administrator.',
    },
  }),
  SourceSlow: (name, { slow, of, seconds }) => ({
    sv: {
      what: `${slow} av de ${of} senaste svaren från ${name} kom sent, det långsammaste efter ${seconds} s.`,
      effect: `Vårdpersonal väntar på uppgifter från ${name}; en del hinner inte komma med.`,
      first: 'Fråga systemets förvaltning om last och pågående arbeten.',
    },
    en: {
      what: `${slow} of the last ${of} answers of ${name} came late, the slowest after ${seconds} s.`,
      effect: `Care staff wait for information from ${name}; some of it does not come in time.`,
      first: 'Ask the administrator of the system about load and work in progress.',
    },
  }),
  TrustFilesRefused: () => ({
    sv: {
      what: 'Rötter eller utfärdare som anropare litas på efter har bytts på disken men tas inte i bruk.',
      effect: 'Ingen ännu: de som gällde förut gäller. En omstart misslyckas.',
      first: 'Läs skälet nedan och rätta filen: den tas i bruk inom en sekund, utan omstart.',
    },
    en: {
      what: 'Roots or issuing CAs that callers are trusted by were changed on disk but are not taken into use.',
      effect: 'None yet: those before are in force. A restart would fail.',
      first: 'Read the reason below and mend the file: it is taken within a second, without a restart.',
    },
  }),
  WitnessAlarm: () => ({
    sv: {
      what: 'Ett vittne till åtkomstloggen svarar inte, eller har sett något annat än loggen nu visar.',
      effect: 'Inget märks i vården. Vem som läst vad kan kanske inte längre bevisas.',
      first: 'Läs skälet nedan. Säger det att en logg har ändrats, ring säkerhetsansvarig och rör ingenting.',
    },
    en: {
      what: 'A witness of the access log does not answer, or has seen something else than the log now shows.',
      effect: 'Care notices nothing. Who read what may no longer be provable.',
      first: 'Read the reason below. If it says that a log was changed, ring the security officer and touch nothing.',
    },
  }),
};

/** The alert in both languages. */
export function sayAlert(kind: AlertKind, name: string, facts: Facts): Spoken {
  return tellOf[kind](name, facts);
}
