import type { Drug } from './medication.ts';

const drug =
  (form: string, route = 'Oral användning') =>
  (name: string, atc: string, substance: string, strength: number, strengthUnit = 'mg'): Drug => ({
    name: `${name} ${String(strength).replace('.', ',')} ${strengthUnit}`,
    atc,
    substance,
    form,
    strength,
    strengthUnit,
    route,
  });
const tablet = drug('Tablett');
const depot = drug('Depottablett');
const capsule = drug('Kapsel, hård');
const inhalation = drug('Inhalationspulver', 'Inhalation');
const injection = drug('Injektionsvätska, lösning', 'Subkutan användning');

/** The drugs of the stories, by substance: brand names belong to somebody. */
export const drugs = {
  acetylsalicylsyra: tablet('Acetylsalicylsyra', 'B01AC06', 'Acetylsalicylsyra', 75),
  alendronat: tablet('Alendronat veckotablett', 'M05BA04', 'Alendronsyra', 70),
  apixaban: tablet('Apixaban', 'B01AF02', 'Apixaban', 5),
  atorvastatin: tablet('Atorvastatin', 'C10AA05', 'Atorvastatin', 40),
  budesonidFormoterol: inhalation('Budesonid/formoterol', 'R03AK07', 'Formoterol och budesonid', 160, 'mikrogram'),
  dapagliflozin: tablet('Dapagliflozin', 'A10BK01', 'Dapagliflozin', 10),
  donepezil: tablet('Donepezil', 'N06DA02', 'Donepezil', 10),
  empagliflozin: tablet('Empagliflozin', 'A10BK03', 'Empagliflozin', 10),
  enalapril: tablet('Enalapril', 'C09AA02', 'Enalapril', 10),
  enoxaparin: injection('Enoxaparin', 'B01AB05', 'Enoxaparin', 40),
  fentanyl: drug('Depotplåster', 'Transdermal användning')('Fentanyl', 'N02AB03', 'Fentanyl', 12, 'mikrogram/timme'),
  furosemid: tablet('Furosemid', 'C03CA01', 'Furosemid', 40),
  insulinAspart: injection('Insulin aspart', 'A10AB05', 'Insulin aspart', 100, 'E/ml'),
  insulinGlargin: injection('Insulin glargin', 'A10AE04', 'Insulin glargin', 100, 'E/ml'),
  jarn: depot('Järn', 'B03AA07', 'Ferrosulfat', 100),
  kalciumD: tablet('Kalcium/vitamin D', 'A12AX01', 'Kalcium, kombinationer med vitamin D', 500),
  levetiracetam: tablet('Levetiracetam', 'N03AX14', 'Levetiracetam', 500),
  levotyroxin: tablet('Levotyroxin', 'H03AA01', 'Levotyroxinnatrium', 100, 'mikrogram'),
  makrogol: drug('Pulver till oral lösning')('Makrogol', 'A06AD65', 'Makrogol, kombinationer', 13.8, 'g'),
  metformin: tablet('Metformin', 'A10BA02', 'Metformin', 500),
  metoprolol: depot('Metoprolol', 'C07AB02', 'Metoprolol', 50),
  metotrexat: tablet('Metotrexat', 'L04AX03', 'Metotrexat', 2.5),
  morfin: injection('Morfin', 'N02AA01', 'Morfin', 10, 'mg/ml'),
  omeprazol: capsule('Omeprazol', 'A02BC01', 'Omeprazol', 20),
  oxikodon: depot('Oxikodon', 'N02AA05', 'Oxikodon', 5),
  paracetamol: tablet('Paracetamol', 'N02BE01', 'Paracetamol', 500),
  penicillinV: tablet('Fenoximetylpenicillin', 'J01CE02', 'Fenoximetylpenicillin', 1, 'g'),
  penicillinMixture: drug('Granulat till oral suspension')(
    'Fenoximetylpenicillin',
    'J01CE02',
    'Fenoximetylpenicillin',
    100,
    'mg/ml',
  ),
  pivmecillinam: tablet('Pivmecillinam', 'J01CA08', 'Pivmecillinam', 200),
  prednisolon: tablet('Prednisolon', 'H02AB06', 'Prednisolon', 5),
  sakubitrilValsartan: tablet('Sakubitril/valsartan', 'C09DX04', 'Valsartan och sakubitril', 49, 'mg'),
  salbutamol: inhalation('Salbutamol', 'R03AC02', 'Salbutamol', 0.2, 'mg'),
  sertralin: tablet('Sertralin', 'N06AB06', 'Sertralin', 50),
  spironolakton: tablet('Spironolakton', 'C03DA01', 'Spironolakton', 25),
  warfarin: tablet('Warfarin', 'B01AA03', 'Warfarin', 2.5),
  zopiklon: tablet('Zopiklon', 'N05CF01', 'Zopiklon', 5),
} as const satisfies Readonly<Record<string, Drug>>;
