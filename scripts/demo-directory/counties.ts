/** The demo's three counties: which care providers and units there are. All names but the regions' are invented. */
export interface County {
  /** Start of every HSA-id in the county's catalogue; what follows always begins with DEMO. */
  readonly prefix: string;
  readonly code: string;
  readonly name: string;
  readonly region: string;
  readonly orgNo: string;
  readonly domain: string;
  /** How the region names its hospital units: town, hospital, clinics. */
  readonly hospital: UnitPlan;
  readonly healthCentres: readonly UnitPlan[];
  readonly others: readonly ProviderPlan[];
  readonly systems: readonly SystemPlan[];
}

export interface UnitPlan {
  /** What follows `DEMO` in the HSA-id. */
  readonly id: string;
  readonly name: string;
  readonly alias?: string;
  readonly town: string;
  readonly kind: UnitKind;
  /** Units inside this one in the tree; those of a care unit become its members. */
  readonly inside?: readonly UnitPlan[];
}

export type UnitKind = 'hospital' | 'clinic' | 'reception' | 'ward' | 'health-centre' | 'home-care' | 'social-care';

/** A care provider other than the region, with one care unit. Its organisation number is no real one. */
export interface ProviderPlan {
  readonly id: string;
  readonly name: string;
  readonly orgNo: string;
  readonly town: string;
  readonly unit: UnitPlan;
}

