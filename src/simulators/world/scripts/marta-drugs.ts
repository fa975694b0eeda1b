import { codeSystem } from '../content/code.ts';
import { drugs } from '../content/drugs.ts';
import type { Happening } from '../content/index.ts';
import { type Dosage, type Prescription, prescribe, stop } from '../content/medication.ts';

/** Märta's medicines: every form of dosage, of naming a drug, and of beginning, changing and ending a treatment. */
const dose = { method: 'Dosdispensering (Apodos)', months: 12 } as const;
const content = (one: Prescription): Happening => ({ content: one, by: /läkare/i });
const tablets = (instruction: string, dosed: Dosage['set'], short?: string): Dosage => ({
  instruction,
  unit: 'tablett',
  ...(short && { short }),
  ...(dosed && { set: dosed }),
});

const warfarin = (text: string): Dosage =>
  tablets(text, { form: 'words', text: 'Enligt särskilt doseringsschema från PK-mottagningen' });

export const martasDrugs = {
  onArrival: [
    prescribe('warfarin', { by: 'product', drug: drugs.warfarin }, warfarin('Enligt doseringsschema'), {
      reason: 'Förmaksflimmer',
      dispensation: { label: 'Enligt schema, blodförtunnande', months: 12, amount: 100, packageUnit: 'st' },
    }),
    prescribe(
      'metoprolol',
      { by: 'product', drug: drugs.metoprolol },
      tablets('1 depottablett på morgonen', { form: 'frequency', dose: 1, times: 1, per: 'dygn' }, '1+0+0+0'),
      { reason: 'Förmaksflimmer', dispensation: { label: '1 depottablett på morgonen mot hjärtklappning', ...dose } },
    ),
    prescribe(
      'enalapril',
      { by: 'product', drug: drugs.enalapril },
      tablets('1 tablett på morgonen', { form: 'frequency', dose: 1, times: 1, per: 'dygn' }, '1+0+0+0'),
      {
        reason: 'Högt blodtryck',
        dispensation: { label: '1 tablett på morgonen mot högt blodtryck', ...dose, notReplaceable: 'Prescriber' },
      },
    ),
    prescribe(
      'levotyroxin',
      { by: 'package', drug: drugs.levotyroxin },
      tablets('1 tablett på morgonen, men 1,5 tablett lördag och söndag', {
        form: 'occasions',
        days: 7,
        occasions: [1, 2, 3, 4, 5]
          .map((day) => ({ dose: 1, day, time: '07:30' }))
          .concat([6, 7].map((day) => ({ dose: 1.5, day, time: '08:00' }))),
      }),
      {
        reason: 'Låg ämnesomsättning',
        dispensation: { label: '1 tablett fastande, 1,5 lördag och söndag', ...dose, notReplaceable: 'Patient' },
      },
    ),
    prescribe(
      'alendronat',
      { by: 'product', drug: drugs.alendronat },
      tablets('1 tablett varje måndag, stående med vatten', { form: 'period', dose: 1, every: 7, unit: 'dygn' }),
      {
        reason: 'Benskörhet',
        dispensation: { label: '1 tablett en gång i veckan mot benskörhet', months: 12, amount: 12, packageUnit: 'st' },
      },
    ),
    prescribe(
      'kalcium',
      { by: 'substance', drug: drugs.kalciumD },
      tablets('1 tuggtablett morgon och kväll', { form: 'frequency', dose: 1, times: 2, per: 'dygn' }, '1x2'),
      { reason: 'Benskörhet', dispensation: { label: '1 tuggtablett 2 gånger dagligen', ...dose } },
    ),
    prescribe(
      'paracetamol',
      { by: 'substance', drug: drugs.paracetamol },
      {
        instruction: '2 tabletter vid behov, högst 6 per dygn',
        unit: 'tablett',
        asNeeded: { when: 'vid smärta', regimen: { form: 'frequency', dose: [1, 2], times: 3, per: 'dygn' } },
        maximum: { form: 'frequency', dose: 6, times: 1, per: 'dygn' },
      },
      { reason: 'Smärta' },
    ),
    prescribe(
      'zopiklon',
      { by: 'product', drug: drugs.zopiklon },
      {
        instruction: '1 tablett till natten vid behov, högst tre nätter i veckan',
        unit: 'tablett',
        asNeeded: { when: 'vid sömnsvårigheter', regimen: { form: 'period', dose: 1, every: 1, unit: 'dygn' } },
        maximum: { form: 'frequency', dose: 1, times: 3, per: 'vecka' },
      },
      { reason: 'Sömnsvårigheter' },
    ),
    prescribe(
      'näringsdryck',
      { by: 'article', number: '900123', name: 'Näringsdryck 200 ml' },
      {
        instruction: '1 flaska dagligen mellan måltiderna',
        unit: 'flaska',
        set: { form: 'frequency', dose: 1, times: 1, per: 'dygn' },
      },
      { reason: 'Undernäring', purpose: 'Bibehålla vikten' },
    ),
    prescribe(
      'naturmedel',
      { by: 'words', text: 'Valeriana, receptfritt från hälsokosten' },
      {
        instruction: '1 tablett till natten',
        unit: 'tablett',
        set: { form: 'frequency', dose: 1, times: 1, per: 'dygn' },
      },
      { selfMedication: true, note: 'Tas på eget initiativ; sonen köper.' },
    ),
    prescribe(
      'oxikodon',
      { by: 'product', drug: drugs.oxikodon },
      tablets('1 depottablett morgon och kväll', { form: 'frequency', dose: 1, times: 2, per: 'dygn' }, '1x2'),
      {
        reason: 'Smärta efter höftfraktur',
        reasonCode: { code: '46021000052104', system: codeSystem.prescriptionReason, name: 'Annan ordinationsorsak' },
      },
    ),
  ].map(content),
  afterReview: [
    prescribe(
      'enalapril',
      { by: 'product', drug: drugs.enalapril },
      tablets('½ tablett på morgonen', { form: 'frequency', dose: 0.5, times: 1, per: 'dygn' }, '½+0+0+0'),
      {
        reason: 'Högt blodtryck',
        note: 'Halverad dos på grund av yrsel och lågt blodtryck.',
        dispensation: { label: '½ tablett på morgonen', ...dose },
      },
    ),
    stop('naturmedel', 'Ingen effekt'),
    prescribe(
      'omeprazol',
      { by: 'product', drug: drugs.omeprazol },
      {
        instruction: '1 kapsel på morgonen i åtta veckor',
        unit: 'kapsel',
        set: { form: 'frequency', dose: 1, times: 1, per: 'dygn' },
        treatmentDays: { high: 56, isMaximum: true },
      },
      { reason: 'Magkatarr', days: 56 },
    ),
  ].map(content),
  inHospital: [
    prescribe(
      'makrogol',
      { by: 'product', drug: drugs.makrogol },
      {
        instruction: '1 dospåse morgon och kväll, kan ökas till 4 per dygn',
        unit: 'dospåse',
        set: { form: 'frequency', dose: [2, 4], times: 1, per: 'dygn' },
      },
      { reason: 'Förstoppning' },
    ),
    stop('oxikodon', 'Biverkan: förstoppning', { note: 'Byts mot fentanylplåster.' }),
    prescribe(
      'fentanyl',
      { by: 'product', drug: drugs.fentanyl },
      {
        instruction: '1 plåster, byts var 72:a timme',
        unit: 'plåster',
        set: { form: 'period', dose: 1, every: 72, unit: 'timme' },
      },
      { reason: 'Långvarig smärta' },
    ),
    stop('kalcium', 'Biverkan: förstoppning'),
    prescribe(
      'kalium',
      { by: 'words', text: 'Kaliumklorid 40 mmol i dropp' },
      {
        instruction: '40 mmol under 8 timmar, en gång',
        unit: 'mmol',
        set: { form: 'single', dose: 40, at: '2025-01-19' },
      },
      { reason: 'Lågt kalium', days: 1, given: true },
    ),
  ].map(content),
  inSundsvall: [
    prescribe(
      'penicillin',
      { by: 'product', drug: drugs.penicillinV },
      tablets('2 tabletter 3 gånger dagligen i 7 dagar', { form: 'frequency', dose: 2, times: 3, per: 'dygn' }, '2x3'),
      { reason: 'Lunginflammation', days: 7 },
    ),
  ].map(content),
  memory: [
    prescribe(
      'donepezil',
      { by: 'product', drug: drugs.donepezil },
      tablets('½ tablett till natten i fyra veckor, därefter 1 tablett', {
        form: 'ramp',
        step: 0.5,
        everyDays: 28,
        from: 0.5,
        to: 1,
        timesADay: 1,
      }),
      { reason: 'Demens', purpose: 'Bevara minnesfunktioner', dispensation: { label: 'Enligt upptrappning', ...dose } },
    ),
    prescribe(
      'prednisolon',
      { by: 'product', drug: drugs.prednisolon },
      [
        tablets('4 tabletter på morgonen i fem dagar, minskas sedan med en tablett var femte dag', {
          form: 'ramp',
          step: -1,
          everyDays: 5,
          from: 4,
          to: 0,
          timesADay: 1,
        }),
        {
          instruction: 'Extra 1 tablett vid svullen led',
          unit: 'tablett',
          asNeeded: { when: 'vid svullen led', regimen: { form: 'single', dose: 1 } },
        },
      ],
      { reason: 'Artrit', days: 300 },
    ),
  ].map(content),
  latest: [
    stop('zopiklon', 'Behov saknas', { note: 'Sover gott utan.' }),
    stop('prednisolon', 'Behandlingen avslutad enligt plan'),
    prescribe(
      'metoprolol',
      { by: 'product', drug: drugs.metoprolol },
      tablets('½ depottablett på morgonen', { form: 'frequency', dose: 0.5, times: 1, per: 'dygn' }, '½+0+0+0'),
      {
        reason: 'Förmaksflimmer',
        note: 'Halveras, vilopuls 54.',
        dispensation: { label: '½ depottablett på morgonen', ...dose },
      },
    ),
  ].map(content),
} as const satisfies Readonly<Record<string, readonly Happening[]>>;
