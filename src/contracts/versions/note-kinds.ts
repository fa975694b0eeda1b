import { systemOids } from '../../codes/index.ts';
import type { CodedValue } from '../coded-value.ts';
import { ClinicalDocumentNoteCodeEnum, ClinicalDocumentTypeCodeEnum } from '../get-care-documentation-2.ts';
import type { ValueOf } from '../schema.ts';

type Code = ValueOf<typeof ClinicalDocumentNoteCodeEnum>;
type OlderCode = ValueOf<typeof ClinicalDocumentTypeCodeEnum>;

/** The kinds of note from before KV Anteckningstyp, in words. */
export const olderKinds: Readonly<Record<OlderCode, string>> = {
  epi: 'Epikris',
  int: 'Intagningsanteckning',
  dag: 'Daganteckning',
  ova: 'Öppenvårdsanteckning',
  ovs: 'Öppenvårdssammanfattning',
  ovr: 'Övrigt',
};

/** The kind of a note as version 2 has it: a code of KV Anteckningstyp, or an older one by code or words. */
export function kindOfNote(kind: CodedValue): { readonly code?: Code; readonly older?: OlderCode } {
  const { code, codeSystem, displayName, originalText } = kind;
  const current = codes(ClinicalDocumentNoteCodeEnum).find((one) => one === code && codeSystem === systemOids.noteType);
  if (current) return { code: current };
  const older = codes(ClinicalDocumentTypeCodeEnum).find(
    (one) => one === code || [displayName, originalText].includes(olderKinds[one]),
  );
  return older ? { older } : {};
}

function codes<V extends string>(type: {
  readonly values: readonly (string | number)[] | undefined;
  readonly phantom?: V;
}) {
  return (type.values ?? []) as readonly V[];
}