interface SystemPlan {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

const clinic = (id: string, name: string, town: string, inside: readonly UnitPlan[] = []): UnitPlan => ({
  id,
  name,
  town,
  kind: 'clinic',
  inside,
});
const reception = (id: string, name: string, town: string): UnitPlan => ({ id, name, town, kind: 'reception' });
const ward = (id: string, name: string, town: string, inside: readonly UnitPlan[] = []): UnitPlan => ({
  id,
  name,
  town,
  kind: 'ward',
  inside,
});
const healthCentre = (id: string, name: string, town: string, inside: readonly UnitPlan[] = []): UnitPlan => ({
  id,
  name,
  town,
  kind: 'health-centre',
  inside,
});
/** `000000-` begins no real organisation number: the third digit is always two or more. */
const municipality = (id: string, name: string, orgNo: string, unitName: string): ProviderPlan => ({
  id,
  name: `${name} kommun`,
  orgNo,
  town: name,
  unit: { id: `${id}HSV`, name: unitName, town: name, kind: 'home-care' },
});
const practice = (name: string, orgNo: string, town: string): ProviderPlan => ({
  id: 'PRIV',
  name: `${name} AB`,
  orgNo,
  town,
  unit: healthCentre('PRIVHC', `${name} hälsocentral`, town),
});

export const counties: readonly County[] = [
  {
    prefix: 'SE2321000230-',
    code: '25',
    name: 'Norrbottens län',
    region: 'Region Norrbotten',
    orgNo: '232100-0230',
    domain: 'norrbotten.example',
    hospital: {
      id: 'SJH',
      name: 'Norrskenets sjukhus',
      town: 'Luleå',
      kind: 'hospital',
      inside: [
        { ...clinic('AKUT', 'Akutmottagningen Norrskenets sjukhus', 'Luleå'), alias: 'Jouren Norrskenet' },
        clinic('MED', 'Medicinkliniken Norrskenets sjukhus', 'Luleå', [
          reception('MEDMOTT', 'Medicinmottagningen Norrskenet', 'Luleå'),
          ward('MEDAVD', 'Medicinavdelning 51 Norrskenet', 'Luleå', [
            reception('MEDTEAM', 'Hjärtsviktsteamet avdelning 51', 'Luleå'),
          ]),
        ]),
        clinic('KIR', 'Kirurgkliniken Norrskenets sjukhus', 'Luleå', [
          reception('KIRMOTT', 'Kirurgmottagningen Norrskenet', 'Luleå'),
        ]),
        clinic('PSYK', 'Psykiatriska kliniken Norrskenet', 'Luleå', [
          ward('PSYKAVD', 'Psykiatrisk avdelning 12 Norrskenet', 'Luleå'),
        ]),
      ],
    },
    healthCentres: [
      healthCentre('HC1', 'Isbrytarens hälsocentral', 'Luleå', [
        reception('HC1BVC', 'Barnhälsovården Isbrytaren', 'Luleå'),
      ]),
      healthCentre('HC2', 'Malmtrallans hälsocentral', 'Kiruna'),
      healthCentre('HC3', 'Fästningsportens hälsocentral', 'Boden'),
      healthCentre('HC4', 'Laxtrappans hälsocentral', 'Haparanda'),
    ],
    others: [
      municipality('KOM1', 'Kiruna', '000000-2501', 'Hemsjukvården Kiruna centrum'),
      municipality('KOM2', 'Piteå', '000000-2502', 'Hemsjukvården Piteå norra'),
      practice('Läkarhuset Vargtassen', '000000-2503', 'Jokkmokk'),
    ],
    systems: [
      { id: 'BRIDGE', name: 'Norrbryggan', description: 'Bryggan mellan regionernas journalsystem' },
      { id: 'VAS', name: 'Demo VAS', description: 'Journalsystem, svarar på RIV-TA' },
      { id: 'EHR', name: 'Demojournalen Norrbotten', description: 'Journalsystem som frågar bryggan' },
    ],
  },
  {
    prefix: 'SE2321000222-',
    code: '24',
    name: 'Västerbottens län',
    region: 'Region Västerbotten',
    orgNo: '232100-0222',
    domain: 'vasterbotten.example',
    hospital: {
      id: 'SJH',
      name: 'Björklövets sjukhus',
      town: 'Umeå',
      kind: 'hospital',
      inside: [
        clinic('AKUT', 'Akutcentrum Björklövets sjukhus', 'Umeå'),
        clinic('MED', 'Medicincentrum Björklövet', 'Umeå', [
          reception('MEDMOTT', 'Hjärtmottagningen Björklövet', 'Umeå'),
          ward('MEDAVD', 'Lungavdelningen Björklövet', 'Umeå'),
        ]),
        clinic('ORT', 'Ortopedkliniken Björklövet', 'Umeå', [
          reception('ORTMOTT', 'Ortopedmottagningen Björklövet', 'Umeå'),
        ]),
        clinic('BARN', 'Barn- och ungdomskliniken Björklövet', 'Umeå', [
          ward('BARNAVD', 'Barnavdelning 3 Björklövet', 'Umeå'),
        ]),
      ],
    },
    healthCentres: [
      healthCentre('HC1', 'Forsnackens hälsocentral', 'Umeå', [
        reception('HC1MVC', 'Mödrahälsovården Forsnacken', 'Umeå'),
      ]),
      healthCentre('HC2', 'Guldklimpens hälsocentral', 'Skellefteå'),
      healthCentre('HC3', 'Tallkottens hälsocentral', 'Lycksele'),
      healthCentre('HC4', 'Renhornets sjukstuga', 'Storuman'),
    ],
    others: [
      municipality('KOM1', 'Skellefteå', '000000-2401', 'Hemsjukvården Skellefteå södra'),
      municipality('KOM2', 'Vännäs', '000000-2402', 'Kommunal hälso- och sjukvård Vännäs'),
      practice('Familjeläkarna Lingonriset', '000000-2403', 'Norsjö'),
    ],
    systems: [
      { id: 'NCS', name: 'Demo NCS', description: 'Journalsystem, svarar på RIV 13606' },
      { id: 'EHR', name: 'Demojournalen Västerbotten', description: 'Journalsystem som frågar bryggan' },
    ],
  },
  {
    prefix: 'SE2321000206-',
    code: '22',
    name: 'Västernorrlands län',
    region: 'Region Västernorrland',
    orgNo: '232100-0206',
    domain: 'vasternorrland.example',
    hospital: {
      id: 'SJH',
      name: 'Stendrakens sjukhus',
      town: 'Sundsvall',
      kind: 'hospital',
      inside: [
        clinic('AKUT', 'Akutmottagningen Stendrakens sjukhus', 'Sundsvall'),
        clinic('MED', 'Medicinkliniken Stendraken', 'Sundsvall', [
          reception('MEDMOTT', 'Diabetesmottagningen Stendraken', 'Sundsvall'),
          ward('MEDAVD', 'Strokeavdelningen Stendraken', 'Sundsvall'),
        ]),
        clinic('KVI', 'Kvinnokliniken Stendraken', 'Sundsvall', [
          ward('KVIAVD', 'Förlossningen Stendraken', 'Sundsvall'),
        ]),
        clinic('OGON', 'Ögonkliniken Stendraken', 'Sundsvall', [
          reception('OGONMOTT', 'Ögonmottagningen Stendraken', 'Sundsvall'),
        ]),
      ],
    },
    healthCentres: [
      healthCentre('HC1', 'Klippskrevans hälsocentral', 'Sundsvall', [
        reception('HC1REH', 'Rehabmottagningen Klippskrevan', 'Sundsvall'),
      ]),
      healthCentre('HC2', 'Fjärdstrandens hälsocentral', 'Örnsköldsvik'),
      healthCentre('HC3', 'Fyrvaktarens hälsocentral', 'Härnösand'),
      healthCentre('HC4', 'Bäverdammens hälsocentral', 'Sollefteå'),
    ],
    others: [
      municipality('KOM1', 'Kramfors', '000000-2201', 'Hemsjukvården Kramfors'),
      municipality('KOM2', 'Ånge', '000000-2202', 'Hemsjukvården Ånge'),
      practice('Hälsohuset Drivveden', '000000-2203', 'Härnösand'),
      {
        id: 'OMS',
        name: 'Tallbacka Omsorg i Ånge AB',
        orgNo: '000000-2204',
        town: 'Ånge',
        unit: { id: 'OMSBOENDE', name: 'Tallbackas särskilda boende', town: 'Ånge', kind: 'social-care' },
      },
    ],
    systems: [
      { id: 'FHIR', name: 'Demo FHIR', description: 'Journalsystem, svarar på FHIR R4' },
      { id: 'EHR', name: 'Demojournalen Västernorrland', description: 'Journalsystem som frågar bryggan' },
    ],
  },
];
