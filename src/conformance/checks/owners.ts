import { sameHsaId } from '../../identities/index.ts';
import { type ContractCheck, unless } from '../check.ts';
import { counted, lookingAtRecords } from './looking.ts';

/** Nobody else's records. */
export const patient: ContractCheck = {
  id: 'patient',
  title: { sv: 'Bara den efterfrågade patientens poster', en: 'Records of the patient asked about alone' },
  why: {
    sv: 'En annan människas uppgifter i svaret är en patientrisk och ett brott mot sekretessen. Bryggan håller inne sådana poster.',
    en: 'Another person’s information in an answer endangers the patient and breaks secrecy. The bridge withholds such records.',
  },
  mend: {
    sv: 'Ställ frågan till databasen med hela identiteten, id och typ, och skriv patientId i posten från posten själv, inte från frågan.',
    en: 'Ask the database with the whole identity, id and type, and write patientId from the record itself, not from the question.',
    riv13606: {
      sv: 'Ställ frågan till databasen med hela identiteten, root och extension, och skriv subject_of_care från posterna själva, inte från frågan.',
      en: 'Ask the database with the whole identity, root and extension, and write subject_of_care from the records themselves, not from the question.',
    },
    'fhir-r4': {
      sv: 'Jämför patient.identifier med hela identiteten, system och värde, och låt varje resurs hänvisa till patienten med samma identifier.',
      en: 'Compare patient.identifier with the whole identity, system and value, and let each resource refer to the patient with the same identifier.',
    },
  },
  attempt: (conversation) =>
    lookingAtRecords(conversation, (records) => {
      const { id, type } = conversation.patient;
      const others = records.filter(({ header }) => header.patient.id !== id || header.patient.type !== type);
      return unless(counted(others.length, 'gäller en annan identitet', 'about another identity'));
    }),
};

/** Whose the information is: without it nobody can decide who may read it. */
export const owners: ContractCheck = {
  id: 'owners',
  title: {
    sv: 'Källsystem, vårdenhet och vårdgivare är angivna',
    en: 'Source system, care unit and care provider are named',
  },
  why: {
    sv: 'Spärrar och behörighet prövas mot vårdenhet och vårdgivare. En post utan dem, eller från ett annat system, visas inte.',
    en: 'Blocks and rights are judged by care unit and care provider. A record without them, or of another system, is not shown.',
  },
  mend: {
    sv: 'Ange HSA-id för informationsägande vårdenhet och vårdgivare i varje post, och systemets egen logiska adress som källsystem.',
    en: 'Give the HSA-ids of the owning care unit and care provider in each record, and the system’s own logical address as source.',
    riv13606: {
      sv: 'Ange i varje composition other_participations med funktionen iag: performer är vårdenheten, healthcare_facility vårdgivaren, båda som HSA-id; ehr_system är systemets HSA-id.',
      en: 'Give in each composition other_participations with the function iag: performer is the care unit, healthcare_facility the care provider, both as HSA-ids; ehr_system is the system’s HSA-id.',
    },
    'fhir-r4': {
      sv: 'Lämna till varje träff en Provenance (_revinclude=Provenance:target) vars agent author är vårdenheten och custodian vårdgivaren, båda med HSA-id som identifier. Är allt i systemet en enda vårdenhets: pröva med --defaultCareUnit och --careProvider.',
      en: 'Give with each match a Provenance (_revinclude=Provenance:target) whose agent author is the care unit and custodian the care provider, both with an HSA-id as identifier. Where all in the system is one care unit’s: try with --defaultCareUnit and --careProvider.',
    },
  },
  attempt: (conversation) =>
    lookingAtRecords(conversation, (records) => {
      const headers = records.map(({ header }) => header);
      const elsewhere = headers.filter(({ sourceSystem }) => !sameHsaId(sourceSystem, conversation.address));
      const unitless = headers.filter(({ careUnit }) => careUnit === undefined);
      const providerless = headers.filter(
        ({ careProvider, careProviderNumber }) => careProvider === undefined && careProviderNumber === undefined,
      );
      const mayLackProvider = conversation.contract.namesNoCareProvider === true;
      return unless([
        ...counted(elsewhere.length, 'anger ett annat källsystem', 'naming another source system'),
        ...counted(unitless.length, 'saknar vårdenhet', 'without care unit'),
        ...counted(mayLackProvider ? 0 : providerless.length, 'saknar vårdgivare', 'without care provider'),
      ]);
    }),
};
