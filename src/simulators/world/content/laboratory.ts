/** An analysis that the laboratories of the world perform. */
interface Analysis {
  readonly name: string;
  /** NPU code; some analyses have none. */
  readonly npu?: string;
  readonly unit: string;
  readonly low?: number;
  readonly high?: number;
  readonly decimals: number;
  readonly specimen: 'Venblod' | 'Kapillärblod' | 'Urin' | 'Svalgsekret';
}

/** Reference intervals are for adults, as northern laboratories print them; they are illustrations, not advice. */
export const analyses = {
  hba1c: {
    name: 'HbA1c(IFCC)',
    npu: 'NPU27300',
    unit: 'mmol/mol',
    low: 31,
    high: 46,
    decimals: 0,
    specimen: 'Venblod',
  },
  glucose: { name: 'P-Glukos', npu: 'NPU02192', unit: 'mmol/L', low: 4.2, high: 6.3, decimals: 1, specimen: 'Venblod' },
  creatinine: {
    name: 'P-Kreatinin',
    npu: 'NPU04998',
    unit: 'µmol/L',
    low: 60,
    high: 105,
    decimals: 0,
    specimen: 'Venblod',
  },
  egfr: { name: 'Pt-eGFR(krea) relativ', unit: 'mL/min/1,73 m2', low: 60, decimals: 0, specimen: 'Venblod' },
  ntProBnp: { name: 'P-NT-proBNP', npu: 'NPU21571', unit: 'ng/L', high: 300, decimals: 0, specimen: 'Venblod' },
  potassium: {
    name: 'P-Kalium',
    npu: 'NPU03230',
    unit: 'mmol/L',
    low: 3.5,
    high: 4.4,
    decimals: 1,
    specimen: 'Venblod',
  },
  sodium: { name: 'P-Natrium', npu: 'NPU03429', unit: 'mmol/L', low: 137, high: 145, decimals: 0, specimen: 'Venblod' },
  crp: { name: 'P-CRP', npu: 'NPU19748', unit: 'mg/L', high: 3, decimals: 0, specimen: 'Venblod' },
  haemoglobin: {
    name: 'B-Hemoglobin',
    npu: 'NPU28309',
    unit: 'g/L',
    low: 117,
    high: 170,
    decimals: 0,
    specimen: 'Venblod',
  },
  leukocytes: {
    name: 'B-Leukocyter',
    npu: 'NPU02593',
    unit: '10^9/L',
    low: 3.5,
    high: 8.8,
    decimals: 1,
    specimen: 'Venblod',
  },
  platelets: {
    name: 'B-Trombocyter',
    npu: 'NPU03568',
    unit: '10^9/L',
    low: 145,
    high: 387,
    decimals: 0,
    specimen: 'Venblod',
  },
  ferritin: { name: 'P-Ferritin', npu: 'NPU19763', unit: 'µg/L', low: 15, high: 300, decimals: 0, specimen: 'Venblod' },
  tsh: { name: 'P-TSH', npu: 'NPU03577', unit: 'mIE/L', low: 0.4, high: 4.3, decimals: 2, specimen: 'Venblod' },
  alat: { name: 'P-ALAT', npu: 'NPU19651', unit: 'µkat/L', low: 0.15, high: 1.1, decimals: 2, specimen: 'Venblod' },
  ldl: {
    name: 'P-LDL-kolesterol',
    npu: 'NPU01568',
    unit: 'mmol/L',
    low: 1.2,
    high: 4.3,
    decimals: 1,
    specimen: 'Venblod',
  },
  inr: { name: 'P-PK(INR)', npu: 'NPU01685', unit: 'INR', low: 0.9, high: 1.2, decimals: 1, specimen: 'Venblod' },
  troponin: { name: 'P-Troponin T', npu: 'NPU27501', unit: 'ng/L', high: 15, decimals: 0, specimen: 'Venblod' },
  psa: { name: 'P-PSA', npu: 'NPU08669', unit: 'µg/L', high: 4, decimals: 1, specimen: 'Venblod' },
  albumin: { name: 'P-Albumin', npu: 'NPU19673', unit: 'g/L', low: 36, high: 48, decimals: 0, specimen: 'Venblod' },
  urineAlbumin: { name: 'U-Albumin/Kreatinin', unit: 'mg/mmol', high: 3, decimals: 1, specimen: 'Urin' },
} as const satisfies Readonly<Record<string, Analysis>>;

export type AnalysisName = keyof typeof analyses;

/** A value of one analysis; where it is words, the laboratory says itself whether they are normal. */
export interface LaboratoryResult {
  readonly analysis: AnalysisName | { readonly name: string; readonly specimen: string };
  readonly value: number | { readonly text: string; readonly abnormal: boolean };
  readonly comment?: string;
}

/** An answer from the laboratory to one request. */
export interface LaboratoryReport {
  readonly kind: 'laboratory';
  readonly question: string;
  readonly results: readonly LaboratoryResult[];
  /** The laboratory's statement on the whole. */
  readonly statement?: string;
  /** More is to come, or this came after the answer. */
  readonly status?: 'preliminary' | 'supplementary';
}

export function laboratory(
  question: string,
  values: Partial<Readonly<Record<AnalysisName, number>>>,
  more: Partial<Pick<LaboratoryReport, 'statement' | 'status'>> & { readonly words?: readonly LaboratoryResult[] } = {},
): LaboratoryReport {
  const { words = [], ...rest } = more;
  const results = Object.entries(values).map(([analysis, value]) => ({ analysis: analysis as AnalysisName, value }));
  return { kind: 'laboratory', question, results: [...results, ...words], ...rest };
}

/** What an analysis is, as the same shape whether it is in the list or not. */
export function describeAnalysis(analysis: LaboratoryResult['analysis']): Omit<Analysis, 'specimen'> & {
  readonly specimen: string;
} {
  return typeof analysis === 'string' ? analyses[analysis] : { ...analysis, unit: '', decimals: 0 };
}

export function isAbnormal({ analysis, value }: LaboratoryResult): boolean {
  if (typeof value !== 'number') return value.abnormal;
  const { low, high } = describeAnalysis(analysis);
  return (low !== undefined && value < low) || (high !== undefined && value > high);
}
