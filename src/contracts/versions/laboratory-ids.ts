import type { Analysis3 } from './laboratory-values.ts';

type AnalysisId = Analysis3['analysisId'];

/** In version 3 every analysis has an id. One made up here tells so, and is taken away on the way back. */
export function madeUpId(sourceSystem: string, documentId: string, number: number): AnalysisId {
  return { root: sourceSystem, extension: `${documentId}#${number}` };
}

export function isMadeUp({ extension }: AnalysisId, documentId: string): boolean {
  return extension?.startsWith(`${documentId}#`) ?? false;
}
