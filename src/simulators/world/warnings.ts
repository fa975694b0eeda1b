import type { Sex } from './personal-number.ts';

/**
 * What must be known before treating (uppmärksamhetsinformation): one template for each kind of content the contract
 * knows. Codes of the kind are those of KV Informationstyp.
 */
export type Warning = Readonly<{ ages: readonly [number, number]; sex?: Sex; weight: number; comment?: string }> &
  (
    | {
        readonly kind: 'drug';
        readonly atc: Code;
        readonly severity: Severity;
        readonly certainty: Certainty;
        readonly product?: Code;
      }
    | {
        readonly kind: 'unlisted-drug';
        readonly substance: string;
        readonly why: string;
        readonly severity: Severity;
        readonly certainty: Certainty;
      }
    | { readonly kind: 'agent'; readonly agent: string; readonly severity: Severity; readonly certainty: Certainty }
    | { readonly kind: 'disease'; readonly disease: Code }
    | { readonly kind: 'treatment'; readonly description: string; readonly atc?: Code }
    | { readonly kind: 'infection'; readonly disease: Code; readonly route?: string }
    | { readonly kind: 'restriction'; readonly text: string }
    | { readonly kind: 'unstructured'; readonly heading: string; readonly text: string }
  );

export interface Code {
  readonly code: string;
  readonly name: string;
}

/** KV Allvarlighetsgrad and KV Visshetsgrad, in words: their code values are not public. */
type Severity = 'Livshotande' | 'Skadlig' | 'Besvärande';
type Certainty = 'Säker' | 'Misstänkt';

const anyone = [0, 120] as const;
const adult = [18, 120] as const;

export const warnings: readonly Warning[] = [
  {
    kind: 'drug',
    ages: anyone,
    weight: 12,
    atc: { code: 'J01CE02', name: 'Fenoximetylpenicillin' },
    severity: 'Livshotande',
    certainty: 'Säker',
    comment: 'Anafylaxi efter penicillin. Adrenalin gavs. Ge inte betalaktamantibiotika utan allergologbedömning.',
    product: { code: '00000000000001', name: 'Penicillin Demo 1 g' },
  },
  {
    kind: 'drug',
    ages: anyone,
    weight: 8,
    atc: { code: 'J01CA04', name: 'Amoxicillin' },
    severity: 'Besvärande',
    certainty: 'Misstänkt',
    comment: 'Utslag som barn, oklart samband.',
  },
  {
    kind: 'drug',
    ages: adult,
    weight: 6,
    atc: { code: 'N02BA01', name: 'Acetylsalicylsyra' },
    severity: 'Skadlig',
    certainty: 'Säker',
    comment: 'Bronkospasm.',
  },
  {
    kind: 'drug',
    ages: adult,
    weight: 4,
    atc: { code: 'M01AE01', name: 'Ibuprofen' },
    severity: 'Besvärande',
    certainty: 'Säker',
  },
  {
    kind: 'drug',
    ages: adult,
    weight: 3,
    atc: { code: 'J01EA01', name: 'Trimetoprim' },
    severity: 'Skadlig',
    certainty: 'Misstänkt',
    comment: 'Utbrett hudutslag.',
  },
  {
    kind: 'drug',
    ages: adult,
    weight: 3,
    atc: { code: 'N02AA01', name: 'Morfin' },
    severity: 'Besvärande',
    certainty: 'Säker',
    comment: 'Uttalad klåda och illamående.',
  },
  {
    kind: 'unlisted-drug',
    ages: adult,
    weight: 3,
    substance: 'Röntgenkontrast, okänd sort',
    why: 'Preparatet framgår inte av äldre journal.',
    severity: 'Skadlig',
    certainty: 'Misstänkt',
  },
  {
    kind: 'agent',
    ages: anyone,
    weight: 5,
    agent: 'Jordnöt',
    severity: 'Livshotande',
    certainty: 'Säker',
    comment: 'Har adrenalinpenna.',
  },
  { kind: 'agent', ages: anyone, weight: 4, agent: 'Getinggift', severity: 'Livshotande', certainty: 'Säker' },
  {
    kind: 'agent',
    ages: adult,
    weight: 3,
    agent: 'Latex',
    severity: 'Besvärande',
    certainty: 'Säker',
    comment: 'Kontakteksem av handskar.',
  },
  {
    kind: 'disease',
    ages: anyone,
    sex: 'male',
    weight: 1,
    disease: { code: 'D66.9', name: 'Hereditär brist på faktor VIII' },
    comment: 'Kontakta koagulationsjour före ingrepp.',
  },
  {
    kind: 'disease',
    ages: anyone,
    weight: 2,
    disease: { code: 'E27.1', name: 'Primär binjurebarksvikt' },
    comment: 'Ökat kortisonbehov vid feber, trauma och operation.',
  },
  { kind: 'disease', ages: anyone, weight: 2, disease: { code: 'G40.9', name: 'Epilepsi, ospecificerad' } },
  {
    kind: 'disease',
    ages: adult,
    weight: 2,
    disease: { code: 'Z95.0', name: 'Förekomst av elektronisk hjärtstimulator (pacemaker)' },
  },
  {
    kind: 'treatment',
    ages: [40, 120],
    weight: 6,
    description: 'Blodförtunnande behandling, warfarin',
    atc: { code: 'B01AA03', name: 'Warfarin' },
    comment: 'Behandlas på grund av förmaksflimmer.',
  },
  {
    kind: 'treatment',
    ages: adult,
    weight: 3,
    description: 'Immunhämmande behandling, metotrexat',
    atc: { code: 'L04AX03', name: 'Metotrexat' },
  },
  { kind: 'treatment', ages: adult, weight: 1, description: 'Strålbehandling mot bröstkorgen 2017' },
  {
    kind: 'infection',
    ages: adult,
    weight: 5,
    disease: { code: 'Z22.3', name: 'Bärare av andra specificerade bakteriesjukdomar' },
    route: 'Kontaktsmitta',
    comment: 'MRSA-bärare. Eget rum och vårdhygieniska rutiner.',
  },
  {
    kind: 'infection',
    ages: adult,
    weight: 1,
    disease: { code: 'B18.2', name: 'Kronisk virushepatit C' },
    route: 'Blodsmitta',
  },
  {
    kind: 'infection',
    ages: [65, 120],
    weight: 2,
    disease: { code: 'A04.7', name: 'Enterokolit orsakad av Clostridioides difficile' },
  },
  { kind: 'restriction', ages: adult, weight: 2, text: 'Patienten avstår från blodtransfusion.' },
  { kind: 'restriction', ages: [75, 120], weight: 3, text: 'Ej hjärt-lungräddning enligt beslut av ansvarig läkare.' },
  {
    kind: 'unstructured',
    ages: adult,
    weight: 3,
    heading: 'Svår intubation',
    text: 'Svårintuberad vid operation. Videolaryngoskop krävdes & backning till mask <2 försök>.',
  },
  {
    kind: 'unstructured',
    ages: adult,
    weight: 2,
    heading: 'Varning från äldre journal',
    text: 'Överförd vid systembyte. Ursprunglig uppgift: "reagerat på plåster".',
  },
];
